#include "exchange/backup.h"

#include "base/clock.h"
#include "db/migrate.h"
#include "db/query.h"
#include "exchange/export_file.h"
#include "exchange/load.h"
#include "exchange/register_file.h"

#include "exchange/backup.sql.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 1024 * 1024, TABLES_KNOWN = 3 };

enum status backup_write(struct db *db, str path, struct error *error)
{
    auto_arena arena = { 0 };
    auto_export_file file = { .file = -1 };
    if (db_engine(db) == DB_POSTGRES)
        return fail(error, ERR_INVALID, "database",
                    "a backup copies the file of a SQLite register; for PostgreSQL use pg_dump, or "
                    "kartotek dump, which any engine can load");
    TRY(export_file_open(&file, path, &arena, error));
    if (!file.part)
        return fail(error, ERR_INVALID, "file", "a backup needs the name of a file");
    TRY(db_copy(db, file.part, error));
    return export_file_finish(&file, error);
}

// --- restoring ---

static enum status copy_bytes(int from, struct export_file *to, const char *name, char *chunk,
                              struct error *error)
{
    for (;;) {
        ssize_t len = read(from, chunk, CHUNK);
        if (len < 0 && errno == EINTR)
            continue;
        if (len < 0)
            return file_failed(name, error);
        if (len == 0)
            return OK;
        TRY(export_file_write(to, (str){ chunk, (size_t)len }, error));
    }
}

static enum status copy_file(const char *from, const char *to, struct arena *arena,
                             struct error *error)
{
    auto_export_file out = { .file = -1 };
    int file = open(from, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return file_failed(from, error);
    enum status status = export_file_open(&out, str_of(to), arena, error);
    if (status == OK)
        status = copy_bytes(file, &out, from, arena_alloc(arena, CHUNK), error);
    close(file);
    return status == OK ? export_file_finish(&out, error) : status;
}

// A log beside the file holds what the file does not have yet.
static enum status refuse_open_register(const char *path, struct arena *arena, struct error *error)
{
    struct stat info;
    if (stat(arena_print(arena, "%s-wal", path).at, &info) != 0 || info.st_size == 0)
        return OK;
    return fail(error, ERR_INVALID, "file",
                "%s is a register in use, not a backup; make one with kartotek backup", path);
}

static enum status check_tables(struct db *db, const char *path, struct error *error)
{
    auto_query query = query_open(db, &sql_backup_tables);
    int64_t count = query_next(&query) ? query_int(&query, 0) : 0;
    TRY(query_end(&query, error));
    if (count == TABLES_KNOWN)
        return OK;
    return fail(error, ERR_INVALID, "file", "%s is a database, but not a register", path);
}

static enum status check_pages(struct db *db, const char *path, struct error *error)
{
    auto_arena arena = { 0 };
    auto_query query = query_open_text(db, "PRAGMA integrity_check(1)");
    str answer = query_next(&query) ? query_str(&query, 0, &arena) : STR("no answer");
    if (query.status == OK && str_eq(answer, STR("ok")))
        return OK;
    return fail(error, ERR_INVALID, "file", "%s is damaged: " STR_FMT, path, STR_ARG(answer));
}

static enum status check_backup(const char *copy, const char *path, struct error *error)
{
    struct db *db = NULL;
    struct error reason = { 0 };
    if (db_open(&db, str_of(copy), &reason) != OK)
        return fail(error, ERR_INVALID, "file", "%s is not a backup of a register", path);
    enum status status = check_pages(db, path, error);
    if (status == OK)
        status = check_tables(db, path, error);
    if (status == OK)
        status = migrate(db, error);
    db_close(db);
    return status;
}

// A register that cannot even be read is no reason against replacing it, if one insists.
static enum status check_replaced(str url, bool force, struct error *error)
{
    bool empty = false;
    enum status status = register_is_empty(url, &empty, error);
    if (force)
        return OK;
    TRY(status);
    if (empty)
        return OK;
    return fail(error, ERR_CONFLICT, "database",
                STR_FMT " has contents; with --force it is replaced, and kept under another name",
                STR_ARG(url));
}

// "register.db.20260301-083000".
static const char *kept_name(const char *path, struct arena *arena)
{
    str time = clock_format(arena, clock_now()); // 2026-03-01T08:30:00Z
    return arena_print(arena, "%s.%.4s%.2s%.2s-%.2s%.2s%.2s", path, time.at, time.at + 5,
                       time.at + 8, time.at + 11, time.at + 14, time.at + 17)
        .at;
}

enum status backup_restore(str url, const char *path, bool force, struct arena *arena,
                           struct restore_result *result, struct error *error)
{
    auto_register_file file = { 0 };
    *result = (struct restore_result){ 0 };
    if (str_starts(url, STR("postgres://")) || str_starts(url, STR("postgresql://")))
        return fail(error, ERR_INVALID, "database",
                    "a backup is put back into a file; for PostgreSQL use pg_restore, or "
                    "kartotek load");
    TRY(register_file_take(&file, url, arena, error));
    TRY(check_replaced(url, force, error));
    TRY(refuse_open_register(path, arena, error));
    TRY(copy_file(path, file.fresh, arena, error));
    TRY(check_backup(file.fresh, path, error));
    bool exists = access(file.path, F_OK) == 0;
    result->kept = exists ? kept_name(file.path, arena) : NULL;
    return register_file_replace(&file, result->kept, error);
}
