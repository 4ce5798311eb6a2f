#include "cli/import_run.h"

#include "cli/interrupt.h"
#include "cli/progress.h"
#include "intake/undo.h"

#include <inttypes.h>

static enum status take_back(struct cli *cli, struct import *import)
{
    struct work *work = import_work(import);
    struct job undo;
    bool done = false;
    arena_reset(&work->arena);
    TRY(work_begin(work, true));
    struct job job = *import_job(import);
    work->job_id = job.id;
    enum status status = job_finish(work, &job, "cancelled");
    if (status == OK)
        status = undo_begin(work, job.id, false, &undo);
    TRY(work_end(work, status));
    while (!done) {
        TRY(work_begin(work, true));
        TRY(work_end(work, undo_step(work, &undo, &done)));
    }
    return fail(&cli->error, ERR_CANCELLED, "", "stopped; what had been let in was taken back");
}

static enum status stop_now(struct cli *cli, struct import *import, enum import_stop stop)
{
    switch (stop) {
    case IMPORT_STOP_UNDOES:
        return take_back(cli, import);
    case IMPORT_STOP_FORGETS:
        return fail(&cli->error, ERR_CANCELLED, "", "stopped; nothing was changed");
    case IMPORT_STOP_KEEPS:
        break;
    }
    return fail(&cli->error, ERR_CANCELLED, "",
                "stopped after row %" PRId64 "; the same command goes on from there",
                import_job(import)->position);
}

enum status import_run(struct cli *cli, struct import *import, enum import_stop stop)
{
    struct progress progress = progress_begin(cli, "rows");
    enum status status = OK;
    bool done = false;
    interrupt_watch();
    while (!done && status == OK && !interrupt_came()) {
        status = import_step(import, &done);
        progress_show(&progress, import_position(import), import_size(import),
                      import_job(import)->counts.rows_read);
    }
    progress_end(&progress);
    if (status == OK && !done)
        status = import_settle(import);
    if (status == OK && !done)
        status = stop_now(cli, import, stop);
    if (status != OK && cli->error.status == OK)
        cli->error = import_work(import)->error;
    return status;
}
