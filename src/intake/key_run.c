#include "intake/key_run.h"

#include "base/memory.h"

#include "intake/key_run.sql.h"

#include <endian.h>
#include <stdlib.h>

// --- entries ---

int key_entry_compare(const struct key_entry *a, const struct key_entry *b)
{
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->record_id > b->record_id) - (a->record_id < b->record_id);
}

static int by_key(const void *a, const void *b)
{
    return key_entry_compare(a, b);
}

enum { BUCKET_BITS = 14, BUCKET_SHIFT = 64 - BUCKET_BITS, BUCKETS_FROM = 10 * 1000 };

// Keys are hashes, so their first bits spread them evenly: after one pass over buckets each entry
// is near its place.
static void sort_nearly(const struct key_entry *entries, size_t count, struct key_entry *out)
{
    size_t *ends = must(calloc((size_t)1 << BUCKET_BITS, sizeof *ends));
    for (size_t i = 0; i < count; i++)
        ends[entries[i].key >> BUCKET_SHIFT]++;
    for (size_t i = 0, end = 0; i < (size_t)1 << BUCKET_BITS; i++) {
        size_t size = ends[i];
        ends[i] = end;
        end += size;
    }
    for (size_t i = 0; i < count; i++)
        out[ends[entries[i].key >> BUCKET_SHIFT]++] = entries[i];
    free(ends);
}

static void sort_entries(struct key_entry *entries, size_t count)
{
    if (count < BUCKETS_FROM) {
        qsort(entries, count, sizeof *entries, by_key);
        return;
    }
    struct key_entry *nearly = must(malloc(count * sizeof *nearly));
    sort_nearly(entries, count, nearly);
    for (size_t i = 0, end; i < count; i = end) { // a bucket at a time
        for (end = i + 1;
             end < count && nearly[end].key >> BUCKET_SHIFT == nearly[i].key >> BUCKET_SHIFT;)
            end++;
        qsort(nearly + i, end - i, sizeof *nearly, by_key);
    }
    memcpy(entries, nearly, count * sizeof *nearly);
    free(nearly);
}

size_t key_entries_sort(struct key_entry *entries, size_t count)
{
    size_t kept = 0;
    sort_entries(entries, count);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || key_entry_compare(&entries[kept - 1], &entries[i]) != 0)
            entries[kept++] = entries[i];
    return kept;
}

// In a page: key and record id, little-endian.
static struct key_entry entry_at(str body, size_t index)
{
    uint64_t pair[2];
    memcpy(pair, body.at + index * sizeof pair, sizeof pair);
    return (struct key_entry){ le64toh(pair[0]), (int64_t)le64toh(pair[1]) };
}

static size_t entry_count(str body)
{
    return body.len / sizeof(struct key_entry);
}

// --- one run ---

struct key_run *key_run_new(int64_t id)
{
    struct arena arena = { 0 };
    struct key_run *run = ARENA_NEW(&arena, struct key_run, 1);
    run->id = id;
    run->arena = arena;
    atomic_init(&run->holders, 1);
    return run;
}

struct key_run *key_run_hold(struct key_run *run)
{
    atomic_fetch_add(&run->holders, 1);
    return run;
}

void key_run_release(struct key_run *run)
{
    if (!run || atomic_fetch_sub(&run->holders, 1) > 1)
        return;
    struct arena arena = run->arena; // which holds the run as well
    arena_free(&arena);
}

static int64_t page_id(const struct key_run *run, size_t number)
{
    return run->id << 32 | (int64_t)number;
}

static enum status write_page(struct work *work, struct key_run *run,
                              const struct key_entry *entries, size_t count)
{
    uint64_t pairs[2 * KEY_PAGE_ENTRIES];
    for (size_t i = 0; i < count; i++) {
        pairs[2 * i] = htole64(entries[i].key);
        pairs[2 * i + 1] = htole64((uint64_t)entries[i].record_id);
        key_filter_add(&run->filter, entries[i].key);
    }
    auto_query query = query_open(work->db, &sql_match_key_page_insert);
    query_bind_int(&query, 1, page_id(run, run->fences.count));
    query_bind_blob(&query, 2, (str){ (const char *)pairs, 2 * count * sizeof *pairs });
    TRY(query_run(&query, &work->error));
    *LIST_PUSH(&run->fences, &run->arena) = entries[0].key;
    run->entries += count;
    return OK;
}

enum status key_run_append(struct work *work, struct key_run *run, const struct key_entry *entries,
                           size_t count)
{
    for (size_t i = 0; i < count; i += KEY_PAGE_ENTRIES)
        TRY(write_page(work, run, entries + i,
                       count - i < KEY_PAGE_ENTRIES ? count - i : KEY_PAGE_ENTRIES));
    return OK;
}

enum status key_run_publish(struct work *work, const struct key_run *run)
{
    uint64_t *fences = ARENA_NEW(&work->arena, uint64_t, run->fences.count + 1);
    for (size_t i = 0; i < run->fences.count; i++)
        fences[i] = htole64(run->fences.items[i]);
    auto_query query = query_open(work->db, &sql_match_key_run_insert);
    query_bind_int(&query, 1, run->id);
    query_bind_int(&query, 2, (int64_t)run->entries);
    query_bind_blob(&query, 3, (str){ (const char *)fences, run->fences.count * sizeof *fences });
    return query_run(&query, &work->error);
}

// The page is read where SQLite keeps it, until the query's next step.
static enum status open_page(struct work *work, const struct key_run *run, size_t number,
                             struct query *query, str *body)
{
    *query = query_open(work->db, &sql_match_key_page_get);
    query_bind_int(query, 1, page_id(run, number));
    bool there = query_next(query);
    TRY(query_end(query, &work->error));
    if (!there)
        return fail(&work->error, ERR_INTERNAL, "database",
                    "page %zu of run %lld of the keys is missing", number, (long long)run->id);
    *body = query_peek_blob(query, 0);
    return OK;
}

enum status key_run_read(struct work *work, const struct key_run *run, size_t number,
                         struct key_page *page)
{
    str body = { 0 };
    auto_query query = { 0 };
    TRY(open_page(work, run, number, &query, &body));
    page->count = entry_count(body) < KEY_PAGE_ENTRIES ? entry_count(body) : KEY_PAGE_ENTRIES;
    for (size_t i = 0; i < page->count; i++)
        page->entries[i] = entry_at(body, i);
    return OK;
}

static void copy_head(const struct key_run *run, struct key_run *copy)
{
    copy->entries = run->entries;
    copy->fences.count = copy->fences.capacity = run->fences.count;
    copy->fences.items = ARENA_NEW(&copy->arena, uint64_t, run->fences.count + 1);
    memcpy(copy->fences.items, run->fences.items, run->fences.count * sizeof(uint64_t));
}

static enum status fill_filter(struct work *work, struct key_run *run)
{
    struct key_page page;
    for (size_t number = 0; number < run->fences.count && run->filter.words; number++) {
        TRY(key_run_read(work, run, number, &page));
        for (size_t i = 0; i < page.count; i++)
            key_filter_add(&run->filter, page.entries[i].key);
    }
    return OK;
}

enum status key_run_filtered(struct work *work, const struct key_run *run, size_t bytes,
                             struct key_run **out)
{
    struct key_run *copy = key_run_new(run->id);
    copy_head(run, copy);
    copy->filter = key_filter_new(&copy->arena, run->entries, bytes);
    enum status status = fill_filter(work, copy);
    if (status != OK) {
        key_run_release(copy);
        copy = NULL;
    }
    *out = copy;
    return status;
}

// --- finding ---

void key_found_add(struct key_found *found, int64_t record_id)
{
    size_t at = found->count;
    while (at > 0 && found->ids[at - 1] > record_id)
        at--;
    if (at == KEY_FOUND_MAX || (at > 0 && found->ids[at - 1] == record_id))
        return;
    size_t behind = found->count - at - (found->count == KEY_FOUND_MAX); // the last one falls out
    memmove(found->ids + at + 1, found->ids + at, behind * sizeof *found->ids);
    found->ids[at] = record_id;
    found->count = at + 1 + behind;
}

static void find_in_page(str body, uint64_t key, struct key_found *found)
{
    size_t low = 0, high = entry_count(body);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (entry_at(body, middle).key < key)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < entry_count(body) && entry_at(body, low).key == key; low++)
        key_found_add(found, entry_at(body, low).record_id);
}

// The first page that begins with `key` or a later one.
static size_t first_page_from(const struct key_run *run, uint64_t key)
{
    size_t low = 0, high = run->fences.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (run->fences.items[middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// Full pages hold more than is asked for: of those that begin with the key one is enough.
enum status key_run_find(struct work *work, const struct key_run *run, uint64_t key,
                         struct key_found *found)
{
    if (!key_filter_may_hold(&run->filter, key))
        return OK;
    size_t from = first_page_from(run, key);
    size_t end = from < run->fences.count && run->fences.items[from] == key ? from + 1 : from;
    for (size_t number = from > 0 ? from - 1 : 0; number < end; number++) {
        str body = { 0 };
        auto_query query = { 0 };
        TRY(open_page(work, run, number, &query, &body));
        find_in_page(body, key, found);
    }
    return OK;
}

// --- lists of runs ---

static struct key_runs *runs_new(size_t capacity)
{
    struct arena arena = { 0 };
    struct key_runs *runs = ARENA_NEW(&arena, struct key_runs, 1);
    runs->items = ARENA_NEW(&arena, struct key_run *, capacity + 1);
    runs->arena = arena;
    atomic_init(&runs->holders, 1);
    return runs;
}

static struct key_run *read_head(const struct query *query)
{
    struct key_run *run = key_run_new(query_int(query, 0));
    str fences = query_peek_blob(query, 2);
    size_t count = fences.len / sizeof(uint64_t);
    run->entries = (size_t)query_int(query, 1);
    run->fences.count = run->fences.capacity = count;
    run->fences.items = ARENA_NEW(&run->arena, uint64_t, count + 1);
    if (count)
        memcpy(run->fences.items, fences.at, count * sizeof(uint64_t));
    for (size_t i = 0; i < count; i++)
        run->fences.items[i] = le64toh(run->fences.items[i]);
    return run;
}

enum status key_runs_load(struct work *work, struct key_runs **out)
{
    struct key_runs *runs = runs_new(0);
    auto_query query = query_open(work->db, &sql_match_key_run_list);
    while (query_next(&query)) {
        struct key_runs *longer = key_runs_change(runs, NULL, read_head(&query));
        key_runs_release(runs);
        runs = longer;
    }
    *out = runs;
    return query_end(&query, &work->error);
}

struct key_runs *key_runs_change(const struct key_runs *runs, const struct key_runs *less,
                                 struct key_run *more)
{
    struct key_runs *changed = runs_new(runs->count + 1);
    for (size_t i = 0; i < runs->count; i++)
        if (!less || !key_runs_have(less, runs->items[i]->id))
            changed->items[changed->count++] = key_run_hold(runs->items[i]);
    if (more)
        changed->items[changed->count++] = more;
    return changed;
}

struct key_runs *key_runs_hold(struct key_runs *runs)
{
    atomic_fetch_add(&runs->holders, 1);
    return runs;
}

void key_runs_release(struct key_runs *runs)
{
    if (!runs || atomic_fetch_sub(&runs->holders, 1) > 1)
        return;
    for (size_t i = 0; i < runs->count; i++)
        key_run_release(runs->items[i]);
    struct arena arena = runs->arena; // which holds the list as well
    arena_free(&arena);
}

bool key_runs_have(const struct key_runs *runs, int64_t id)
{
    for (size_t i = 0; i < runs->count; i++)
        if (runs->items[i]->id == id)
            return true;
    return false;
}

enum status key_runs_find(struct work *work, const struct key_runs *runs, uint64_t key,
                          struct key_found *found)
{
    for (size_t i = 0; i < runs->count; i++)
        TRY(key_run_find(work, runs->items[i], key, found));
    return OK;
}
