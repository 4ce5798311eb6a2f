#include "cli/recompute_run.h"

#include "cli/progress.h"
#include "cli/session.h"
#include "intake/recompute.h"

#include <inttypes.h>
#include <stdio.h>

enum { STEP_ATTEMPTS = 5 };

// The texts of a job live in the work's arena, which every step empties.
static struct job without_texts(const struct job *job)
{
    return (struct job){ .id = job->id,
                         .kind = STR("recompute"),
                         .state = STR("running"),
                         .started_at = job->started_at,
                         .position = job->position,
                         .counts = job->counts };
}

static enum status begin(struct cli *cli, struct work *work, struct job *job)
{
    TRY(session_begin(cli, work, SESSION_WRITE));
    enum status status = recompute_begin(work, job);
    *job = without_texts(job);
    return session_end(cli, work, status);
}

// One step, again when another writer was in the way.
static enum status step(struct cli *cli, struct work *work, struct job *job, bool *done)
{
    enum status status = OK;
    for (int i = 0; i < STEP_ATTEMPTS; i++) {
        struct job next = *job;
        TRY(session_begin(cli, work, SESSION_WRITE));
        work->job_id = job->id;
        status = session_end(cli, work, recompute_step(work, &next, done));
        if (status == OK)
            *job = next;
        if (status != ERR_UNAVAILABLE)
            return status;
    }
    return status;
}

static enum status recompute_all(struct cli *cli, struct work *work, struct job *job)
{
    struct progress progress = progress_begin(cli, "records recomputed");
    bool done = false;
    enum status status = begin(cli, work, job);
    while (status == OK && !done) {
        status = step(cli, work, job, &done);
        progress_show(&progress, 0, 0, job->counts.rows_read);
    }
    progress_end(&progress);
    return status;
}

enum status recompute_run(struct cli *cli, struct job *job)
{
    struct work work;
    TRY(session_open(cli, &work));
    enum status status = recompute_all(cli, &work, job);
    session_close(&work);
    return status;
}

enum status recompute_after_change(struct cli *cli)
{
    struct job job = { 0 };
    TRY(recompute_run(cli, &job));
    if (!cli->json)
        printf("\ncontacts changed: %" PRId64 "\n", job.counts.created + job.counts.updated);
    return OK;
}
