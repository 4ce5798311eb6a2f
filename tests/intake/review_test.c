// Rows that the guard held back, and what becomes of them.

#include "exchange/sample.h"

#include "intake/review.h"

#define ROW(key, given, family, email, phone)                  \
    {                                                          \
        key, given, family, email, phone, NULL, NULL, -1, NULL \
    }

static const struct sample_row ANNA[] = {
    ROW("1", "Anna", "Berg", "anna@example.se", "+46701740605"),
};
static const struct sample_row ANNA_ON_THE_WEB[] = {
    ROW("w1", "Anna", "Berg", "anna@example.se", "+46701740605"),
};

static struct work *begin(void **state, const char *finding)
{
    struct work *work = &((struct register_fixture *)*state)->work;
    if (!work->db)
        skip();
    assert_ok(work, work_begin(work, true));
    assert_ok(work, policy_set(work, STR("import"), str_of(finding), STR("review")));
    return work;
}

static struct outcome let_in(struct work *work, const char *source, const struct sample_row *row,
                             int64_t *job)
{
    struct outcome outcome;
    assert_ok(work, sample_import(work, source, row, 1, &outcome, job));
    return outcome;
}

static int64_t waiting(struct work *work, int64_t *first)
{
    struct staged_list rows;
    int64_t count = -1;
    assert_ok(work, staged_list(work, 0, 10, &rows));
    assert_ok(work, staged_count(work, &count));
    assert_int_equal(rows.count, count);
    *first = count ? rows.items[0].id : 0;
    return count;
}

static struct outcome accept(struct work *work, int64_t id, enum told as)
{
    struct outcome outcome;
    assert_ok(work, job_request(work, "accept"));
    assert_ok(work, review_accept(work, &id, 1, (struct review_answer){ .as = as }, &outcome));
    return outcome;
}

static void a_row_is_staged_once_and_a_changed_one_replaces_it(void **state)
{
    static const struct sample_row CHANGED[] = {
        ROW("w1", "Anna", "Berg", "anna@example.se", "+46701740606"),
    };
    struct work *work = begin(state, "duplicate");
    int64_t job, first, second;
    (void)let_in(work, "crm", ANNA, &job);
    assert_int_equal(let_in(work, "web", ANNA_ON_THE_WEB, &job).verdict, VERDICT_REVIEW);
    assert_int_equal(waiting(work, &first), 1);
    assert_int_equal(let_in(work, "web", ANNA_ON_THE_WEB, &job).verdict, VERDICT_REVIEW);
    assert_int_equal(waiting(work, &second), 1);
    assert_int_equal(first, second);
    (void)let_in(work, "web", CHANGED, &job);
    assert_int_equal(waiting(work, &second), 1);
    assert_int_not_equal(first, second);
    assert_ok(work, undo_request(work, job, false));
    assert_int_equal(waiting(work, &second), 1);
    assert_int_equal(first, second);
    assert_ok(work, work_end(work, OK));
}

static void a_rejected_row_stays_out_whatever_the_policy(void **state)
{
    struct work *work = begin(state, "duplicate");
    int64_t job, id;
    (void)let_in(work, "crm", ANNA, &job);
    (void)let_in(work, "web", ANNA_ON_THE_WEB, &job);
    (void)waiting(work, &id);
    assert_ok(work, job_request(work, "reject"));
    int64_t rejection = work->job_id;
    assert_ok(work, review_reject(work, &id, 1, STR("twice")));
    assert_int_equal(waiting(work, &id), 0);
    assert_ok(work, undo_request(work, job, false)); // also when its import is undone
    assert_ok(work, policy_set(work, STR("import"), STR("duplicate"), STR("log")));
    struct outcome outcome = let_in(work, "web", ANNA_ON_THE_WEB, &job);
    assert_int_equal(outcome.verdict, VERDICT_REJECTED);
    assert_true(str_has(outcome.reason, STR("twice")));
    assert_ok(work, undo_request(work, rejection, false));
    assert_int_equal(let_in(work, "web", ANNA_ON_THE_WEB, &job).verdict, VERDICT_UPDATED);
    assert_ok(work, work_end(work, OK));
}

static void a_change_that_its_source_takes_back_waits_no_more(void **state)
{
    static const struct sample_row OTHER[] = {
        ROW("w1", "Eva", "Holm", "eva@example.se", "+46701740699"),
    };
    struct work *work = begin(state, "duplicate");
    int64_t job, id;
    (void)let_in(work, "crm", ANNA, &job);
    int64_t eva = let_in(work, "web", OTHER, &job).record_id;
    assert_int_equal(let_in(work, "web", ANNA_ON_THE_WEB, &job).verdict, VERDICT_REVIEW);
    assert_int_equal(waiting(work, &id), 1);
    assert_int_equal(let_in(work, "web", OTHER, &job).verdict, VERDICT_UNCHANGED);
    assert_int_equal(waiting(work, &id), 0);
    assert_ok(work, undo_request(work, job, false));
    assert_int_equal(waiting(work, &id), 1);
    assert_int_equal(accept(work, id, TOLD_SAME).record_id, eva);
    struct golden golden;
    assert_ok(work, contact_find(work, eva, &golden));
    assert_true(str_eq(golden.values[FIELD_GIVEN], STR("Anna")));
    assert_int_equal(golden.records, 2);
    assert_ok(work, work_end(work, OK));
}

static void an_accepted_row_is_as_a_person_says(void **state)
{
    struct work *work = begin(state, "duplicate");
    int64_t job, id, pairs = -1;
    int64_t anna = let_in(work, "crm", ANNA, &job).record_id;
    (void)let_in(work, "web", ANNA_ON_THE_WEB, &job);
    (void)waiting(work, &id);
    struct outcome outcome = accept(work, id, TOLD_NEW);
    struct golden golden;
    assert_int_equal(outcome.verdict, VERDICT_CREATED);
    assert_ok(work, contact_find(work, outcome.record_id, &golden));
    assert_int_equal(golden.id, outcome.record_id);
    assert_ok(work, proposal_count(work, &pairs));
    assert_int_equal(pairs, 0);
    assert_int_equal(let_in(work, "web", ANNA_ON_THE_WEB, &job).verdict, VERDICT_UNCHANGED);
    assert_int_equal(waiting(work, &id), 0);
    assert_int_not_equal(golden.id, anna);
    assert_ok(work, work_end(work, OK));
}

static void a_wrong_value_of_its_company_holds_the_whole_row_back(void **state)
{
    struct work *work = begin(state, "invalid_value");
    struct source source;
    struct intake intake;
    struct outcome outcomes[2];
    int64_t id;
    assert_ok(work, source_need(work, STR("crm"), "file", &source));
    assert_ok(work, job_request(work, "import"));
    const struct sample_row company = { .external_id = "",
                                        .company = -1,
                                        .company_name = "Nordlys AB" };
    struct sample_row person = ANNA[0];
    person.company = 0;
    struct incoming items[] = { sample_incoming(&company, &work->arena),
                                sample_incoming(&person, &work->arena) };
    entry_add(
        &items[0].entry, &work->arena,
        (struct entry_item){ .field = FIELD_ORG_NUMBER, .value = STR("123"), .invalid = true });
    items[0].shared = true;
    incoming_prepare(&items[0], &work->arena);
    assert_ok(work, intake_open(work, &intake, &source, STR("import")));
    assert_ok(work, intake_batch(work, &intake, items, 2, outcomes));
    intake_close(&intake);
    assert_int_equal(outcomes[1].verdict, VERDICT_REVIEW);
    assert_int_equal(waiting(work, &id), 1);
    int64_t anna = accept(work, id, TOLD_LET_IN).record_id;
    struct link_list links = { 0 };
    assert_ok(work, link_load(work, &anna, 1, &links));
    assert_int_equal(links.count, 1);
    assert_ok(work, undo_request(work, work->job_id, false));
    assert_int_equal(waiting(work, &id), 1);
    assert_ok(work, work_end(work, OK));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEATURE_TEST(a_row_is_staged_once_and_a_changed_one_replaces_it),
        FEATURE_TEST(a_rejected_row_stays_out_whatever_the_policy),
        FEATURE_TEST(a_change_that_its_source_takes_back_waits_no_more),
        FEATURE_TEST(an_accepted_row_is_as_a_person_says),
        FEATURE_TEST(a_wrong_value_of_its_company_holds_the_whole_row_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
