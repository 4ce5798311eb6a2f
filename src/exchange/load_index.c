#include "exchange/load_index.h"

#include "contact/contact.h"
#include "contact/search.h"
#include "intake/key_store.h"
#include "match/block.h"
#include "match/parallel.h"

#include "exchange/load_index.sql.h"

#include <unistd.h>

enum { PAGE_VERSIONS = 4000, PAGE_CONTACTS = 1000, RUN_ENTRIES = 1 << 22 };

// --- blocking keys ---

struct version {
    int64_t record_id, id;
    enum entity entity;
    str clean;
    struct match_key keys[MATCH_KEY_MAX];
    size_t key_count;
};

struct version_page {
    struct version *items;
    size_t count;
};

static enum status read_page(struct work *work, int64_t record_id, int64_t id,
                             struct version_page *page)
{
    page->items = ARENA_NEW(&work->arena, struct version, PAGE_VERSIONS);
    page->count = 0;
    auto_query query = query_open(work->db, &sql_load_version_page);
    query_bind_int(&query, 1, record_id);
    query_bind_int(&query, 2, id);
    query_bind_int(&query, 3, PAGE_VERSIONS);
    while (query_next(&query))
        page->items[page->count++] = (struct version){
            .record_id = query_int(&query, 0),
            .id = query_int(&query, 1),
            .entity = (enum entity)query_int(&query, 2),
            .clean = query_str(&query, 3, &work->arena),
        };
    return query_end(&query, &work->error);
}

static void find_keys(void *job, unsigned part, unsigned parts)
{
    const struct version_page *page = job;
    auto_arena arena = { 0 };
    for (size_t i = part; i < page->count; i += parts) {
        struct version *version = &page->items[i];
        arena_reset(&arena);
        struct entry entry = entry_read(version->clean, version->entity, &arena);
        struct match_record record = match_prepare(&entry, &arena);
        version->key_count = match_keys(&record, version->keys);
    }
}

static enum status stage_page(struct work *work, const struct version_page *page)
{
    auto_bulk bulk = bulk_open(work->db, &sql_load_key_insert, "ii");
    for (size_t i = 0; i < page->count; i++)
        for (size_t j = 0; j < page->items[i].key_count; j++) {
            bulk_int(&bulk, (int64_t)page->items[i].keys[j].key);
            bulk_int(&bulk, page->items[i].record_id);
            bulk_row(&bulk);
        }
    return bulk_end(&bulk, &work->error);
}

// SQLite: keys on their way into runs as large as memory shall hold.
struct run_writer {
    struct key_store *store;
    struct key_entry *entries;
    size_t count;
};

static enum status write_run(struct work *work, struct run_writer *writer)
{
    size_t count = key_entries_sort(writer->entries, writer->count);
    writer->count = 0;
    return count ? key_store_put(work, writer->store, writer->entries, count) : OK;
}

static enum status write_page(struct work *work, struct run_writer *writer,
                              const struct version_page *page)
{
    for (size_t i = 0; i < page->count; i++) {
        const struct version *version = &page->items[i];
        if (writer->count + version->key_count > RUN_ENTRIES)
            TRY(write_run(work, writer));
        for (size_t j = 0; j < version->key_count; j++)
            writer->entries[writer->count++] =
                (struct key_entry){ version->keys[j].key, version->record_id };
    }
    return OK;
}

// `writer` is NULL on PostgreSQL.
static enum status take_all(struct work *work, struct run_writer *writer)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned threads = processors > PARALLEL_MAX ? PARALLEL_MAX : (unsigned)processors;
    struct version_page page = { 0 };
    int64_t record_id = 0, id = 0;
    do {
        arena_reset(&work->arena);
        TRY(read_page(work, record_id, id, &page));
        parallel_run(threads, find_keys, &page);
        TRY(writer ? write_page(work, writer, &page) : stage_page(work, &page));
        if (page.count) {
            record_id = page.items[page.count - 1].record_id;
            id = page.items[page.count - 1].id;
        }
    } while (page.count == PAGE_VERSIONS);
    return OK;
}

static enum status run(struct work *work, const struct sql *sql)
{
    auto_query query = query_open(work->db, sql);
    return query_run(&query, &work->error);
}

static enum status load_runs(struct work *work)
{
    auto_arena arena = { 0 };
    struct run_writer writer = { .entries = ARENA_NEW(&arena, struct key_entry, RUN_ENTRIES) };
    TRY(key_store_open(work, &writer.store));
    enum status status = take_all(work, &writer);
    if (status == OK)
        status = write_run(work, &writer);
    key_store_close(writer.store);
    return status;
}

// Keys wait in a table without an index and are then written in key order: the engine sorts far
// beyond what fits in memory, and every page of the real table is written once.
static enum status load_table(struct work *work)
{
    TRY(run(work, &sql_load_key_make));
    TRY(take_all(work, NULL));
    TRY(run(work, &sql_load_key_move));
    return run(work, &sql_load_key_drop);
}

enum status load_match_keys(struct work *work)
{
    return db_engine(work->db) == DB_SQLITE ? load_runs(work) : load_table(work);
}

// --- search ---

static enum status put_words(struct work *work, const struct golden_list *page)
{
    struct search_change *changes = ARENA_NEW(&work->arena, struct search_change, page->count + 1);
    for (size_t i = 0; i < page->count; i++)
        changes[i] = (struct search_change){
            .id = page->items[i].id,
            .after = golden_words(&page->items[i], &work->arena),
        };
    return search_put(work, changes, page->count);
}

static enum status load_search_of(struct work *work, enum entity entity)
{
    int64_t after = 0;
    for (;;) {
        struct golden_list page;
        arena_reset(&work->arena);
        TRY(contact_page(work, entity, after, PAGE_CONTACTS, &page));
        if (page.count == 0)
            return OK;
        TRY(put_words(work, &page));
        after = page.items[page.count - 1].id;
    }
}

enum status load_search(struct work *work)
{
    TRY(load_search_of(work, ENTITY_PERSON));
    return load_search_of(work, ENTITY_COMPANY);
}
