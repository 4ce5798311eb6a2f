#include "cli/desk.h"

#include "cli/grid.h"
#include "intake/proposal.h"
#include "intake/recompute.h"
#include "intake/undo.h"

static const struct said PEOPLE[] = {
    { "1", "Anna", "Berg", "1980-02-29", "anna.berg@example.se", "+46701740605" },
    { "2", "Lars", "Ek", NULL, "lars.ek@example.se", NULL },
};

// Two sources, the later of which knows Anna by another name.
static const struct said MARRIED[] = {
    { "7", "Anna", "Lund", "1980-02-29", "anna.berg@example.se", "+46701740605" },
};

static int64_t import_people(struct register_fixture *fixture)
{
    int64_t records[LENGTH(PEOPLE)];
    return desk_import(&fixture->work, PEOPLE, LENGTH(PEOPLE), records);
}

static void run_sql(struct register_fixture *fixture, const char *text)
{
    struct work *work = &fixture->work;
    assert_ok(work, work_begin(work, true));
    assert_ok(work, db_script(work->db, text, &work->error));
    assert_ok(work, work_end(work, OK));
}

static void a_well_register_has_a_content_doctor(void **state)
{
    struct register_fixture *fixture = *state;
    auto_arena arena = { 0 };
    import_people(fixture);
    assert_says(RUN("doctor"), "2 looked at are what their facts say");
    assert_says(RUN("doctor"), "all is well");
    assert_says(RUN("doctor", "--json"), "\"well\":true");
}

static void a_doctor_sees_contacts_that_are_not_what_their_facts_say(void **state)
{
    struct register_fixture *fixture = *state;
    auto_arena arena = { 0 };
    import_people(fixture);
    run_sql(fixture, "UPDATE contact SET family = 'Berk' WHERE family = 'Berg'");
    struct answer sick = RUN("doctor");
    assert_refuses(sick, ERR_INTERNAL, "1 thing is wrong");
    assert_true(str_has(sick.out, STR("1 of 2 looked at are not what their facts say")));
    assert_says(RUN("recompute"), "contacts changed: 1");
    assert_says(RUN("doctor"), "all is well");
}

static void a_doctor_sees_points_of_nobody(void **state)
{
    struct register_fixture *fixture = *state;
    auto_arena arena = { 0 };
    import_people(fixture);
    run_sql(fixture, "INSERT INTO point (entity_id, kind, position, value, normal, status, origin) "
                     "VALUES (5, 'email', 0, 'a@b.se', 'a@b.se', 'said', 5)");
    assert_true(str_has(RUN("doctor").out, STR("1 e-mails, phones or addresses belong to no")));
    assert_says(RUN("doctor", "--quick"), "all is well");
}

static void a_doctor_says_how_an_unfinished_undo_goes_on(void **state)
{
    struct register_fixture *fixture = *state;
    auto_arena arena = { 0 };
    int64_t job_id = import_people(fixture);
    struct work *work = &fixture->work;
    struct job undo;
    assert_ok(work, work_begin(work, true));
    assert_ok(work, undo_begin(work, job_id, false, &undo));
    assert_ok(work, work_end(work, OK));
    const char *job = id_text(&arena, job_id).at;
    struct answer sick = RUN("doctor");
    assert_true(str_has(sick.out, arena_print(&arena, "kartotek undo %s goes on", job)));
    assert_says(sick, "2 of 2 looked at wait for the unfinished job"); // which is not wrong
    assert_says(RUN("jobs"), "unfinished");
    assert_says(RUN("undo", job), "2 records");
    assert_says(RUN("doctor"), "none is unfinished");
}

static void an_unfinished_redo_is_not_gone_on_with_after_an_undo(void **state)
{
    struct register_fixture *fixture = *state;
    auto_arena arena = { 0 };
    int64_t job_id = import_people(fixture);
    const char *job = id_text(&arena, job_id).at;
    struct work *work = &fixture->work;
    struct job redo;
    struct answer full = RUN("hash");
    assert_says(RUN("undo", job), "is undone");
    assert_ok(work, work_begin(work, true));
    assert_ok(work, undo_begin(work, job_id, true, &redo));
    assert_ok(work, work_end(work, OK)); // killed here
    assert_says(RUN("undo", job), "is undone");
    assert_says(RUN("redo", job), "done again");
    assert_true(str_eq(RUN("hash").out, full.out));
    assert_says(RUN("doctor"), "none is unfinished");
}

// "crm" and "web" tell of one Anna by two names.
static void import_married(struct register_fixture *fixture)
{
    struct work *work = &fixture->work;
    struct source source;
    int64_t record = 0;
    import_people(fixture);
    assert_ok(work, work_begin(work, true));
    assert_ok(work, source_need(work, STR("web"), "file", &source));
    struct job job = { .kind = STR("import"), .source_id = source.id };
    assert_ok(work, job_begin(work, &job));
    assert_ok(work, desk_let_in(work, &source, MARRIED, 1, &record));
    assert_ok(work, job_finish(work, &job, "done"));
    assert_ok(work, work_end(work, OK));
}

static void trust_and_rules_decide_at_once(void **state)
{
    struct register_fixture *fixture = *state;
    auto_arena arena = { 0 };
    import_married(fixture);
    assert_says(RUN("sources", "--trust", "web=90"), "contacts changed");
    assert_says(RUN("find", "anna"), "Anna Lund");
    assert_says(RUN("sources", "--trust", "crm=95", "--country", "crm=Sverige"), "SE");
    assert_says(RUN("find", "anna"), "Anna Berg");
    assert_says(RUN("rules", "--survivor", "family=newest"), "contacts changed: 1");
    assert_says(RUN("find", "anna"), "Anna Lund");
    assert_says(RUN("doctor"), "all is well");
    assert_says(RUN("recompute"), "contacts changed: 0");
}

static void a_killed_change_of_trust_is_advice_and_not_damage(void **state)
{
    struct register_fixture *fixture = *state;
    struct work *work = &fixture->work;
    auto_arena arena = { 0 };
    import_married(fixture);
    RUN("sources", "--trust", "web=10");
    assert_ok(work, work_begin(work, true));
    assert_ok(work,
              db_script(work->db, "UPDATE source SET trust = 90 WHERE name = 'web'", &work->error));
    assert_ok(work, recompute_request(work));
    assert_ok(work, work_end(work, OK)); // killed here
    struct answer advice = RUN("doctor");
    assert_says(advice, "kartotek recompute goes on");
    assert_says(advice, "1 of 2 looked at wait for the unfinished job");
    assert_says(advice, "all is well");
    assert_says(RUN("recompute"), "contacts changed: 1");
    assert_says(RUN("doctor"), "none is unfinished");
}

static void a_wrong_setting_is_refused_in_words(void **state)
{
    struct register_fixture *fixture = *state;
    auto_arena arena = { 0 };
    import_people(fixture);
    assert_refuses(RUN("sources", "--trust", "crm=101"), ERR_INVALID, "from 0 to 100");
    assert_refuses(RUN("sources", "--trust", "erp=5"), ERR_NOT_FOUND, "no source 'erp'");
    assert_refuses(RUN("sources", "--country", "crm=Narnia"), ERR_INVALID, "is no country");
    assert_refuses(RUN("sources", "--trust", "crm"), ERR_INVALID, "crm=70");
    assert_refuses(RUN("rules", "--survivor", "colour=newest"), ERR_INVALID, "no field 'colour'");
    assert_refuses(RUN("rules", "--survivor", "email=nicest"), ERR_INVALID, "trust newest oldest");
    assert_refuses(RUN("rules", "--policy", "import:smell=block"), ERR_INVALID, "no finding");
    assert_refuses(RUN("rules", "--policy", "import:duplicate=shout"), ERR_INVALID, "log, warn");
    assert_says(RUN("rules", "--policy", "import:duplicate=review", "--json"),
                "{\"channel\":\"import\",\"finding\":\"duplicate\",\"action\":\"review\"}");
}

static void pairs_that_wait_are_listed_until_decided(void **state)
{
    struct register_fixture *fixture = *state;
    struct work *work = &fixture->work;
    auto_arena arena = { 0 };
    int64_t records[LENGTH(PEOPLE)];
    desk_import(work, PEOPLE, LENGTH(PEOPLE), records);
    assert_says(RUN("duplicates"), "no pairs wait");
    struct proposal proposal = {
        .record_a = records[0], .record_b = records[1], .weight = 7.25, .evidence = STR("a hunch")
    };
    assert_ok(work, work_begin(work, true));
    assert_ok(work, job_request(work, "test"));
    assert_ok(work, proposal_add(work, &proposal, 1));
    assert_ok(work, work_end(work, OK));
    assert_says(RUN("duplicates"), "a hunch");
    assert_says(RUN("duplicates"), "1 pair waits");
    assert_says(RUN("duplicates", "--json"), "\"weight\":7.25");
    const char *a = id_text(&arena, records[0]).at, *b = id_text(&arena, records[1]).at;
    assert_says(RUN("not-same", b, a), "not the same");
    assert_says(RUN("duplicates"), "no pairs wait");
}

static void a_doctor_makes_no_register(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    const struct register_fixture absent = { .url = "/tmp/kartotek_no_such_directory/x.db" },
                                  *fixture = &absent;
    assert_refuses(RUN("doctor"), ERR_NOT_FOUND, "1 thing is wrong");
    assert_int_not_equal(access("/tmp/kartotek_no_such_directory", F_OK), 0);
}

static void columns_are_padded_by_what_a_terminal_shows(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    auto_buf out = buf_new(4096);
    static const char *const TITLES[] = { "name", "n", "why" };
    struct grid grid = grid_new(&arena, TITLES, LENGTH(TITLES));
    grid_str(&grid, STR("Åsa"));
    grid_int(&grid, 7);
    grid_str(&grid, STR("a\tb\x1b[31m"));
    grid_str(&grid, STR("日本")); // two columns each
    grid_int(&grid, 12);
    grid_str(&grid, STR(""));
    grid_write(&grid, &out);
    assert_str(buf_str(&out), "name   n  why\n"
                              "Åsa    7  a b [31m\n"
                              "日本  12\n");
    assert_int_equal(display_width(STR("e\xCC\x81")), 1); // e and a combining acute accent
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEATURE_TEST(a_well_register_has_a_content_doctor),
        FEATURE_TEST(a_doctor_sees_contacts_that_are_not_what_their_facts_say),
        FEATURE_TEST(a_doctor_sees_points_of_nobody),
        FEATURE_TEST(a_doctor_says_how_an_unfinished_undo_goes_on),
        FEATURE_TEST(an_unfinished_redo_is_not_gone_on_with_after_an_undo),
        FEATURE_TEST(trust_and_rules_decide_at_once),
        FEATURE_TEST(a_killed_change_of_trust_is_advice_and_not_damage),
        FEATURE_TEST(a_wrong_setting_is_refused_in_words),
        FEATURE_TEST(pairs_that_wait_are_listed_until_decided),
        cmocka_unit_test(a_doctor_makes_no_register),
        cmocka_unit_test(columns_are_padded_by_what_a_terminal_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
