#include "exchange/dump.h"

#include "base/json.h"
#include "contact/custom_field.h"
#include "db/migrate.h"
#include "exchange/dump_table.h"

#include <inttypes.h>
#include <math.h>
#include <xxhash.h>

enum {
    PAGE_ROWS = 1000,
    CHUNK = 512 * 1024,                 // written at once
    LINE_MAX_BYTES = 256 * 1024 * 1024, // a matching model is the longest text there is
};

struct dumping {
    struct work *work;
    struct export_file *out;
    struct arena arena; // lives as long as the dump; the work's is reset for every page
    struct dump_table_list tables;
    struct buf lines;
    XXH3_state_t *hash;
    int64_t rows;
};

static enum status write_lines(struct dumping *d)
{
    if (buf_full(&d->lines))
        return fail(&d->work->error, ERR_TOO_LARGE, "dump", "a row is longer than %d bytes",
                    LINE_MAX_BYTES);
    (void)XXH3_128bits_update(d->hash, d->lines.at, d->lines.len);
    TRY(export_file_write(d->out, buf_str(&d->lines), &d->work->error));
    buf_clear(&d->lines);
    return OK;
}

// --- the first line ---

static enum status find_tables(struct dumping *d)
{
    struct custom_field_list fields;
    TRY(custom_field_list(d->work, &fields));
    int *numbers = ARENA_NEW(&d->arena, int, fields.count + 1);
    for (size_t i = 0; i < fields.count; i++)
        numbers[i] = fields.items[i].number;
    d->tables = dump_tables(&d->arena, numbers, fields.count);
    for (size_t i = 0; i < d->tables.count; i++) {
        struct dump_table *table = &d->tables.items[i];
        auto_query query = query_open_text(d->work->db, dump_count(table, &d->arena).at);
        if (query_next(&query))
            table->rows = query_int(&query, 0);
        TRY(query_end(&query, &d->work->error));
    }
    return OK;
}

static void put_table(struct json *json, const struct dump_table *table)
{
    json_begin_object(json);
    json_key_str(json, "name", table->name);
    json_key(json, STR("columns"));
    json_begin_array(json);
    for (size_t i = 0; i < table->column_count; i++)
        json_put_str(json, table->columns[i].name);
    json_end_array(json);
    json_key_int(json, "rows", table->rows);
    json_end_object(json);
}

static enum status write_head(struct dumping *d)
{
    int64_t schema = 0;
    TRY(schema_version(d->work->db, &schema, &d->work->error));
    struct json json = json_to(&d->lines);
    json_begin_object(&json);
    json_key_int(&json, "kartotek_dump", DUMP_FORMAT);
    json_key_int(&json, "schema", schema);
    json_key_str(&json, "program", STR(KARTOTEK_VERSION));
    json_key_int(&json, "made_at", d->work->now);
    json_key(&json, STR("tables"));
    json_begin_array(&json);
    for (size_t i = 0; i < d->tables.count; i++)
        put_table(&json, &d->tables.items[i]);
    json_end_array(&json);
    json_end_object(&json);
    buf_add_byte(&d->lines, '\n');
    return write_lines(d);
}

// --- rows ---

// Seventeen digits give the same number again; JSON knows no infinity.
static void put_double(struct json *json, double value)
{
    char text[40];
    struct buf number = { .at = text, .capacity = sizeof text, .limit = sizeof text };
    if (isnan(value)) {
        json_put_null(json);
        return;
    }
    buf_print(&number, "%.17g", isinf(value) ? copysign(1.7976931348623157e308, value) : value);
    json_put_raw(json, buf_str(&number));
}

static void put_row(struct buf *lines, const struct dump_table *table, const struct query *query)
{
    struct json json = json_to(lines);
    json_begin_array(&json);
    json_put_str(&json, table->name);
    for (size_t i = 0; i < table->column_count; i++) {
        if (query_is_null(query, (int)i))
            json_put_null(&json);
        else if (table->columns[i].type == 'i')
            json_put_int(&json, query_int(query, (int)i));
        else if (table->columns[i].type == 'd')
            put_double(&json, query_double(query, (int)i));
        else
            json_put_str(&json, query_peek(query, (int)i));
    }
    json_end_array(&json);
    buf_add_byte(lines, '\n');
}

// The keys of a page's last row, after which the next page begins.
struct place {
    int64_t numbers[DUMP_KEY_MAX];
    str texts[DUMP_KEY_MAX];
    struct arena arena;
};

static void remember(struct place *place, const struct dump_table *table, const struct query *query)
{
    arena_reset(&place->arena);
    for (size_t i = 0; i < table->key_count; i++) {
        int column = (int)table->keys[i];
        if (table->columns[column].type == 'i')
            place->numbers[i] = query_int(query, column);
        else
            place->texts[i] = query_str(query, column, &place->arena);
    }
}

static void bind_place(struct query *query, const struct dump_table *table,
                       const struct place *place)
{
    for (size_t i = 0; i < table->key_count; i++) {
        if (table->columns[table->keys[i]].type == 'i')
            query_bind_int(query, (int)i + 1, place->numbers[i]);
        else
            query_bind_str(query, (int)i + 1, place->texts[i]);
    }
}

static enum status write_page(struct dumping *d, const struct dump_table *table, bool first,
                              struct place *place, int64_t *count)
{
    arena_reset(&d->work->arena);
    str text = dump_select(table, first, PAGE_ROWS, &d->work->arena);
    auto_query query = query_open_text(d->work->db, text.at);
    if (!first)
        bind_place(&query, table, place);
    for (*count = 0; query_next(&query);) {
        put_row(&d->lines, table, &query);
        if (++*count == PAGE_ROWS)
            remember(place, table, &query);
        if (d->lines.len >= CHUNK)
            TRY(write_lines(d));
    }
    d->rows += *count;
    return query_end(&query, &d->work->error);
}

static enum status write_table(struct dumping *d, const struct dump_table *table)
{
    struct place place = { 0 };
    int64_t count = PAGE_ROWS;
    enum status status = OK;
    for (bool first = true; status == OK && count == PAGE_ROWS; first = false)
        status = write_page(d, table, first, &place, &count);
    arena_free(&place.arena);
    return status;
}

static enum status write_tail(struct dumping *d)
{
    TRY(write_lines(d));
    XXH128_hash_t hash = XXH3_128bits_digest(d->hash);
    buf_print(&d->lines, "{\"rows\":%" PRId64 ",\"xxh3_128\":\"%016" PRIx64 "%016" PRIx64 "\"}\n",
              d->rows, hash.high64, hash.low64);
    return export_file_write(d->out, buf_str(&d->lines), &d->work->error);
}

static enum status write_all(struct dumping *d)
{
    TRY(find_tables(d));
    TRY(write_head(d));
    for (size_t i = 0; i < d->tables.count; i++)
        TRY(write_table(d, &d->tables.items[i]));
    return write_tail(d);
}

enum status dump_write(struct work *work, struct export_file *out, int64_t *rows)
{
    struct dumping d = { .work = work, .out = out, .lines = buf_new(LINE_MAX_BYTES) };
    d.hash = XXH3_createState();
    (void)XXH3_128bits_reset(d.hash);
    enum status status = write_all(&d);
    *rows = d.rows;
    (void)XXH3_freeState(d.hash);
    buf_free(&d.lines);
    arena_free(&d.arena);
    return status;
}
