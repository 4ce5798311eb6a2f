#include "contact/source.h"

#include "base/id.h"

#include "contact/source.sql.h"

enum { NAME_BYTES_MAX = 100 };

// Columns in the order of source_by_name.
static struct source read_source(const struct query *query, struct arena *arena)
{
    return (struct source){
        .id = query_int(query, 0),
        .name = query_str(query, 1, arena),
        .kind = query_str(query, 2, arena),
        .trust = query_int(query, 3),
        .country = query_str(query, 4, arena),
        .mapping = query_str(query, 5, arena),
    };
}

static enum status find(struct work *work, str name, struct source *out, bool *found)
{
    auto_query query = query_open(work->db, &sql_source_by_name);
    query_bind_str(&query, 1, name);
    *found = query_next(&query);
    if (*found)
        *out = read_source(&query, &work->arena);
    return query_end(&query, &work->error);
}

static enum status insert(struct work *work, str name, const char *kind)
{
    auto_query query = query_open(work->db, &sql_source_insert);
    query_bind_int(&query, 1, id_new());
    query_bind_str(&query, 2, name);
    query_bind_str(&query, 3, str_of(kind));
    query_bind_int(&query, 4, TRUST_DEFAULT);
    query_bind_int(&query, 5, work->now);
    return query_run(&query, &work->error);
}

enum status source_need(struct work *work, str name, const char *kind, struct source *out)
{
    bool found = false;
    if (!name.len || name.len > NAME_BYTES_MAX)
        return fail(&work->error, ERR_INVALID, "source", "a source's name has 1 to %d bytes",
                    NAME_BYTES_MAX);
    TRY(find(work, name, out, &found));
    if (found)
        return OK;
    TRY(insert(work, name, kind));
    return find(work, name, out, &found); // also when another server made it meanwhile
}

enum status source_save(struct work *work, const struct source *source)
{
    auto_query query = query_open(work->db, &sql_source_save);
    query_bind_int(&query, 1, source->id);
    query_bind_int(&query, 2, source->trust);
    query_bind_optional_str(&query, 3, source->country);
    query_bind_optional_str(&query, 4, source->mapping);
    return query_run(&query, &work->error);
}

enum status source_list(struct work *work, struct source_list *out)
{
    *out = (struct source_list){ 0 };
    auto_query query = query_open(work->db, &sql_source_list);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = read_source(&query, &work->arena);
    return query_end(&query, &work->error);
}
