#include "contact/home_fact.h"

#include "base/id.h"

#include "contact/home_fact.sql.h"

static enum status check_text(struct work *work, const char *field, str text, size_t limit)
{
    if (!text.len)
        return fail(&work->error, ERR_INVALID, field, "a %s needs text", field);
    if (text.len > limit)
        return fail(&work->error, ERR_INVALID, field, "a %s is at most %zu bytes", field, limit);
    return OK;
}

// Who, when and under which job: the end of every row.
static void put_origin(struct bulk *bulk, const struct work *work)
{
    bulk_int(bulk, work->actor_id);
    bulk_int(bulk, work->now);
    bulk_int(bulk, work->job_id);
    bulk_row(bulk);
}

enum status link_add(struct work *work, struct link *links, size_t count)
{
    auto_bulk bulk = bulk_open(work->db, &sql_link_insert, "iiitttiii");
    for (size_t i = 0; i < count; i++) {
        TRY(check_text(work, "role", links[i].role, ROLE_BYTES_MAX));
        links[i].id = id_new();
        bulk_int(&bulk, links[i].id);
        bulk_int(&bulk, links[i].from_home);
        bulk_int(&bulk, links[i].to_home);
        bulk_str(&bulk, links[i].role);
        bulk_optional_str(&bulk, links[i].from_date);
        bulk_optional_str(&bulk, links[i].to_date);
        put_origin(&bulk, work);
    }
    return bulk_end(&bulk, &work->error);
}

enum status tag_add(struct work *work, struct tag *tags, size_t count)
{
    auto_bulk bulk = bulk_open(work->db, &sql_tag_insert, "iitiii");
    for (size_t i = 0; i < count; i++) {
        TRY(check_text(work, "tag", tags[i].name, TAG_BYTES_MAX));
        tags[i].id = id_new();
        bulk_int(&bulk, tags[i].id);
        bulk_int(&bulk, tags[i].home_id);
        bulk_str(&bulk, tags[i].name);
        put_origin(&bulk, work);
    }
    return bulk_end(&bulk, &work->error);
}

enum status note_add(struct work *work, struct note *notes, size_t count)
{
    auto_bulk bulk = bulk_open(work->db, &sql_note_insert, "iitiii");
    for (size_t i = 0; i < count; i++) {
        TRY(check_text(work, "note", notes[i].body, NOTE_BYTES_MAX));
        notes[i].id = id_new();
        bulk_int(&bulk, notes[i].id);
        bulk_int(&bulk, notes[i].home_id);
        bulk_str(&bulk, notes[i].body);
        put_origin(&bulk, work);
    }
    return bulk_end(&bulk, &work->error);
}

enum status link_load(struct work *work, const int64_t *home_ids, size_t count,
                      struct link_list *out)
{
    auto_query query = query_open_many(work->db, &sql_link_load, home_ids, count);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = (struct link){
            .id = query_int(&query, 0),
            .from_home = query_int(&query, 1),
            .to_home = query_int(&query, 2),
            .role = query_str(&query, 3, &work->arena),
            .from_date = query_str(&query, 4, &work->arena),
            .to_date = query_str(&query, 5, &work->arena),
        };
    return query_end(&query, &work->error);
}

enum status tag_load(struct work *work, const int64_t *home_ids, size_t count, struct tag_list *out)
{
    auto_query query = query_open_many(work->db, &sql_tag_load, home_ids, count);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = (struct tag){
            .id = query_int(&query, 0),
            .home_id = query_int(&query, 1),
            .name = query_str(&query, 2, &work->arena),
        };
    return query_end(&query, &work->error);
}

enum status note_load(struct work *work, const int64_t *home_ids, size_t count,
                      struct note_list *out)
{
    auto_query query = query_open_many(work->db, &sql_note_load, home_ids, count);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = (struct note){
            .id = query_int(&query, 0),
            .home_id = query_int(&query, 1),
            .actor = query_int(&query, 2),
            .at = query_int(&query, 3),
            .body = query_str(&query, 4, &work->arena),
        };
    return query_end(&query, &work->error);
}

enum status home_fact_homes_of_job(struct work *work, int64_t job_id, struct int_list *out)
{
    auto_query query = query_open(work->db, &sql_home_fact_homes_of_job);
    query_bind_int(&query, 1, job_id);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = query_int(&query, 0);
    return query_end(&query, &work->error);
}
