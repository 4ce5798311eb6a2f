// kartotek undo, kartotek redo: take what a job brought back, or let it live again. Every step is a
// work of its own; after a kill the same command goes on where it stopped.

#include "cli/features.h"

#include "base/id.h"
#include "base/json.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "intake/undo.h"

#include <stdio.h>

enum { STEP_ATTEMPTS = 5 };

// The texts of a job live in the work's arena; what steps need does not.
static struct job without_texts(const struct job *job, bool redo)
{
    struct job copy = *job;
    copy.kind = redo ? STR("redo") : STR("undo");
    copy.state = STR("running");
    copy.file_name = copy.file_digest = copy.options = copy.message = (str){ 0 };
    return copy;
}

static enum status begin(struct cli *cli, struct work *work, int64_t job_id, bool redo,
                         struct job *undo)
{
    TRY(session_begin(cli, work, SESSION_WRITE));
    enum status status = undo_begin(work, job_id, redo, undo);
    if (status == OK)
        *undo = without_texts(undo, str_eq(undo->kind, STR("redo")));
    return session_end(cli, work, status);
}

// One step, again when another writer was in the way.
static enum status step(struct cli *cli, struct work *work, struct job *undo, bool *done)
{
    enum status status = OK;
    for (int i = 0; i < STEP_ATTEMPTS; i++) {
        struct job next = *undo;
        TRY(session_begin(cli, work, SESSION_WRITE));
        work->job_id = undo->id;
        status = session_end(cli, work, undo_step(work, &next, done));
        if (status == OK)
            *undo = next;
        if (status != ERR_UNAVAILABLE)
            return status;
    }
    return status;
}

static enum status undo_all(struct cli *cli, struct work *work, int64_t job_id, bool redo,
                            struct job *undo)
{
    struct progress progress = progress_begin(cli, redo ? "records redone" : "records undone");
    bool done = false;
    TRY(begin(cli, work, job_id, redo, undo));
    while (!done) {
        enum status status = step(cli, work, undo, &done);
        if (status != OK) {
            progress_end(&progress);
            return status;
        }
        progress_show(&progress, 0, 0, undo->counts.updated);
    }
    progress_end(&progress);
    return OK;
}

static void print_done(const struct cli *cli, int64_t job_id, bool redo, const struct job *undo)
{
    char job[ID_TEXT_LEN + 1], by[ID_TEXT_LEN + 1];
    id_write(job_id, job);
    id_write(undo->id, by);
    if (cli->json)
        printf("{\"job\":\"%s\",\"done_by\":\"%s\",\"records\":%lld}\n", job, by,
               (long long)undo->counts.updated);
    else
        printf("job %s is %s; %lld records and their contacts were recomputed\n"
               "to take this back: kartotek %s %s\n",
               job, redo ? "done again" : "undone", (long long)undo->counts.updated,
               redo ? "undo" : "redo", job);
}

static enum status run(struct cli *cli, bool redo)
{
    struct int_list jobs = { 0 };
    struct work work;
    TRY(cli_parse_ids(cli, 0, &jobs));
    TRY(session_open(cli, &work));
    enum status status = OK;
    for (size_t i = 0; i < jobs.count && status == OK; i++) {
        struct job undo;
        status = undo_all(cli, &work, jobs.items[i], redo, &undo);
        if (status == OK)
            print_done(cli, jobs.items[i], redo, &undo);
    }
    session_close(&work);
    return status;
}

enum status run_undo(struct cli *cli)
{
    return run(cli, false);
}

enum status run_redo(struct cli *cli)
{
    return run(cli, true);
}
