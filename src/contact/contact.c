#include "contact/contact.h"

#include "contact/custom_field.h"
#include "contact/point.h"

#include "contact/contact.sql.h"

#include <stdlib.h>

enum { ORIGINS_MAX = 32 * 1024 };

// Single fields in the order of the columns after the common ones in contact_load, contact_put.
static const enum field PERSON_FIELDS[] = {
    FIELD_TITLE,    FIELD_GIVEN,     FIELD_MIDDLE,     FIELD_FAMILY,
    FIELD_SUFFIX,   FIELD_NICKNAME,  FIELD_BIRTH_DATE, FIELD_GENDER,
    FIELD_LANGUAGE, FIELD_JOB_TITLE, FIELD_DEPARTMENT, FIELD_EMPLOYER,
};
static const enum field COMPANY_LOAD_FIELDS[] = {
    FIELD_LANGUAGE,   FIELD_COMPANY_NAME, FIELD_LEGAL_FORM, FIELD_ORG_NUMBER,
    FIELD_VAT_NUMBER, FIELD_INDUSTRY,     FIELD_EMPLOYEES,
};
static const enum field COMPANY_PUT_FIELDS[] = {
    FIELD_LANGUAGE,   FIELD_LEGAL_FORM, FIELD_ORG_NUMBER,
    FIELD_VAT_NUMBER, FIELD_INDUSTRY,   FIELD_EMPLOYEES,
};

// Origins are kept as "field\trecord\n" lines, own fields as "x_4"; none when all values come from
// the one record. Those of own fields are read with their values (custom_field.c).
static void read_origins(struct golden *golden, str text)
{
    str line, name;
    for (enum field field = FIELD_NONE + 1; field < FIELD_EMAIL; field++)
        golden->origins[field] = golden->values[field].len ? golden->id : 0;
    while (str_split(&text, '\n', &line)) {
        if (!str_split(&line, '\t', &name) || !line.at)
            continue;
        enum field field = field_find(name);
        if (field_is_single(field))
            (void)!str_to_int(line, &golden->origins[field]);
    }
}

static str write_origins(const struct golden *golden, struct arena *arena)
{
    auto_buf out = buf_new(ORIGINS_MAX);
    for (enum field field = FIELD_NONE + 1; field < FIELD_EMAIL; field++)
        if (golden->values[field].len && golden->origins[field] != golden->id)
            buf_print(&out, "%s\t%lld\n", field_info(field)->name,
                      (long long)golden->origins[field]);
    for (size_t i = 0; i < golden->custom_count; i++)
        if (golden->custom[i].origin != golden->id)
            buf_print(&out, "x_%d\t%lld\n", golden->custom[i].number,
                      (long long)golden->custom[i].origin);
    return out.len ? arena_copy(arena, buf_str(&out)) : (str){ 0 };
}

static struct golden read_golden(const struct query *query, enum entity entity, struct arena *arena)
{
    struct golden golden = {
        .id = query_int(query, 0),
        .entity = entity,
        .version = query_int(query, 1),
        .records = (int)query_int(query, 2),
        .created_at = query_int(query, 3),
    };
    bool person = entity == ENTITY_PERSON;
    const enum field *fields = person ? PERSON_FIELDS : COMPANY_LOAD_FIELDS;
    size_t count = person ? LENGTH(PERSON_FIELDS) : LENGTH(COMPANY_LOAD_FIELDS);
    for (size_t i = 0; i < count; i++)
        if (!query_is_null(query, 5 + (int)i))
            golden.values[fields[i]] = query_str(query, 5 + (int)i, arena);
    read_origins(&golden, query_peek(query, 4));
    return golden;
}

static int by_id(const void *a, const void *b)
{
    const struct golden *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static enum status load_rows(struct work *work, enum entity entity, const int64_t *ids,
                             size_t count, struct golden_list *out)
{
    const struct sql *sql = entity == ENTITY_PERSON ? &sql_contact_load : &sql_company_load;
    auto_query query = query_open_many(work->db, sql, ids, count);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = read_golden(&query, entity, &work->arena);
    return query_end(&query, &work->error);
}

static void sort_by_id(struct golden_list *list)
{
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_id);
}

static size_t not_found(const struct golden_list *list, const int64_t *ids, size_t count,
                        int64_t *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct golden key = { .id = ids[i] };
        if (!list->count || !bsearch(&key, list->items, list->count, sizeof key, by_id))
            out[kept++] = ids[i];
    }
    return kept;
}

enum status contact_load(struct work *work, const int64_t *ids, size_t count,
                         struct golden_list *out)
{
    *out = (struct golden_list){ 0 };
    if (count == 0)
        return OK;
    TRY(load_rows(work, ENTITY_PERSON, ids, count, out));
    sort_by_id(out);
    int64_t *others = ARENA_NEW(&work->arena, int64_t, count);
    TRY(load_rows(work, ENTITY_COMPANY, others, not_found(out, ids, count, others), out));
    sort_by_id(out);
    TRY(point_load(work, ids, count, out));
    return custom_field_load(work, out->items, out->count);
}

enum status contact_find(struct work *work, int64_t home_id, struct golden *out)
{
    auto_query query = query_open(work->db, &sql_contact_of_home);
    query_bind_int(&query, 1, home_id);
    int64_t id = query_next(&query) ? query_int(&query, 0) : 0;
    TRY(query_end(&query, &work->error));
    struct golden_list list;
    TRY(contact_load(work, &id, 1, &list));
    if (list.count == 0)
        return fail(&work->error, ERR_NOT_FOUND, "id", "there is no such contact");
    *out = list.items[0];
    return OK;
}

// The columns that persons and companies share, in the order of contact_put and company_put.
static void put_common(struct bulk *bulk, const struct golden *golden, struct work *work)
{
    const struct point *email = golden_primary(golden, FIELD_EMAIL);
    const struct point *phone = golden_primary(golden, FIELD_PHONE);
    bulk_int(bulk, golden->id);
    bulk_int(bulk, golden->version);
    bulk_str(bulk, golden_name(golden, &work->arena));
    bulk_str(bulk, golden_sort_key(golden, &work->arena));
    bulk_optional_str(bulk, email ? email->value : (str){ 0 });
    bulk_optional_str(bulk, phone ? phone->value : (str){ 0 });
    bulk_optional_str(bulk, golden_address_line(golden, 2));
    bulk_optional_str(bulk, golden_address_line(golden, 4));
    bulk_int(bulk, golden->records);
    bulk_int(bulk, golden_completeness(golden));
    bulk_optional_str(bulk, write_origins(golden, &work->arena));
    bulk_int(bulk, golden->created_at);
    bulk_int(bulk, work->now);
}

static enum status put_rows(struct work *work, enum entity entity, struct golden *const *items,
                            size_t count)
{
    bool person = entity == ENTITY_PERSON;
    const enum field *fields = person ? PERSON_FIELDS : COMPANY_PUT_FIELDS;
    size_t field_count = person ? LENGTH(PERSON_FIELDS) : LENGTH(COMPANY_PUT_FIELDS);
    auto_bulk bulk = bulk_open(work->db, person ? &sql_contact_put : &sql_company_put,
                               person ? "iittttttiitiitttttttttttt" : "iittttttiitiitttttt");
    for (size_t i = 0; i < count; i++) {
        if (items[i]->entity != entity)
            continue;
        put_common(&bulk, items[i], work);
        for (size_t j = 0; j < field_count; j++)
            bulk_optional_str(&bulk, items[i]->values[fields[j]]);
        bulk_row(&bulk);
    }
    return bulk_end(&bulk, &work->error);
}

static enum status delete_ids(struct work *work, const struct sql *sql, const int64_t *ids,
                              size_t count)
{
    auto_query query = query_open_many(work->db, sql, ids, count);
    return query_run(&query, &work->error);
}

enum status contact_put(struct work *work, struct golden *const *items,
                        const struct golden *const *before, size_t count)
{
    if (count == 0)
        return OK;
    TRY(put_rows(work, ENTITY_PERSON, items, count));
    TRY(put_rows(work, ENTITY_COMPANY, items, count));
    TRY(point_put(work, items, before, count));
    return custom_field_put(work, items, count);
}

enum status contact_remove(struct work *work, const struct golden *items, size_t count)
{
    if (count == 0)
        return OK;
    int64_t *ids = ARENA_NEW(&work->arena, int64_t, count);
    for (size_t i = 0; i < count; i++)
        ids[i] = items[i].id;
    TRY(point_remove(work, ids, count));
    TRY(delete_ids(work, &sql_contact_delete, ids, count));
    return delete_ids(work, &sql_company_delete, ids, count);
}

enum status contact_page(struct work *work, enum entity entity, int64_t after, int64_t limit,
                         struct golden_list *out)
{
    struct int_list ids = { 0 };
    auto_query query = query_open(work->db, entity == ENTITY_PERSON ? &sql_contact_page_ids
                                                                    : &sql_company_page_ids);
    query_bind_int(&query, 1, after);
    query_bind_int(&query, 2, limit);
    while (query_next(&query))
        *LIST_PUSH(&ids, &work->arena) = query_int(&query, 0);
    TRY(query_end(&query, &work->error));
    return contact_load(work, ids.items, ids.count, out);
}

enum status contact_count(struct work *work, enum entity entity, int64_t *count)
{
    auto_query query =
        query_open(work->db, entity == ENTITY_PERSON ? &sql_contact_count : &sql_company_count);
    if (query_next(&query))
        *count = query_int(&query, 0);
    return query_end(&query, &work->error);
}
