#include "db/engine.h"

struct bulk bulk_open(struct db *db, const struct sql *sql, const char *types)
{
    struct bulk bulk = { .db = db, .sql = sql, .types = types };
    db->engine->bulk_open(&bulk);
    return bulk;
}

void bulk_int(struct bulk *bulk, int64_t value)
{
    bulk->db->engine->bulk_int(bulk, value);
    bulk->parameter++;
}

void bulk_double(struct bulk *bulk, double value)
{
    bulk->db->engine->bulk_double(bulk, value);
    bulk->parameter++;
}

void bulk_str(struct bulk *bulk, str value)
{
    bulk->db->engine->bulk_str(bulk, value);
    bulk->parameter++;
}

void bulk_null(struct bulk *bulk)
{
    bulk->db->engine->bulk_null(bulk);
    bulk->parameter++;
}

void bulk_optional_str(struct bulk *bulk, str value)
{
    if (value.len)
        bulk_str(bulk, value);
    else
        bulk_null(bulk);
}

void bulk_optional_int(struct bulk *bulk, int64_t value)
{
    if (value)
        bulk_int(bulk, value);
    else
        bulk_null(bulk);
}

void bulk_row(struct bulk *bulk)
{
    if (bulk->status == OK)
        bulk->db->engine->bulk_row(bulk);
    bulk->parameter = 0;
}

enum status bulk_end(struct bulk *bulk, struct error *error)
{
    if (bulk->status == OK)
        bulk->status = bulk->db->engine->bulk_flush(bulk);
    if (bulk->status != OK)
        *error = bulk->db->error;
    return bulk->status;
}

void bulk_close(struct bulk *bulk)
{
    if (bulk->db)
        bulk->db->engine->bulk_close(bulk);
    bulk->db = NULL;
}
