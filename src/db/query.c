#include "db/engine.h"

struct query query_open(struct db *db, const struct sql *sql)
{
    struct query query = { .db = db };
    db->engine->query_open(&query, sql);
    return query;
}

struct query query_open_many(struct db *db, const struct sql *sql, const int64_t *ids, size_t count)
{
    struct query query = { .db = db, .ids = ids, .id_count = count, .many = true };
    db->engine->query_open(&query, sql);
    return query;
}

struct query query_open_many_texts(struct db *db, const struct sql *sql, const str *texts,
                                   size_t count)
{
    struct query query = { .db = db, .texts = texts, .id_count = count, .many = true };
    db->engine->query_open(&query, sql);
    return query;
}

struct query query_open_text(struct db *db, const char *text)
{
    struct query query = { .db = db };
    db->engine->query_open_text(&query, text);
    return query;
}

void query_bind_int(struct query *query, int parameter, int64_t value)
{
    query->db->engine->bind_int(query, parameter, value);
}

void query_bind_double(struct query *query, int parameter, double value)
{
    query->db->engine->bind_double(query, parameter, value);
}

void query_bind_str(struct query *query, int parameter, str value)
{
    query->db->engine->bind_str(query, parameter, value);
}

void query_bind_blob(struct query *query, int parameter, str value)
{
    query->db->engine->bind_blob(query, parameter, value);
}

void query_bind_null(struct query *query, int parameter)
{
    query->db->engine->bind_null(query, parameter);
}

void query_bind_optional_str(struct query *query, int parameter, str value)
{
    if (value.len)
        query_bind_str(query, parameter, value);
    else
        query_bind_null(query, parameter);
}

void query_bind_optional_int(struct query *query, int parameter, int64_t value)
{
    if (value)
        query_bind_int(query, parameter, value);
    else
        query_bind_null(query, parameter);
}

bool query_next(struct query *query)
{
    return query->status == OK && query->db->engine->next(query);
}

enum status query_end(struct query *query, struct error *error)
{
    if (query->status != OK)
        *error = query->db->error;
    return query->status;
}

enum status query_run(struct query *query, struct error *error)
{
    while (query_next(query))
        ;
    return query_end(query, error);
}

int64_t query_int(const struct query *query, int column)
{
    return query->db->engine->get_int(query, column);
}

double query_double(const struct query *query, int column)
{
    return query->db->engine->get_double(query, column);
}

bool query_is_null(const struct query *query, int column)
{
    return query->db->engine->is_null(query, column);
}

str query_peek(const struct query *query, int column)
{
    return query->db->engine->peek(query, column);
}

str query_peek_blob(const struct query *query, int column)
{
    return query->db->engine->peek_blob(query, column);
}

str query_str(const struct query *query, int column, struct arena *arena)
{
    return arena_copy(arena, query_peek(query, column));
}

void query_close(struct query *query)
{
    if (query->db)
        query->db->engine->query_close(query);
    query->db = NULL;
}
