#include "contact/record.h"

#include "base/ids.h"

#include "contact/record.sql.h"

#include <stdlib.h>

enum status record_add(struct work *work, const struct record *records, size_t count)
{
    auto_bulk bulk = bulk_open(work->db, &sql_record_insert, "iitiiii");
    for (size_t i = 0; i < count; i++) {
        bulk_int(&bulk, records[i].id);
        bulk_int(&bulk, records[i].source_id);
        bulk_str(&bulk, records[i].external_id);
        bulk_int(&bulk, records[i].entity);
        bulk_int(&bulk, records[i].contact_id);
        bulk_int(&bulk, work->now);
        bulk_int(&bulk, work->job_id);
        bulk_row(&bulk);
    }
    return bulk_end(&bulk, &work->error);
}

enum status record_version_add(struct work *work, const struct record_version *versions,
                               size_t count)
{
    auto_bulk bulk = bulk_open(work->db, &sql_record_version_insert, "iiiiiitt");
    for (size_t i = 0; i < count; i++) {
        bulk_int(&bulk, versions[i].id);
        bulk_int(&bulk, versions[i].record_id);
        bulk_int(&bulk, versions[i].entity);
        bulk_int(&bulk, versions[i].job_id);
        bulk_int(&bulk, versions[i].seen_at);
        bulk_int(&bulk, versions[i].digest);
        bulk_str(&bulk, versions[i].raw);
        bulk_str(&bulk, versions[i].clean);
        bulk_row(&bulk);
    }
    return bulk_end(&bulk, &work->error);
}

// Columns in the order of record_load.
static struct record read_record(const struct query *query, struct arena *arena)
{
    return (struct record){
        .id = query_int(query, 0),
        .source_id = query_int(query, 1),
        .external_id = query_str(query, 2, arena),
        .entity = (enum entity)query_int(query, 3),
        .contact_id = query_int(query, 4),
        .seen_job_id = query_int(query, 5),
    };
}

enum status record_load(struct work *work, const int64_t *ids, size_t count,
                        struct record_list *out)
{
    auto_query query = query_open_many(work->db, &sql_record_load, ids, count);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = read_record(&query, &work->arena);
    return query_end(&query, &work->error);
}

enum status record_version_load(struct work *work, const int64_t *ids, size_t count, bool with_raw,
                                struct record_version_list *out)
{
    auto_query query = query_open_many(
        work->db, with_raw ? &sql_record_version_load_raw : &sql_record_version_load, ids, count);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = (struct record_version){
            .id = query_int(&query, 0),
            .record_id = query_int(&query, 1),
            .job_id = query_int(&query, 2),
            .seen_at = query_int(&query, 3),
            .digest = query_int(&query, 4),
            .clean = query_str(&query, 5, &work->arena),
            .entity = (enum entity)query_int(&query, 6),
            .raw = with_raw ? query_str(&query, 7, &work->arena) : (str){ 0 },
        };
    return query_end(&query, &work->error);
}

enum status record_find(struct work *work, int64_t source_id, const str *external_ids, size_t count,
                        struct record_list *out)
{
    auto_query query =
        query_open_many_texts(work->db, &sql_record_by_external_id, external_ids, count);
    query_bind_int(&query, 2, source_id);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = read_record(&query, &work->arena);
    return query_end(&query, &work->error);
}

enum status record_of_contact(struct work *work, int64_t contact_id, struct record_list *out)
{
    auto_query query = query_open(work->db, &sql_record_of_contact);
    query_bind_int(&query, 1, contact_id);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = read_record(&query, &work->arena);
    return query_end(&query, &work->error);
}

enum status record_housemates(struct work *work, const int64_t *contact_ids, size_t count,
                              struct int_list *out)
{
    auto_query query = query_open_many(work->db, &sql_record_housemates, contact_ids, count);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = query_int(&query, 0);
    return query_end(&query, &work->error);
}

static int by_id(const void *a, const void *b)
{
    const struct record *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static void drop_repeated(struct record_list *list)
{
    size_t kept = 0;
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_id);
    for (size_t i = 0; i < list->count; i++)
        if (kept == 0 || list->items[kept - 1].id != list->items[i].id)
            list->items[kept++] = list->items[i];
    list->count = kept;
}

enum status record_family(struct work *work, const int64_t *ids, size_t count,
                          struct record_list *out)
{
    struct int_list contacts = { 0 };
    TRY(record_load(work, ids, count, out));
    for (size_t i = 0; i < out->count; i++)
        *LIST_PUSH(&contacts, &work->arena) = out->items[i].contact_id;
    contacts.count = contacts.count ? ids_sort(contacts.items, contacts.count) : 0;
    for (size_t i = 0; i < contacts.count; i++)
        *LIST_PUSH(out, &work->arena) =
            (struct record){ .id = contacts.items[i], .contact_id = contacts.items[i] };
    auto_query query =
        query_open_many(work->db, &sql_record_housemates, contacts.items, contacts.count);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) =
            (struct record){ .id = query_int(&query, 0), .contact_id = query_int(&query, 1) };
    TRY(query_end(&query, &work->error));
    drop_repeated(out);
    return OK;
}

enum status record_of_job(struct work *work, int64_t job_id, int64_t after, int64_t limit,
                          struct int_list *out)
{
    *out = (struct int_list){ 0 };
    auto_query query = query_open(work->db, &sql_record_of_job);
    query_bind_int(&query, 1, job_id);
    query_bind_int(&query, 2, after);
    query_bind_int(&query, 3, limit);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = query_int(&query, 0);
    return query_end(&query, &work->error);
}

enum status record_set_contact(struct work *work, const int64_t *ids, const int64_t *contact_ids,
                               size_t count)
{
    auto_bulk bulk = bulk_open(work->db, &sql_record_set_contact, "ii");
    for (size_t i = 0; i < count; i++) {
        bulk_int(&bulk, ids[i]);
        bulk_int(&bulk, contact_ids[i]);
        bulk_row(&bulk);
    }
    return bulk_end(&bulk, &work->error);
}

enum status record_seen(struct work *work, const int64_t *ids, size_t count)
{
    auto_bulk bulk = bulk_open(work->db, &sql_record_seen, "iii");
    for (size_t i = 0; i < count; i++) {
        bulk_int(&bulk, ids[i]);
        bulk_int(&bulk, work->now);
        bulk_int(&bulk, work->job_id);
        bulk_row(&bulk);
    }
    return bulk_end(&bulk, &work->error);
}

enum status record_mark_vanished(struct work *work, int64_t source_id, int64_t *after,
                                 size_t *count)
{
    *count = 0;
    auto_query query = query_open(work->db, &sql_record_vanished);
    query_bind_int(&query, 1, source_id);
    query_bind_int(&query, 2, work->job_id);
    query_bind_int(&query, 3, work->now);
    query_bind_int(&query, 4, *after);
    while (query_next(&query)) {
        int64_t id = query_int(&query, 0);
        *after = *after < id ? id : *after;
        ++*count;
    }
    return query_end(&query, &work->error);
}
