#include "intake/proposal.h"

#include "base/id.h"

#include "intake/proposal.sql.h"

enum status proposal_add(struct work *work, struct proposal *proposals, size_t count)
{
    auto_bulk bulk = bulk_open(work->db, &sql_proposal_insert, "iiidtii");
    for (size_t i = 0; i < count; i++) {
        proposals[i].id = id_new();
        bulk_int(&bulk, proposals[i].id);
        bulk_int(&bulk, proposals[i].record_a);
        bulk_int(&bulk, proposals[i].record_b);
        bulk_double(&bulk, proposals[i].weight);
        bulk_optional_str(&bulk, proposals[i].evidence);
        bulk_int(&bulk, work->now);
        bulk_int(&bulk, work->job_id);
        bulk_row(&bulk);
    }
    return bulk_end(&bulk, &work->error);
}

enum status proposal_list(struct work *work, int64_t limit, struct proposal_list *out)
{
    *out = (struct proposal_list){ 0 };
    auto_query query = query_open(work->db, &sql_proposal_list);
    query_bind_int(&query, 1, limit);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = (struct proposal){
            .id = query_int(&query, 0),
            .record_a = query_int(&query, 1),
            .record_b = query_int(&query, 2),
            .at = query_int(&query, 3),
            .weight = query_double(&query, 4),
            .evidence = query_str(&query, 5, &work->arena),
        };
    return query_end(&query, &work->error);
}

enum status proposal_count(struct work *work, int64_t *count)
{
    auto_query query = query_open(work->db, &sql_proposal_count);
    if (query_next(&query))
        *count = query_int(&query, 0);
    return query_end(&query, &work->error);
}
