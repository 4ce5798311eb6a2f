#include "intake/undo.h"

#include "contact/decision.h"
#include "contact/hand_value.h"
#include "contact/home_fact.h"
#include "contact/record.h"
#include "intake/resolve.h"

#include "intake/undo.sql.h"

enum { RECORDS_PER_STEP = 1000 };

static enum status find_unfinished(struct work *work, int64_t job_id, str kind, int64_t *id)
{
    auto_query query = query_open(work->db, &sql_undo_unfinished);
    query_bind_int(&query, 1, job_id);
    query_bind_str(&query, 2, kind);
    *id = query_next(&query) ? query_int(&query, 0) : 0;
    return query_end(&query, &work->error);
}

static bool is_undo(const struct job *job)
{
    return str_eq(job->kind, STR("undo")) || str_eq(job->kind, STR("redo"));
}

// The job whose facts are meant: undoing an undo is a redo of what it undid.
static enum status find_target(struct work *work, int64_t job_id, bool *redo, struct job *target)
{
    TRY(job_find(work, job_id, target));
    while (is_undo(target)) {
        *redo = str_eq(target->kind, STR("undo")) ? !*redo : *redo;
        TRY(job_find(work, target->target_id, target));
    }
    return OK;
}

// An unfinished redo must not be gone on with after the undo that begins now, and the other way
// round: the newer one touches all contacts anyway.
static enum status supersede(struct work *work, int64_t target_id)
{
    auto_query query = query_open(work->db, &sql_undo_supersede);
    query_bind_int(&query, 1, target_id);
    query_bind_int(&query, 2, work->now);
    return query_run(&query, &work->error);
}

enum status undo_begin(struct work *work, int64_t job_id, bool redo, struct job *undo)
{
    struct job target;
    int64_t unfinished = 0;
    TRY(find_target(work, job_id, &redo, &target));
    str kind = redo ? STR("redo") : STR("undo");
    TRY(find_unfinished(work, target.id, kind, &unfinished));
    if (unfinished) {
        work->job_id = unfinished;
        return job_find(work, unfinished, undo);
    }
    if ((target.undone_by != 0) != redo)
        return fail(&work->error, ERR_CONFLICT, "job",
                    redo ? "the job is not undone" : "the job is undone already");
    TRY(supersede(work, target.id));
    *undo = (struct job){ .kind = kind, .target_id = target.id, .source_id = target.source_id };
    TRY(job_begin(work, undo));
    return job_set_undone(work, target.id, redo ? 0 : undo->id);
}

static enum status touch_homes(struct work *work, int64_t job_id)
{
    struct int_list homes = { 0 };
    TRY(home_fact_homes_of_job(work, job_id, &homes));
    for (size_t i = 0; i < homes.count; i++)
        TRY(resolve_touch(work, homes.items[i], STR("{}")));
    return OK;
}

// The next records above the undo's position that the job touched: those it brought, else those it
// decided about, else those it made values for. A job that brings records decides about these only,
// and no job does all three, so one position is enough.
static enum status next_touched(struct work *work, const struct job *undo, struct int_list *out)
{
    int64_t target = undo->target_id, after = undo->position;
    TRY(record_of_job(work, target, after, RECORDS_PER_STEP, out));
    if (out->count == 0)
        TRY(decision_records_of_job(work, target, after, RECORDS_PER_STEP, out));
    if (out->count == 0)
        TRY(hand_value_homes_of_job(work, target, after, RECORDS_PER_STEP, out));
    return OK;
}

enum status undo_step(struct work *work, struct job *undo, bool *done)
{
    struct int_list records;
    TRY(next_touched(work, undo, &records));
    *done = records.count == 0;
    if (*done) {
        TRY(touch_homes(work, undo->target_id));
        return job_finish(work, undo, "done");
    }
    TRY(resolve_records(work, records.items, records.count));
    undo->position = records.items[records.count - 1];
    undo->counts.updated += (int64_t)records.count;
    return job_save(work, undo);
}

enum status undo_request(struct work *work, int64_t job_id, bool redo)
{
    struct job undo = { 0 };
    bool done = false;
    TRY(undo_begin(work, job_id, redo, &undo));
    while (!done)
        TRY(undo_step(work, &undo, &done));
    return OK;
}
