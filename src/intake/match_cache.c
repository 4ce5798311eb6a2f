#include "intake/match_cache.h"

#include "base/memory.h"
#include "contact/record.h"
#include "value/entry.h"

enum { PLACES_FIRST = 1 << 8 };

struct place {
    int64_t id;                 // 0: free
    bool forgotten;             // must be loaded again
    struct match_record record; // items is NULL for a record that is gone
};

struct generation {
    struct place *places; // open addressing, at most half full
    size_t size, count;   // size is a power of two
    struct arena arena;
};

struct match_cache {
    struct generation young, old;
    size_t most;
};

struct match_cache *match_cache_new(size_t most)
{
    struct match_cache *cache = must(calloc(1, sizeof *cache));
    cache->most = most;
    struct generation *const both[] = { &cache->young, &cache->old };
    for (size_t i = 0; i < LENGTH(both); i++) {
        both[i]->size = PLACES_FIRST;
        both[i]->places = must(calloc(PLACES_FIRST, sizeof(struct place)));
    }
    return cache;
}

static void clear(struct generation *generation)
{
    memset(generation->places, 0, generation->size * sizeof *generation->places);
    arena_free(&generation->arena);
    generation->count = 0;
}

void match_cache_clear(struct match_cache *cache)
{
    clear(&cache->young);
    clear(&cache->old);
}

void match_cache_free(struct match_cache *cache)
{
    if (!cache)
        return;
    arena_free(&cache->young.arena);
    arena_free(&cache->old.arena);
    free(cache->young.places);
    free(cache->old.places);
    free(cache);
}

static struct place *place_of(const struct generation *generation, int64_t id)
{
    size_t at = (size_t)((uint64_t)id * 0x9E3779B97F4A7C15u >> 32) & (generation->size - 1);
    while (generation->places[at].id && generation->places[at].id != id)
        at = (at + 1) & (generation->size - 1);
    return &generation->places[at];
}

static struct place *find(const struct match_cache *cache, int64_t id)
{
    struct place *young = place_of(&cache->young, id);
    struct place *place = young->id ? young : place_of(&cache->old, id);
    return place->id && !place->forgotten ? place : NULL;
}

const struct match_record *match_cache_find(const struct match_cache *cache, int64_t id)
{
    const struct place *place = find(cache, id);
    return place && place->record.items ? &place->record : NULL;
}

void match_cache_forget(struct match_cache *cache, int64_t id)
{
    struct place *young = place_of(&cache->young, id), *old = place_of(&cache->old, id);
    young->forgotten = old->forgotten = true;
}

static void grow(struct generation *generation)
{
    struct generation larger = *generation;
    larger.size *= 2;
    larger.places = must(calloc(larger.size, sizeof(struct place)));
    for (size_t i = 0; i < generation->size; i++)
        if (generation->places[i].id)
            *place_of(&larger, generation->places[i].id) = generation->places[i];
    free(generation->places);
    *generation = larger;
}

static void put(struct match_cache *cache, int64_t id, struct match_record record)
{
    struct place *place = place_of(&cache->young, id);
    if (place->id == 0 && 2 * ++cache->young.count > cache->young.size) {
        grow(&cache->young);
        place = place_of(&cache->young, id);
    }
    *place = (struct place){ .id = id, .record = record };
}

// Makes room for `more` records without forgetting any of the younger generation.
static void make_room(struct match_cache *cache, size_t more)
{
    if (cache->young.count + more <= cache->most)
        return;
    struct generation emptied = cache->old;
    clear(&emptied);
    cache->old = cache->young;
    cache->young = emptied;
}

static enum status load(struct work *work, struct match_cache *cache, const int64_t *ids,
                        size_t count)
{
    struct record_version_list versions = { 0 };
    TRY(record_version_load(work, ids, count, false, &versions));
    for (size_t i = 0; i < count; i++)
        put(cache, ids[i], (struct match_record){ 0 });
    for (size_t i = 0; i < versions.count; i++) {
        bool last = i + 1 == versions.count ||
                    versions.items[i + 1].record_id != versions.items[i].record_id;
        struct place *place = place_of(&cache->young, versions.items[i].record_id);
        auto_arena scratch = { 0 };
        if (!last)
            continue;
        struct entry entry =
            entry_read(versions.items[i].clean, versions.items[i].entity, &scratch);
        place->record = match_prepare(&entry, &cache->young.arena);
    }
    return OK;
}

enum status match_cache_load(struct work *work, struct match_cache *cache, const int64_t *ids,
                             size_t count)
{
    struct int_list missing = { 0 };
    make_room(cache, count);
    for (size_t i = 0; i < count; i++)
        if (!find(cache, ids[i]))
            *LIST_PUSH(&missing, &work->arena) = ids[i];
    return missing.count ? load(work, cache, missing.items, missing.count) : OK;
}
