#include "contact/history.h"

#include "base/id.h"
#include "base/ids.h"

#include "contact/history.sql.h"

// First entries, which bear their contacts' ids, or the later ones, which get newer ids.
static enum status add_some(struct work *work, const struct history_entry *entries, size_t count,
                            bool first)
{
    auto_bulk bulk = bulk_open(work->db, &sql_history_insert, "iiiiiitt");
    for (size_t i = 0; i < count; i++) {
        if ((entries[i].version == 1) != first)
            continue;
        bulk_int(&bulk, first ? entries[i].entity_id : id_new());
        bulk_int(&bulk, entries[i].entity_id);
        bulk_int(&bulk, entries[i].version);
        bulk_int(&bulk, work->now);
        bulk_int(&bulk, work->actor_id);
        bulk_int(&bulk, work->job_id);
        bulk_str(&bulk, entries[i].action);
        bulk_optional_str(&bulk, entries[i].diff);
        bulk_row(&bulk);
    }
    return bulk_end(&bulk, &work->error);
}

enum status history_add(struct work *work, const struct history_entry *entries, size_t count)
{
    TRY(add_some(work, entries, count, true));
    return add_some(work, entries, count, false);
}

enum status history_list(struct work *work, int64_t entity_id, int64_t limit,
                         struct history_list *out)
{
    *out = (struct history_list){ 0 };
    auto_query query = query_open(work->db, &sql_history_list);
    query_bind_int(&query, 1, entity_id);
    query_bind_int(&query, 2, limit);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = (struct history_entry){
            .entity_id = query_int(&query, 0),
            .version = query_int(&query, 1),
            .at = query_int(&query, 2),
            .actor = query_int(&query, 3),
            .job_id = query_int(&query, 4),
            .action = query_str(&query, 5, &work->arena),
            .diff = query_str(&query, 6, &work->arena),
        };
    return query_end(&query, &work->error);
}

enum status history_versions(struct work *work, const int64_t *ids, size_t count, int64_t *versions)
{
    auto_query query = query_open_many(work->db, &sql_history_versions, ids, count);
    while (query_next(&query))
        versions[ids_index(ids, count, query_int(&query, 0))] = query_int(&query, 1);
    return query_end(&query, &work->error);
}
