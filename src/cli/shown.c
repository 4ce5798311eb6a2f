#include "cli/shown.h"

#include "base/id.h"
#include "base/ids.h"

#include <stdlib.h>

static int by_id(const void *a, const void *b)
{
    const struct record *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

enum status shown_load(struct work *work, const int64_t *homes, size_t count, struct shown *out)
{
    *out = (struct shown){ 0 };
    if (count == 0)
        return OK;
    int64_t *ids = ARENA_NEW(&work->arena, int64_t, count);
    memcpy(ids, homes, count * sizeof *ids);
    TRY(record_load(work, ids, ids_sort(ids, count), &out->records));
    if (out->records.count == 0)
        return OK;
    qsort(out->records.items, out->records.count, sizeof *out->records.items, by_id);
    for (size_t i = 0; i < out->records.count; i++)
        ids[i] = out->records.items[i].contact_id;
    return contact_load(work, ids, ids_sort(ids, out->records.count), &out->contacts);
}

const struct golden *shown_find(const struct shown *shown, int64_t home_id)
{
    struct record key = { .id = home_id };
    const struct record *record =
        shown->records.count
            ? bsearch(&key, shown->records.items, shown->records.count, sizeof key, by_id)
            : NULL;
    for (size_t i = 0; record && i < shown->contacts.count; i++)
        if (shown->contacts.items[i].id == record->contact_id)
            return &shown->contacts.items[i];
    return NULL;
}

str shown_name(const struct shown *shown, int64_t home_id, struct arena *arena)
{
    const struct golden *golden = shown_find(shown, home_id);
    return golden ? golden_name(golden, arena) : STR("(gone)");
}

static str primary(const struct golden *golden, enum field field)
{
    const struct point *point = golden_primary(golden, field);
    return point ? point->value : STR("");
}

const char *entity_name(enum entity entity)
{
    return entity == ENTITY_COMPANY ? "company" : "person";
}

void contact_json(struct json *json, const struct golden *golden, struct arena *arena)
{
    json_begin_object(json);
    json_key_str(json, "id", id_text(arena, golden->id));
    json_key_str(json, "entity", str_of(entity_name(golden->entity)));
    json_key_str(json, "name", golden_name(golden, arena));
    json_key_str(json, "email", primary(golden, FIELD_EMAIL));
    json_key_str(json, "phone", primary(golden, FIELD_PHONE));
    json_key_str(json, "city", golden_address_line(golden, 2));
    json_key_str(json, "country", golden_address_line(golden, 4));
    json_end_object(json);
}

str shown_line(str text, struct arena *arena)
{
    auto_buf out = buf_new(8192);
    str line;
    while (str_split(&text, '\n', &line))
        if (line.len) {
            buf_add(&out, out.len ? STR(", ") : STR(""));
            buf_add(&out, line);
        }
    return arena_copy(arena, buf_str(&out));
}

str evidence_next(str *evidence)
{
    size_t end = str_find(*evidence, STR("; "));
    str part = str_slice(*evidence, 0, end);
    *evidence = str_slice(*evidence, end + 2, evidence->len);
    return part;
}

struct grid contact_grid(struct arena *arena)
{
    static const char *const TITLES[] = { "id", "name", "e-mail", "phone", "city" };
    return grid_new(arena, TITLES, LENGTH(TITLES));
}

void contact_grid_add(struct grid *grid, const struct golden *golden)
{
    grid_id(grid, golden->id);
    grid_str(grid, golden_name(golden, grid->arena));
    grid_str(grid, primary(golden, FIELD_EMAIL));
    grid_str(grid, primary(golden, FIELD_PHONE));
    grid_str(grid, golden_address_line(golden, 2));
}
