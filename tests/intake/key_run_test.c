// Sorted runs of keys: what was added is found, wherever merges, rollbacks, faults and restarts
// fall between. The answer is always compared with a plain list of all entries.

#include "register.h"

#include "intake/key_store.h"

enum { ROUNDS = 60, RUN_MOST = 3000, KEYS = 4000, ENTRIES_MOST = ROUNDS * RUN_MOST, CROWD = 700 };

struct model {
    struct work *work;
    struct key_store *store;
    struct key_entry *entries; // all of them, in no order
    size_t count;
    uint64_t dice;
};

static unsigned pick(struct model *model, unsigned below)
{
    model->dice = model->dice * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(model->dice >> 33) % below;
}

// Few keys in the lower half of the numbers and few in the upper one.
static uint64_t key_of(unsigned number)
{
    return (uint64_t)number * 0x9E3779B97F4A7C15u;
}

static void end(struct model *model, enum status status, bool committed)
{
    enum status ended = work_end(model->work, status);
    key_store_follow(model->store, ended == OK);
    assert_int_equal(ended == OK, committed);
    arena_reset(&model->work->arena);
}

static void open_store(struct model *model)
{
    assert_ok(model->work, work_begin(model->work, true));
    assert_ok(model->work, key_store_open(model->work, &model->store));
    end(model, OK, true);
}

static void reopen_store(struct model *model)
{
    key_store_close(model->store);
    open_store(model);
}

static struct model model_of(void **state, struct arena *arena)
{
    struct model model = { .work = &((struct register_fixture *)*state)->work, .dice = 7 };
    model.entries = ARENA_NEW(arena, struct key_entry, ENTRIES_MOST);
    open_store(&model);
    return model;
}

static void put(struct model *model, const struct key_entry *entries, size_t count, bool commit)
{
    struct key_entry *sorted = ARENA_NEW(&model->work->arena, struct key_entry, count + 1);
    memcpy(sorted, entries, count * sizeof *sorted);
    memcpy(model->entries + model->count, entries, count * sizeof *entries);
    assert_ok(model->work, work_begin(model->work, true));
    assert_ok(model->work,
              key_store_put(model->work, model->store, sorted, key_entries_sort(sorted, count)));
    end(model, commit ? OK : ERR_INTERNAL, commit);
    model->count += commit ? count : 0;
}

// `count` entries of random keys, as if records came in one after another; some come in again.
static struct key_entry *random_entries(struct model *model, size_t count)
{
    struct key_entry *entries = ARENA_NEW(&model->work->arena, struct key_entry, count + 1);
    for (size_t i = 0; i < count; i++) {
        bool again = model->count > 0 && pick(model, 10) == 0;
        uint64_t key = key_of(pick(model, 4) ? pick(model, KEYS) : pick(model, 3));
        entries[i] = again ? model->entries[pick(model, (unsigned)model->count)]
                           : (struct key_entry){ key, (int64_t)(model->count + i + 1) };
    }
    return entries;
}

static void put_random(struct model *model, size_t count, bool commit)
{
    put(model, random_entries(model, count), count, commit);
}

static void expect(struct model *model, struct work *work, const struct key_runs *runs,
                   uint64_t key)
{
    struct key_found wanted = { 0 }, found = { 0 };
    for (size_t i = 0; i < model->count; i++)
        if (model->entries[i].key == key)
            key_found_add(&wanted, model->entries[i].record_id);
    assert_ok(work, key_runs_find(work, runs, key, &found));
    assert_int_equal(found.count, wanted.count);
    assert_memory_equal(found.ids, wanted.ids, wanted.count * sizeof *wanted.ids);
}

static void expect_all(struct model *model)
{
    assert_ok(model->work, work_begin(model->work, false));
    for (unsigned number = 0; number < 40; number++)
        expect(model, model->work, key_store_runs(model->store), key_of(number));
    for (int i = 0; i < 40; i++)
        expect(model, model->work, key_store_runs(model->store), key_of(pick(model, KEYS + 50)));
    assert_ok(model->work, work_end(model->work, OK));
}

static bool tidy(struct model *model, size_t budget, bool commit)
{
    bool done = false;
    assert_ok(model->work, work_begin(model->work, true));
    assert_ok(model->work, key_store_tidy(model->work, model->store, budget, &done));
    end(model, commit ? OK : ERR_INTERNAL, commit);
    return done && commit;
}

static void tidy_all(struct model *model)
{
    while (!tidy(model, 5000, true))
        ;
}

static int64_t ask(struct work *work, const char *text)
{
    auto_query query = query_open_text(work->db, text);
    assert_true(query_next(&query));
    return query_int(&query, 0);
}

// Every page belongs to a run, and every run has all its pages.
static void expect_no_waste(struct model *model)
{
    assert_int_equal(ask(model->work, "SELECT count(*) FROM match_key_page"),
                     ask(model->work, "SELECT sum(length(fences) / 8) FROM match_key_run"));
    assert_int_equal(ask(model->work, "SELECT count(*) FROM match_key_page p WHERE NOT EXISTS "
                                      "(SELECT 1 FROM match_key_run WHERE id = p.id >> 32)"),
                     0);
}

// --- one run ---

static void found_ids_are_the_smallest_ones_in_order(void **state)
{
    struct key_found found = { 0 };
    (void)state;
    for (int64_t id = 200; id > 0; id--) {
        key_found_add(&found, id);
        key_found_add(&found, id);
    }
    assert_int_equal(found.count, KEY_FOUND_MAX);
    for (int64_t i = 0; i < KEY_FOUND_MAX; i++)
        assert_int_equal(found.ids[i], i + 1);
    key_found_add(&found, 1000);
    assert_int_equal(found.ids[KEY_FOUND_MAX - 1], KEY_FOUND_MAX);
}

static void a_key_may_span_pages(void **state)
{
    auto_arena arena = { 0 };
    struct model model = model_of(state, &arena);
    // 250 entries of a smaller key leave room for two in the first page; then 700 of one key.
    for (int64_t before = 249; before <= 253; before++) {
        struct key_entry entries[253 + CROWD + 1];
        size_t count = 0;
        for (int64_t i = 0; i < before; i++)
            entries[count++] = (struct key_entry){ key_of(1) + (uint64_t)before * 10, i };
        for (int64_t i = 0; i < CROWD; i++)
            entries[count++] = (struct key_entry){ key_of(1) + (uint64_t)before * 10 + 1, 9 * i };
        entries[count++] = (struct key_entry){ UINT64_MAX - (uint64_t)before, 5 };
        put(&model, entries, count, true);
    }
    for (uint64_t key = key_of(1) + 2480; key < key_of(1) + 2540; key++)
        expect(&model, model.work, key_store_runs(model.store), key);
    for (uint64_t before = 248; before <= 254; before++)
        expect(&model, model.work, key_store_runs(model.store), UINT64_MAX - before);
    key_store_close(model.store);
}

static void a_run_fills_database_pages(void **state)
{
    auto_arena arena = { 0 };
    struct model model = model_of(state, &arena);
    struct key_entry entries[10 * KEY_PAGE_ENTRIES];
    for (size_t i = 0; i < LENGTH(entries); i++)
        entries[i] = (struct key_entry){ i, (int64_t)i };
    int64_t before = ask(model.work, "PRAGMA page_count");
    put(&model, entries, LENGTH(entries), true);
    assert_in_range(ask(model.work, "PRAGMA page_count") - before, 10, 11);
    key_store_close(model.store);
}

static void a_run_is_appended_in_slices(void **state)
{
    auto_arena arena = { 0 };
    struct model model = model_of(state, &arena);
    struct key_entry *entries = random_entries(&model, RUN_MOST);
    size_t count = key_entries_sort(entries, RUN_MOST), slice = (size_t)2 * KEY_PAGE_ENTRIES;
    bool failed = false;
    memcpy(model.entries, entries, count * sizeof *entries);
    for (size_t i = 0; i < count; i += slice) {
        assert_int_equal(key_store_runs(model.store)->count, 0);
        assert_ok(model.work, work_begin(model.work, true));
        assert_ok(model.work, key_store_append(model.work, model.store, model.entries + i,
                                               count - i < slice ? count - i : slice, count));
        bool fails = !failed && i + slice >= count; // even the last slice may be rolled back
        end(&model, fails ? ERR_INTERNAL : OK, !fails);
        i = fails ? (size_t)0 - slice : i;
        failed = failed || fails;
    }
    model.count = count;
    assert_int_equal(key_store_runs(model.store)->count, 1);
    expect_all(&model);
    tidy_all(&model);
    expect_no_waste(&model);
    key_store_close(model.store);
}

// --- many runs ---

static void four_runs_become_one(void **state)
{
    auto_arena arena = { 0 };
    struct model model = model_of(state, &arena);
    struct key_entry *entries = random_entries(&model, RUN_MOST);
    struct key_entry *same = ARENA_NEW(&arena, struct key_entry, RUN_MOST);
    memcpy(same, entries, RUN_MOST * sizeof *same);
    for (int i = 0; i < 4; i++)
        put(&model, same, RUN_MOST, true);
    assert_int_equal(key_store_runs(model.store)->count, 4);
    tidy_all(&model);
    assert_int_equal(key_store_runs(model.store)->count, 1);
    assert_int_equal(ask(model.work, "SELECT entries FROM match_key_run"),
                     key_entries_sort(same, RUN_MOST)); // equal entries collapsed
    expect_all(&model);
    expect_no_waste(&model);
    key_store_close(model.store);
}

static void every_mixture_finds_what_a_plain_list_finds(void **state)
{
    auto_arena arena = { 0 };
    struct model model = model_of(state, &arena);
    for (int round = 0; round < ROUNDS; round++) {
        put_random(&model, 1 + pick(&model, RUN_MOST), pick(&model, 5) > 0);
        for (unsigned i = pick(&model, 4); i > 0; i--)
            tidy(&model, pick(&model, 8000), pick(&model, 6) > 0);
        if (pick(&model, 8) == 0)
            reopen_store(&model);
        if (pick(&model, 8) == 0) {
            assert_ok(model.work, work_begin(model.work, true));
            assert_ok(model.work, key_store_filter(model.work, model.store));
            end(&model, OK, true);
        }
        expect_all(&model);
    }
    tidy_all(&model);
    assert_in_range(key_store_runs(model.store)->count, 1, 12);
    expect_all(&model);
    expect_no_waste(&model);
    reopen_store(&model);
    expect_all(&model);
    key_store_close(model.store);
}

static void an_older_reader_still_finds(void **state)
{
    auto_arena arena = { 0 };
    struct model model = model_of(state, &arena);
    struct work reader = { .db = register_connect(*state) };
    for (int i = 0; i < 4; i++)
        put_random(&model, RUN_MOST, true);
    assert_ok(&reader, work_begin(&reader, false));
    (void)ask(&reader, "SELECT count(*) FROM match_key_run"); // the snapshot is taken
    struct key_runs *runs = key_store_hold(model.store);
    tidy_all(&model);
    expect_no_waste(&model);
    assert_int_equal(key_store_runs(model.store)->count, 1);
    assert_int_equal(runs->count, 4);
    for (unsigned number = 0; number < 40; number++)
        expect(&model, &reader, runs, key_of(number));
    key_runs_release(runs);
    assert_ok(&reader, work_end(&reader, OK));
    db_close(reader.db);
    work_close(&reader);
    key_store_close(model.store);
}

static void a_half_done_merge_leaves_nothing_behind(void **state)
{
    auto_arena arena = { 0 };
    struct model model = model_of(state, &arena);
    for (int i = 0; i < 4; i++)
        put_random(&model, RUN_MOST, true);
    tidy(&model, 1, true);
    tidy(&model, 1000, true);
    assert_true(ask(model.work, "SELECT count(*) FROM match_key_page") > 48);
    reopen_store(&model); // as after a crash
    expect_all(&model);
    tidy_all(&model);
    expect_all(&model);
    expect_no_waste(&model);
    key_store_close(model.store);
}

// --- faults ---

// All of a register's ways: append, put, merge, sweep. False: something failed.
static bool work_through(struct model *model, const struct key_entry *entries, size_t count)
{
    struct work *work = model->work;
    bool done = false;
    for (size_t at = 0; at < count; at += KEY_PAGE_ENTRIES) {
        size_t slice = count - at < KEY_PAGE_ENTRIES ? count - at : KEY_PAGE_ENTRIES;
        enum status status = work_begin(work, true);
        if (status == OK)
            status = key_store_append(work, model->store, entries + at, slice, count);
        status = work_end(work, status);
        key_store_follow(model->store, status == OK);
        if (status != OK)
            return false;
    }
    memcpy(model->entries + model->count, entries, count * sizeof *entries);
    model->count += count;
    while (!done) {
        enum status status = work_begin(work, true);
        if (status == OK)
            status = key_store_tidy(work, model->store, 600, &done);
        status = work_end(work, status);
        key_store_follow(model->store, status == OK);
        if (status != OK)
            return false;
    }
    return true;
}

static void every_write_may_fail(void **state)
{
    auto_arena arena = { 0 };
    struct model model = model_of(state, &arena);
    bool passed = false;
    for (int64_t fault = 0; !passed; fault++) {
        struct key_entry *drawn = random_entries(&model, 600);
        struct key_entry *entries = ARENA_NEW(&arena, struct key_entry, 600);
        size_t count = key_entries_sort(drawn, 600);
        memcpy(entries, drawn, count * sizeof *entries);
        db_fault(model.work->db, fault, pick(&model, 2));
        passed = work_through(&model, entries, count);
        db_fault(model.work->db, -1, false);
        expect_all(&model);
        if (pick(&model, 3) == 0)
            reopen_store(&model);
        expect_all(&model);
        assert_true(fault < 1000);
    }
    assert_true(model.count > 2000);
    tidy_all(&model);
    expect_all(&model);
    expect_no_waste(&model);
    key_store_close(model.store);
}

static void a_missing_page_is_said(void **state)
{
    auto_arena arena = { 0 };
    struct model model = model_of(state, &arena);
    struct key_found found = { 0 };
    put_random(&model, 10, true);
    assert_ok(model.work,
              db_script(model.work->db, "DELETE FROM match_key_page", &model.work->error));
    assert_int_equal(
        key_runs_find(model.work, key_store_runs(model.store), model.entries[0].key, &found),
        ERR_INTERNAL);
    assert_non_null(strstr(model.work->error.message, "missing"));
    key_store_close(model.store);
}

// --- the filter ---

static void a_filter_passes_what_was_added_and_little_else(void **state)
{
    auto_arena arena = { 0 };
    enum { COUNT = 100 * 1000 };
    struct key_filter filter = key_filter_new(&arena, COUNT, COUNT * KEY_FILTER_BITS / 8);
    int passed = 0;
    (void)state;
    for (unsigned i = 0; i < COUNT; i++)
        key_filter_add(&filter, key_of(i));
    for (unsigned i = 0; i < COUNT; i++)
        assert_true(key_filter_may_hold(&filter, key_of(i)));
    for (unsigned i = 0; i < COUNT; i++)
        passed += key_filter_may_hold(&filter, key_of(i + COUNT));
    assert_in_range(passed, 1, COUNT / 50);
}

static void without_room_a_filter_passes_all(void **state)
{
    auto_arena arena = { 0 };
    struct key_filter filter = key_filter_new(&arena, 100000, 1000);
    (void)state;
    assert_int_equal(key_filter_bytes(&filter), 0);
    key_filter_add(&filter, 1);
    assert_true(key_filter_may_hold(&filter, 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(found_ids_are_the_smallest_ones_in_order),
        SQLITE_TEST(a_key_may_span_pages),
        SQLITE_TEST(a_run_fills_database_pages),
        SQLITE_TEST(a_run_is_appended_in_slices),
        SQLITE_TEST(four_runs_become_one),
        SQLITE_TEST(every_mixture_finds_what_a_plain_list_finds),
        SQLITE_TEST(an_older_reader_still_finds),
        SQLITE_TEST(a_half_done_merge_leaves_nothing_behind),
        SQLITE_TEST(every_write_may_fail),
        SQLITE_TEST(a_missing_page_is_said),
        cmocka_unit_test(a_filter_passes_what_was_added_and_little_else),
        cmocka_unit_test(without_room_a_filter_passes_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
