// A record that says something else is recognised again, as if it were new.

#include "exchange/sample.h"

#define ROW(key, given, family, email, phone)                  \
    {                                                          \
        key, given, family, email, phone, NULL, NULL, -1, NULL \
    }

static const struct sample_row ANNA[] = {
    ROW("1", "Anna", "Berg", "anna@example.se", "+46701740605"),
};
static const struct sample_row ANNIKA[] = { ROW("9", "Anna", "Berg", NULL, "+46701749999") };
static const struct sample_row ANNIKA_IS_ANNA[] = {
    ROW("9", "Anna", "Berg", "anna@example.se", "+46701740605"),
};

static struct outcome let_in(struct work *work, const char *source, const struct sample_row *row,
                             int64_t *job)
{
    struct outcome outcome;
    assert_ok(work, sample_import(work, source, row, 1, &outcome, job));
    return outcome;
}

static int64_t shown(struct work *work, int64_t home)
{
    struct golden golden;
    assert_ok(work, contact_find(work, home, &golden));
    return golden.id;
}

static int64_t open_pairs(struct work *work)
{
    int64_t count = 0;
    assert_ok(work, proposal_count(work, &count));
    return count;
}

struct two {
    struct work *work;
    int64_t anna, annika; // records
};

// Two contacts, of two sources, that nothing joins yet.
static struct two two_contacts(void **state)
{
    struct work *work = &((struct register_fixture *)*state)->work;
    int64_t job;
    if (!work->db)
        skip();
    assert_ok(work, work_begin(work, true));
    struct two two = { .work = work };
    two.anna = let_in(work, "crm", ANNA, &job).record_id;
    two.annika = let_in(work, "newsletter", ANNIKA, &job).record_id;
    assert_int_not_equal(shown(work, two.anna), shown(work, two.annika));
    return two;
}

static void it_joins_whom_it_shows_to_be_the_same(void **state)
{
    struct two two = two_contacts(state);
    int64_t job;
    struct outcome outcome = let_in(two.work, "newsletter", ANNIKA_IS_ANNA, &job);
    assert_int_equal(outcome.verdict, VERDICT_UPDATED);
    assert_int_equal(outcome.like_record_id, two.anna);
    assert_int_equal(shown(two.work, two.annika), two.anna);
    assert_ok(two.work, undo_request(two.work, job, false));
    assert_int_equal(shown(two.work, two.annika), two.annika);
    assert_ok(two.work, undo_request(two.work, job, true));
    assert_int_equal(shown(two.work, two.annika), two.anna);
    assert_int_equal(let_in(two.work, "newsletter", ANNIKA_IS_ANNA, &job).verdict,
                     VERDICT_UNCHANGED);
    assert_ok(two.work, work_end(two.work, OK));
}

static void it_never_joins_whom_a_person_keeps_apart(void **state)
{
    struct two two = two_contacts(state);
    int64_t job, pairs = open_pairs(two.work);
    assert_ok(two.work, not_same(two.work, two.anna, two.annika));
    pairs = open_pairs(two.work);
    (void)let_in(two.work, "newsletter", ANNIKA_IS_ANNA, &job);
    assert_int_equal(shown(two.work, two.annika), two.annika);
    assert_int_equal(open_pairs(two.work), pairs);
    assert_ok(two.work, work_end(two.work, OK));
}

static void what_an_unmerge_parted_is_asked_about(void **state)
{
    struct two two = two_contacts(state);
    int64_t job;
    (void)let_in(two.work, "newsletter", ANNIKA_IS_ANNA, &job);
    assert_ok(two.work, unmerge(two.work, two.anna, &two.annika, 1));
    (void)let_in(two.work, "newsletter", ANNIKA, &job);
    assert_int_equal(shown(two.work, two.annika), two.annika);
    struct outcome outcome = let_in(two.work, "newsletter", ANNIKA_IS_ANNA, &job);
    assert_int_equal(outcome.verdict, VERDICT_REVIEW);
    assert_int_equal(shown(two.work, two.annika), two.annika);
    assert_int_equal(open_pairs(two.work), 1);
    assert_ok(two.work, work_end(two.work, OK));
}

static void its_contact_does_not_come_along_unless_it_fits(void **state)
{
    static const struct sample_row KALLE[] = {
        ROW("7", "Kalle", "Lund", "kalle@example.no", "+46701740699"),
    };
    struct two two = two_contacts(state);
    int64_t job, kalle = let_in(two.work, "newsletter", KALLE, &job).record_id;
    assert_ok(two.work, merge(two.work, kalle, &two.annika, 1)); // a person's word
    struct outcome outcome = let_in(two.work, "newsletter", ANNIKA_IS_ANNA, &job);
    assert_int_equal(outcome.verdict, VERDICT_REVIEW);
    assert_int_equal(shown(two.work, two.annika), kalle);
    assert_int_equal(shown(two.work, two.anna), two.anna);
    assert_int_equal(open_pairs(two.work), 1);
    assert_ok(two.work, work_end(two.work, OK));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEATURE_TEST(it_joins_whom_it_shows_to_be_the_same),
        FEATURE_TEST(it_never_joins_whom_a_person_keeps_apart),
        FEATURE_TEST(what_an_unmerge_parted_is_asked_about),
        FEATURE_TEST(its_contact_does_not_come_along_unless_it_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
