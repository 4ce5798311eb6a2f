#include "db/work.h"

#include "base/clock.h"

enum { ATTEMPTS_MAX = 5 };

enum status work_begin(struct work *work, bool write)
{
    work->now = clock_now();
    work->error = (struct error){ 0 };
    return db_begin(work->db, write, &work->error);
}

enum status work_end(struct work *work, enum status status)
{
    if (status == OK)
        return db_commit(work->db, &work->error);
    db_rollback(work->db);
    return status;
}

bool work_again(struct work *work, enum status status)
{
    return status == ERR_UNAVAILABLE && ++work->attempts < ATTEMPTS_MAX;
}

void work_close(struct work *work)
{
    arena_free(&work->arena);
}
