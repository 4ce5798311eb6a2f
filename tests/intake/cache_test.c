// What a connection keeps in memory for recognising follows what other connections do.

#include "exchange/sample.h"

static const struct sample_row ANNA[] = {
    { "1", "Anna", "Berg", "anna@example.se", "+46701740605", NULL, NULL, -1, NULL },
};
static const struct sample_row ANNA_AGAIN[] = {
    { "2", "Anna", "Berg", "anna@example.se", "+46701740605", NULL, NULL, -1, NULL },
};
static const struct sample_row ANNA_LATER[] = {
    { "3", "Anna", "Berg", "anna@example.se", "+46701740605", NULL, NULL, -1, NULL },
};
static const struct sample_row OTHERS[] = {
    { "1", "Kalle", "Lund", "kalle@example.no", "+46701740699", NULL, NULL, -1, NULL },
    { "2", "Eva", "Holm", "eva@example.no", "+46701740698", NULL, NULL, -1, NULL },
};

// A channel that stays open between its batches.
struct channel {
    struct work *work;
    struct intake intake;
    struct source source;
};

static void open_channel(struct channel *channel, struct work *work)
{
    channel->work = work;
    assert_ok(work, work_begin(work, true));
    assert_ok(work, source_need(work, STR("crm"), "file", &channel->source));
    channel->source.name = STR("crm");
    assert_ok(work, intake_open(work, &channel->intake, &channel->source, STR("import")));
    assert_ok(work, work_end(work, OK));
}

static int64_t let_in(struct channel *channel, const struct sample_row *row, enum verdict *verdict)
{
    struct work *work = channel->work;
    struct outcome outcome;
    struct job job = { .kind = STR("import"), .source_id = channel->source.id };
    assert_ok(work, work_begin(work, true));
    assert_ok(work, job_begin(work, &job));
    struct incoming incoming = sample_incoming(row, &work->arena);
    assert_ok(work, intake_batch(work, &channel->intake, &incoming, 1, &outcome));
    assert_ok(work, job_finish(work, &job, "done"));
    assert_ok(work, work_end(work, OK));
    *verdict = outcome.verdict;
    return job.id;
}

static void undo_elsewhere(struct work *other, int64_t job)
{
    assert_ok(other, work_begin(other, true));
    assert_ok(other, work_end(other, undo_request(other, job, false)));
}

struct two {
    struct channel here, there;
    struct work other;
};

static void open_two(struct two *two, struct register_fixture *fixture)
{
    *two = (struct two){ .other = { .db = register_connect(fixture) } };
    open_channel(&two->here, &fixture->work);
    open_channel(&two->there, &two->other);
}

static void close_two(struct two *two)
{
    intake_close(&two->here.intake);
    intake_close(&two->there.intake);
    db_close(two->other.db);
    work_close(&two->other);
}

static void what_another_connection_undid_is_nobody(void **state)
{
    struct register_fixture *fixture = *state;
    struct two two;
    enum verdict verdict;
    if (!fixture->work.db)
        skip();
    open_two(&two, fixture);
    int64_t first = let_in(&two.here, ANNA, &verdict);
    int64_t second = let_in(&two.here, ANNA_AGAIN, &verdict);
    assert_int_equal(verdict, VERDICT_UPDATED);
    undo_elsewhere(&two.other, first);
    undo_elsewhere(&two.other, second);
    (void)let_in(&two.here, ANNA_LATER, &verdict);
    assert_int_equal(verdict, VERDICT_CREATED);
    close_two(&two);
}

static void what_another_connection_changed_is_compared_as_it_is(void **state)
{
    struct register_fixture *fixture = *state;
    struct two two;
    enum verdict verdict;
    if (!fixture->work.db)
        skip();
    open_two(&two, fixture);
    (void)let_in(&two.here, ANNA, &verdict);
    (void)let_in(&two.here, ANNA_AGAIN, &verdict);
    assert_int_equal(verdict, VERDICT_UPDATED);
    for (size_t i = 0; i < LENGTH(OTHERS); i++)
        (void)let_in(&two.there, &OTHERS[i], &verdict);
    (void)let_in(&two.here, ANNA_LATER, &verdict);
    assert_int_equal(verdict, VERDICT_CREATED);
    close_two(&two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEATURE_TEST(what_another_connection_undid_is_nobody),
        FEATURE_TEST(what_another_connection_changed_is_compared_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
