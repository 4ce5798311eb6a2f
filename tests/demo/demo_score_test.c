#include "test.h"

#include "demo/demo_score.h"

#include <math.h>

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

// Anna (1) has three records, two of them together; Bo (2) has two, one put with Anna's.
//
//     really  1 1 1 2 2
//     found   7 7 8 7 9
static void a_mixed_answer_is_scored_as_by_hand(void **state)
{
    (void)state;
    struct demo_label labels[] = {
        { 1, 7, 0 }, { 1, 7, 0 }, { 1, 8, 0 }, { 2, 7, 0 }, { 2, 9, 0 }
    };
    struct demo_score score = demo_score(labels, LENGTH(labels));
    assert_int_equal(score.records, 5);
    assert_int_equal(score.really, 2);
    assert_int_equal(score.found, 3);
    assert_int_equal(score.whole, 0);
    assert_int_equal(score.pairs_right, 1);  // of Anna's two in 7
    assert_int_equal(score.pairs_wrong, 2);  // Bo with each of them
    assert_int_equal(score.pairs_missed, 3); // Anna's 8 with two, Bo's two
    assert_true(near(score.precision, 1.0 / 3));
    assert_true(near(score.recall, 1.0 / 4));
    assert_true(near(score.f1, 2.0 / 7));
    // Records in 7: 2/3 2/3 1/3; alone in 8 and 9: 1 1. Of Anna: 2/3 2/3 1/3; of Bo: 1/2 1/2.
    assert_true(near(score.bcubed_precision, (2.0 / 3 + 2.0 / 3 + 1.0 / 3 + 1 + 1) / 5));
    assert_true(near(score.bcubed_recall, (2.0 / 3 + 2.0 / 3 + 1.0 / 3 + 0.5 + 0.5) / 5));
}

static void a_right_answer_has_every_contact_whole(void **state)
{
    (void)state;
    struct demo_label labels[] = { { 4, 1, 0 }, { 3, 2, 0 }, { 4, 1, 0 }, { 5, 9, 0 } };
    struct demo_score score = demo_score(labels, LENGTH(labels));
    assert_int_equal(score.whole, 3);
    assert_true(near(score.f1, 1) && near(score.bcubed_f1, 1));
}

static void nothing_to_score_is_not_a_fault(void **state)
{
    (void)state;
    struct demo_score score = demo_score(NULL, 0);
    assert_int_equal(score.records + score.really + score.found, 0);
    assert_true(near(score.precision, 1) && near(score.bcubed_recall, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mixed_answer_is_scored_as_by_hand),
        cmocka_unit_test(a_right_answer_has_every_contact_whole),
        cmocka_unit_test(nothing_to_score_is_not_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
