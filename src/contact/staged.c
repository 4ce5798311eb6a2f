#include "contact/staged.h"

#include "base/id.h"

#include "contact/staged.sql.h"

enum status staged_add(struct work *work, struct staged *rows, size_t count)
{
    auto_bulk bulk = bulk_open(work->db, &sql_staged_insert, "iitiitidtittttttiii");
    for (size_t i = 0; i < count; i++) {
        struct staged *row = &rows[i];
        row->id = id_new();
        bulk_int(&bulk, row->id);
        bulk_int(&bulk, row->source_id);
        bulk_str(&bulk, row->external_id);
        bulk_int(&bulk, row->entity);
        bulk_int(&bulk, row->line);
        bulk_str(&bulk, row->finding);
        bulk_optional_int(&bulk, row->like_id);
        bulk_double(&bulk, row->weight);
        bulk_str(&bulk, row->evidence);
        bulk_int(&bulk, row->digest);
        bulk_str(&bulk, row->raw);
        bulk_str(&bulk, row->clean);
        bulk_optional_str(&bulk, row->company_key);
        bulk_optional_str(&bulk, row->company_raw);
        bulk_optional_str(&bulk, row->company_clean);
        bulk_optional_str(&bulk, row->role);
        bulk_int(&bulk, work->job_id);
        bulk_int(&bulk, row->at);
        bulk_int(&bulk, work->job_id);
        bulk_row(&bulk);
    }
    return bulk_end(&bulk, &work->error);
}

// Columns in the order of staged_list.
static struct staged read_staged(const struct query *query, struct arena *arena)
{
    return (struct staged){
        .id = query_int(query, 0),
        .source_id = query_int(query, 1),
        .external_id = query_str(query, 2, arena),
        .entity = (enum entity)query_int(query, 3),
        .line = query_int(query, 4),
        .finding = query_str(query, 5, arena),
        .like_id = query_int(query, 6),
        .weight = query_double(query, 7),
        .evidence = query_str(query, 8, arena),
        .digest = query_int(query, 9),
        .raw = query_str(query, 10, arena),
        .clean = query_str(query, 11, arena),
        .company_key = query_str(query, 12, arena),
        .company_raw = query_str(query, 13, arena),
        .company_clean = query_str(query, 14, arena),
        .role = query_str(query, 15, arena),
        .at = query_int(query, 16),
        .job_id = query_int(query, 17),
    };
}

enum status staged_list(struct work *work, int64_t after, int64_t limit, struct staged_list *out)
{
    *out = (struct staged_list){ 0 };
    auto_query query = query_open(work->db, &sql_staged_list);
    query_bind_int(&query, 1, after);
    query_bind_int(&query, 2, limit);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = read_staged(&query, &work->arena);
    return query_end(&query, &work->error);
}

enum status staged_count(struct work *work, int64_t *count)
{
    auto_query query = query_open(work->db, &sql_staged_count);
    if (query_next(&query))
        *count = query_int(&query, 0);
    return query_end(&query, &work->error);
}

static enum status find_id(struct work *work, const struct sql *sql, int64_t id, bool *found)
{
    auto_query query = query_open(work->db, sql);
    query_bind_int(&query, 1, id);
    *found = query_next(&query);
    return query_end(&query, &work->error);
}

enum status staged_find(struct work *work, int64_t id, struct staged *out)
{
    struct staged_list next;
    bool exists = false;
    TRY(find_id(work, &sql_staged_exists, id, &exists));
    if (!exists)
        return fail(&work->error, ERR_NOT_FOUND, "id", "no such row was held back");
    TRY(staged_list(work, id - 1, 1, &next));
    if (next.count == 0 || next.items[0].id != id)
        return fail(&work->error, ERR_CONFLICT, "id",
                    "the row waits no more: it was decided about, its source said something else, "
                    "or the import that brought it is undone");
    *out = next.items[0];
    return OK;
}

enum status staged_any(struct work *work, int64_t source_id, bool *any)
{
    return find_id(work, &sql_staged_any, source_id, any);
}

// A row comes once for each review of it.
static void read_mark(struct work *work, const struct query *query, struct staged_mark_list *out)
{
    struct staged_mark *mark = out->count ? &out->items[out->count - 1] : NULL;
    if (!mark || mark->id != query_int(query, 0)) {
        mark = LIST_PUSH(out, &work->arena);
        *mark = (struct staged_mark){
            .id = query_int(query, 0),
            .external_id = query_str(query, 1, &work->arena),
            .digest = query_int(query, 2),
            .seen_job_id = query_int(query, 3),
            .live = query_int(query, 4) != 0,
        };
    }
    mark->decided = mark->decided || !query_is_null(query, 5);
    if (!str_eq(query_peek(query, 5), STR("rejected")))
        return;
    mark->rejected = true;
    mark->reason = query_str(query, 6, &work->arena);
}

enum status staged_marks(struct work *work, int64_t source_id, const str *external_ids,
                         size_t count, struct staged_mark_list *out)
{
    auto_query query = query_open_many_texts(work->db, &sql_staged_marks, external_ids, count);
    query_bind_int(&query, 2, source_id);
    while (query_next(&query))
        read_mark(work, &query, out);
    return query_end(&query, &work->error);
}

enum status staged_seen(struct work *work, const int64_t *ids, size_t count)
{
    auto_bulk bulk = bulk_open(work->db, &sql_staged_seen, "ii");
    for (size_t i = 0; i < count; i++) {
        bulk_int(&bulk, ids[i]);
        bulk_int(&bulk, work->job_id);
        bulk_row(&bulk);
    }
    return bulk_end(&bulk, &work->error);
}

enum status review_add(struct work *work, int64_t staged_id, str verdict, str reason)
{
    auto_query query = query_open(work->db, &sql_review_insert);
    query_bind_int(&query, 1, id_new());
    query_bind_int(&query, 2, staged_id);
    query_bind_str(&query, 3, verdict);
    query_bind_optional_str(&query, 4, reason);
    query_bind_int(&query, 5, work->actor_id);
    query_bind_int(&query, 6, work->now);
    query_bind_int(&query, 7, work->job_id);
    return query_run(&query, &work->error);
}
