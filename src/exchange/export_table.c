#include "exchange/export_table.h"

#include "base/id.h"

#include "exchange/export_table.sql.h"

enum { CELL_MAX = 1024 * 1024 };

enum cell {
    CELL_ID,
    CELL_ENTITY,
    CELL_SINGLE,
    CELL_POINT,
    CELL_ADDRESS, // a part of an address
    CELL_TAGS,
    CELL_LINKS,
    CELL_CUSTOM,
    CELL_SOURCES,
};

struct export_column {
    str title;
    enum cell cell;
    enum field field;
    int number; // of the point, from 0; of the custom field
    int line;   // of the address
};

static const char *const ADDRESS_LINES[] = { "street", "postcode", "city", "region", "country" };

// --- which columns ---

static void add(struct export_table *table, struct arena *arena, struct export_column column)
{
    *LIST_PUSH(table, arena) = column;
}

// "email", "email_2" ...
static str numbered(const char *name, int number, struct arena *arena)
{
    return number ? arena_print(arena, "%s_%d", name, number + 1) : str_of(name);
}

static void add_points(struct export_table *table, enum field field, int count, struct arena *arena)
{
    for (int i = 0; i < count; i++) {
        if (field != FIELD_ADDRESS) {
            add(table, arena,
                (struct export_column){ .title = numbered(field_info(field)->name, i, arena),
                                        .cell = CELL_POINT,
                                        .field = field,
                                        .number = i });
            continue;
        }
        for (int line = 0; line < (int)LENGTH(ADDRESS_LINES); line++)
            add(table, arena,
                (struct export_column){ .title = numbered(ADDRESS_LINES[line], i, arena),
                                        .cell = CELL_ADDRESS,
                                        .field = field,
                                        .number = i,
                                        .line = line });
    }
}

static enum status count_points(struct work *work, int counts[FIELD_COUNT])
{
    auto_query query = query_open(work->db, &sql_export_point_counts);
    while (query_next(&query)) {
        int64_t count = query_int(&query, 1);
        counts[field_find(query_peek(&query, 0))] =
            (int)(count < EXPORT_POINT_MAX ? count : EXPORT_POINT_MAX);
    }
    return query_end(&query, &work->error);
}

static enum status add_custom(struct work *work, struct export_table *table, struct arena *arena)
{
    struct custom_field_list fields;
    TRY(custom_field_list(work, &fields));
    for (size_t i = 0; i < fields.count; i++)
        if (!fields.items[i].hidden)
            add(table, arena,
                (struct export_column){ .title = arena_copy(arena, fields.items[i].name),
                                        .cell = CELL_CUSTOM,
                                        .number = fields.items[i].number });
    return OK;
}

enum status export_table_plan(struct work *work, unsigned entities, struct arena *arena,
                              struct export_table *out)
{
    static const enum field POINTS[] = { FIELD_EMAIL, FIELD_PHONE, FIELD_ADDRESS, FIELD_URL };
    int counts[FIELD_COUNT] = { 0 };
    *out = (struct export_table){ 0 };
    TRY(count_points(work, counts));
    add(out, arena, (struct export_column){ .title = STR("id"), .cell = CELL_ID });
    add(out, arena, (struct export_column){ .title = STR("entity"), .cell = CELL_ENTITY });
    for (enum field field = FIELD_NONE + 1; field < FIELD_EMAIL; field++)
        if (field_info(field)->entities & entities)
            add(out, arena,
                (struct export_column){ .title = str_of(field_info(field)->name),
                                        .cell = CELL_SINGLE,
                                        .field = field });
    for (size_t i = 0; i < LENGTH(POINTS); i++)
        add_points(out, POINTS[i], counts[POINTS[i]] ? counts[POINTS[i]] : 1, arena);
    add(out, arena, (struct export_column){ .title = STR("tags"), .cell = CELL_TAGS });
    add(out, arena, (struct export_column){ .title = STR("links"), .cell = CELL_LINKS });
    TRY(add_custom(work, out, arena));
    add(out, arena, (struct export_column){ .title = STR("sources"), .cell = CELL_SOURCES });
    return OK;
}

str export_column_title(const struct export_table *table, size_t column)
{
    return table->items[column].title;
}

// --- what stands in them ---

static str point_value(const struct golden *golden, enum field field, int number)
{
    for (size_t i = 0; i < golden->point_count; i++)
        if (golden->points[i].field == field && number-- == 0)
            return golden->points[i].value;
    return (str){ 0 };
}

static str line_of(str text, int line)
{
    str part = { 0 };
    for (int i = 0; i <= line; i++)
        if (!str_split(&text, '\n', &part))
            return (str){ 0 };
    return part;
}

static str custom_value(const struct golden *golden, int number)
{
    for (size_t i = 0; i < golden->custom_count; i++)
        if (golden->custom[i].number == number)
            return golden->custom[i].value;
    return (str){ 0 };
}

static void add_separator(struct buf *out, const char *separator)
{
    if (out->len)
        buf_add(out, str_of(separator));
}

static str tags_cell(const struct export_contact *contact, struct arena *arena)
{
    auto_buf out = buf_new(CELL_MAX);
    for (size_t i = 0; i < contact->tags.count; i++) {
        add_separator(&out, "; ");
        buf_add(&out, contact->tags.items[i].name);
    }
    return arena_copy(arena, buf_str(&out));
}

// "Nordlys Bygg AS (employee)"; of a person only, because a company may have thousands.
static str links_cell(const struct export_contact *contact, struct arena *arena)
{
    auto_buf out = buf_new(CELL_MAX);
    for (size_t i = 0; i < contact->links.count; i++) {
        const struct export_link *link = &contact->links.items[i];
        if (!link->to_company || !link->other_id || link->link->to_date.len)
            continue;
        add_separator(&out, "; ");
        buf_print(&out, STR_FMT " (" STR_FMT ")", STR_ARG(link->other_name),
                  STR_ARG(link->link->role));
    }
    return arena_copy(arena, buf_str(&out));
}

// "crm:123 newsletter:77".
static str sources_cell(const struct export_page *page, const struct export_contact *contact,
                        struct arena *arena)
{
    auto_buf out = buf_new(CELL_MAX);
    for (size_t i = 0; i < contact->records.count; i++) {
        const struct record *record = &contact->records.items[i];
        add_separator(&out, " ");
        buf_print(&out, STR_FMT ":" STR_FMT, STR_ARG(export_source_name(page, record->source_id)),
                  STR_ARG(record->external_id));
    }
    return arena_copy(arena, buf_str(&out));
}

str export_cell(const struct export_table *table, size_t index, const struct export_page *page,
                const struct export_contact *contact, struct arena *arena)
{
    const struct export_column *column = &table->items[index];
    const struct golden *golden = contact->golden;
    switch (column->cell) {
    case CELL_ID:
        return id_text(arena, golden->id);
    case CELL_ENTITY:
        return golden->entity == ENTITY_PERSON ? STR("person") : STR("company");
    case CELL_SINGLE:
        return golden->values[column->field];
    case CELL_POINT:
        return point_value(golden, column->field, column->number);
    case CELL_ADDRESS:
        return line_of(point_value(golden, column->field, column->number), column->line);
    case CELL_TAGS:
        return tags_cell(contact, arena);
    case CELL_LINKS:
        return links_cell(contact, arena);
    case CELL_CUSTOM:
        return custom_value(golden, column->number);
    case CELL_SOURCES:
        return sources_cell(page, contact, arena);
    }
    return (str){ 0 };
}
