#pragma once

// What an engine must do; private to db/. query.c, bulk.c and db.c call through this table.

#include "db/bulk.h"
#include "db/query.h"

struct engine {
    enum db_engine kind;
    enum status (*open)(struct db *db, str url, struct error *error);
    void (*close)(struct db *db);
    enum status (*begin)(struct db *db, bool write, struct error *error);
    enum status (*commit)(struct db *db, struct error *error);
    void (*rollback)(struct db *db);
    struct db_shared *(*shared)(struct db *db);
    enum status (*script)(struct db *db, const char *script, struct error *error);

    void (*query_open)(struct query *query, const struct sql *sql);
    void (*query_open_text)(struct query *query, const char *text);
    void (*bind_int)(struct query *query, int parameter, int64_t value);
    void (*bind_double)(struct query *query, int parameter, double value);
    void (*bind_str)(struct query *query, int parameter, str value);
    void (*bind_blob)(struct query *query, int parameter, str value);
    void (*bind_null)(struct query *query, int parameter);
    bool (*next)(struct query *query);
    int64_t (*get_int)(const struct query *query, int column);
    double (*get_double)(const struct query *query, int column);
    bool (*is_null)(const struct query *query, int column);
    str (*peek)(const struct query *query, int column);
    str (*peek_blob)(const struct query *query, int column);
    void (*query_close)(struct query *query);

    void (*bulk_open)(struct bulk *bulk);
    void (*bulk_int)(struct bulk *bulk, int64_t value);
    void (*bulk_double)(struct bulk *bulk, double value);
    void (*bulk_str)(struct bulk *bulk, str value);
    void (*bulk_null)(struct bulk *bulk);
    void (*bulk_row)(struct bulk *bulk);
    enum status (*bulk_flush)(struct bulk *bulk);
    void (*bulk_close)(struct bulk *bulk);
};

extern const struct engine SQLITE_ENGINE, POSTGRES_ENGINE;

// The part of a connection that both engines share; each engine's own state is behind `own`.
struct db {
    const struct engine *engine;
    void *own;
    char *url;
    bool in_transaction;
    int64_t rollbacks;
    enum db_change change;   // what this transaction does to rows that others keep
    int64_t changes_known;   // made here, and followed
    int64_t changes_unknown; // when the transaction began
    struct error error;      // of the statement that failed first in this transaction
    int64_t fault_after;
    bool fault_sticky;
};

// Counts one write call down and says whether it shall fail (db_fault).
bool db_fault_hits(struct db *db);

// An engine's commit has succeeded; it says so before the next writer's turn, who else might take
// what was read meanwhile for what is.
void db_committed(struct db *db);

// Both do nothing as long as nothing is shared.
void db_shared_ended(struct db_shared *shared, bool committed);
void db_shared_release(struct db_shared *shared);

// Keeps the first error of a transaction.
enum status db_report(struct db *db, enum status status, const char *words);
