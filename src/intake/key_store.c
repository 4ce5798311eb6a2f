#include "intake/key_store.h"

#include "base/memory.h"
#include "intake/key_merge.h"

#include "intake/key_store.sql.h"

#include <pthread.h>

enum {
    FEWEST_MERGED = 4,
    LEVEL_FIRST = 4096, // entries of the largest run on the lowest level; four times more on each
    FILTER_BYTES_MAX = 64 << 20,
};

struct key_store {
    struct key_runs *current; // as the transaction under way has left them
    pthread_mutex_t mutex;    // guards `committed`
    struct key_runs *committed;
    int64_t next_id;
    struct key_run *appended; // being written, or NULL
    struct key_merge *merge;  // under way, or NULL
    bool sweeping;            // there may be pages of no run
    bool filtering;           // runs have filters
    struct {
        bool append, merge, sweep, filter;
    } touched; // by the transaction under way
};

// --- opening and following ---

static enum status read_next_id(struct work *work, struct key_store *store)
{
    auto_query query = query_open(work->db, &sql_match_key_last_ids);
    if (query_next(&query)) {
        int64_t run = query_int(&query, 0), page = query_int(&query, 1) >> 32;
        store->next_id = 1 + (run > page ? run : page);
    }
    return query_end(&query, &work->error);
}

enum status key_store_open(struct work *work, struct key_store **out)
{
    struct key_store *store = must_allocate(1, sizeof *store);
    pthread_mutex_init(&store->mutex, NULL);
    store->sweeping = true;
    *out = store;
    enum status status = key_runs_load(work, &store->current);
    store->committed = key_runs_hold(store->current);
    if (status == OK)
        status = read_next_id(work, store);
    if (status != OK) {
        key_store_close(store);
        *out = NULL;
    }
    return status;
}

static void drop_appended(struct key_store *store)
{
    store->sweeping = store->sweeping || store->appended;
    key_run_release(store->appended);
    store->appended = NULL;
}

static void drop_merge(struct key_store *store)
{
    store->sweeping = store->sweeping || store->merge;
    key_merge_close(store->merge);
    store->merge = NULL;
}

void key_store_close(struct key_store *store)
{
    if (!store)
        return;
    drop_appended(store);
    drop_merge(store);
    key_runs_release(store->current);
    key_runs_release(store->committed);
    pthread_mutex_destroy(&store->mutex);
    free(store);
}

static void replace(struct key_runs **place, struct key_runs *runs)
{
    key_runs_release(*place);
    *place = runs;
}

static void take_back(struct key_store *store)
{
    replace(&store->current, key_runs_hold(store->committed));
    if (store->touched.append)
        drop_appended(store);
    if (store->touched.merge)
        drop_merge(store);
    store->sweeping = store->sweeping || store->touched.append || store->touched.sweep;
    store->filtering = store->filtering && !store->touched.filter;
}

void key_store_follow(struct key_store *store, bool committed)
{
    if (committed) {
        pthread_mutex_lock(&store->mutex);
        replace(&store->committed, key_runs_hold(store->current));
        pthread_mutex_unlock(&store->mutex);
    } else {
        take_back(store);
    }
    store->sweeping = store->sweeping || store->touched.merge;
    memset(&store->touched, 0, sizeof store->touched);
}

const struct key_runs *key_store_runs(const struct key_store *store)
{
    return store->current;
}

struct key_runs *key_store_hold(struct key_store *store)
{
    pthread_mutex_lock(&store->mutex);
    struct key_runs *runs = key_runs_hold(store->committed);
    pthread_mutex_unlock(&store->mutex);
    return runs;
}

// --- filters ---

static size_t entries_of(const struct key_runs *runs)
{
    size_t entries = 0;
    for (size_t i = 0; i < runs->count; i++)
        entries += runs->items[i]->entries;
    return entries;
}

static size_t filter_bytes_of(const struct key_runs *runs)
{
    size_t bytes = 0;
    for (size_t i = 0; i < runs->count; i++)
        bytes += key_filter_bytes(&runs->items[i]->filter);
    return bytes;
}

// The share of `entries` when the filters of `all` entries take half of the room: while runs are
// merged their filters exist beside that of the result.
static size_t filter_share(size_t entries, size_t all)
{
    size_t wanted = entries * KEY_FILTER_BITS / 8 + 64;
    double share = (double)FILTER_BYTES_MAX / 2 * ((double)entries / (double)(all + 1));
    return (double)wanted < share ? wanted : (size_t)share;
}

static struct key_run *new_run(struct key_store *store, size_t entries)
{
    struct key_run *run = key_run_new(store->next_id++);
    if (!store->filtering)
        return run;
    size_t used = filter_bytes_of(store->current), all = entries_of(store->current) + entries;
    size_t left = used < FILTER_BYTES_MAX ? FILTER_BYTES_MAX - used : 0;
    size_t share = filter_share(entries, all);
    run->filter = key_filter_new(&run->arena, entries, share < left ? share : left);
    return run;
}

// What is half merged has no filter, so it begins again.
enum status key_store_filter(struct work *work, struct key_store *store)
{
    if (store->filtering)
        return OK;
    struct key_runs *filtered = key_runs_change(store->current, store->current, NULL);
    size_t all = entries_of(store->current);
    for (size_t i = 0; i < store->current->count; i++) {
        const struct key_run *run = store->current->items[i];
        struct key_run *copy = NULL;
        enum status status = key_run_filtered(work, run, filter_share(run->entries, all), &copy);
        if (status != OK) {
            key_runs_release(filtered);
            return status;
        }
        replace(&filtered, key_runs_change(filtered, NULL, copy));
    }
    replace(&store->current, filtered);
    drop_merge(store);
    store->filtering = store->touched.filter = true;
    return OK;
}

// --- writing ---

static enum status publish(struct work *work, struct key_store *store, const struct key_runs *less,
                           struct key_run *run)
{
    TRY(key_run_publish(work, run));
    replace(&store->current, key_runs_change(store->current, less, key_run_hold(run)));
    return OK;
}

enum status key_store_append(struct work *work, struct key_store *store,
                             const struct key_entry *entries, size_t count, size_t total)
{
    if (!store->appended)
        store->appended = new_run(store, total);
    store->touched.append = true;
    TRY(key_run_append(work, store->appended, entries, count));
    if (store->appended->entries < total)
        return OK;
    TRY(publish(work, store, NULL, store->appended));
    key_run_release(store->appended);
    store->appended = NULL;
    return OK;
}

enum status key_store_put(struct work *work, struct key_store *store,
                          const struct key_entry *entries, size_t count)
{
    struct key_run *run = new_run(store, count);
    enum status status = key_run_append(work, run, entries, count);
    if (status == OK)
        status = publish(work, store, NULL, run);
    key_run_release(run);
    return status;
}

// --- merging ---

static int level_of(const struct key_run *run)
{
    int level = 0;
    for (size_t most = LEVEL_FIRST; run->entries > most; most *= FEWEST_MERGED)
        level++;
    return level;
}

// The oldest runs of one level when there are enough.
static struct key_runs *runs_of_level(const struct key_runs *runs, int level)
{
    struct key_runs *chosen = key_runs_change(runs, runs, NULL);
    for (size_t i = 0; i < runs->count && chosen->count < KEY_MERGE_MAX; i++)
        if (level_of(runs->items[i]) == level)
            replace(&chosen, key_runs_change(chosen, NULL, key_run_hold(runs->items[i])));
    if (chosen->count < FEWEST_MERGED)
        replace(&chosen, NULL);
    return chosen;
}

static void begin_merge(struct key_store *store)
{
    int highest = 0;
    for (size_t i = 0; i < store->current->count; i++)
        if (level_of(store->current->items[i]) > highest)
            highest = level_of(store->current->items[i]);
    for (int level = 0; level <= highest && !store->merge; level++) {
        struct key_runs *inputs = runs_of_level(store->current, level);
        if (inputs)
            store->merge = key_merge_open(inputs, new_run(store, entries_of(inputs)));
        key_runs_release(inputs);
    }
}

static enum status retire(struct work *work, const struct key_runs *runs)
{
    for (size_t i = 0; i < runs->count; i++) {
        auto_query query = query_open(work->db, &sql_match_key_run_delete);
        query_bind_int(&query, 1, runs->items[i]->id);
        TRY(query_run(&query, &work->error));
    }
    return OK;
}

static enum status merge_slice(struct work *work, struct key_store *store, size_t budget)
{
    bool done = false;
    store->touched.merge = true;
    TRY(key_merge_step(work, store->merge, budget, &done));
    if (!done)
        return OK;
    const struct key_runs *inputs = key_merge_inputs(store->merge);
    TRY(retire(work, inputs));
    TRY(publish(work, store, inputs, key_merge_output(store->merge)));
    drop_merge(store);
    return OK;
}

// --- sweeping ---

static bool is_used(const struct key_store *store, int64_t run)
{
    return key_runs_have(store->current, run) || key_runs_have(store->committed, run) ||
           (store->appended && store->appended->id == run) ||
           (store->merge && key_merge_output(store->merge)->id == run);
}

// The first page of no run, or -1. One look per run.
static enum status unused_page(struct work *work, const struct key_store *store, int64_t *page)
{
    *page = 0;
    for (bool there = true; there;) {
        auto_query query = query_open(work->db, &sql_match_key_page_from);
        query_bind_int(&query, 1, *page);
        there = query_next(&query);
        *page = there ? query_int(&query, 0) : -1;
        TRY(query_end(&query, &work->error));
        if (!there || !is_used(store, *page >> 32))
            return OK;
        *page = ((*page >> 32) + 1) << 32;
    }
    return OK;
}

static enum status sweep_slice(struct work *work, struct key_store *store, size_t budget)
{
    int64_t page = 0;
    store->touched.sweep = true;
    TRY(unused_page(work, store, &page));
    if (page < 0) {
        store->sweeping = false;
        return OK;
    }
    int64_t end = page + 1 + (int64_t)(budget / KEY_PAGE_ENTRIES);
    int64_t next_run = ((page >> 32) + 1) << 32;
    auto_query query = query_open(work->db, &sql_match_key_page_delete);
    query_bind_int(&query, 1, page);
    query_bind_int(&query, 2, end < next_run ? end : next_run);
    return query_run(&query, &work->error);
}

enum status key_store_tidy(struct work *work, struct key_store *store, size_t budget, bool *done)
{
    if (store->sweeping)
        TRY(sweep_slice(work, store, budget));
    if (!store->merge)
        begin_merge(store);
    if (store->merge)
        TRY(merge_slice(work, store, budget));
    *done = !store->sweeping && !store->merge;
    return OK;
}
