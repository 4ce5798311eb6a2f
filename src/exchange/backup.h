#pragma once

// Copies of a whole SQLite register, and putting one back. PostgreSQL has tools of its own
// (pg_dump); what moves between engines is a dump (dump.h).

#include "base/arena.h"
#include "db/db.h"

// Copies the register to `path`, consistently and while it is in use. The file appears when it is
// whole and on the disk. ERR_INVALID: PostgreSQL.
enum status backup_write(struct db *db, str path, struct error *error) MUST_USE;

struct restore_result {
    const char *kept; // where the register that stood there before is now; NULL: there was none
};

// Puts the backup `path` in the place of the register `url`, which this process must not have open,
// after its pages and its schema were checked. The old register is kept beside it under a name with
// the time. ERR_CONFLICT: the register is not empty and `force` does not say to go ahead, or the
// backup was written by a newer program. ERR_INVALID: no backup, or a damaged one. Nothing was
// changed then. The name lives in `arena`.
enum status backup_restore(str url, const char *path, bool force, struct arena *arena,
                           struct restore_result *result, struct error *error) MUST_USE;
