#include "db/engine.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

// What db_fault_all asked for.
static struct {
    int64_t after;
    bool sticky;
} fault_of_all = { .after = -1 };

// Of all connections of this process, to whatever register.
static _Atomic int64_t changes;

enum status db_open(struct db **out, str url, struct error *error)
{
    struct db *db = calloc(1, sizeof *db);
    if (!db)
        abort();
    bool is_postgres = str_starts(url, STR("postgres://")) || str_starts(url, STR("postgresql://"));
    db->engine = is_postgres ? &POSTGRES_ENGINE : &SQLITE_ENGINE;
    db->url = strndup(url.at, url.len);
    if (!db->url)
        abort();
    db_fault(db, fault_of_all.after, fault_of_all.sticky);
    enum status status = db->engine->open(db, url, error);
    if (status != OK) {
        db_close(db);
        return status;
    }
    *out = db;
    return OK;
}

enum status db_open_again(struct db **out, const struct db *db, struct error *error)
{
    if (strcmp(db->url, ":memory:") == 0)
        return fail(error, ERR_INVALID, "database", "a database in memory has one connection only");
    return db_open(out, str_of(db->url), error);
}

void db_close(struct db *db)
{
    if (!db)
        return;
    db->engine->close(db);
    free(db->url);
    free(db);
}

enum db_engine db_engine(const struct db *db)
{
    return db->engine->kind;
}

void db_fault(struct db *db, int64_t after, bool sticky)
{
    db->fault_after = after;
    db->fault_sticky = sticky;
}

void db_fault_all(int64_t after, bool sticky)
{
    fault_of_all.after = after;
    fault_of_all.sticky = sticky;
}

bool db_fault_hits(struct db *db)
{
    if (db->fault_after < 0)
        return false;
    if (db->fault_after > 0) {
        db->fault_after--;
        return false;
    }
    if (!db->fault_sticky)
        db->fault_after = -1;
    return true;
}

enum status db_report(struct db *db, enum status status, const char *words)
{
    if (status != OK && db->error.status == OK)
        (void)fail(&db->error, status, "database", "%s", words);
    return status;
}

enum status db_begin(struct db *db, bool write, struct error *error)
{
    db->error = (struct error){ 0 };
    db->change = DB_CHANGE_NONE;
    enum status status = db->engine->begin(db, write, error);
    db->in_transaction = status == OK;
    db->changes_unknown = atomic_load(&changes) - db->changes_known; // before anything is read
    return status;
}

void db_change(struct db *db, enum db_change change)
{
    db->change = db->change < change ? change : db->change;
    db->changes_unknown += change == DB_CHANGE_NEWS;
}

int64_t db_changes(const struct db *db)
{
    return db->changes_unknown;
}

int64_t db_change_mark(void)
{
    return atomic_load(&changes);
}

bool db_changed_since(const struct db *db, int64_t mark)
{
    return atomic_load(&changes) != mark || db->change != DB_CHANGE_NONE;
}

// Told before the commit and after it (db_committed): whoever begins in between reads what was or
// what is, and looks again the next time.
static void tell_change(struct db *db)
{
    if (db->change == DB_CHANGE_NONE)
        return;
    atomic_fetch_add(&changes, 1);
    db->changes_known += db->change == DB_CHANGE_KNOWN_HERE;
}

void db_committed(struct db *db)
{
    tell_change(db);
}

static void roll_back(struct db *db)
{
    db->rollbacks++;
    db->engine->rollback(db);
}

int64_t db_rollbacks(const struct db *db)
{
    return db->rollbacks;
}

enum status db_commit(struct db *db, struct error *error)
{
    if (db->error.status != OK) {
        *error = db->error;
        db_rollback(db);
        return error->status;
    }
    tell_change(db);
    enum status status = db->engine->commit(db, error);
    if (status != OK)
        roll_back(db);
    db->in_transaction = false;
    return status;
}

void db_rollback(struct db *db)
{
    if (db->in_transaction)
        roll_back(db);
    db->in_transaction = false;
    db->error = (struct error){ 0 };
}

struct db_shared *db_shared(struct db *db)
{
    return db->engine->shared(db);
}

void db_shared_ended(struct db_shared *shared, bool committed)
{
    if (shared->at)
        shared->ended(shared->at, committed);
}

void db_shared_release(struct db_shared *shared)
{
    if (shared->at)
        shared->release(shared->at);
    shared->at = NULL;
}

enum status db_script(struct db *db, const char *script, struct error *error)
{
    return db->engine->script(db, script, error);
}

enum status db_try_prepare(struct db *db, const struct sql *sql, struct error *error)
{
    const char *text = db->engine->kind == DB_POSTGRES && sql->postgres ? sql->postgres : sql->text;
    auto_query query = query_open_text(db, text);
    if (query.status == OK)
        return OK;
    return fail(error, query.status, "statement", "%s: %s", sql->name, db->error.message);
}
