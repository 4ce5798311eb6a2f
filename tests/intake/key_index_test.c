// Looking ahead: blocks that another connection found at any earlier moment, with what was added
// since, are those that are found now. Merges, rollbacks and a full memory may fall between.

#include "register.h"

#include "intake/key_index.h"

enum { ROUNDS = 400, KEYS = 300, MOST = 200 };

struct ahead {
    uint64_t keys[KEYS];
    struct work work, reader;
    struct key_index *index;
    struct key_block blocks[KEYS]; // as they were found
    struct arena arena;            // holds them
    uint64_t mark;
    int64_t last_id;
    uint64_t dice;
};

static unsigned pick(struct ahead *ahead, unsigned below)
{
    ahead->dice = ahead->dice * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(ahead->dice >> 33) % below;
}

static void look(struct ahead *ahead)
{
    arena_reset(&ahead->arena);
    assert_ok(&ahead->reader, key_index_look(&ahead->reader, ahead->index, ahead->keys, KEYS,
                                             ahead->blocks, &ahead->mark));
    for (size_t i = 0; i < KEYS; i++) {
        struct key_block *block = &ahead->blocks[i];
        int64_t *ids = ARENA_NEW(&ahead->arena, int64_t, block->count + 1);
        memcpy(ids, block->record_ids, block->count * sizeof *ids);
        block->record_ids = ids;
    }
    assert_ok(&ahead->reader, work_end(&ahead->reader, OK));
    arena_reset(&ahead->reader.arena);
}

static void begin(struct ahead *ahead)
{
    arena_reset(&ahead->work.arena);
    assert_ok(&ahead->work, work_begin(&ahead->work, true));
}

static void end(struct ahead *ahead, bool commit)
{
    enum status status = work_end(&ahead->work, commit ? OK : ERR_INTERNAL);
    assert_int_equal(status == OK, commit);
}

static struct ahead *ahead_of(void **state, struct arena *arena)
{
    struct ahead *ahead = ARENA_NEW(arena, struct ahead, 1);
    struct register_fixture *fixture = *state;
    ahead->work.db = fixture->work.db;
    ahead->reader.db = register_connect(fixture);
    ahead->dice = 3;
    for (size_t i = 0; i < KEYS; i++)
        ahead->keys[i] = i * 0x0123456789ABCDEu;
    begin(ahead);
    assert_ok(&ahead->work, key_index_open(&ahead->work, &ahead->index));
    end(ahead, true);
    look(ahead);
    return ahead;
}

static void close_ahead(struct ahead *ahead)
{
    db_close(ahead->reader.db);
    work_close(&ahead->reader);
    arena_free(&ahead->work.arena);
    arena_free(&ahead->arena);
}

// Within a write transaction; half of the entries belong to a few keys, whose blocks are long.
static void add(struct ahead *ahead, size_t count)
{
    struct key_entry *entries = ARENA_NEW(&ahead->work.arena, struct key_entry, count + 1);
    for (size_t i = 0; i < count; i++)
        entries[i] =
            (struct key_entry){ ahead->keys[pick(ahead, 2) ? pick(ahead, KEYS) : pick(ahead, 4)],
                                ++ahead->last_id };
    assert_ok(&ahead->work, key_index_add(&ahead->work, ahead->index, entries, count));
}

// Within a write transaction. False: what was found no longer helps.
static bool expect_caught_up(struct ahead *ahead)
{
    struct key_block *caught = ARENA_NEW(&ahead->work.arena, struct key_block, KEYS);
    struct key_block *found = ARENA_NEW(&ahead->work.arena, struct key_block, KEYS);
    memcpy(caught, ahead->blocks, sizeof ahead->blocks);
    if (!key_index_catch_up(&ahead->work, ahead->index, ahead->mark, caught, KEYS))
        return false;
    assert_ok(&ahead->work, key_index_find(&ahead->work, ahead->index, ahead->keys, KEYS, found));
    for (size_t i = 0; i < KEYS; i++) {
        assert_int_equal(caught[i].count, found[i].count);
        assert_memory_equal(caught[i].record_ids, found[i].record_ids,
                            found[i].count * sizeof *found[i].record_ids);
    }
    return true;
}

// One write transaction with looks anywhere in it; returns how often catching up helped.
static int write_some(struct ahead *ahead)
{
    int helped = 0;
    begin(ahead);
    for (unsigned parts = 1 + pick(ahead, 3); parts > 0; parts--) {
        if (pick(ahead, 4) == 0)
            look(ahead);
        helped += expect_caught_up(ahead);
        add(ahead, pick(ahead, MOST));
        if (pick(ahead, 4) == 0)
            look(ahead);
    }
    helped += expect_caught_up(ahead);
    end(ahead, pick(ahead, 4) > 0);
    return helped;
}

static void what_was_found_ahead_becomes_what_is_found(void **state)
{
    auto_arena arena = { 0 };
    struct ahead *ahead = ahead_of(state, &arena);
    int helped = 0;
    for (int round = 0; round < ROUNDS; round++) {
        helped += write_some(ahead);
        if (pick(ahead, 6) == 0)
            look(ahead);
        if (pick(ahead, 5) == 0)
            assert_ok(&ahead->work, key_index_merge(&ahead->work, ahead->index, pick(ahead, 500),
                                                    pick(ahead, 4) == 0));
    }
    assert_in_range(helped, ROUNDS, 10 * ROUNDS); // mostly it does help
    close_ahead(ahead);
}

// --- memory is full ---

static void fill_memory(struct ahead *ahead, size_t count)
{
    auto_arena arena = { 0 };
    struct key_entry *entries = ARENA_NEW(&arena, struct key_entry, count);
    ahead->last_id++;
    for (size_t i = 0; i < count; i++) // all keys of one record, none asked for
        entries[i] = (struct key_entry){ UINT64_MAX - i, ahead->last_id };
    begin(ahead);
    assert_ok(&ahead->work, key_index_add(&ahead->work, ahead->index, entries, count));
    end(ahead, true);
}

static void what_goes_past_a_full_memory_is_looked_up_again(void **state)
{
    auto_arena arena = { 0 };
    struct ahead *ahead = ahead_of(state, &arena);
    fill_memory(ahead, KEY_INDEX_ACTIVE_MAX);
    look(ahead);
    begin(ahead);
    assert_true(expect_caught_up(ahead));
    add(ahead, 5);
    assert_false(expect_caught_up(ahead)); // found before
    look(ahead);
    end(ahead, true);
    begin(ahead);
    assert_false(expect_caught_up(ahead)); // found while nothing of it was committed
    end(ahead, true);
    look(ahead);
    begin(ahead);
    assert_true(expect_caught_up(ahead));
    end(ahead, true);
    close_ahead(ahead);
}

// What was found before a freeze, of which some is not merged yet.
static void what_is_frozen_meanwhile_is_caught_up_with(void **state)
{
    auto_arena arena = { 0 };
    struct ahead *ahead = ahead_of(state, &arena);
    fill_memory(ahead, KEY_INDEX_ACTIVE_MAX * 3 / 4);
    look(ahead);
    begin(ahead);
    add(ahead, MOST);
    end(ahead, true);
    for (int round = 0; round < 20; round++) {
        assert_ok(&ahead->work, key_index_merge(&ahead->work, ahead->index, 500, false));
        begin(ahead);
        assert_true(expect_caught_up(ahead));
        add(ahead, MOST);
        assert_true(expect_caught_up(ahead));
        end(ahead, round % 3 > 0);
        if (round == 10)
            look(ahead);
    }
    close_ahead(ahead);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SQLITE_TEST(what_was_found_ahead_becomes_what_is_found),
        SQLITE_TEST(what_goes_past_a_full_memory_is_looked_up_again),
        SQLITE_TEST(what_is_frozen_meanwhile_is_caught_up_with),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
