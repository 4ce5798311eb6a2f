#pragma once

// Many executions of one writing statement. On SQLite every row is run at once; on PostgreSQL rows
// are collected and sent as arrays. A statement "INSERT ... VALUES ($1, ...)" is rewritten for
// arrays by itself; an UPDATE or DELETE needs a @postgres block over unnest($1::bigint[], ...).
//
//     auto_bulk bulk = bulk_open(work->db, &sql_tag_insert, "iit"); // integer, integer, text
//     bulk_int(&bulk, id); bulk_int(&bulk, home); bulk_str(&bulk, name); bulk_row(&bulk);
//     TRY(bulk_end(&bulk, &work->error));

#include "db/query.h"

struct bulk {
    struct db *db;
    const struct sql *sql;
    const char *types;               // "i" integer, "t" text, "d" double; one letter per parameter
    int parameter;                   // the next one
    int places[QUERY_PARAMETER_MAX]; // SQLite: where each parameter stands
    void *state;                     // the engine's
    enum status status;
};

struct bulk bulk_open(struct db *db, const struct sql *sql, const char *types);
void bulk_int(struct bulk *bulk, int64_t value);
void bulk_double(struct bulk *bulk, double value);
void bulk_str(struct bulk *bulk, str value); // must stay until bulk_row
void bulk_null(struct bulk *bulk);
void bulk_optional_str(struct bulk *bulk, str value); // empty becomes NULL
void bulk_optional_int(struct bulk *bulk, int64_t value);

// Ends a row.
void bulk_row(struct bulk *bulk);
enum status bulk_end(struct bulk *bulk, struct error *error) MUST_USE;
void bulk_close(struct bulk *bulk);

#define auto_bulk __attribute__((cleanup(bulk_close))) struct bulk
