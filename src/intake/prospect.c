#include "intake/prospect.h"

#include "base/ids.h"
#include "base/memory.h"
#include "contact/record.h"
#include "match/score.h"

enum {
    CACHE_PAGES = 8192, // 32 MB: most of what it reads is read once
    CACHED = 50 * 1000,
};

struct prospector {
    const struct recogniser *recogniser;
    struct match_cache *cache;
    int64_t changes; // that the cache knows of
    struct work work;
};

enum status prospector_open(struct prospector **out, struct work *work,
                            const struct recogniser *recogniser)
{
    struct prospector *prospector = must(calloc(1, sizeof *prospector));
    prospector->recogniser = recogniser;
    prospector->cache = match_cache_new(CACHED);
    enum status status = db_open_again(&prospector->work.db, work->db, &work->error);
    if (status == OK)
        status = db_cache_pages(prospector->work.db, CACHE_PAGES, &work->error);
    if (status != OK) {
        prospector_close(prospector);
        return status;
    }
    *out = prospector;
    return OK;
}

void prospector_close(struct prospector *prospector)
{
    if (!prospector)
        return;
    match_cache_free(prospector->cache);
    db_close(prospector->work.db);
    work_close(&prospector->work);
    free(prospector);
}

// --- comparing ---

static enum status load_candidates(struct prospector *prospector, struct shortlist *lists,
                                   size_t count)
{
    struct arena *arena = &prospector->work.arena;
    struct int_list ids = { 0 };
    if (prospector->changes != db_changes(prospector->work.db))
        match_cache_clear(prospector->cache);
    prospector->changes = db_changes(prospector->work.db);
    for (size_t i = 0; i < count; i++) {
        lists[i].stored.count = ids_sort(lists[i].stored.items, lists[i].stored.count);
        for (size_t j = 0; j < lists[i].stored.count; j++)
            *LIST_PUSH(&ids, arena) = lists[i].stored.items[j];
    }
    return match_cache_load(&prospector->work, prospector->cache, ids.items,
                            ids_sort(ids.items, ids.count));
}

static void compare(const struct prospector *prospector, struct incoming *item,
                    const struct int_list *candidates, struct arena *arena)
{
    const struct model *model = recogniser_model(prospector->recogniser, item);
    size_t count = candidates->count;
    int64_t *ids = ARENA_NEW(arena, int64_t, count + 1);
    bool *resembles = ARENA_NEW(arena, bool, count + 1);
    for (size_t i = 0; i < count; i++) {
        ids[i] = candidates->items[i];
        resembles[i] =
            match_resembles(model, &item->match, match_cache_find(prospector->cache, ids[i]));
    }
    item->prospect = (struct prospect){ ids, resembles, count };
}

// --- members of contacts that somebody resembles ---

static enum status load_members(struct prospector *prospector, const struct incoming *items,
                                size_t count, struct record_list *out)
{
    struct work *work = &prospector->work;
    struct int_list ids = { 0 };
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < items[i].prospect.count; j++)
            if (items[i].prospect.resembles[j])
                *LIST_PUSH(&ids, &work->arena) = items[i].prospect.ids[j];
    ids.count = ids.count ? ids_sort(ids.items, ids.count) : 0;
    TRY(record_family(work, ids.items, ids.count, out));
    ids.count = 0;
    for (size_t i = 0; i < out->count; i++)
        *LIST_PUSH(&ids, &work->arena) = out->items[i].id;
    return match_cache_load(work, prospector->cache, ids.items, ids.count);
}

static enum status keep_members(struct prospector *prospector, const struct incoming *items,
                                size_t count, struct arena *arena, struct prospects *out)
{
    struct record_list records = { 0 };
    TRY(load_members(prospector, items, count, &records));
    int64_t *ids = ARENA_NEW(arena, int64_t, records.count + 1);
    struct match_record *members = ARENA_NEW(arena, struct match_record, records.count + 1);
    out->member_count = 0;
    for (size_t i = 0; i < records.count; i++) {
        const struct match_record *match = match_cache_find(prospector->cache, records.items[i].id);
        if (!match)
            continue;
        ids[out->member_count] = records.items[i].id;
        members[out->member_count++] = match_record_copy(match, arena);
    }
    out->member_ids = ids;
    out->members = members;
    return OK;
}

// --- all together ---

static void keep_keys(struct prospects *out, const struct shortlist_keys *keys, struct arena *arena)
{
    size_t count = keys->count;
    uint64_t *all = ARENA_NEW(arena, uint64_t, count + 1);
    struct key_block *blocks = ARENA_NEW(arena, struct key_block, count + 1);
    memcpy(all, keys->keys, count * sizeof *all);
    for (size_t i = 0; i < count; i++) {
        int64_t *ids = ARENA_NEW(arena, int64_t, keys->blocks[i].count + 1);
        memcpy(ids, keys->blocks[i].record_ids, keys->blocks[i].count * sizeof *ids);
        blocks[i] = (struct key_block){ keys->blocks[i].key, ids, keys->blocks[i].count };
    }
    out->keys = (struct shortlist_keys){ all, blocks, count };
}

static enum status look(struct prospector *prospector, struct incoming *items, size_t count,
                        struct arena *arena, struct prospects *out)
{
    struct work *work = &prospector->work;
    struct unknown *unknowns = ARENA_NEW(&work->arena, struct unknown, count + 1);
    struct shortlist *lists = ARENA_NEW(&work->arena, struct shortlist, count + 1);
    struct shortlist_keys keys;
    for (size_t i = 0; i < count; i++)
        unknowns[i].incoming = &items[i];
    out->change_mark = db_change_mark(); // before anything is read
    shortlist_collect(&work->arena, unknowns, count, &keys);
    TRY(key_index_look(work, prospector->recogniser->index, keys.keys, keys.count, keys.blocks,
                       &out->mark));
    shortlist_stored(&work->arena, &keys, unknowns, count, lists);
    TRY(load_candidates(prospector, lists, count));
    for (size_t i = 0; i < count; i++)
        compare(prospector, &items[i], &lists[i].stored, arena);
    keep_keys(out, &keys, arena);
    return keep_members(prospector, items, count, arena, out);
}

void prospect(struct prospector *prospector, struct incoming *items, size_t count,
              struct arena *arena, struct prospects *out)
{
    arena_reset(&prospector->work.arena);
    enum status status = look(prospector, items, count, arena, out);
    out->found = work_end(&prospector->work, status) == OK;
}
