#include "cli/desk.h"

static const struct said PEOPLE[] = {
    { "1", "Anna", "Berg", "1980-02-29", "anna.berg@example.se", "+46701740605" },
    { "2", "Åsa", "Lindqvist", "1975-11-03", "asa@example.no", "+4722334455" },
    { "3", "Lars", "Ek", NULL, "lars.ek@example.se", NULL },
};

struct ids {
    int64_t job, record[LENGTH(PEOPLE)];
    const char *text[LENGTH(PEOPLE)], *job_text;
};

static struct ids let_people_in(struct register_fixture *fixture, struct arena *arena)
{
    struct ids ids = { 0 };
    ids.job = desk_import(&fixture->work, PEOPLE, LENGTH(PEOPLE), ids.record);
    ids.job_text = id_text(arena, ids.job).at;
    for (size_t i = 0; i < LENGTH(PEOPLE); i++)
        ids.text[i] = id_text(arena, ids.record[i]).at;
    return ids;
}

static void people_are_found_by_name_mail_and_phone(void **state)
{
    struct register_fixture *fixture = *state;
    auto_arena arena = { 0 };
    struct ids ids = let_people_in(fixture, &arena);
    assert_says(RUN("find", "anna"), ids.text[0]);
    assert_says(RUN("find", "asa", "lind"), "Åsa Lindqvist");
    assert_says(RUN("find", "lars.ek@example.se"), "Lars Ek");
    assert_says(RUN("find", "070-174 06 05", "--country", "SE"), "Anna Berg");
    assert_says(RUN("find", "22 33 44 55"), "Åsa Lindqvist");
    assert_says(RUN("find", "nobody"), "nobody is found");
    assert_says(RUN("find", "nobody", "--json"), "{\"contacts\":[]}");
    assert_refuses(RUN("find", "anna", "--limit", "0"), ERR_INVALID, "from 1 to");
}

static void a_card_says_where_each_value_comes_from(void **state)
{
    struct register_fixture *fixture = *state;
    auto_arena arena = { 0 };
    struct ids ids = let_people_in(fixture, &arena);
    assert_says(RUN("show", ids.text[0]), "crm 1");
    assert_says(RUN("show", ids.text[0]), "anna.berg@example.se");
    assert_says(RUN("show", ids.text[0], "--json"),
                "\"birth_date\":{\"value\":\"1980-02-29\",\"from\":\"crm 1\"}");
    assert_refuses(RUN("show", "anna"), ERR_INVALID, "is not an id");
    assert_refuses(RUN("show", "a000000000000"), ERR_NOT_FOUND, "no such");
}

static void an_edit_tells_before_and_after(void **state)
{
    struct register_fixture *fixture = *state;
    auto_arena arena = { 0 };
    struct ids ids = let_people_in(fixture, &arena);
    assert_says(RUN("edit", ids.text[0], "--set", "family=Lund"), "Family name: Berg -> Lund");
    assert_says(RUN("show", ids.text[0]), "by hand");
    assert_says(RUN("edit", ids.text[0], "--set", "email:home=anna@home.example"),
                "E-mail: + anna@home.example (home)");
    assert_says(RUN("edit", ids.text[0], "--hide", "email=anna.berg@example.se"),
                "E-mail: - anna.berg@example.se");
    assert_says(RUN("edit", ids.text[0], "--verify", "phone=070-174 06 05", "--country", "SE"),
                "Phone: +46701740605 (verified)");
    assert_says(RUN("edit", ids.text[0], "--set", "x:Shoe size=42"), "Shoe size: + 42");
    assert_says(RUN("edit", ids.text[0], "--clear", "birth_date"), "Birth date: - 1980-02-29");
    assert_says(RUN("edit", ids.text[0], "--set", "address=Storgatan 1; 11455; Stockholm; ; SE"),
                "Storgatan 1, 114 55, Stockholm, SE");
    assert_says(RUN("edit", ids.text[0], "--tag", "vip", "--note", "Likes tea"), "Tag: + vip");
    assert_says(RUN("show", ids.text[0]), "Likes tea");
    assert_says(RUN("edit", ids.text[0], "--untag", "vip"), "taken away: vip");
}

static void a_name_given_whole_leaves_nothing_of_the_old_one(void **state)
{
    struct register_fixture *fixture = *state;
    auto_arena arena = { 0 };
    struct ids ids = let_people_in(fixture, &arena);
    assert_says(RUN("edit", ids.text[2], "--set", "name=Lars Olof Ek"), "Middle name: + Olof");
    assert_says(RUN("edit", ids.text[2], "--set", "name=Lars Ekman"), "Middle name: - Olof");
    assert_says(RUN("show", ids.text[2]), "Lars Ekman (person)");
}

static void a_wrong_value_is_refused_in_words(void **state)
{
    struct register_fixture *fixture = *state;
    auto_arena arena = { 0 };
    struct ids ids = let_people_in(fixture, &arena);
    const char *id = ids.text[0];
    assert_refuses(RUN("edit", id, "--set", "email=nobody"), ERR_INVALID, "'nobody' is not right");
    assert_refuses(RUN("edit", id, "--set", "birth_date=1980-02-30"), ERR_INVALID, "1980-02-30");
    assert_refuses(RUN("edit", id, "--set", "org_number=556677-8899"), ERR_INVALID,
                   "no field of a person");
    assert_refuses(RUN("edit", id, "--set", "colour=red"), ERR_INVALID, "fields are name, ");
    assert_refuses(RUN("edit", id, "--set", "family"), ERR_INVALID, "FIELD=VALUE");
    assert_refuses(RUN("edit", id, "--set", "family:work=Ek"), ERR_INVALID, "takes no label");
    assert_refuses(RUN("edit", id, "--hide", "email=other@example.se"), ERR_NOT_FOUND,
                   "it has anna.berg@example.se");
    assert_refuses(RUN("edit", id, "--untag", "vip"), ERR_NOT_FOUND, "no 'vip'");
    assert_refuses(RUN("edit", id), ERR_INVALID, "say what to change");
    assert_says(RUN("jobs"), "import"); // nothing of these is left behind
    assert_says(RUN("show", id, "--json"), "\"version\":1,");
}

static void a_merge_and_its_undo_tell_whom_they_concern(void **state)
{
    struct register_fixture *fixture = *state;
    auto_arena arena = { 0 };
    struct ids ids = let_people_in(fixture, &arena);
    struct answer before = RUN("hash"), merged = RUN("merge", ids.text[0], ids.text[2]);
    assert_says(merged, "kartotek undo ");
    assert_says(RUN("show", ids.text[2]), "the same");
    assert_refuses(RUN("merge", ids.text[0], ids.text[2]), ERR_CONFLICT, "one contact already");
    str job =
        str_trim(str_slice(merged.out, str_find(merged.out, STR("undo ")) + 5, merged.out.len));
    const char *job_text = arena_copy(&arena, job).at;
    assert_says(RUN("undo", job_text), "is undone");
    assert_true(str_eq(RUN("hash").out, before.out));
    assert_refuses(RUN("undo", job_text), ERR_CONFLICT, "undone already");
    assert_says(RUN("redo", job_text), "done again");
    assert_says(RUN("unmerge", ids.text[0]), "they have parted");
    assert_says(RUN("show", ids.text[2]), "Lars Ek (person)");
}

static void what_is_not_the_same_parts_and_stays_apart(void **state)
{
    struct register_fixture *fixture = *state;
    auto_arena arena = { 0 };
    struct ids ids = let_people_in(fixture, &arena);
    assert_says(RUN("merge", ids.text[0], ids.text[2]), "one contact now");
    assert_says(RUN("not-same", ids.text[0], ids.text[2]), "not the same");
    assert_says(RUN("show", ids.text[2]), "Lars Ek (person)");
    assert_refuses(RUN("unmerge", ids.text[0], ids.text[1]), ERR_INVALID, "not part of");
}

static void an_undone_import_leaves_an_empty_register(void **state)
{
    struct register_fixture *fixture = *state;
    auto_arena arena = { 0 };
    struct ids ids = let_people_in(fixture, &arena);
    struct answer before = RUN("hash");
    assert_says(RUN("undo", ids.job_text), "3 records");
    assert_says(RUN("hash"), "00000000000000000000000000000000\n");
    assert_says(RUN("jobs"), "undone");
    assert_says(RUN("jobs", ids.job_text), "kartotek redo ");
    assert_says(RUN("redo", ids.job_text), "3 records");
    assert_true(str_eq(RUN("hash").out, before.out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEATURE_TEST(people_are_found_by_name_mail_and_phone),
        FEATURE_TEST(a_card_says_where_each_value_comes_from),
        FEATURE_TEST(an_edit_tells_before_and_after),
        FEATURE_TEST(a_name_given_whole_leaves_nothing_of_the_old_one),
        FEATURE_TEST(a_wrong_value_is_refused_in_words),
        FEATURE_TEST(a_merge_and_its_undo_tell_whom_they_concern),
        FEATURE_TEST(what_is_not_the_same_parts_and_stays_apart),
        FEATURE_TEST(an_undone_import_leaves_an_empty_register),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
