#include "test.h"

#include "demo/demo_number.h"

// Each country's own rule, written apart from the code under test.

static int digit(str number, size_t i)
{
    return number.at[i] - '0';
}

static void norwegian_numbers_have_their_check_digit(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct demo_random random = demo_random_new(1, "test");
    for (int round = 0; round < 500; round++) {
        str n = demo_number_new(STR("NO"), &random, &arena);
        assert_int_equal(n.len, 9);
        int sum = 3 * digit(n, 0) + 2 * digit(n, 1) + 7 * digit(n, 2) + 6 * digit(n, 3) +
                  5 * digit(n, 4) + 4 * digit(n, 5) + 3 * digit(n, 6) + 2 * digit(n, 7) +
                  digit(n, 8);
        assert_int_equal(sum % 11, 0);
        assert_int_equal(n.at[0], '9');
    }
}

static void swedish_numbers_have_their_check_digit(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct demo_random random = demo_random_new(2, "test");
    for (int round = 0; round < 500; round++) {
        str n = demo_number_new(STR("SE"), &random, &arena);
        assert_int_equal(n.len, 10);
        int sum = 0;
        for (size_t i = 0; i < 10; i++) {
            int doubled = digit(n, i) * (i % 2 == 0 ? 2 : 1);
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        assert_int_equal(sum % 10, 0);
        assert_true(str_starts(n, STR("557")));
    }
}

static void danish_numbers_have_their_check_digit(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct demo_random random = demo_random_new(3, "test");
    for (int round = 0; round < 500; round++) {
        str n = demo_number_new(STR("DK"), &random, &arena);
        assert_int_equal(n.len, 8);
        int sum = 2 * digit(n, 0) + 7 * digit(n, 1) + 6 * digit(n, 2) + 5 * digit(n, 3) +
                  4 * digit(n, 4) + 3 * digit(n, 5) + 2 * digit(n, 6) + digit(n, 7);
        assert_int_equal(sum % 11, 0);
    }
}

static void finnish_numbers_have_their_check_digit(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct demo_random random = demo_random_new(4, "test");
    for (int round = 0; round < 500; round++) {
        str n = demo_number_new(STR("FI"), &random, &arena);
        assert_int_equal(n.len, 9);
        assert_int_equal(n.at[7], '-');
        int sum = 7 * digit(n, 0) + 9 * digit(n, 1) + 10 * digit(n, 2) + 5 * digit(n, 3) +
                  8 * digit(n, 4) + 4 * digit(n, 5) + 2 * digit(n, 6) + digit(n, 8);
        assert_int_equal(sum % 11, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(norwegian_numbers_have_their_check_digit),
        cmocka_unit_test(swedish_numbers_have_their_check_digit),
        cmocka_unit_test(danish_numbers_have_their_check_digit),
        cmocka_unit_test(finnish_numbers_have_their_check_digit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
