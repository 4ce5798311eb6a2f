#include "intake/key_index.h"

#include "base/memory.h"
#include "intake/key_store.h"

#include "intake/key_index.sql.h"

#include <pthread.h>

enum {
    HEAD_COUNT = 1 << 19,
    BLOCK_FOUND_MAX = KEY_FOUND_MAX,
    FREEZE_FROM = KEY_INDEX_ACTIVE_MAX * 2 / 3,
    WRITTEN_PER_ADDED = 4, // each key is written once as it comes and once per fourfold growth
    TIDY_LEAST = 4000,
    ACTIVE_ROOM = 2 * KEY_INDEX_ACTIVE_MAX, // after a crash the log holds both generations
};

// One key of one record; `next` is the place of the next entry in the same chain, plus one.
struct active_entry {
    uint64_t key;
    int64_t record_id;
    uint32_t next;
};

struct key_index {
    struct active_entry *active;
    size_t active_count, active_settled; // entries from active_settled on are not committed yet
    uint32_t *heads;                     // by key: place of the chain's last entry, plus one
    struct key_entry *frozen;
    size_t frozen_count, frozen_merged; // entries before frozen_merged are in a half-written run
    size_t frozen_kept;      // entries still there to be caught up with, also when all are in a run
    size_t merging;          // of them this transaction puts there
    bool past_memory;        // this transaction puts entries into runs at once
    struct key_store *store; // the runs; NULL on PostgreSQL
    int64_t generation;      // of the active entries; the frozen ones' is one less
    // Entries are numbered as they come: the numbers of the first active one and the first kept
    // one, and from where on no entry went past them.
    uint64_t active_first, frozen_first, complete_from;
    pthread_mutex_t mutex; // held by who changes the above, and by who looks without a turn
};

static void release(void *shared)
{
    struct key_index *index = shared;
    free(index->active);
    free(index->heads);
    free(index->frozen);
    key_store_close(index->store);
    pthread_mutex_destroy(&index->mutex);
    free(index);
}

static size_t head_of(uint64_t key)
{
    return (size_t)(key * 0x9E3779B97F4A7C15u >> 45); // Fibonacci hashing to 19 bits
}

enum status key_index_expect_many(struct work *work, struct key_index *index)
{
    return index->store ? key_store_filter(work, index->store) : OK;
}

static void add_active(struct key_index *index, struct key_entry entry)
{
    uint32_t *head = &index->heads[head_of(entry.key)];
    index->active[index->active_count] = (struct active_entry){ entry.key, entry.record_id, *head };
    *head = (uint32_t)++index->active_count;
}

// Takes back the latest active entries: the first of their chains.
static void forget_unsettled(struct key_index *index)
{
    while (index->active_count > index->active_settled) {
        const struct active_entry *last = &index->active[--index->active_count];
        index->heads[head_of(last->key)] = last->next;
    }
}

// Entries that went past memory take a number together when they are committed: who looked before
// must look again.
static void settle(struct key_index *index, bool committed)
{
    if (!committed)
        forget_unsettled(index);
    if (index->past_memory)
        index->complete_from = ++index->active_first + index->active_count;
    index->past_memory = false;
    index->active_settled = index->active_count;
    if (index->store)
        key_store_follow(index->store, committed);
    if (index->merging) // the run begins again when one of its slices is taken back
        index->frozen_merged = committed ? index->frozen_merged + index->merging : 0;
    index->merging = 0;
    if (index->frozen_merged == index->frozen_count)
        index->frozen_count = index->frozen_merged = 0;
}

// A write transaction is over.
static void follow(void *shared, bool committed)
{
    struct key_index *index = shared;
    pthread_mutex_lock(&index->mutex);
    settle(index, committed);
    pthread_mutex_unlock(&index->mutex);
}

static void put_frozen(struct key_index *index, struct key_entry *frozen, size_t count)
{
    free(index->frozen);
    index->frozen = frozen;
    index->frozen_count = index->frozen_kept = count;
    index->frozen_merged = 0;
    index->frozen_first = index->active_first;
    index->active_first += index->active_count;
    index->active_count = index->active_settled = 0;
    memset(index->heads, 0, HEAD_COUNT * sizeof *index->heads);
    index->generation++;
}

// The active entries become the frozen ones. Nothing may be frozen still.
static void freeze(struct key_index *index)
{
    struct key_entry *frozen = must(malloc((index->active_count + 1) * sizeof *frozen));
    for (size_t i = 0; i < index->active_count; i++)
        frozen[i] = (struct key_entry){ index->active[i].key, index->active[i].record_id };
    size_t count = key_entries_sort(frozen, index->active_count);
    pthread_mutex_lock(&index->mutex);
    put_frozen(index, frozen, count);
    pthread_mutex_unlock(&index->mutex);
}

static struct key_index *index_new(void)
{
    struct key_index *index = must(calloc(1, sizeof *index));
    index->active = must(malloc(ACTIVE_ROOM * sizeof *index->active));
    index->heads = must(calloc(HEAD_COUNT, sizeof *index->heads));
    pthread_mutex_init(&index->mutex, NULL);
    return index;
}

// --- the log: at the start the keys of the logged records are computed again ---

static size_t keys_of_record(const struct query *query, struct key_entry *out)
{
    auto_arena arena = { 0 };
    struct match_key keys[MATCH_KEY_MAX];
    struct entry entry = entry_read(query_peek(query, 3), (enum entity)query_int(query, 2), &arena);
    struct match_record record = match_prepare(&entry, &arena);
    size_t count = match_keys(&record, keys);
    for (size_t i = 0; i < count; i++)
        out[i] = (struct key_entry){ keys[i].key, query_int(query, 0) };
    return count;
}

static enum status read_log(struct work *work, struct key_index *index)
{
    struct key_entry entries[MATCH_KEY_MAX];
    auto_query query = query_open(work->db, &sql_match_key_log_list);
    while (query_next(&query)) {
        size_t count = keys_of_record(&query, entries);
        if (index->generation < query_int(&query, 1))
            index->generation = query_int(&query, 1);
        for (size_t i = 0; i < count; i++) {
            if (index->active_count == ACTIVE_ROOM)
                return fail(&work->error, ERR_INTERNAL, "match_key_log",
                            "more keys wait to be merged than ever may");
            add_active(index, entries[i]);
        }
    }
    return query_end(&query, &work->error);
}

enum status key_index_open(struct work *work, struct key_index **out)
{
    struct db_shared *shared = db_shared(work->db);
    *out = shared->at;
    if (*out)
        return OK;
    struct key_index *index = index_new();
    enum status status = OK;
    if (db_engine(work->db) == DB_SQLITE)
        status = key_store_open(work, &index->store);
    if (status == OK && index->store)
        status = read_log(work, index);
    if (status != OK) {
        release(index);
        return status;
    }
    index->active_settled = index->active_count;
    *shared = (struct db_shared){ .at = index, .ended = follow, .release = release };
    *out = index;
    return OK;
}

// --- finding ---

struct found {
    int64_t ids[3 * BLOCK_FOUND_MAX];
    size_t count;
};

// Entries from place `from` up to `to`.
static void find_active(const struct key_index *index, uint64_t key, size_t from, size_t to,
                        struct found *found)
{
    int64_t oldest[BLOCK_FOUND_MAX]; // the chain runs from the newest: those that matter come last
    size_t count = 0;
    for (uint32_t at = index->heads[head_of(key)]; at > from; at = index->active[at - 1].next)
        if (at <= to && index->active[at - 1].key == key)
            oldest[count++ % BLOCK_FOUND_MAX] = index->active[at - 1].record_id;
    for (size_t i = 0; i < count && i < BLOCK_FOUND_MAX; i++)
        found->ids[found->count++] = oldest[i];
}

// Among the first `count` of them.
static void find_frozen(const struct key_index *index, uint64_t key, size_t count,
                        struct found *found)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index->frozen[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t i = low; i < count && index->frozen[i].key == key && i - low < BLOCK_FOUND_MAX; i++)
        found->ids[found->count++] = index->frozen[i].record_id;
}

static enum status find_stored(struct work *work, const struct key_runs *runs, uint64_t key,
                               struct found *found)
{
    struct key_found stored;
    stored.count = 0;
    TRY(key_runs_find(work, runs, key, &stored));
    memcpy(found->ids + found->count, stored.ids, stored.count * sizeof *stored.ids);
    found->count += stored.count;
    return OK;
}

// Few ids, nearly sorted: insertion sort, dropping repetitions and all but the oldest.
static void sort_found(struct found *found)
{
    size_t kept = 0;
    for (size_t i = 0; i < found->count; i++) {
        int64_t id = found->ids[i];
        size_t at = kept;
        while (at > 0 && found->ids[at - 1] > id)
            at--;
        if (at > 0 && found->ids[at - 1] == id)
            continue;
        memmove(found->ids + at + 1, found->ids + at, (kept - at) * sizeof id);
        found->ids[at] = id;
        kept++;
    }
    found->count = kept < BLOCK_FOUND_MAX ? kept : BLOCK_FOUND_MAX;
}

static struct key_block keep(const struct found *found, uint64_t key, struct arena *arena)
{
    int64_t *ids = ARENA_NEW(arena, int64_t, found->count + 1);
    memcpy(ids, found->ids, found->count * sizeof *ids);
    return (struct key_block){ key, ids, found->count };
}

static enum status find_in_levels(struct work *work, struct key_index *index, const uint64_t *keys,
                                  size_t count, struct key_block *blocks)
{
    for (size_t i = 0; i < count; i++) {
        struct found found;
        found.count = 0;
        TRY(find_stored(work, key_store_runs(index->store), keys[i], &found));
        find_frozen(index, keys[i], index->frozen_count, &found);
        find_active(index, keys[i], 0, index->active_count, &found);
        sort_found(&found);
        blocks[i] = keep(&found, keys[i], &work->arena);
    }
    return OK;
}

static enum status find_in_table(struct work *work, const uint64_t *keys, size_t count,
                                 struct key_block *blocks)
{
    int64_t *signed_keys = ARENA_NEW(&work->arena, int64_t, count + 1);
    memcpy(signed_keys, keys, count * sizeof *keys);
    for (size_t i = 0; i < count; i++)
        blocks[i] = (struct key_block){ .key = keys[i] };
    auto_query query = query_open_many(work->db, &sql_match_key_find_many, signed_keys, count);
    struct int_list ids = { 0 };
    size_t low = 0;
    uint64_t last = 0;
    while (query_next(&query)) {
        uint64_t key = (uint64_t)query_int(&query, 0);
        if (ids.count == 0 || key != last)
            ids = (struct int_list){ 0 };
        last = key;
        *LIST_PUSH(&ids, &work->arena) = query_int(&query, 1);
        size_t high = count;
        for (low = 0; low < high;) {
            size_t middle = low + (high - low) / 2;
            if (keys[middle] < key)
                low = middle + 1;
            else
                high = middle;
        }
        blocks[low].record_ids = ids.items;
        blocks[low].count = ids.count;
    }
    return query_end(&query, &work->error);
}

enum status key_index_find(struct work *work, struct key_index *index, const uint64_t *keys,
                           size_t count, struct key_block *blocks)
{
    if (count == 0)
        return OK;
    return db_engine(work->db) == DB_SQLITE ? find_in_levels(work, index, keys, count, blocks)
                                            : find_in_table(work, keys, count, blocks);
}

// --- looking ahead ---

// What is read from now on belongs to one moment.
static enum status begin_reading(struct work *reader)
{
    TRY(work_begin(reader, false));
    auto_query query = query_open(reader->db, &sql_match_key_run_any);
    return query_run(&query, &reader->error);
}

static void find_committed(const struct key_index *index, uint64_t key, struct found *found)
{
    find_frozen(index, key, index->frozen_count, found);
    find_active(index, key, 0, index->active_settled, found);
    sort_found(found);
}

static void add_found(struct key_block *block, struct found *found, struct arena *arena)
{
    memcpy(found->ids + found->count, block->record_ids, block->count * sizeof *found->ids);
    found->count += block->count;
    sort_found(found);
    *block = keep(found, block->key, arena);
}

static enum status add_stored(struct work *reader, const struct key_runs *runs,
                              struct key_block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct found found;
        found.count = 0;
        TRY(find_stored(reader, runs, blocks[i].key, &found));
        if (found.count)
            add_found(&blocks[i], &found, &reader->arena);
    }
    return OK;
}

enum status key_index_look(struct work *reader, struct key_index *index, const uint64_t *keys,
                           size_t count, struct key_block *blocks, uint64_t *mark)
{
    pthread_mutex_lock(&index->mutex);
    *mark = index->active_first + index->active_settled;
    enum status status = begin_reading(reader);
    struct key_runs *runs = key_store_hold(index->store);
    for (size_t i = 0; i < count; i++) {
        struct found found;
        found.count = 0;
        find_committed(index, keys[i], &found);
        blocks[i] = keep(&found, keys[i], &reader->arena);
    }
    pthread_mutex_unlock(&index->mutex);
    if (status == OK)
        status = add_stored(reader, runs, blocks, count);
    key_runs_release(runs);
    return status;
}

bool key_index_catch_up(struct work *work, const struct key_index *index, uint64_t mark,
                        struct key_block *blocks, size_t count)
{
    if (index->past_memory || mark < index->complete_from || mark < index->frozen_first)
        return false;
    bool frozen_since = mark < index->active_first;
    size_t from = frozen_since ? 0 : (size_t)(mark - index->active_first);
    for (size_t i = 0; i < count; i++) {
        struct found found;
        found.count = 0;
        if (frozen_since)
            find_frozen(index, blocks[i].key, index->frozen_kept, &found);
        find_active(index, blocks[i].key, from, index->active_count, &found);
        if (found.count)
            add_found(&blocks[i], &found, &work->arena);
    }
    return true;
}

// --- adding ---

static enum status insert(struct work *work, const struct key_entry *entries, size_t count)
{
    auto_bulk bulk = bulk_open(work->db, &sql_match_key_insert, "ii");
    for (size_t i = 0; i < count; i++) {
        bulk_int(&bulk, (int64_t)entries[i].key);
        bulk_int(&bulk, entries[i].record_id);
        bulk_row(&bulk);
    }
    return bulk_end(&bulk, &work->error);
}

// Records whose ids follow one another, as those of new ones do, share a row.
static enum status log_records(struct work *work, const struct key_index *index,
                               const struct key_entry *entries, size_t count)
{
    auto_bulk bulk = bulk_open(work->db, &sql_match_key_log_insert, "iii");
    for (size_t i = 0, end; i < count; i = end) {
        int64_t first = entries[i].record_id, last = first;
        for (end = i + 1; end < count && (uint64_t)(entries[end].record_id - last) <= 1; end++)
            last = entries[end].record_id;
        bulk_int(&bulk, first);
        bulk_int(&bulk, last);
        bulk_int(&bulk, index->generation);
        bulk_row(&bulk);
    }
    return bulk_end(&bulk, &work->error);
}

static enum status insert_sorted(struct work *work, struct key_index *index,
                                 const struct key_entry *entries, size_t count)
{
    struct key_entry *sorted = ARENA_NEW(&work->arena, struct key_entry, count + 1);
    memcpy(sorted, entries, count * sizeof *sorted);
    count = key_entries_sort(sorted, count);
    if (!index->store)
        return insert(work, sorted, count);
    bool tidy = false;
    TRY(key_store_put(work, index->store, sorted, count));
    return key_store_tidy(work, index->store, WRITTEN_PER_ADDED * count + TIDY_LEAST, &tidy);
}

enum status key_index_add(struct work *work, struct key_index *index,
                          const struct key_entry *entries, size_t count)
{
    if (count == 0)
        return OK;
    bool fits = index->active_count + count <= KEY_INDEX_ACTIVE_MAX;
    if (db_engine(work->db) == DB_POSTGRES)
        return insert_sorted(work, index, entries, count);
    index->past_memory |= !fits; // full while the last entries are being merged
    if (!fits)
        return insert_sorted(work, index, entries, count);
    pthread_mutex_lock(&index->mutex);
    for (size_t i = 0; i < count; i++)
        add_active(index, entries[i]);
    pthread_mutex_unlock(&index->mutex);
    return log_records(work, index, entries, count);
}

// --- merging ---

static enum status forget_generation(struct work *work, int64_t generation)
{
    auto_query query = query_open(work->db, &sql_match_key_log_delete);
    query_bind_int(&query, 1, generation);
    return query_run(&query, &work->error);
}

// Writes the next pages of the run that the frozen entries become.
static enum status write_slice(struct work *work, struct key_index *index, size_t budget)
{
    size_t rest = index->frozen_count - index->frozen_merged;
    size_t most = (budget / KEY_PAGE_ENTRIES + 1) * KEY_PAGE_ENTRIES;
    index->merging = rest < most ? rest : most;
    TRY(key_store_append(work, index->store, index->frozen + index->frozen_merged, index->merging,
                         index->frozen_count));
    return index->merging == rest ? forget_generation(work, index->generation - 1) : OK;
}

// Within a write transaction, because other threads use the index in theirs. What it did counts
// when the transaction is committed: see follow. Runs are merged while no run is being written, so
// that the pages of each lie together.
static enum status merge_slice(struct work *work, struct key_index *index, size_t budget, bool all,
                               bool *tidy)
{
    *tidy = false;
    if (index->frozen_count == 0 && index->active_count >= (all ? 1 : FREEZE_FROM))
        freeze(index);
    if (index->frozen_count)
        return write_slice(work, index, budget);
    return key_store_tidy(work, index->store, budget, tidy);
}

enum status key_index_merge(struct work *work, struct key_index *index, size_t budget, bool all)
{
    if (db_engine(work->db) == DB_POSTGRES)
        return OK;
    for (bool tidy = false, waits = true; waits;) {
        TRY(work_begin(work, true));
        enum status status = merge_slice(work, index, WRITTEN_PER_ADDED * budget, all, &tidy);
        waits = all && !(tidy && index->active_count == 0);
        TRY(work_end(work, status));
    }
    return OK;
}
