#include "test.h"

#include "base/str.h"

static void numbers_are_read_whole_or_not_at_all(void **state)
{
    (void)state;
    const struct {
        const char *text;
        bool ok;
        int64_t value;
    } cases[] = {
        { "0", true, 0 },
        { "-17", true, -17 },
        { "+4", true, 4 },
        { "9223372036854775807", true, INT64_MAX },
        { "-9223372036854775808", true, INT64_MIN },
        { "9223372036854775808", false, 0 },
        { "", false, 0 },
        { "-", false, 0 },
        { "1 ", false, 0 },
        { "12a", false, 0 },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        int64_t value = 0;
        assert_int_equal(str_to_int(str_of(cases[i].text), &value), cases[i].ok);
        if (cases[i].ok)
            assert_true(value == cases[i].value);
    }
}

static void splitting_keeps_empty_parts(void **state)
{
    (void)state;
    str rest = STR("a,,b,"), part;
    const char *expected[] = { "a", "", "b", "" };
    for (size_t i = 0; i < LENGTH(expected); i++) {
        assert_true(str_split(&rest, ',', &part));
        assert_str(part, expected[i]);
    }
    assert_false(str_split(&rest, ',', &part));
}

static void order_is_by_bytes_and_prefixes_come_first(void **state)
{
    (void)state;
    assert_true(str_compare(STR("a"), STR("ab")) < 0);
    assert_true(str_compare(STR("b"), STR("ab")) > 0);
    assert_true(str_compare(STR(""), STR("")) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_whole_or_not_at_all),
        cmocka_unit_test(splitting_keeps_empty_parts),
        cmocka_unit_test(order_is_by_bytes_and_prefixes_come_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
