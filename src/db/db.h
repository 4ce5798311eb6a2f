#pragma once

// One database, two engines: SQLite (a file) and PostgreSQL. A struct db is one connection, used by
// one thread at a time. SQL lives in .sql files beside the module that runs it.
//
// SQLite: one process owns the file; a second one is told who holds it. Inside the process writers
// queue first come, first served, and a long job asks db_write_waiting() when to step aside.

#include "base/arena.h"
#include "base/error.h"

struct db;

enum db_engine { DB_SQLITE, DB_POSTGRES };

// A statement, made from a block of a .sql file at build time.
struct sql {
    const char *name;
    const char *text;
    const char *postgres; // NULL when both engines understand `text`
};

// Opens "postgres://..." or the path of a file, which is created when missing.
// ERR_UNAVAILABLE: another process owns the file, or the server does not answer.
enum status db_open(struct db **out, str url, struct error *error) MUST_USE;
void db_close(struct db *db);
enum db_engine db_engine(const struct db *db);

// Transactions. A write transaction begins by waiting for its turn. After any failed statement only
// a rollback is possible; db_commit then rolls back and says why.
enum status db_begin(struct db *db, bool write, struct error *error) MUST_USE;
enum status db_commit(struct db *db, struct error *error) MUST_USE;
void db_rollback(struct db *db);

// How many transactions of this connection were rolled back: what was read in them may be untrue.
int64_t db_rollbacks(const struct db *db);

// What a connection keeps in memory about rows may be outdated by another one of this process.
// Whoever changes such rows says so in the transaction, and whether what this connection keeps
// follows already; whoever keeps something compares db_changes, which tells how many changes there
// were that it does not follow.
enum db_change { DB_CHANGE_NONE, DB_CHANGE_KNOWN_HERE, DB_CHANGE_NEWS };

void db_change(struct db *db, enum db_change change);
int64_t db_changes(const struct db *db);

// The same for what was read by another connection: true when any connection changed such rows
// since the mark was taken, or this one does so in its transaction. For SQLite's lone writer.
int64_t db_change_mark(void);
bool db_changed_since(const struct db *db, int64_t mark);

// Opens one more connection to the same database. ERR_INVALID: it is ":memory:", which is one
// connection's own.
enum status db_open_again(struct db **out, const struct db *db, struct error *error) MUST_USE;

// True when another writer of this process waits for its turn, or had one since this was asked
// last. Always false on PostgreSQL, where writers do not wait for one another.
bool db_write_waiting(struct db *db);

// What a feature keeps in memory about a register: one place per SQLite file and process, per
// connection on PostgreSQL. Touched only inside write transactions. When one ends, `ended` is told
// before the next writer's turn, so that what is in memory can follow what is on disk; `release`
// frees it.
struct db_shared {
    void *at; // NULL: nothing yet
    void (*ended)(void *at, bool committed);
    void (*release)(void *at);
};

struct db_shared *db_shared(struct db *db);

// Runs a text of several statements, without parameters: migrations and settings.
enum status db_script(struct db *db, const char *script, struct error *error) MUST_USE;

// Prepares `sql` and forgets it again: for the test that every statement is understood.
enum status db_try_prepare(struct db *db, const struct sql *sql, struct error *error) MUST_USE;

// How many pages of 4 KB this connection keeps in memory. SQLite only.
enum status db_cache_pages(struct db *db, int pages, struct error *error) MUST_USE;

// Copies a whole SQLite database, consistently and while it is in use. Not for PostgreSQL.
enum status db_copy(struct db *db, const char *path, struct error *error) MUST_USE;

// While a rehearsal runs everything is done as ever, but in the end nothing has happened: commits
// only release savepoints, and db_rehearsal_end takes all of it back. PostgreSQL only; a SQLite
// rehearsal runs on a copy, because there one writer keeps all others waiting.
enum status db_rehearsal_begin(struct db *db, struct error *error) MUST_USE;
void db_rehearsal_end(struct db *db);

// For fault tests: the next `after` write calls (statements, commits) succeed, the one after fails
// as if the disk were broken, and when `sticky` so do all that follow. Negative: no faults.
void db_fault(struct db *db, int64_t after, bool sticky);

// The same for every connection that is opened from now on; for what opens its own.
void db_fault_all(int64_t after, bool sticky);
