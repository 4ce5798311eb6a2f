#include "intake/recompute.h"

#include "intake/resolve.h"

#include "intake/recompute.sql.h"

enum { RECORDS_PER_STEP = 1000 };

enum status recompute_request(struct work *work)
{
    auto_query query = query_open(work->db, &sql_recompute_cancel);
    query_bind_int(&query, 1, work->now);
    TRY(query_run(&query, &work->error));
    return job_begin(work, &(struct job){ .kind = STR("recompute") });
}

enum status recompute_begin(struct work *work, struct job *job)
{
    int64_t unfinished = 0;
    auto_query query = query_open(work->db, &sql_recompute_unfinished);
    if (query_next(&query))
        unfinished = query_int(&query, 0);
    TRY(query_end(&query, &work->error));
    if (unfinished) {
        work->job_id = unfinished;
        return job_find(work, unfinished, job);
    }
    *job = (struct job){ .kind = STR("recompute") };
    return job_begin(work, job);
}

enum status recompute_step(struct work *work, struct job *job, bool *done)
{
    struct int_list ids = { 0 };
    struct resolve_result result;
    auto_query query = query_open(work->db, &sql_recompute_next);
    query_bind_int(&query, 1, job->position);
    query_bind_int(&query, 2, RECORDS_PER_STEP);
    while (query_next(&query))
        *LIST_PUSH(&ids, &work->arena) = query_int(&query, 0);
    TRY(query_end(&query, &work->error));
    *done = ids.count == 0;
    if (*done)
        return job_finish(work, job, "done");
    TRY(resolve(work, &(struct resolve_request){ .record_ids = ids.items, .count = ids.count },
                &result));
    job->position = ids.items[ids.count - 1];
    job->counts.rows_read += (int64_t)ids.count;
    job->counts.created += result.created;
    job->counts.updated += result.changed + result.removed;
    return job_save(work, job);
}
