// The register's own fields: columns made at run time.

#include "exchange/sample.h"

static int64_t origin_of_level(struct work *work, int64_t home)
{
    struct golden golden;
    assert_ok(work, contact_find(work, home, &golden));
    assert_int_equal(golden.custom_count, 1);
    return golden.custom[0].origin;
}

static void an_own_field_names_the_record_it_comes_from(void **state)
{
    static const struct sample_row FIRST[] = {
        { "1", "Anna", "Berg", "anna@example.se", "+46701740605", NULL, NULL, -1, NULL },
    };
    static const struct sample_row SECOND[] = {
        { "7", "Anna", "Berg", "anna@example.se", "+46701740605", NULL, "gold", -1, NULL },
    };
    struct work *work = &((struct register_fixture *)*state)->work;
    struct outcome crm, newsletter;
    struct hand_value level = { .field = FIELD_CUSTOM, .custom = 1, .value = STR("iron") };
    int64_t job = 0;
    int number = 0;
    if (!work->db)
        skip();
    assert_ok(work, work_begin(work, true));
    assert_ok(work, custom_field_need(work, STR("level"), &number));
    assert_ok(work, sample_import(work, "crm", FIRST, 1, &crm, &job));
    assert_ok(work, sample_import(work, "newsletter", SECOND, 1, &newsletter, &job));
    assert_int_equal(newsletter.like_record_id, crm.record_id);
    assert_int_equal(origin_of_level(work, crm.record_id), newsletter.record_id);
    assert_ok(work, edit(work, crm.record_id, &level, 1));
    assert_int_equal(origin_of_level(work, crm.record_id), level.id);
    assert_int_equal(level.home_id, newsletter.record_id); // the half whose value it replaces
    assert_ok(work, undo_request(work, work->job_id, false));
    assert_ok(work, work_end(work, OK));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEATURE_TEST(an_own_field_names_the_record_it_comes_from),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
