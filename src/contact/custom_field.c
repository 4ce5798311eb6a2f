#include "contact/custom_field.h"

#include "contact/custom_field.sql.h"

enum { NAME_MAX_BYTES = 60, STATEMENT_MAX = 32 * 1024 };

enum status custom_field_list(struct work *work, struct custom_field_list *out)
{
    *out = (struct custom_field_list){ 0 };
    auto_query query = query_open(work->db, &sql_custom_field_list);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = (struct custom_field){
            .number = (int)query_int(&query, 0),
            .name = query_str(&query, 1, &work->arena),
            .title = query_str(&query, 2, &work->arena),
            .class = query_str(&query, 3, &work->arena),
            .hidden = query_int(&query, 4) != 0,
        };
    return query_end(&query, &work->error);
}

enum status custom_field_columns(struct work *work, int number)
{
    char script[160];
    struct buf text = { .at = script, .capacity = sizeof script, .limit = sizeof script };
    buf_print(&text,
              "ALTER TABLE contact ADD COLUMN \"x_%d\" TEXT;"
              "ALTER TABLE company ADD COLUMN \"x_%d\" TEXT;%c",
              number, number, '\0');
    return db_script(work->db, script, &work->error);
}

static enum status insert(struct work *work, int number, str name)
{
    auto_query query = query_open(work->db, &sql_custom_field_insert);
    query_bind_int(&query, 1, number);
    query_bind_str(&query, 2, name);
    query_bind_str(&query, 3, name);
    query_bind_str(&query, 4, STR("personal"));
    return query_run(&query, &work->error);
}

enum status custom_field_need(struct work *work, str name, int *number)
{
    struct custom_field_list fields;
    TRY(custom_field_list(work, &fields));
    for (size_t i = 0; i < fields.count; i++)
        if (str_eq(fields.items[i].name, name)) {
            *number = fields.items[i].number;
            return OK;
        }
    if (!name.len || name.len > NAME_MAX_BYTES)
        return fail(&work->error, ERR_INVALID, "custom field", "a name has 1 to %d bytes",
                    NAME_MAX_BYTES);
    if (fields.count == CUSTOM_FIELD_MAX)
        return fail(&work->error, ERR_TOO_LARGE, "custom field", "there are %d already",
                    CUSTOM_FIELD_MAX);
    *number = (int)fields.count + 1;
    TRY(insert(work, *number, name));
    return custom_field_columns(work, *number);
}

// "SELECT origins, "x_1", ... FROM table WHERE id = $1"; a handful of contacts at a time have any.
static str select_statement(struct work *work, const struct custom_field_list *fields,
                            const char *table)
{
    auto_buf text = buf_new(STATEMENT_MAX);
    buf_print(&text, "SELECT origins");
    for (size_t i = 0; i < fields->count; i++)
        buf_print(&text, ", \"x_%d\"", fields->items[i].number);
    buf_print(&text, " FROM %s WHERE id = $1", table);
    return arena_copy(&work->arena, buf_str(&text));
}

struct custom_value_list {
    struct custom_value *items;
    size_t count, capacity;
};

// Lines of `origins` are "x_4\trecord"; what has none comes from the contact's own record.
static int64_t origin_of(str origins, int number, int64_t otherwise)
{
    str line, name;
    int64_t found = 0, origin = 0;
    while (str_split(&origins, '\n', &line))
        if (str_split(&line, '\t', &name) && str_starts(name, STR("x_")) &&
            str_to_int(str_slice(name, 2, name.len), &found) && found == number &&
            str_to_int(line, &origin))
            return origin;
    return otherwise;
}

static enum status load_one(struct work *work, const struct custom_field_list *fields,
                            const char *statement, struct golden *golden)
{
    struct custom_value_list values = { 0 };
    auto_query query = query_open_text(work->db, statement);
    query_bind_int(&query, 1, golden->id);
    if (query_next(&query))
        for (size_t i = 0; i < fields->count; i++)
            if (!query_is_null(&query, (int)i + 1))
                *LIST_PUSH(&values, &work->arena) = (struct custom_value){
                    .number = fields->items[i].number,
                    .value = query_str(&query, (int)i + 1, &work->arena),
                    .origin = origin_of(query_peek(&query, 0), fields->items[i].number, golden->id),
                };
    golden->custom = values.items;
    golden->custom_count = values.count;
    return query_end(&query, &work->error);
}

static const char *table_of(enum entity entity)
{
    return entity == ENTITY_PERSON ? "contact" : "company";
}

enum status custom_field_load(struct work *work, struct golden *items, size_t count)
{
    struct custom_field_list fields;
    TRY(custom_field_list(work, &fields));
    if (fields.count == 0)
        return OK;
    str person = select_statement(work, &fields, table_of(ENTITY_PERSON));
    str company = select_statement(work, &fields, table_of(ENTITY_COMPANY));
    for (size_t i = 0; i < count; i++)
        TRY(load_one(work, &fields, items[i].entity == ENTITY_PERSON ? person.at : company.at,
                     &items[i]));
    return OK;
}

static enum status put_one(struct work *work, const struct custom_field_list *fields,
                           const struct golden *golden)
{
    auto_buf text = buf_new(STATEMENT_MAX);
    buf_print(&text, "UPDATE %s SET ", table_of(golden->entity));
    for (size_t i = 0; i < fields->count; i++)
        buf_print(&text, "%s\"x_%d\" = NULL", i ? ", " : "", fields->items[i].number);
    buf_print(&text, " WHERE id = $1");
    auto_query clear = query_open_text(work->db, arena_copy(&work->arena, buf_str(&text)).at);
    query_bind_int(&clear, 1, golden->id);
    TRY(query_run(&clear, &work->error));
    for (size_t i = 0; i < golden->custom_count; i++) {
        str statement = arena_print(&work->arena, "UPDATE %s SET \"x_%d\" = $2 WHERE id = $1",
                                    table_of(golden->entity), golden->custom[i].number);
        auto_query set = query_open_text(work->db, statement.at);
        query_bind_int(&set, 1, golden->id);
        query_bind_str(&set, 2, golden->custom[i].value);
        TRY(query_run(&set, &work->error));
    }
    return OK;
}

enum status custom_field_put(struct work *work, struct golden *const *items, size_t count)
{
    struct custom_field_list fields;
    TRY(custom_field_list(work, &fields));
    for (size_t i = 0; i < count && fields.count; i++)
        TRY(put_one(work, &fields, items[i]));
    return OK;
}
