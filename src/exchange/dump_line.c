#include "exchange/dump_line.h"

#include "exchange/dump.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { CHUNK = 1024 * 1024, LINE_MAX_BYTES = 256 * 1024 * 1024 };

// --- the first line ---

static json_t *parse(str line)
{
    json_error_t problem;
    return json_loadb(line.at, line.len, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, &problem);
}

static str text_of(const json_t *value)
{
    return (str){ json_string_value(value), json_string_length(value) };
}

// Keeps those of the program's columns that the dump names, in the dump's order.
static bool pick_columns(const json_t *names, struct dump_table *table)
{
    struct dump_table known = *table;
    size_t count = json_array_size(names);
    if (count == 0 || count > known.column_count)
        return false;
    for (size_t i = 0; i < count; i++) {
        str name = text_of(json_array_get(names, i));
        size_t at = 0, before = 0;
        while (at < known.column_count && !str_eq(known.columns[at].name, name))
            at++;
        while (before < i && !str_eq(table->columns[before].name, name))
            before++;
        if (at == known.column_count || before < i)
            return false;
        table->columns[i] = known.columns[at];
    }
    table->column_count = count;
    return true;
}

static enum status parse_table(const json_t *root, struct arena *arena, struct dump_table *out,
                               struct error *error)
{
    str name = text_of(json_object_get(root, "name"));
    if (!dump_table_find(arena_copy(arena, name), out))
        return fail(error, ERR_INVALID, "dump", "this program has no table '" STR_FMT "'",
                    STR_ARG(name));
    if (!pick_columns(json_object_get(root, "columns"), out))
        return fail(error, ERR_INVALID, "dump",
                    "the columns of table '" STR_FMT "' are not those of this program",
                    STR_ARG(name));
    out->rows = json_integer_value(json_object_get(root, "rows"));
    return out->rows >= 0 ? OK : fail(error, ERR_INVALID, "dump", "a table has less than no rows");
}

static enum status parse_tables(const json_t *tables, struct arena *arena, struct dump_head *out,
                                struct error *error)
{
    size_t count = json_array_size(tables);
    for (size_t i = 0; i < count; i++) {
        struct dump_table *table = LIST_PUSH(&out->tables, arena);
        TRY(parse_table(json_array_get(tables, i), arena, table, error));
        for (size_t j = 0; j < i; j++)
            if (str_eq(out->tables.items[j].name, table->name))
                return fail(error, ERR_INVALID, "dump", "table '" STR_FMT "' comes twice",
                            STR_ARG(table->name));
    }
    return count ? OK : fail(error, ERR_INVALID, "dump", "the first line names no tables");
}

enum status dump_head_parse(str line, struct arena *arena, struct dump_head *out,
                            struct error *error)
{
    *out = (struct dump_head){ 0 };
    json_t *root = parse(line);
    out->format = json_integer_value(json_object_get(root, "kartotek_dump"));
    out->schema = json_integer_value(json_object_get(root, "schema"));
    enum status status = OK;
    if (out->format < 1)
        status = fail(error, ERR_INVALID, "dump", "this is not a dump of kartotek");
    else if (out->format > DUMP_FORMAT)
        status = fail(error, ERR_INVALID, "dump",
                      "the dump was made by a newer kartotek (format %" PRId64
                      ", this program reads %d)",
                      out->format, DUMP_FORMAT);
    else
        status = parse_tables(json_object_get(root, "tables"), arena, out, error);
    json_decref(root);
    return status;
}

// --- rows ---

static bool fits(const json_t *value, char type)
{
    return json_is_null(value) || (type == 'i'   ? json_is_integer(value)
                                   : type == 'd' ? json_is_number(value)
                                                 : json_is_string(value));
}

static bool find_table(const struct dump_head *head, str name, struct dump_row *row)
{
    for (size_t i = 0; i < head->tables.count; i++)
        if (str_eq(head->tables.items[i].name, name)) {
            row->table = &head->tables.items[i];
            row->table_index = i;
            return true;
        }
    return false;
}

static enum status check_row(const struct dump_head *head, struct dump_row *row,
                             struct error *error)
{
    str name = text_of(json_array_get(row->root, 0));
    if (!find_table(head, name, row))
        return fail(error, ERR_INVALID, "dump",
                    "it is no row of a table that the first line names");
    if (json_array_size(row->root) != row->table->column_count + 1)
        return fail(error, ERR_INVALID, "dump", "a row of '" STR_FMT "' has %zu values",
                    STR_ARG(name), row->table->column_count);
    for (size_t i = 0; i < row->table->column_count; i++)
        if (!fits(json_array_get(row->root, i + 1), row->table->columns[i].type))
            return fail(error, ERR_INVALID, "dump",
                        "the value of '" STR_FMT "' is of another kind than its column",
                        STR_ARG(row->table->columns[i].name));
    return OK;
}

enum status dump_row_parse(str line, const struct dump_head *head, struct dump_row *out,
                           struct error *error)
{
    *out = (struct dump_row){ .root = parse(line) };
    if (!json_is_array(out->root)) {
        dump_row_free(out);
        return fail(error, ERR_INVALID, "dump", "it is not a JSON array");
    }
    enum status status = check_row(head, out, error);
    if (status != OK)
        dump_row_free(out);
    return status;
}

void dump_row_free(struct dump_row *row)
{
    json_decref(row->root);
    row->root = NULL;
}

// --- lines ---

// Says at which line it went wrong.
static enum status at_line(const struct dump_reader *reader, enum status status,
                           struct error *error)
{
    if (status == OK)
        return OK;
    struct error reason = *error;
    return fail(error, status, "dump", "line %" PRId64 ": %s", reader->number, reason.message);
}

static enum status read_chunk(struct dump_reader *reader, struct error *error)
{
    ssize_t len;
    do
        len = read(reader->file, reader->chunk, CHUNK);
    while (len < 0 && errno == EINTR);
    reader->chunk_at = 0;
    reader->chunk_len = len > 0 ? (size_t)len : 0;
    return len >= 0 ? OK : fail(error, ERR_INTERNAL, "dump", "cannot be read: %s", strerror(errno));
}

// The next line with its line end, valid until the next call.
static enum status read_line(struct dump_reader *reader, str *line, struct error *error)
{
    buf_clear(&reader->line);
    reader->number++;
    for (;;) {
        str rest = { reader->chunk + reader->chunk_at, reader->chunk_len - reader->chunk_at };
        size_t end = str_find_byte(rest, '\n');
        *line = str_slice(rest, 0, end + 1);
        reader->chunk_at += line->len;
        if (end < rest.len && !reader->line.len)
            return OK;
        buf_add(&reader->line, *line);
        *line = buf_str(&reader->line);
        if (buf_full(&reader->line))
            return fail(error, ERR_TOO_LARGE, "dump", "the line is too long");
        if (end < rest.len)
            return OK;
        TRY(read_chunk(reader, error));
        if (reader->chunk_len == 0)
            return fail(error, ERR_INVALID, "dump", "the dump is cut off");
    }
}

static enum status read_head(struct dump_reader *reader, struct error *error)
{
    str line;
    TRY(read_line(reader, &line, error));
    (void)XXH3_128bits_update(reader->hash, line.at, line.len);
    TRY(dump_head_parse(line, &reader->arena, &reader->head, error));
    reader->rows = ARENA_NEW(&reader->arena, int64_t, reader->head.tables.count);
    return OK;
}

enum status dump_reader_open(struct dump_reader *reader, const char *path, struct error *error)
{
    *reader = (struct dump_reader){ .line = buf_new(LINE_MAX_BYTES) };
    bool is_stdin = strcmp(path, "-") == 0;
    reader->file = is_stdin ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (reader->file < 0)
        return file_failed(path, error);
    reader->chunk = malloc(CHUNK);
    reader->hash = XXH3_createState();
    if (!reader->chunk || !reader->hash)
        abort();
    (void)XXH3_128bits_reset(reader->hash);
    return at_line(reader, read_head(reader, error), error);
}

// The last line: as many rows as were told, and the same bytes.
static enum status check_end(struct dump_reader *reader, str line, struct error *error)
{
    char hash[33];
    XXH128_hash_t found = XXH3_128bits_digest(reader->hash);
    snprintf(hash, sizeof hash, "%016" PRIx64 "%016" PRIx64, found.high64, found.low64);
    json_t *root = parse(line);
    bool same = str_eq(text_of(json_object_get(root, "xxh3_128")), str_of(hash));
    int64_t rows = json_integer_value(json_object_get(root, "rows")), read = 0;
    json_decref(root);
    for (size_t i = 0; i < reader->head.tables.count; i++) {
        read += reader->rows[i];
        if (reader->rows[i] != reader->head.tables.items[i].rows)
            rows = -1;
    }
    if (rows != read)
        return fail(error, ERR_INVALID, "dump", "rows are missing");
    if (!same)
        return fail(error, ERR_INVALID, "dump",
                    "the checksum is wrong: the dump was changed or damaged");
    reader->at_end = true;
    return OK;
}

static enum status next(struct dump_reader *reader, struct dump_row *row, struct error *error)
{
    str line;
    *row = (struct dump_row){ 0 };
    TRY(read_line(reader, &line, error));
    if (line.at[0] == '{')
        return check_end(reader, line, error);
    (void)XXH3_128bits_update(reader->hash, line.at, line.len);
    TRY(dump_row_parse(line, &reader->head, row, error));
    if (row->table_index < reader->table_index) {
        dump_row_free(row);
        return fail(error, ERR_INVALID, "dump", "rows are not in the order of their tables");
    }
    reader->table_index = row->table_index;
    reader->rows[row->table_index]++;
    return OK;
}

enum status dump_reader_next(struct dump_reader *reader, struct dump_row *row, struct error *error)
{
    return at_line(reader, next(reader, row, error), error);
}

void dump_reader_close(struct dump_reader *reader)
{
    if (reader->file >= 0)
        close(reader->file);
    free(reader->chunk);
    (void)XXH3_freeState(reader->hash);
    buf_free(&reader->line);
    arena_free(&reader->arena);
    *reader = (struct dump_reader){ .file = -1 };
}
