// Rows are decided in their order, wherever batches end and whatever was found out about them
// before their turn: the same rows in batches of one, of many and of any size, with prospects from
// any earlier moment, give registers that cannot be told apart.

#include "intake/crowd.h"

#include "contact/hash.h"
#include "intake/prospect.h"
#include "intake/undo.h"

#include <stdlib.h>

enum { ROWS = 400, PEOPLE = 90, LONG_BATCH = 2000, CHUNK_MOST = 150 };

// How the rows of a file come in.
struct way {
    const char *name;
    size_t batch; // rows of one; 0: any number, and any number of batches a transaction
    bool fails;   // transactions fail some times before they pass
    bool ahead;   // somebody finds out about coming rows
};

static const struct way WAYS[] = {
    { "one batch", .batch = LONG_BATCH },
    { "failing batches", .fails = true },
    { "batches of one", .batch = 1 },
    { "looking ahead", .ahead = true }, // from here on SQLite only
    { "looking ahead, failing", .ahead = true, .fails = true },
};

enum { POSTGRES_WAYS = 3 };

// What the guard does with who is perhaps known.
static const char *possible_policy = "warn";

// --- somebody who finds out about the rows to come, a chunk at a time ---

struct scout {
    struct prospector *prospector; // NULL: nobody does
    struct incoming *rows;
    size_t count, chunk_end, next_end; // of the chunk that comes in now, and the one behind it
    struct prospects now, next;
    struct arena arenas[2]; // of the two
    unsigned helped;        // chunks that came in with prospects
};

// A moment at which it may look, perhaps once more.
static void scout_moment(struct scout *scout, struct crowd *dice)
{
    if (!scout->prospector || crowd_pick(dice, 3) > 0 || scout->chunk_end == scout->next_end)
        return;
    arena_reset(&scout->arenas[1]);
    prospect(scout->prospector, scout->rows + scout->chunk_end, scout->next_end - scout->chunk_end,
             &scout->arenas[1], &scout->next);
    assert_true(scout->next.found);
}

static void scout_advance(struct scout *scout, struct crowd *dice)
{
    struct arena before = scout->arenas[0];
    size_t left = scout->count - scout->next_end, size = 1 + crowd_pick(dice, CHUNK_MOST);
    scout->now = scout->next;
    scout->next = (struct prospects){ 0 };
    scout->arenas[0] = scout->arenas[1];
    scout->arenas[1] = before;
    scout->chunk_end = scout->next_end;
    scout->next_end += size < left ? size : left;
    scout->helped += scout->now.found;
}

// --- letting in ---

// One file on its way in.
struct entrance {
    struct work *work;
    const struct way *way;
    struct incoming *rows;
    size_t next, end; // rows to let in until something else happens
    struct intake intake;
    int64_t job_id;
    struct crowd dice;
    struct scout scout;
};

static size_t batch_size(struct entrance *entrance)
{
    size_t left = entrance->end - entrance->next;
    size_t size = entrance->way->batch ? entrance->way->batch : 1 + crowd_pick(&entrance->dice, 60);
    if (entrance->scout.prospector && entrance->scout.chunk_end - entrance->next < left)
        left = entrance->scout.chunk_end - entrance->next;
    return size < left ? size : left;
}

static void fail_some_times(struct entrance *entrance, size_t count)
{
    struct work *work = entrance->work;
    struct outcome *outcomes = ARENA_NEW(&work->arena, struct outcome, count);
    for (unsigned times = crowd_pick(&entrance->dice, 4); times > 0; times--) {
        assert_ok(work, work_begin(work, true));
        work->job_id = entrance->job_id;
        bool breaks = crowd_pick(&entrance->dice, 2);
        db_fault(work->db, breaks ? (int64_t)crowd_pick(&entrance->dice, 300) : -1, true);
        (void)!intake_batch(work, &entrance->intake, entrance->rows + entrance->next, count,
                            outcomes);
        scout_moment(&entrance->scout, &entrance->dice);
        db_fault(work->db, -1, false);
        assert_int_equal(work_end(work, ERR_INTERNAL), ERR_INTERNAL);
        scout_moment(&entrance->scout, &entrance->dice);
    }
}

// The next batch, within a transaction.
static enum status let_batch_in(struct entrance *entrance, size_t count)
{
    struct work *work = entrance->work;
    struct outcome *outcomes = ARENA_NEW(&work->arena, struct outcome, count);
    enum status status =
        intake_batch(work, &entrance->intake, entrance->rows + entrance->next, count, outcomes);
    entrance->next += count;
    scout_moment(&entrance->scout, &entrance->dice);
    return status;
}

static enum status merge_keys(struct entrance *entrance)
{
    bool all = crowd_pick(&entrance->dice, 4) == 0;
    enum status status =
        key_index_merge(entrance->work, entrance->intake.recogniser.index, 50, all);
    scout_moment(&entrance->scout, &entrance->dice);
    return status;
}

// One transaction: one batch, or some of the chunk.
static enum status let_some_in(struct entrance *entrance)
{
    struct work *work = entrance->work;
    unsigned batches = entrance->way->batch ? 1 : 1 + crowd_pick(&entrance->dice, 3);
    size_t size = batch_size(entrance);
    enum status status = OK;
    arena_reset(&work->arena);
    if (entrance->way->fails)
        fail_some_times(entrance, size);
    TRY(work_begin(work, true));
    work->job_id = entrance->job_id;
    for (; status == OK && batches > 0 && size > 0; batches--) {
        status = let_batch_in(entrance, size);
        size = batch_size(entrance);
    }
    return work_end(work, status);
}

static enum status let_in_until(struct entrance *entrance, size_t end)
{
    entrance->end = end;
    while (entrance->next < end) {
        scout_moment(&entrance->scout, &entrance->dice);
        if (entrance->next == entrance->scout.chunk_end)
            scout_advance(&entrance->scout, &entrance->dice);
        TRY(let_some_in(entrance));
        if (crowd_pick(&entrance->dice, 3) == 0)
            TRY(merge_keys(entrance));
    }
    return OK;
}

static enum status begin_file(struct entrance *entrance, struct incoming *rows, size_t count)
{
    struct work *work = entrance->work;
    struct source source;
    struct job job = { .kind = STR("import") };
    str policy = str_of(possible_policy);
    entrance->rows = entrance->scout.rows = rows;
    entrance->scout.count = count;
    entrance->dice.state = entrance->way->batch + 5 + 77u * entrance->way->ahead;
    TRY(source_need(work, STR("crm"), "file", &source));
    job.source_id = source.id;
    TRY(policy_set(work, STR("import"), STR("possible_duplicate"), policy));
    TRY(job_begin(work, &job));
    entrance->job_id = job.id;
    TRY(intake_open(work, &entrance->intake, &source, STR("import")));
    entrance->intake.seen_at = job.started_at;
    return OK;
}

static enum status open_scout(struct entrance *entrance)
{
    struct recogniser *recogniser = &entrance->intake.recogniser;
    if (!entrance->way->ahead)
        return OK;
    recogniser->prospects = &entrance->scout.now;
    return prospector_open(&entrance->scout.prospector, entrance->work, recogniser);
}

static void close_file(struct entrance *entrance)
{
    if (entrance->way->ahead)
        assert_true(entrance->scout.helped > 0);
    prospector_close(entrance->scout.prospector);
    arena_free(&entrance->scout.arenas[0]);
    arena_free(&entrance->scout.arenas[1]);
    intake_close(&entrance->intake);
}

static enum status undo_job(struct work *work, int64_t job_id)
{
    TRY(work_begin(work, true));
    return work_end(work, undo_request(work, job_id, false));
}

// In the middle of the file job `undone` is taken back, unless it is 0.
static int64_t let_file_in(struct work *work, const struct way *way, struct incoming *rows,
                           int64_t undone)
{
    auto_arena arena = { 0 };
    struct entrance *entrance = ARENA_NEW(&arena, struct entrance, 1);
    entrance->work = work;
    entrance->way = way;
    assert_ok(work, work_begin(work, true));
    assert_ok(work, work_end(work, begin_file(entrance, rows, ROWS)));
    assert_ok(work, open_scout(entrance));
    if (undone) {
        assert_ok(work, let_in_until(entrance, ROWS / 2));
        assert_ok(work, undo_job(work, undone));
    }
    assert_ok(work, let_in_until(entrance, ROWS));
    int64_t job_id = entrance->job_id;
    close_file(entrance);
    return job_id;
}

// --- comparing registers ---

static void hash_of(struct work *work, char out[HASH_TEXT_LEN + 1])
{
    assert_ok(work, work_begin(work, false));
    assert_ok(work, work_end(work, register_hash(work, out)));
}

// Files that come in one after another, and whether the second takes the first one back.
struct delivery {
    struct incoming *files[2];
    bool undoes;
};

// The hash of a new register that it all came into.
static void expect_hash(void *engine, const struct delivery *delivery, const struct way *way,
                        char hash[HASH_TEXT_LEN + 1])
{
    void *other = engine;
    register_setup(&other);
    struct work *work = &((struct register_fixture *)other)->work;
    char found[HASH_TEXT_LEN + 1];
    int64_t job_id = 0;
    for (size_t i = 0; i < LENGTH(delivery->files) && delivery->files[i]; i++)
        job_id = let_file_in(work, way, delivery->files[i], delivery->undoes ? job_id : 0);
    hash_of(work, found);
    if (!*hash)
        memcpy(hash, found, sizeof found);
    else if (strcmp(hash, found) != 0)
        print_error("%s: %s, at once: %s\n", way->name, found, hash);
    assert_string_equal(hash, found);
    register_teardown(&other);
}

static void expect_same_in_any_way(void *engine, const struct delivery *delivery)
{
    char hash[HASH_TEXT_LEN + 1] = "";
    size_t count = (uintptr_t)engine == DB_SQLITE ? LENGTH(WAYS) : POSTGRES_WAYS;
    for (size_t i = 0; i < count; i++)
        expect_hash(engine, delivery, &WAYS[i], hash);
}

// The tests make their registers themselves; *state is the engine.
static void *engine_of(void **state)
{
    bool skipped = (uintptr_t)*state == DB_POSTGRES && !getenv("KARTOTEK_TEST_POSTGRES");
    if (skipped)
        skip();
    return *state;
}

static void new_rows_are_decided_alike_in_any_batches(void **state)
{
    void *engine = engine_of(state);
    for (uint64_t seed = 1; seed <= ((uintptr_t)engine == DB_SQLITE ? 2 : 1); seed++) {
        auto_arena arena = { 0 };
        struct crowd crowd = { .state = seed, .people = PEOPLE };
        struct delivery delivery = { .files = { crowd_rows(&crowd, &arena, ROWS, 0) } };
        expect_same_in_any_way(engine, &delivery);
    }
}

static void changed_rows_are_decided_alike_in_any_batches(void **state)
{
    void *engine = engine_of(state);
    auto_arena arena = { 0 };
    struct crowd crowd = { .state = 11, .people = PEOPLE };
    struct delivery delivery = { 0 };
    for (size_t i = 0; i < 2; i++) // half the keys of the second are known
        delivery.files[i] = crowd_rows(&crowd, &arena, ROWS, (int)i * ROWS / 2);
    expect_same_in_any_way(engine, &delivery);
}

// Whom the guard stops is nobody's neighbour, in the same batch or a later one; a key that repeats
// is numbered alike, whether its first row was let in or is held back.
static void held_rows_are_decided_alike_in_any_batches(void **state)
{
    void *engine = engine_of(state);
    auto_arena arena = { 0 };
    struct crowd crowd = { .state = 23, .people = PEOPLE };
    struct delivery delivery = { 0 };
    for (size_t i = 0; i < 2; i++) {
        struct incoming *rows = crowd_rows(&crowd, &arena, ROWS, (int)i * ROWS / 2);
        for (size_t j = 0; j < ROWS; j += 7)
            rows[j].external_id = rows[j / 2].external_id;
        delivery.files[i] = rows;
    }
    possible_policy = "review";
    expect_same_in_any_way(engine, &delivery);
    possible_policy = "warn";
}

static void crowded_blocks_are_decided_alike_in_any_batches(void **state)
{
    void *engine = engine_of(state);
    auto_arena arena = { 0 };
    struct crowd crowd = { .state = 5, .people = 6 };
    struct delivery delivery = { .files = { crowd_rows(&crowd, &arena, ROWS, 0) } };
    expect_same_in_any_way(engine, &delivery);
}

// Nobody joins whom the undo took away, though it was found while it was there.
static void rows_after_an_undo_are_decided_alike_in_any_batches(void **state)
{
    void *engine = engine_of(state);
    auto_arena arena = { 0 };
    struct crowd crowd = { .state = 31, .people = PEOPLE };
    struct delivery delivery = { .undoes = true };
    for (size_t i = 0; i < 2; i++)
        delivery.files[i] = crowd_rows(&crowd, &arena, ROWS, (int)i * ROWS);
    expect_same_in_any_way(engine, &delivery);
}

#define ON_BOTH(function)                                   \
    cmocka_unit_test_prestate(function, (void *)DB_SQLITE), \
        cmocka_unit_test_prestate(function, (void *)DB_POSTGRES)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(new_rows_are_decided_alike_in_any_batches),
        ON_BOTH(changed_rows_are_decided_alike_in_any_batches),
        ON_BOTH(held_rows_are_decided_alike_in_any_batches),
        ON_BOTH(crowded_blocks_are_decided_alike_in_any_batches),
        ON_BOTH(rows_after_an_undo_are_decided_alike_in_any_batches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
