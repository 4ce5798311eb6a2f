#include "test.h"

#include "match/engine.h"
#include "match/people.h"
#include "match/train.h"

// Two records each of PEOPLE people whose names, phones and birthdays are made from their number.
enum { PEOPLE = 600, COUNT = 2 * PEOPLE };

static const char *const GIVEN[] = { "Anna", "Bo", "Carl", "Disa", "Erik", "Frida", "Gun", "Hugo" };
static const char *const FAMILY[] = { "Alm",  "Berg", "Dahl",  "Ek",     "Falk",
                                      "Gren", "Holm", "Kvist", "Lind",   "Moberg",
                                      "Nord", "Palm", "Ros",   "Strand", "Vik" };

static struct match_record made(struct arena *arena, size_t number, bool is_second)
{
    const char *given = GIVEN[number % LENGTH(GIVEN)];
    const char *family = FAMILY[number / LENGTH(GIVEN) % LENGTH(FAMILY)];
    str phone = arena_print(arena, "phone\t\t+4670%06zu\n", number * 7919 % 999983);
    str date = arena_print(arena, "birth_date\t\t19%02zu-%02zu-%02zu\n", number % 90 + 10,
                           number % 12 + 1, number % 28 + 1);
    str text = arena_print(arena, "given\t\t%s\nfamily\t\t%s%s\n" STR_FMT "%s", given, family,
                           is_second && number % 5 == 0 ? "s" : "", STR_ARG(date),
                           is_second && number % 3 == 0 ? "" : phone.at);
    return person(arena, text.at);
}

static struct match_record *make_records(struct arena *arena)
{
    struct match_record *records = ARENA_NEW(arena, struct match_record, COUNT);
    for (size_t i = 0; i < PEOPLE; i++) {
        records[i] = made(arena, i, false);
        records[PEOPLE + i] = made(arena, i, true);
    }
    return records;
}

static void duplicates_of_a_whole_file_are_found(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct match_record *records = make_records(&arena);
    struct match_result result;
    match_run(records, COUNT, ENTITY_PERSON, &(struct match_options){ .threads = 2 }, &arena,
              &result);
    size_t found = 0, wrong = 0;
    for (uint32_t i = 0; i < COUNT; i++) {
        wrong += result.clusters[i] % PEOPLE != i % PEOPLE;
        found += i >= PEOPLE && result.clusters[i] == i - PEOPLE;
    }
    assert_int_equal(wrong, 0);
    assert_true(found >= PEOPLE * 95 / 100);
    assert_int_equal(result.statistics.records, COUNT);
    assert_int_equal(result.statistics.clusters, COUNT - found);
    match_result_free(&result);
}

static void threads_do_not_change_the_result(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct match_record *records = make_records(&arena);
    struct match_result one, four;
    match_run(records, COUNT, ENTITY_PERSON, &(struct match_options){ .threads = 1 }, &arena, &one);
    match_run(records, COUNT, ENTITY_PERSON, &(struct match_options){ .threads = 4 }, &arena,
              &four);
    assert_int_equal(one.pair_count, four.pair_count);
    assert_memory_equal(one.pairs, four.pairs, one.pair_count * sizeof *one.pairs);
    assert_memory_equal(one.clusters, four.clusters, COUNT * sizeof *one.clusters);
    match_result_free(&one);
    match_result_free(&four);
}

static void a_model_survives_being_written(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct match_record *records = make_records(&arena);
    struct model model = model_train(records, COUNT, ENTITY_PERSON, NULL, &arena);
    auto_buf text = buf_new(16 * 1024 * 1024);
    model_write(&model, &text);
    struct model back;
    struct error error = { 0 };
    assert_int_equal(model_read(buf_str(&text), &arena, &back, &error), OK);
    assert_int_equal(back.records, COUNT);
    assert_int_equal(back.frequencies.used, model.frequencies.used);
    assert_true(model.frequencies.used > 0);
    assert_memory_equal(back.countries, model.countries, sizeof back.countries);
    for (size_t i = 0; i < 200; i++) {
        double before = match_score(&model, &records[i], &records[PEOPLE + i], NULL);
        double after = match_score(&back, &records[i], &records[PEOPLE + i], NULL);
        assert_true(before - after < 0.01 && after - before < 0.01);
    }
}

static void what_is_no_model_is_refused(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct model model;
    struct error error = { 0 };
    assert_int_equal(model_read(STR("{"), &arena, &model, &error), ERR_INVALID);
    assert_int_equal(model_read(STR("[1]"), &arena, &model, &error), ERR_INVALID);
    assert_int_equal(model_read(STR("{\"version\": 99, \"entity\": \"person\", \"prior\": 0.1}"),
                                &arena, &model, &error),
                     ERR_INVALID);
}

static void a_shared_common_name_weighs_less_than_a_rare_one(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct match_record *records = make_records(&arena);
    struct model model = model_train(records, COUNT, ENTITY_PERSON, NULL, &arena);
    struct match_record common = person(&arena, "given\t\tAnna\nfamily\t\tBerg\n");
    struct match_record rare = person(&arena, "given\t\tAnna\nfamily\t\tQvarnstrøm\n");
    assert_true(match_score(&model, &rare, &rare, NULL) >
                match_score(&model, &common, &common, NULL) + 2);
}

static void an_empty_file_has_no_clusters(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct match_result result;
    match_run(NULL, 0, ENTITY_COMPANY, &(struct match_options){ 0 }, &arena, &result);
    assert_int_equal(result.statistics.clusters, 0);
    match_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(duplicates_of_a_whole_file_are_found),
        cmocka_unit_test(threads_do_not_change_the_result),
        cmocka_unit_test(a_model_survives_being_written),
        cmocka_unit_test(what_is_no_model_is_refused),
        cmocka_unit_test(a_shared_common_name_weighs_less_than_a_rare_one),
        cmocka_unit_test(an_empty_file_has_no_clusters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
