#include "test.h"

#include "base/id.h"

static void ids_grow(void **state)
{
    (void)state;
    int64_t before = 0;
    for (int i = 0; i < 10000; i++) {
        int64_t id = id_new();
        assert_true(id > before);
        before = id;
    }
}

static void ids_survive_being_written(void **state)
{
    (void)state;
    const int64_t ids[] = { 0, 1, 31, 32, 123456789012345678, INT64_MAX };
    for (size_t i = 0; i < LENGTH(ids); i++) {
        char text[ID_TEXT_LEN + 1];
        id_write(ids[i], text);
        assert_true(text[0] >= 'a' && text[0] <= 'h');
        int64_t id = -1;
        assert_true(id_read(str_of(text), &id));
        assert_true(id == ids[i]);
    }
}

static void what_is_no_id_is_refused(void **state)
{
    (void)state;
    int64_t id = 0;
    assert_false(id_read(STR(""), &id));
    assert_false(id_read(STR("a00000000000"), &id));
    assert_false(id_read(STR("0000000000000"), &id)); // begins with a digit
    assert_false(id_read(STR("a00000000000u"), &id)); // u is not in the alphabet
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_grow),
        cmocka_unit_test(ids_survive_being_written),
        cmocka_unit_test(what_is_no_id_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
