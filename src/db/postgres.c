// PostgreSQL through libpq. Single statements send text parameters and read the whole answer;
// bulk statements collect rows and send them as binary arrays, one round trip for thousands.

#include "db/engine.h"
#include "db/postgres_array.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/memory.h"

#include <libpq-fe.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    STATEMENT_SLOTS = 2048,
    BULK_ROWS = 5000,
    NUMBER_SIZE = 32,
};

struct prepared {
    const struct sql *sql;
    bool as_bulk;
};

struct postgres {
    PGconn *connection;
    struct prepared prepared[STATEMENT_SLOTS];
    bool rehearsing;
    struct db_shared shared;
    struct postgres *next; // of this process's connections
    int node;              // see take_node
};

// The parameters of one running query.
struct query_parameters {
    int count;
    const char *values[QUERY_PARAMETER_MAX];
    int lengths[QUERY_PARAMETER_MAX];
    int formats[QUERY_PARAMETER_MAX]; // 1 for the array of query_open_many
    char numbers[QUERY_PARAMETER_MAX][NUMBER_SIZE];
    char name[64]; // of the prepared statement; empty: the unnamed one
    struct buf array;
    struct arena texts; // NUL-terminated copies
};

static struct postgres *own(const struct db *db)
{
    return db->own;
}

// SQLSTATE classes (PostgreSQL manual, appendix A).
static enum status status_of_state(const char *state)
{
    if (!state)
        return ERR_UNAVAILABLE; // the connection broke
    if (strncmp(state, "23", 2) == 0)
        return ERR_CONFLICT;
    if (strncmp(state, "40", 2) == 0 || strncmp(state, "08", 2) == 0 ||
        strncmp(state, "57P", 3) == 0 || strcmp(state, "55P03") == 0)
        return ERR_UNAVAILABLE;
    if (strcmp(state, "53100") == 0)
        return ERR_FULL;
    return ERR_INTERNAL;
}

static bool succeeded(const PGresult *result)
{
    ExecStatusType type = PQresultStatus(result);
    return type == PGRES_COMMAND_OK || type == PGRES_TUPLES_OK;
}

static enum status report_to(struct db *db, const PGresult *result, struct error *error)
{
    if (succeeded(result))
        return OK;
    enum status status = status_of_state(PQresultErrorField(result, PG_DIAG_SQLSTATE));
    if (status == ERR_FULL)
        return fail(error, status, "database",
                    "there is no room left on the disk of the database server; nothing of this "
                    "step was stored");
    return fail(error, status, "database", "%s", PQerrorMessage(own(db)->connection));
}

static enum status report(struct db *db, const PGresult *result)
{
    struct error error;
    enum status status = report_to(db, result, &error);
    return status == OK ? OK : db_report(db, status, error.message);
}

static enum status run_text(struct db *db, const char *text, struct error *error)
{
    PGresult *result = PQexec(own(db)->connection, text);
    enum status status = report_to(db, result, error);
    PQclear(result);
    return status;
}

static void ignore_notice(void *context, const char *message)
{
    (void)context;
    (void)message;
}

// --- ids: processes that share a server may make some within the same millisecond ---
//
// Every connection holds a number that no other connection to the database has. The process makes
// its ids with the number of one of its open connections.

enum { NODE_LOCKS = 0x6b617274 }; // our part of the advisory locks, which end with the connection

static const char NODE_TAKE[] = "SELECT n FROM generate_series(1, 1023) AS n "
                                "WHERE pg_try_advisory_lock($1::integer, n) LIMIT 1";

static pthread_mutex_t connections_mutex = PTHREAD_MUTEX_INITIALIZER;
static struct postgres *connections;

static enum status take_node(struct postgres *postgres, struct error *error)
{
    char locks[NUMBER_SIZE];
    const char *const values[] = { locks };
    snprintf(locks, sizeof locks, "%d", NODE_LOCKS);
    PGresult *result =
        PQexecParams(postgres->connection, NODE_TAKE, 1, NULL, values, NULL, NULL, 0);
    bool taken = succeeded(result) && PQntuples(result) == 1;
    postgres->node = taken ? (int)strtol(PQgetvalue(result, 0, 0), NULL, 10) : 0;
    PQclear(result);
    if (!taken)
        return fail(error, ERR_UNAVAILABLE, "database",
                    "more than a thousand connections to this register are open");
    pthread_mutex_lock(&connections_mutex);
    postgres->next = connections;
    connections = postgres;
    id_set_node(postgres->node);
    pthread_mutex_unlock(&connections_mutex);
    return OK;
}

static void give_node_back(struct postgres *postgres)
{
    pthread_mutex_lock(&connections_mutex);
    struct postgres **link = &connections;
    while (*link && *link != postgres)
        link = &(*link)->next;
    if (*link)
        *link = postgres->next;
    id_set_node(connections ? connections->node : 0);
    pthread_mutex_unlock(&connections_mutex);
}

static enum status postgres_open(struct db *db, str url, struct error *error)
{
    struct postgres *postgres = calloc(1, sizeof *postgres);
    if (!postgres)
        abort();
    db->own = postgres;
    auto_arena arena = { 0 };
    postgres->connection = PQconnectdb(arena_copy(&arena, url).at);
    if (PQstatus(postgres->connection) != CONNECTION_OK)
        return fail(error, ERR_UNAVAILABLE, "database", "PostgreSQL does not answer: %s",
                    PQerrorMessage(postgres->connection));
    PQsetNoticeProcessor(postgres->connection, ignore_notice, NULL);
    TRY(run_text(db,
                 "SET client_encoding = 'UTF8'; SET standard_conforming_strings = on;"
                 "SET search_path TO public; SET jit = off",
                 error));
    return take_node(postgres, error);
}

static void postgres_close(struct db *db)
{
    struct postgres *postgres = own(db);
    if (!postgres)
        return;
    db_shared_release(&postgres->shared);
    give_node_back(postgres);
    PQfinish(postgres->connection);
    free(postgres);
}

static struct db_shared *postgres_shared(struct db *db)
{
    return &own(db)->shared;
}

// Works look rows up by their keys. A plan that was made while a table was small would read or join
// all of it, and go on doing so when it has grown.
static const char BEGIN_WRITE[] =
    "BEGIN; SET LOCAL enable_seqscan = off; "
    "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off";

static enum status postgres_begin(struct db *db, bool write, struct error *error)
{
    if (own(db)->rehearsing)
        return run_text(db, "SAVEPOINT work", error);
    return run_text(db, write ? BEGIN_WRITE : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                    error);
}

static enum status postgres_commit(struct db *db, struct error *error)
{
    if (db_fault_hits(db))
        return fail(error, ERR_INTERNAL, "database", "the disk failed (a fault test)");
    TRY(run_text(db, own(db)->rehearsing ? "RELEASE work" : "COMMIT", error));
    db_committed(db);
    db_shared_ended(&own(db)->shared, true);
    return OK;
}

static void postgres_rollback(struct db *db)
{
    struct error ignored;
    (void)!run_text(db, own(db)->rehearsing ? "ROLLBACK TO work; RELEASE work" : "ROLLBACK",
                    &ignored);
    db_shared_ended(&own(db)->shared, false);
}

enum status db_rehearsal_begin(struct db *db, struct error *error)
{
    TRY(run_text(db, "BEGIN", error));
    own(db)->rehearsing = true;
    return OK;
}

void db_rehearsal_end(struct db *db)
{
    own(db)->rehearsing = false;
    postgres_rollback(db);
}

static enum status postgres_script(struct db *db, const char *script, struct error *error)
{
    return run_text(db, script, error);
}

// --- statements ---

static struct prepared *slot_of(struct postgres *postgres, const struct sql *sql, bool as_bulk)
{
    size_t slot = ((uintptr_t)sql / sizeof *sql) % STATEMENT_SLOTS;
    while (postgres->prepared[slot].sql &&
           (postgres->prepared[slot].sql != sql || postgres->prepared[slot].as_bulk != as_bulk))
        slot = (slot + 1) % STATEMENT_SLOTS;
    return &postgres->prepared[slot];
}

static void name_statement(char name[64], const struct sql *sql, bool as_bulk)
{
    snprintf(name, 64, "%s%s", as_bulk ? "b_" : "q_", sql->name);
}

// Prepares `text` under the statement's name, once per connection.
static enum status prepare(struct db *db, const struct sql *sql, bool as_bulk, const char *text)
{
    struct prepared *prepared = slot_of(own(db), sql, as_bulk);
    if (prepared->sql)
        return OK;
    char name[64];
    name_statement(name, sql, as_bulk);
    PGresult *result = PQprepare(own(db)->connection, name, text, 0, NULL);
    enum status status = report(db, result);
    PQclear(result);
    if (status == OK)
        *prepared = (struct prepared){ sql, as_bulk };
    return status;
}

static struct query_parameters *parameters_new(void)
{
    struct query_parameters *parameters = calloc(1, sizeof *parameters);
    if (!parameters)
        abort();
    parameters->array = buf_new((size_t)1 << 30);
    return parameters;
}

static void set_parameter(struct query *query, int parameter, const char *value, int length,
                          int format)
{
    struct query_parameters *parameters = query->parameters;
    parameters->values[parameter - 1] = value;
    parameters->lengths[parameter - 1] = length;
    parameters->formats[parameter - 1] = format;
    if (parameters->count < parameter)
        parameters->count = parameter;
}

static void bind_many(struct query *query)
{
    struct buf *array = &query->parameters->array;
    postgres_put_array(array, query->texts ? 't' : 'i', query->id_count);
    for (size_t i = 0; i < query->id_count; i++) {
        if (query->texts) {
            postgres_put_be(array, query->texts[i].len, 4);
            buf_add(array, query->texts[i]);
        } else {
            postgres_put_be(array, 8, 4);
            postgres_put_be(array, (uint64_t)query->ids[i], 8);
        }
    }
    set_parameter(query, 1, array->at, (int)array->len, 1);
}

static void postgres_query_open(struct query *query, const struct sql *sql)
{
    query->parameters = parameters_new();
    query->status = prepare(query->db, sql, false, sql->postgres ? sql->postgres : sql->text);
    name_statement(query->parameters->name, sql, false);
    if (query->many)
        bind_many(query);
}

static void postgres_query_open_text(struct query *query, const char *text)
{
    query->parameters = parameters_new();
    PGresult *result = PQprepare(own(query->db)->connection, "", text, 0, NULL);
    query->status = report(query->db, result);
    PQclear(result);
}

static void postgres_bind_int(struct query *query, int parameter, int64_t value)
{
    char *number = query->parameters->numbers[parameter - 1];
    int length = snprintf(number, NUMBER_SIZE, "%lld", (long long)value);
    set_parameter(query, parameter, number, length, 0);
}

static void postgres_bind_double(struct query *query, int parameter, double value)
{
    char *number = query->parameters->numbers[parameter - 1];
    int length = snprintf(number, NUMBER_SIZE, "%.17g", value);
    set_parameter(query, parameter, number, length, 0);
}

static void postgres_bind_str(struct query *query, int parameter, str value)
{
    str copy = arena_copy(&query->parameters->texts, value);
    set_parameter(query, parameter, copy.at, (int)copy.len, 0);
}

static void postgres_bind_blob(struct query *query, int parameter, str value)
{
    str copy = arena_copy(&query->parameters->texts, value);
    set_parameter(query, parameter, copy.at, (int)copy.len, 1);
}

static void postgres_bind_null(struct query *query, int parameter)
{
    set_parameter(query, parameter, NULL, 0, 0);
}

static void run(struct query *query)
{
    struct query_parameters *parameters = query->parameters;
    query->started = true;
    if (db_fault_hits(query->db)) {
        query->status = db_report(query->db, ERR_INTERNAL, "the disk failed (a fault test)");
        return;
    }
    query->statement =
        PQexecPrepared(own(query->db)->connection, parameters->name, parameters->count,
                       parameters->values, parameters->lengths, parameters->formats, 0);
    query->status = report(query->db, query->statement);
    query->row = -1;
    query->row_count = query->status == OK ? PQntuples(query->statement) : 0;
}

static bool postgres_next(struct query *query)
{
    if (!query->started)
        run(query);
    return query->status == OK && ++query->row < query->row_count;
}

static int64_t postgres_get_int(const struct query *query, int column)
{
    return strtoll(PQgetvalue(query->statement, query->row, column), NULL, 10);
}

static double postgres_get_double(const struct query *query, int column)
{
    return strtod(PQgetvalue(query->statement, query->row, column), NULL);
}

static bool postgres_is_null(const struct query *query, int column)
{
    return PQgetisnull(query->statement, query->row, column) != 0;
}

static str postgres_peek(const struct query *query, int column)
{
    return (str){ PQgetvalue(query->statement, query->row, column),
                  (size_t)PQgetlength(query->statement, query->row, column) };
}

// Answers are texts: "\\x" and two digits a byte.
static str postgres_peek_blob(const struct query *query, int column)
{
    size_t length = 0;
    const char *digits = PQgetvalue(query->statement, query->row, column);
    unsigned char *bytes = PQunescapeBytea((const unsigned char *)digits, &length);
    str copy = arena_copy(&query->parameters->texts, (str){ must(bytes), length });
    PQfreemem(bytes);
    return copy;
}

static void postgres_query_close(struct query *query)
{
    PQclear(query->statement);
    if (query->parameters) {
        buf_free(&query->parameters->array);
        arena_free(&query->parameters->texts);
        free(query->parameters);
    }
    query->statement = NULL;
    query->parameters = NULL;
}

// --- bulk: rows are collected and sent as arrays ---

struct bulk_state {
    size_t rows;
    int columns;
    struct buf values[QUERY_PARAMETER_MAX]; // the elements in binary form
};

// "INSERT ... VALUES ($1, $2) ..." becomes "INSERT ... SELECT * FROM unnest($1::bigint[], ...)
// ...".
static str with_arrays(struct arena *arena, const struct bulk *bulk)
{
    str text = str_of(bulk->sql->text);
    size_t at = str_find(text, STR("VALUES ("));
    str rest = str_slice(text, at, text.len);
    size_t end = str_find_byte(rest, ')');
    auto_buf out = buf_new(65536);
    buf_add(&out, str_slice(text, 0, at));
    buf_add(&out, STR("SELECT * FROM unnest("));
    for (int i = 0; bulk->types[i]; i++)
        buf_print(&out, "%s$%d::%s", i ? ", " : "", i + 1, postgres_array_type(bulk->types[i]));
    buf_add(&out, str_slice(rest, end, rest.len));
    return arena_copy(arena, buf_str(&out));
}

static void postgres_bulk_open(struct bulk *bulk)
{
    struct bulk_state *state = calloc(1, sizeof *state);
    if (!state)
        abort();
    bulk->state = state;
    state->columns = (int)strlen(bulk->types);
    for (int i = 0; i < state->columns; i++)
        state->values[i] = buf_new((size_t)1 << 30);
    auto_arena arena = { 0 };
    const char *text = bulk->sql->postgres ? bulk->sql->postgres : with_arrays(&arena, bulk).at;
    bulk->status = prepare(bulk->db, bulk->sql, true, text);
}

static struct buf *column_of(struct bulk *bulk)
{
    struct bulk_state *state = bulk->state;
    return &state->values[bulk->parameter];
}

static void postgres_bulk_int(struct bulk *bulk, int64_t value)
{
    struct buf *column = column_of(bulk);
    postgres_put_be(column, 8, 4);
    postgres_put_be(column, (uint64_t)value, 8);
}

static void postgres_bulk_double(struct bulk *bulk, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    postgres_bulk_int(bulk, (int64_t)bits);
}

static void postgres_bulk_str(struct bulk *bulk, str value)
{
    struct buf *column = column_of(bulk);
    postgres_put_be(column, value.len, 4);
    buf_add(column, value);
}

static void postgres_bulk_null(struct bulk *bulk)
{
    postgres_put_be(column_of(bulk), 0xffffffff, 4);
}

// Sends the collected rows, unless they grew too large or a fault test strikes.
static enum status send_rows(struct bulk *bulk, bool full, const char *const *values,
                             const int *lengths, const int *formats)
{
    if (full)
        return db_report(bulk->db, ERR_TOO_LARGE, "the rows are too large to be sent at once");
    if (db_fault_hits(bulk->db))
        return db_report(bulk->db, ERR_INTERNAL, "the disk failed (a fault test)");
    char name[64];
    name_statement(name, bulk->sql, true);
    PGresult *result =
        PQexecPrepared(own(bulk->db)->connection, name, ((struct bulk_state *)bulk->state)->columns,
                       values, lengths, formats, 1);
    enum status status = report(bulk->db, result);
    PQclear(result);
    return status;
}

static enum status postgres_bulk_flush(struct bulk *bulk)
{
    struct bulk_state *state = bulk->state;
    if (state->rows == 0)
        return OK;
    const char *values[QUERY_PARAMETER_MAX];
    int lengths[QUERY_PARAMETER_MAX], formats[QUERY_PARAMETER_MAX];
    struct buf arrays[QUERY_PARAMETER_MAX];
    bool full = false;
    for (int i = 0; i < state->columns; i++) {
        arrays[i] = buf_new((size_t)1 << 30);
        postgres_put_array(&arrays[i], bulk->types[i], state->rows);
        buf_add(&arrays[i], buf_str(&state->values[i]));
        full = full || buf_full(&state->values[i]) || buf_full(&arrays[i]);
        values[i] = arrays[i].at;
        lengths[i] = (int)arrays[i].len;
        formats[i] = 1;
        buf_clear(&state->values[i]);
    }
    state->rows = 0;
    enum status status = send_rows(bulk, full, values, lengths, formats);
    for (int i = 0; i < state->columns; i++)
        buf_free(&arrays[i]);
    return status;
}

static void postgres_bulk_row(struct bulk *bulk)
{
    struct bulk_state *state = bulk->state;
    if (++state->rows == BULK_ROWS)
        bulk->status = postgres_bulk_flush(bulk);
}

static void postgres_bulk_close(struct bulk *bulk)
{
    struct bulk_state *state = bulk->state;
    for (int i = 0; i < state->columns; i++)
        buf_free(&state->values[i]);
    free(state);
    bulk->state = NULL;
}

const struct engine POSTGRES_ENGINE = {
    .kind = DB_POSTGRES,
    .open = postgres_open,
    .close = postgres_close,
    .begin = postgres_begin,
    .commit = postgres_commit,
    .rollback = postgres_rollback,
    .shared = postgres_shared,
    .script = postgres_script,
    .query_open = postgres_query_open,
    .query_open_text = postgres_query_open_text,
    .bind_int = postgres_bind_int,
    .bind_double = postgres_bind_double,
    .bind_str = postgres_bind_str,
    .bind_blob = postgres_bind_blob,
    .bind_null = postgres_bind_null,
    .next = postgres_next,
    .get_int = postgres_get_int,
    .get_double = postgres_get_double,
    .is_null = postgres_is_null,
    .peek = postgres_peek,
    .peek_blob = postgres_peek_blob,
    .query_close = postgres_query_close,
    .bulk_open = postgres_bulk_open,
    .bulk_int = postgres_bulk_int,
    .bulk_double = postgres_bulk_double,
    .bulk_str = postgres_bulk_str,
    .bulk_null = postgres_bulk_null,
    .bulk_row = postgres_bulk_row,
    .bulk_flush = postgres_bulk_flush,
    .bulk_close = postgres_bulk_close,
};
