// SQLite: write-ahead log with synchronous=FULL, so that an acknowledged write is on disk.
// Checkpoints are the owner's (checkpointer.h).

#include "db/engine.h"
#include "db/owner.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    STATEMENT_SLOTS = 1024, // a power of two, far above the number of statements
    NAMED_PARAMETER_SIZE = 16,
};

// Statements are found again by the address of their constant.
struct prepared {
    const struct sql *sql;
    sqlite3_stmt *statement;
};

struct sqlite {
    sqlite3 *handle;
    struct owner *owner;
    struct prepared prepared[STATEMENT_SLOTS];
    bool has_turn;
    uint64_t own_turns, others_turns; // the latter as db_write_waiting saw them last
    int log_pages;                    // after the last commit
};

static struct sqlite *own(const struct db *db)
{
    return db->own;
}

static enum status status_of(int result)
{
    switch (result & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return OK;
    case SQLITE_CONSTRAINT:
        return ERR_CONFLICT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERR_UNAVAILABLE;
    case SQLITE_FULL:
        return ERR_FULL;
    case SQLITE_TOOBIG:
        return ERR_TOO_LARGE;
    default:
        return ERR_INTERNAL;
    }
}

// SQLite knows a full disk, but takes a quota or a limit on a file's size for a broken one. A disk
// that is broken says EIO.
static bool is_full(sqlite3 *handle, int result)
{
    return (result & 0xff) == SQLITE_FULL ||
           (sqlite3_extended_errcode(handle) == SQLITE_IOERR_WRITE &&
            sqlite3_system_errno(handle) != EIO);
}

static enum status report_to(struct db *db, int result, struct error *error)
{
    sqlite3 *handle = own(db)->handle;
    enum status status = status_of(result);
    if (status == OK)
        return OK;
    if (is_full(handle, result))
        return fail(error, ERR_FULL, "database",
                    "there is no room left on the disk; nothing of this step was stored");
    return fail(error, status, "database", "%s", sqlite3_errmsg(handle));
}

static enum status report(struct db *db, int result)
{
    struct error error;
    enum status status = report_to(db, result, &error);
    return status == OK ? OK : db_report(db, status, error.message);
}

static int remember_log_size(void *context, sqlite3 *handle, const char *name, int pages)
{
    (void)handle;
    (void)name;
    struct sqlite *sqlite = context;
    sqlite->log_pages = pages;
    return SQLITE_OK;
}

static const char SETTINGS[] = "PRAGMA journal_mode = WAL;"
                               "PRAGMA synchronous = FULL;"
                               "PRAGMA foreign_keys = OFF;" // facts are checked where they enter
                               "PRAGMA cache_size = -196608;"
                               "PRAGMA temp_store = MEMORY;"
                               "PRAGMA wal_autocheckpoint = 0;"
                               "PRAGMA secure_delete = FAST;";

// Counting every allocation would take a lock each time.
static void configure(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static enum status sqlite_open(struct db *db, str url, struct error *error)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, configure);
    struct sqlite *sqlite = calloc(1, sizeof *sqlite);
    if (!sqlite)
        abort();
    db->own = sqlite;
    char path[4096];
    if ((size_t)snprintf(path, sizeof path, STR_FMT, STR_ARG(url)) >= sizeof path)
        return fail(error, ERR_INVALID, "database", "the path is too long");
    TRY(owner_open(&sqlite->owner, path, error));
    owner_make_file(sqlite->owner);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    int result = sqlite3_open_v2(path, &sqlite->handle, flags, NULL);
    if (result != SQLITE_OK)
        return fail(error, ERR_INVALID, "database", "%s cannot be opened: %s", path,
                    sqlite3_errmsg(sqlite->handle));
    sqlite3_busy_timeout(sqlite->handle, 5000);
    result = sqlite3_exec(sqlite->handle, SETTINGS, NULL, NULL, NULL);
    sqlite3_wal_hook(sqlite->handle, remember_log_size, sqlite); // after wal_autocheckpoint, which
                                                                 // is a hook of its own
    if (status_of(result) == ERR_INTERNAL)
        return fail(error, ERR_INVALID, "database", "%s is not a register: %s", path,
                    sqlite3_errmsg(sqlite->handle));
    return report_to(db, result, error);
}

static void give_up_turn(struct sqlite *sqlite, bool committed)
{
    if (!sqlite->has_turn)
        return;
    db_shared_ended(owner_shared(sqlite->owner), committed);
    sqlite->has_turn = false;
    owner_write_end(sqlite->owner);
}

static void sqlite_close(struct db *db)
{
    struct sqlite *sqlite = own(db);
    if (!sqlite)
        return;
    give_up_turn(sqlite, false);
    for (size_t i = 0; i < STATEMENT_SLOTS; i++)
        sqlite3_finalize(sqlite->prepared[i].statement);
    sqlite3_close(sqlite->handle);
    owner_close(sqlite->owner);
    free(sqlite);
}

static enum status sqlite_begin(struct db *db, bool write, struct error *error)
{
    struct sqlite *sqlite = own(db);
    if (write) {
        owner_write_begin(sqlite->owner);
        sqlite->has_turn = true;
        sqlite->own_turns++;
    }
    const char *text = write ? "BEGIN IMMEDIATE" : "BEGIN";
    enum status status = report_to(db, sqlite3_exec(sqlite->handle, text, NULL, NULL, NULL), error);
    if (status != OK)
        give_up_turn(sqlite, false);
    return status;
}

static enum status sqlite_commit(struct db *db, struct error *error)
{
    struct sqlite *sqlite = own(db);
    if (sqlite->has_turn && db_fault_hits(db))
        return fail(error, ERR_INTERNAL, "database", "the disk failed (a fault test)");
    enum status status =
        report_to(db, sqlite3_exec(sqlite->handle, "COMMIT", NULL, NULL, NULL), error);
    if (status != OK)
        return status;
    db_committed(db);
    bool wrote = sqlite->has_turn;
    give_up_turn(sqlite, true);
    if (wrote)
        owner_note_log(sqlite->owner, sqlite->log_pages);
    return OK;
}

static void sqlite_rollback(struct db *db)
{
    struct sqlite *sqlite = own(db);
    if (!sqlite3_get_autocommit(sqlite->handle))
        sqlite3_exec(sqlite->handle, "ROLLBACK", NULL, NULL, NULL);
    give_up_turn(sqlite, false);
}

static struct db_shared *sqlite_shared(struct db *db)
{
    return owner_shared(own(db)->owner);
}

static enum status sqlite_script(struct db *db, const char *script, struct error *error)
{
    return report_to(db, sqlite3_exec(own(db)->handle, script, NULL, NULL, NULL), error);
}

bool db_write_waiting(struct db *db)
{
    if (db->engine->kind != DB_SQLITE)
        return false;
    struct sqlite *sqlite = own(db);
    uint64_t before = sqlite->others_turns;
    sqlite->others_turns = owner_turns(sqlite->owner) - sqlite->own_turns;
    return sqlite->others_turns != before;
}

enum status db_cache_pages(struct db *db, int pages, struct error *error)
{
    char text[64];
    snprintf(text, sizeof text, "PRAGMA cache_size = %d", pages);
    return sqlite_script(db, text, error);
}

enum status db_copy(struct db *db, const char *path, struct error *error)
{
    sqlite3 *target = NULL;
    int result = sqlite3_open(path, &target);
    sqlite3_backup *backup =
        result == SQLITE_OK ? sqlite3_backup_init(target, "main", own(db)->handle, "main") : NULL;
    if (backup) {
        result = sqlite3_backup_step(backup, -1);
        int finish = sqlite3_backup_finish(backup);
        result = result == SQLITE_DONE ? finish : result;
    } else if (result == SQLITE_OK) {
        result = sqlite3_errcode(target);
    }
    enum status status = is_full(target, result) ? ERR_FULL : status_of(result);
    if (status != OK)
        (void)fail(error, status, "file", "%s cannot be written: %s", path,
                   status == ERR_FULL ? "there is no room left" : sqlite3_errmsg(target));
    sqlite3_close(target);
    return status;
}

// --- statements ---

static struct prepared *slot_of(struct sqlite *sqlite, const struct sql *sql)
{
    size_t slot = ((uintptr_t)sql / sizeof *sql) % STATEMENT_SLOTS;
    while (sqlite->prepared[slot].sql && sqlite->prepared[slot].sql != sql)
        slot = (slot + 1) % STATEMENT_SLOTS;
    return &sqlite->prepared[slot];
}

static sqlite3_stmt *statement_of(struct db *db, const struct sql *sql)
{
    struct prepared *prepared = slot_of(own(db), sql);
    if (!prepared->sql) {
        int result = sqlite3_prepare_v3(own(db)->handle, sql->text, -1, SQLITE_PREPARE_PERSISTENT,
                                        &prepared->statement, NULL);
        if (report(db, result) != OK)
            return NULL;
        prepared->sql = sql;
    }
    // A statement never runs inside itself.
    assert(!sqlite3_stmt_busy(prepared->statement));
    return prepared->statement;
}

static void sqlite_query_open(struct query *query, const struct sql *sql)
{
    query->statement = statement_of(query->db, sql);
    if (!query->statement)
        query->status = query->db->error.status;
}

static void sqlite_query_open_text(struct query *query, const char *text)
{
    sqlite3_stmt *statement = NULL;
    query->status =
        report(query->db, sqlite3_prepare_v2(own(query->db)->handle, text, -1, &statement, NULL));
    query->statement = statement;
    query->parameters = (void *)statement; // not cached: finalized by query_close
}

// "$1" is PostgreSQL's spelling; SQLite reads it as a parameter named "$1". Statements use their
// parameters in order of first appearance nearly always, so the name rarely has to be searched.
static int parameter_index(sqlite3_stmt *statement, int parameter)
{
    char name[NAMED_PARAMETER_SIZE] = { '$', (char)('0' + parameter) };
    if (parameter > 9) {
        name[1] = (char)('0' + parameter / 10);
        name[2] = (char)('0' + parameter % 10);
    }
    const char *same = sqlite3_bind_parameter_name(statement, parameter);
    return same && strcmp(same, name) == 0 ? parameter
                                           : sqlite3_bind_parameter_index(statement, name);
}

static void note_result(struct query *query, int result)
{
    if (query->status == OK)
        query->status = report(query->db, result);
}

static void sqlite_bind_int(struct query *query, int parameter, int64_t value)
{
    if (query->status == OK)
        note_result(query, sqlite3_bind_int64(query->statement,
                                              parameter_index(query->statement, parameter), value));
}

static void sqlite_bind_double(struct query *query, int parameter, double value)
{
    if (query->status == OK)
        note_result(query,
                    sqlite3_bind_double(query->statement,
                                        parameter_index(query->statement, parameter), value));
}

static void sqlite_bind_str(struct query *query, int parameter, str value)
{
    if (query->status == OK)
        note_result(query, sqlite3_bind_text64(
                               query->statement, parameter_index(query->statement, parameter),
                               value.at ? value.at : "", value.len, SQLITE_STATIC, SQLITE_UTF8));
}

static void sqlite_bind_blob(struct query *query, int parameter, str value)
{
    if (query->status == OK)
        note_result(query, sqlite3_bind_blob64(query->statement,
                                               parameter_index(query->statement, parameter),
                                               value.at ? value.at : "", value.len, SQLITE_STATIC));
}

static void sqlite_bind_null(struct query *query, int parameter)
{
    if (query->status == OK)
        note_result(query, sqlite3_bind_null(query->statement,
                                             parameter_index(query->statement, parameter)));
}

// Before the first step of a writing statement, where a fault test may strike.
static bool start(struct query *query)
{
    query->started = true;
    if (sqlite3_stmt_readonly(query->statement) || !db_fault_hits(query->db))
        return true;
    query->status = db_report(query->db, ERR_INTERNAL, "the disk failed (a fault test)");
    return false;
}

// Binds the next id or text of query_open_many. False: there is none.
static bool next_id(struct query *query)
{
    if (query->id_next == query->id_count)
        return false;
    sqlite3_reset(query->statement);
    size_t next = query->id_next++;
    if (query->texts)
        sqlite_bind_str(query, 1, query->texts[next]);
    else
        sqlite_bind_int(query, 1, query->ids[next]);
    return query->status == OK;
}

static bool sqlite_next(struct query *query)
{
    if (!query->started && (!start(query) || (query->many && !next_id(query))))
        return false;
    for (;;) {
        int result = sqlite3_step(query->statement);
        if (result == SQLITE_ROW)
            return true;
        note_result(query, result);
        if (result != SQLITE_DONE || !query->many || !next_id(query))
            return false;
    }
}

static int64_t sqlite_get_int(const struct query *query, int column)
{
    return sqlite3_column_int64(query->statement, column);
}

static double sqlite_get_double(const struct query *query, int column)
{
    return sqlite3_column_double(query->statement, column);
}

static bool sqlite_is_null(const struct query *query, int column)
{
    return sqlite3_column_type(query->statement, column) == SQLITE_NULL;
}

static str sqlite_peek(const struct query *query, int column)
{
    const char *text = (const char *)sqlite3_column_text(query->statement, column);
    return (str){ text, (size_t)sqlite3_column_bytes(query->statement, column) };
}

static str sqlite_peek_blob(const struct query *query, int column)
{
    const char *bytes = sqlite3_column_blob(query->statement, column);
    return (str){ bytes, (size_t)sqlite3_column_bytes(query->statement, column) };
}

static void sqlite_query_close(struct query *query)
{
    if (!query->statement)
        return;
    if (query->parameters) {
        sqlite3_finalize(query->statement);
    } else {
        sqlite3_reset(query->statement);
        sqlite3_clear_bindings(query->statement);
    }
    query->statement = NULL;
    query->parameters = NULL;
}

// --- bulk: every row is run at once ---

static void sqlite_bulk_open(struct bulk *bulk)
{
    bulk->state = statement_of(bulk->db, bulk->sql);
    if (!bulk->state)
        bulk->status = bulk->db->error.status;
    for (int i = 0; bulk->state && bulk->types[i]; i++)
        bulk->places[i] = parameter_index(bulk->state, i + 1);
}

static void bulk_note(struct bulk *bulk, int result)
{
    if (bulk->status == OK)
        bulk->status = report(bulk->db, result);
}

static void sqlite_bulk_int(struct bulk *bulk, int64_t value)
{
    if (bulk->status == OK)
        bulk_note(bulk, sqlite3_bind_int64(bulk->state, bulk->places[bulk->parameter], value));
}

static void sqlite_bulk_double(struct bulk *bulk, double value)
{
    if (bulk->status == OK)
        bulk_note(bulk, sqlite3_bind_double(bulk->state, bulk->places[bulk->parameter], value));
}

static void sqlite_bulk_str(struct bulk *bulk, str value)
{
    if (bulk->status == OK)
        bulk_note(bulk, sqlite3_bind_text64(bulk->state, bulk->places[bulk->parameter],
                                            value.at ? value.at : "", value.len, SQLITE_STATIC,
                                            SQLITE_UTF8));
}

static void sqlite_bulk_null(struct bulk *bulk)
{
    if (bulk->status == OK)
        bulk_note(bulk, sqlite3_bind_null(bulk->state, bulk->parameter + 1));
}

static void sqlite_bulk_row(struct bulk *bulk)
{
    if (db_fault_hits(bulk->db)) {
        bulk->status = db_report(bulk->db, ERR_INTERNAL, "the disk failed (a fault test)");
        return;
    }
    int result = sqlite3_step(bulk->state);
    bulk_note(bulk, result);
    sqlite3_reset(bulk->state);
}

static enum status sqlite_bulk_flush(struct bulk *bulk)
{
    return bulk->status;
}

static void sqlite_bulk_close(struct bulk *bulk)
{
    if (bulk->state)
        sqlite3_clear_bindings(bulk->state);
    bulk->state = NULL;
}

const struct engine SQLITE_ENGINE = {
    .kind = DB_SQLITE,
    .open = sqlite_open,
    .close = sqlite_close,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .shared = sqlite_shared,
    .script = sqlite_script,
    .query_open = sqlite_query_open,
    .query_open_text = sqlite_query_open_text,
    .bind_int = sqlite_bind_int,
    .bind_double = sqlite_bind_double,
    .bind_str = sqlite_bind_str,
    .bind_blob = sqlite_bind_blob,
    .bind_null = sqlite_bind_null,
    .next = sqlite_next,
    .get_int = sqlite_get_int,
    .get_double = sqlite_get_double,
    .is_null = sqlite_is_null,
    .peek = sqlite_peek,
    .peek_blob = sqlite_peek_blob,
    .query_close = sqlite_query_close,
    .bulk_open = sqlite_bulk_open,
    .bulk_int = sqlite_bulk_int,
    .bulk_double = sqlite_bulk_double,
    .bulk_str = sqlite_bulk_str,
    .bulk_null = sqlite_bulk_null,
    .bulk_row = sqlite_bulk_row,
    .bulk_flush = sqlite_bulk_flush,
    .bulk_close = sqlite_bulk_close,
};
