#pragma once

// Running one statement. Binding never fails by itself: the first error sticks and query_end
// reports it. Statements are prepared once per connection.
//
//     auto_query query = query_open(work->db, &sql_note_by_home);
//     query_bind_int(&query, 1, home_id);
//     while (query_next(&query))
//         ... query_int(&query, 0) ...
//     TRY(query_end(&query, &work->error));

#include "db/db.h"

enum { QUERY_PARAMETER_MAX = 48 };

struct query {
    struct db *db;
    void *statement; // the engine's
    enum status status;
    const int64_t *ids; // query_open_many: the ids still to run for
    const str *texts;   // query_open_many_texts: the texts
    size_t id_count, id_next;
    int row, row_count; // PostgreSQL: the rows of the whole answer
    struct query_parameters *parameters;
    bool many, started;
};

struct query query_open(struct db *db, const struct sql *sql);

// Runs `sql` once for every id, bound as $1, and gives all rows in one go. On PostgreSQL the
// statement's @postgres block takes the whole array: "... = ANY($1::bigint[])"; no order is kept
// between ids, so the rows must tell which id they belong to. `ids` must outlive the query.
struct query query_open_many(struct db *db, const struct sql *sql, const int64_t *ids,
                             size_t count);

// The same for texts: "= ANY($1::text[])".
struct query query_open_many_texts(struct db *db, const struct sql *sql, const str *texts,
                                   size_t count);

// A statement put together at run time; prepared for this one run.
struct query query_open_text(struct db *db, const char *text);

void query_bind_int(struct query *query, int parameter, int64_t value);
void query_bind_double(struct query *query, int parameter, double value);
void query_bind_str(struct query *query, int parameter, str value);  // must live until query_end
void query_bind_blob(struct query *query, int parameter, str value); // the same
void query_bind_null(struct query *query, int parameter);

// An empty str becomes NULL, an id of 0 too.
void query_bind_optional_str(struct query *query, int parameter, str value);
void query_bind_optional_int(struct query *query, int parameter, int64_t value);

// Steps to the next row. False at the end and after an error.
bool query_next(struct query *query);
enum status query_end(struct query *query, struct error *error) MUST_USE;

// For statements that give no rows.
enum status query_run(struct query *query, struct error *error) MUST_USE;

int64_t query_int(const struct query *query, int column);   // NULL is 0
double query_double(const struct query *query, int column); // NULL is 0
bool query_is_null(const struct query *query, int column);
str query_str(const struct query *query, int column, struct arena *arena); // NULL is empty

// The text without a copy; valid until the next step.
str query_peek(const struct query *query, int column);
str query_peek_blob(const struct query *query, int column); // the bytes of a blob

void query_close(struct query *query);
#define auto_query __attribute__((cleanup(query_close))) struct query
