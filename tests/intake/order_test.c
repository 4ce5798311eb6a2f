// Rows are decided in their order, wherever batches end: the same rows in batches of one, of many
// and of any size give registers that cannot be told apart.

#include "intake/crowd.h"

#include "contact/hash.h"

#include <stdlib.h>

enum { ROWS = 400, PEOPLE = 90, LONG_BATCH = 2000 };

// ANY: batches of a random size. FAILING: the same, and each fails some times before it passes.
enum { ANY = 0, FAILING = 9999 };

// What the guard does with who is perhaps known.
static const char *possible_policy = "warn";

static size_t batch_size(struct crowd *dice, size_t fixed)
{
    return fixed != ANY && fixed != FAILING ? fixed : 1 + crowd_pick(dice, 60);
}

static enum status let_batch_in(struct work *work, struct intake *intake, int64_t job_id,
                                const struct incoming *rows, size_t count)
{
    arena_reset(&work->arena);
    struct outcome *outcomes = ARENA_NEW(&work->arena, struct outcome, count);
    TRY(work_begin(work, true));
    work->job_id = job_id;
    return work_end(work, intake_batch(work, intake, rows, count, outcomes));
}

static void fail_some_times(struct work *work, struct intake *intake, int64_t job_id,
                            const struct incoming *rows, size_t count, struct crowd *dice)
{
    struct outcome *outcomes = ARENA_NEW(&work->arena, struct outcome, count);
    for (unsigned times = crowd_pick(dice, 4); times > 0; times--) {
        assert_ok(work, work_begin(work, true));
        work->job_id = job_id;
        db_fault(work->db, crowd_pick(dice, 2) ? (int64_t)crowd_pick(dice, 300) : -1, true);
        (void)!intake_batch(work, intake, rows, count, outcomes);
        db_fault(work->db, -1, false);
        assert_int_equal(work_end(work, ERR_INTERNAL), ERR_INTERNAL);
    }
}

static enum status let_all_in(struct work *work, const struct incoming *rows, size_t count,
                              size_t fixed)
{
    bool failing = fixed == FAILING;
    struct source source;
    struct intake intake;
    struct crowd dice = { .state = fixed + 5, .people = 0 };
    struct job job = { .kind = STR("import") };
    TRY(work_begin(work, true));
    enum status status = source_need(work, STR("crm"), "file", &source);
    job.source_id = source.id;
    if (status == OK)
        status =
            policy_set(work, STR("import"), STR("possible_duplicate"), str_of(possible_policy));
    if (status == OK)
        status = job_begin(work, &job);
    if (status == OK)
        status = intake_open(work, &intake, &source, STR("import"));
    intake.seen_at = job.started_at;
    TRY(work_end(work, status));
    for (size_t from = 0; from < count && status == OK;) {
        size_t size = batch_size(&dice, fixed);
        size = size < count - from ? size : count - from;
        if (failing)
            fail_some_times(work, &intake, job.id, rows + from, size, &dice);
        status = let_batch_in(work, &intake, job.id, rows + from, size);
        from += size;
        if (status == OK && crowd_pick(&dice, 3) == 0)
            status = key_index_merge(work, intake.recogniser.index, 50, crowd_pick(&dice, 4) == 0);
    }
    intake_close(&intake);
    return status;
}

static void hash_of(struct work *work, char out[HASH_TEXT_LEN + 1])
{
    assert_ok(work, work_begin(work, false));
    assert_ok(work, work_end(work, register_hash(work, out)));
}

// The hash after `first` and then `second` came in, on a new register.
static void expect_hash(void *engine, const struct incoming *const *files, size_t file_count,
                        size_t fixed, char hash[HASH_TEXT_LEN + 1])
{
    void *other = engine;
    register_setup(&other);
    struct work *work = &((struct register_fixture *)other)->work;
    char found[HASH_TEXT_LEN + 1];
    for (size_t i = 0; i < file_count; i++)
        assert_ok(work, let_all_in(work, files[i], ROWS, fixed));
    hash_of(work, found);
    if (!*hash)
        memcpy(hash, found, sizeof found);
    else if (strcmp(hash, found) != 0)
        print_error("batches of %zu (see ANY) give %s, one batch %s\n", fixed, found, hash);
    assert_string_equal(hash, found);
    register_teardown(&other);
}

static void expect_same_in_any_batches(void *engine, const struct incoming *const *files,
                                       size_t file_count)
{
    char hash[HASH_TEXT_LEN + 1] = "";
    const size_t sizes[] = { LONG_BATCH, FAILING, 1, ANY, 200 }; // the last two say little more
    for (size_t i = 0; i < ((uintptr_t)engine == DB_SQLITE ? LENGTH(sizes) : 3); i++)
        expect_hash(engine, files, file_count, sizes[i], hash);
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
    for (uint64_t seed = 1; seed <= ((uintptr_t)engine == DB_SQLITE ? 3 : 1); seed++) {
        auto_arena arena = { 0 };
        struct crowd crowd = { .state = seed, .people = PEOPLE };
        const struct incoming *files[] = { crowd_rows(&crowd, &arena, ROWS, 0) };
        expect_same_in_any_batches(engine, files, LENGTH(files));
    }
}

static void changed_rows_are_decided_alike_in_any_batches(void **state)
{
    void *engine = engine_of(state);
    auto_arena arena = { 0 };
    struct crowd crowd = { .state = 11, .people = PEOPLE };
    const struct incoming *files[2];
    for (size_t i = 0; i < LENGTH(files); i++)
        files[i] = crowd_rows(&crowd, &arena, ROWS, (int)i * ROWS / 2); // half the keys are known
    expect_same_in_any_batches(engine, files, LENGTH(files));
}

// Whom the guard stops is nobody's neighbour, in the same batch or a later one; a key that repeats
// is numbered alike, whether its first row was let in or is held back.
static void held_rows_are_decided_alike_in_any_batches(void **state)
{
    void *engine = engine_of(state);
    auto_arena arena = { 0 };
    struct crowd crowd = { .state = 23, .people = PEOPLE };
    const struct incoming *files[2];
    for (size_t i = 0; i < LENGTH(files); i++) {
        struct incoming *rows = crowd_rows(&crowd, &arena, ROWS, (int)i * ROWS / 2);
        for (size_t j = 0; j < ROWS; j += 7)
            rows[j].external_id = rows[j / 2].external_id;
        files[i] = rows;
    }
    possible_policy = "review";
    expect_same_in_any_batches(engine, files, LENGTH(files));
    possible_policy = "warn";
}

static void crowded_blocks_are_decided_alike_in_any_batches(void **state)
{
    void *engine = engine_of(state);
    auto_arena arena = { 0 };
    struct crowd crowd = { .state = 5, .people = 6 };
    const struct incoming *files[] = { crowd_rows(&crowd, &arena, ROWS, 0) };
    expect_same_in_any_batches(engine, files, LENGTH(files));
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
