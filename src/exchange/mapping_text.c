// A mapping as text, so that it can be remembered:
//
//     {"version":1,"entity":"person","date_order":"dmy","decimal_sign":",","columns":[
//       {"name":"Mobil","target":"phone.mobile","confidence":98,"told":false,"reason":"..."}]}

#include "exchange/mapping_rules.h"

#include "base/json.h"

#include <jansson.h>

enum { VERSION = 1 };

static const char *const ENTITIES[] = { "", "person", "company" };
static const char *const DATE_ORDERS[] = { "", "ymd", "dmy", "mdy" };

static void write_column(struct json *json, const struct mapping_column *column,
                         struct arena *arena)
{
    json_begin_object(json);
    json_key_str(json, "name", column->name);
    json_key_str(json, "target", mapping_target_text(column, arena));
    json_key_int(json, "confidence", column->confidence);
    json_key_bool(json, "told", column->told);
    json_key_str(json, "reason", column->reason);
    json_end_object(json);
}

void mapping_write(const struct mapping *mapping, struct buf *out)
{
    auto_arena arena = { 0 };
    struct json json = json_to(out);
    json_begin_object(&json);
    json_key_int(&json, "version", VERSION);
    json_key_str(&json, "entity", str_of(ENTITIES[mapping->entity]));
    json_key_str(&json, "date_order", str_of(DATE_ORDERS[mapping->date_order]));
    json_key_str(&json, "decimal_sign",
                 ((str){ &mapping->decimal_sign, mapping->decimal_sign ? 1 : 0 }));
    json_key(&json, STR("columns"));
    json_begin_array(&json);
    for (size_t i = 0; i < mapping->count; i++)
        write_column(&json, &mapping->items[i], &arena);
    json_end_array(&json);
    json_end_object(&json);
}

static str text_at(json_t *object, const char *name)
{
    json_t *value = json_object_get(object, name);
    return (str){ json_string_value(value), json_string_length(value) };
}

// The place of a text in a table of names; 0 when it is not there.
static size_t place_of(str text, const char *const *names, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (str_eq(text, str_of(names[i])))
            return i;
    return 0;
}

static json_t *find_column(json_t *columns, str name)
{
    size_t index;
    json_t *column;
    json_array_foreach(columns, index,
                       column) if (str_eq(text_at(column, "name"), name)) return column;
    return NULL;
}

static enum status read_column(struct mapping_column *column, json_t *from, struct arena *arena,
                               struct error *error)
{
    if (!from) {
        column->reason = STR("the column was not there when the mapping was remembered");
        return OK;
    }
    TRY(mapping_read_target(column, arena_copy(arena, text_at(from, "target")), error));
    json_int_t confidence = json_integer_value(json_object_get(from, "confidence"));
    column->confidence = confidence >= 0 && confidence <= 100 ? (int)confidence : 0;
    column->told = json_is_true(json_object_get(from, "told"));
    column->reason = arena_copy(arena, text_at(from, "reason"));
    return OK;
}

static enum status read_mapping(struct mapping *out, json_t *from, const struct str_list *columns,
                                struct arena *arena, struct error *error)
{
    if (json_integer_value(json_object_get(from, "version")) != VERSION)
        return fail(error, ERR_INVALID, "mapping", "this is not a mapping that was saved here");
    str sign = text_at(from, "decimal_sign");
    out->entity = (enum entity)place_of(text_at(from, "entity"), ENTITIES, LENGTH(ENTITIES));
    out->date_order =
        (enum date_order)place_of(text_at(from, "date_order"), DATE_ORDERS, LENGTH(DATE_ORDERS));
    out->decimal_sign = str_eq(sign, STR(",")) || str_eq(sign, STR(".")) ? sign.at[0] : 0;
    out->items = ARENA_NEW(arena, struct mapping_column, columns->count);
    out->count = out->capacity = columns->count;
    for (size_t i = 0; i < columns->count; i++) {
        out->items[i].name = columns->items[i];
        TRY(read_column(&out->items[i],
                        find_column(json_object_get(from, "columns"), columns->items[i]), arena,
                        error));
    }
    return OK;
}

enum status mapping_read(struct mapping *out, str text, const struct str_list *columns,
                         struct arena *arena, struct error *error)
{
    json_error_t problem;
    *out = (struct mapping){ 0 };
    if (text.len > MAPPING_TEXT_MAX)
        return fail(error, ERR_TOO_LARGE, "mapping", "the mapping is longer than a megabyte");
    json_t *from = json_loadb(text.len ? text.at : "", text.len, 0, &problem);
    if (!from)
        return fail(error, ERR_INVALID, "mapping", "the mapping is not valid JSON, line %d",
                    problem.line);
    enum status status = read_mapping(out, from, columns, arena, error);
    json_decref(from);
    return status;
}
