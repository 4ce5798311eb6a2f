#include "contact/job.h"

#include "base/id.h"

#include "contact/job.sql.h"

enum status job_begin(struct work *work, struct job *job)
{
    job->id = id_new();
    job->actor = work->actor_id;
    job->started_at = work->now;
    job->state = job->state.len ? job->state : STR("running");
    work->job_id = job->id;
    auto_query query = query_open(work->db, &sql_job_insert);
    query_bind_int(&query, 1, job->id);
    query_bind_str(&query, 2, job->kind);
    query_bind_str(&query, 3, job->state);
    query_bind_optional_int(&query, 4, job->source_id);
    query_bind_optional_int(&query, 5, job->target_id);
    query_bind_int(&query, 6, job->actor);
    query_bind_int(&query, 7, job->started_at);
    query_bind_optional_int(&query, 8, job->finished_at);
    query_bind_optional_str(&query, 9, job->file_name);
    query_bind_optional_str(&query, 10, job->file_digest);
    query_bind_optional_str(&query, 11, job->options);
    return query_run(&query, &work->error);
}

enum status job_request(struct work *work, const char *kind)
{
    struct job job = { .kind = str_of(kind), .state = STR("done"), .finished_at = work->now };
    return job_begin(work, &job);
}

enum status job_save(struct work *work, const struct job *job)
{
    const struct job_counts *counts = &job->counts;
    auto_query query = query_open(work->db, &sql_job_save);
    query_bind_int(&query, 1, job->id);
    query_bind_str(&query, 2, job->state);
    query_bind_optional_int(&query, 3, job->finished_at);
    query_bind_int(&query, 4, job->position);
    query_bind_int(&query, 5, counts->rows_read);
    query_bind_int(&query, 6, counts->created);
    query_bind_int(&query, 7, counts->updated);
    query_bind_int(&query, 8, counts->unchanged);
    query_bind_int(&query, 9, counts->rejected);
    query_bind_int(&query, 10, counts->review);
    query_bind_int(&query, 11, counts->mended);
    query_bind_optional_str(&query, 12, job->message);
    return query_run(&query, &work->error);
}

enum status job_finish(struct work *work, struct job *job, const char *state)
{
    job->state = str_of(state);
    job->finished_at = work->now;
    return job_save(work, job);
}

// Columns in the order of job_find.
static struct job read_job(const struct query *query, struct arena *arena)
{
    return (struct job){
        .id = query_int(query, 0),
        .kind = query_str(query, 1, arena),
        .state = query_str(query, 2, arena),
        .source_id = query_int(query, 3),
        .target_id = query_int(query, 4),
        .actor = query_int(query, 5),
        .started_at = query_int(query, 6),
        .finished_at = query_int(query, 7),
        .undone_by = query_int(query, 8),
        .file_name = query_str(query, 9, arena),
        .file_digest = query_str(query, 10, arena),
        .options = query_str(query, 11, arena),
        .position = query_int(query, 12),
        .counts = { query_int(query, 13), query_int(query, 14), query_int(query, 15),
                    query_int(query, 16), query_int(query, 17), query_int(query, 18),
                    query_int(query, 19) },
        .message = query_str(query, 20, arena),
    };
}

static enum status read_one(struct work *work, struct query *query, struct job *out)
{
    bool found = query_next(query);
    if (found)
        *out = read_job(query, &work->arena);
    TRY(query_end(query, &work->error));
    return found ? OK : fail(&work->error, ERR_NOT_FOUND, "job", "there is no such job");
}

enum status job_find(struct work *work, int64_t id, struct job *out)
{
    auto_query query = query_open(work->db, &sql_job_find);
    query_bind_int(&query, 1, id);
    return read_one(work, &query, out);
}

enum status job_unfinished(struct work *work, int64_t source_id, str file_digest, struct job *out)
{
    auto_query query = query_open(work->db, &sql_job_unfinished);
    query_bind_int(&query, 1, source_id);
    query_bind_str(&query, 2, file_digest);
    return read_one(work, &query, out);
}

enum status job_list(struct work *work, int64_t before, int64_t limit, struct job_list *out)
{
    *out = (struct job_list){ 0 };
    auto_query query = query_open(work->db, &sql_job_list);
    query_bind_int(&query, 1, before ? before : INT64_MAX);
    query_bind_int(&query, 2, limit);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = read_job(&query, &work->arena);
    return query_end(&query, &work->error);
}

enum status job_set_undone(struct work *work, int64_t id, int64_t undone_by)
{
    auto_query query = query_open(work->db, &sql_job_set_undone);
    query_bind_int(&query, 1, id);
    query_bind_optional_int(&query, 2, undone_by);
    db_change(work->db, DB_CHANGE_NEWS); // other records say other things now
    return query_run(&query, &work->error);
}
