#include "intake/shortlist.h"

#include <stdlib.h>

enum { TALLY_PLACES = 4096, TALLY_BITS = 12, SMALL_BLOCK = 8 };

// How often, and by which keys, candidates were met for the record at hand.
struct tally {
    struct {
        int64_t id;
        size_t visit;
        bool listed;
    } places[TALLY_PLACES]; // open addressing; MATCH_KEY_MAX blocks of MATCH_BLOCK_MAX fit easily
    size_t visit;
};

struct batch {
    struct arena *arena;
    const struct shortlist_keys *keys;
    const struct unknown *unknowns;
    struct int_list *own; // by key: indexes of the records that hold it, so far; NULL: stored only
    struct tally stored, met;
};

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

void shortlist_collect(struct arena *arena, const struct unknown *unknowns, size_t count,
                       struct shortlist_keys *out)
{
    uint64_t *keys = ARENA_NEW(arena, uint64_t, count * MATCH_KEY_MAX + 1);
    size_t all = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < unknowns[i].incoming->key_count; j++)
            keys[all++] = unknowns[i].incoming->keys[j].key;
    qsort(keys, all, sizeof *keys, by_value);
    *out = (struct shortlist_keys){ .keys = keys };
    for (size_t i = 0; i < all; i++)
        if (i == 0 || keys[i] != keys[i - 1])
            keys[out->count++] = keys[i];
    out->blocks = ARENA_NEW(arena, struct key_block, out->count + 1);
}

static size_t place_of_key(const struct shortlist_keys *keys, uint64_t key)
{
    size_t low = 0, high = keys->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keys->keys[middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_telling(enum match_key_kind kind)
{
    switch (kind) {
    case MATCH_KEY_EMAIL:
    case MATCH_KEY_PHONE:
    case MATCH_KEY_NAME:
    case MATCH_KEY_NUMBER:
    case MATCH_KEY_COMPANY:
    case MATCH_KEY_DOMAIN:
        return true;
    case MATCH_KEY_NAME_BIRTH:
    case MATCH_KEY_BIRTH_INITIAL:
    case MATCH_KEY_POSTCODE_NAME:
    case MATCH_KEY_POSTCODE_NUMBER:
    case MATCH_KEY_STREET_NAME:
    case MATCH_KEY_COMPANY_NAME:
    case MATCH_KEY_KIND_COUNT:
        break;
    }
    return false;
}

// Puts `id` on the list when this key tells enough, or it is the second one.
static void meet(struct tally *tally, int64_t id, bool telling, struct int_list *list,
                 struct arena *arena)
{
    size_t at = (size_t)((uint64_t)id * 0x9E3779B97F4A7C15u >> (64 - TALLY_BITS));
    while (tally->places[at].visit == tally->visit && tally->places[at].id != id)
        at = (at + 1) % TALLY_PLACES;
    bool again = tally->places[at].visit == tally->visit;
    if (!again) {
        tally->places[at].id = id;
        tally->places[at].visit = tally->visit;
        tally->places[at].listed = false;
    }
    if (tally->places[at].listed || (!telling && !again))
        return;
    tally->places[at].listed = true;
    *LIST_PUSH(list, arena) = id;
}

static void list_own(struct batch *batch, size_t index, struct int_list *own, size_t room,
                     bool telling, struct shortlist *out)
{
    for (size_t j = 0; j < own->count && j < room; j++)
        meet(&batch->met, own->items[j], telling, &out->own, batch->arena);
    *LIST_PUSH(own, batch->arena) = (int64_t)index;
}

static void list_one(struct batch *batch, size_t index, struct shortlist *out)
{
    const struct unknown *unknown = &batch->unknowns[index];
    batch->stored.visit++;
    batch->met.visit++;
    for (size_t i = 0; i < unknown->incoming->key_count; i++) {
        size_t place = place_of_key(batch->keys, unknown->incoming->keys[i].key);
        const struct key_block *block = &batch->keys->blocks[place];
        struct int_list *own = batch->own ? &batch->own[place] : NULL;
        bool telling = is_telling(unknown->incoming->keys[i].kind) &&
                       block->count + (own ? own->count : 0) < SMALL_BLOCK;
        size_t room = MATCH_BLOCK_MAX;
        for (size_t j = 0; j < block->count && room; j++, room--)
            if (block->record_ids[j] != unknown->record_id)
                meet(&batch->stored, block->record_ids[j], telling, &out->stored, batch->arena);
        if (own)
            list_own(batch, index, own, room, telling, out);
    }
}

static struct batch *batch_new(struct arena *arena, const struct shortlist_keys *keys,
                               const struct unknown *unknowns)
{
    struct batch *batch = ARENA_NEW(arena, struct batch, 1); // too large for a stack
    batch->arena = arena;
    batch->keys = keys;
    batch->unknowns = unknowns;
    return batch;
}

void shortlist_make(struct arena *arena, const struct shortlist_keys *keys,
                    const struct unknown *unknowns, size_t count, struct shortlist *out)
{
    struct batch *batch = batch_new(arena, keys, unknowns);
    batch->own = ARENA_NEW(arena, struct int_list, keys->count + 1);
    for (size_t i = 0; i < count; i++)
        list_one(batch, i, &out[i]);
}

void shortlist_stored(struct arena *arena, const struct shortlist_keys *keys,
                      const struct unknown *unknowns, size_t count, struct shortlist *out)
{
    struct batch *batch = batch_new(arena, keys, unknowns);
    for (size_t i = 0; i < count; i++)
        list_one(batch, i, &out[i]);
}
