#include "format/table.h"

#include "format/table_reader.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

struct table {
    const struct table_reader *reader;
    void *state;
    struct table_options found;
    struct str_list columns;
    int64_t rows; // given out so far
};

static const struct table_reader *const READERS[TABLE_JSONL + 1] = {
    [TABLE_CSV] = &CSV_READER,
    [TABLE_XLSX] = &XLSX_READER,
    [TABLE_JSONL] = &JSONL_READER,
};

// Files that people try and that we do not read, by their first bytes.
static const struct {
    const char *magic;
    const char *advice;
} REFUSED[] = {
    { "\xD0\xCF\x11\xE0",
      "is an old or encrypted Excel file; save it as .xlsx without a password" },
    { "\x1F\x8B", "is compressed; unpack it first" },
    { "%PDF", "is a PDF, not a table; export it as CSV or XLSX where it comes from" },
    { "SQLite format 3", "is a database, not a table; export the table as CSV" },
};

static enum table_format format_of(str start)
{
    if (str_starts(start, STR("PK\x03\x04")))
        return TABLE_XLSX;
    if (str_starts(start, STR("\xEF\xBB\xBF")))
        start = str_slice(start, 3, start.len);
    start = str_trim(start);
    if (str_starts(start, STR("[")))
        start = str_trim(str_slice(start, 1, start.len));
    return str_starts(start, STR("{")) ? TABLE_JSONL : TABLE_CSV;
}

static enum status check_start(const char *path, str start, struct error *error)
{
    for (size_t i = 0; i < LENGTH(REFUSED); i++)
        if (str_starts(start, str_of(REFUSED[i].magic)))
            return fail(error, ERR_INVALID, "file", "\"%s\" %s", path, REFUSED[i].advice);
    return OK;
}

static enum status find_format(const char *path, enum table_format *format, struct error *error)
{
    char start[4096];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return fail(error, errno == EACCES ? ERR_DENIED : ERR_NOT_FOUND, "file",
                    "the file \"%s\" cannot be opened: %s", path, strerrordesc_np(errno));
    ssize_t len = read(file, start, sizeof start);
    close(file);
    if (len < 0)
        return fail(error, ERR_INVALID, "file", "\"%s\" is not a file that can be read", path);
    *format = format_of((str){ start, (size_t)len });
    return check_start(path, (str){ start, (size_t)len }, error);
}

// Without white space around it, line ends inside it, or a byte order mark that was saved as text.
static str clean_name(struct arena *arena, str name)
{
    if (str_starts(name, STR("\xEF\xBB\xBF")))
        name = str_slice(name, 3, name.len);
    name = str_trim(name);
    char *copy = arena_alloc(arena, name.len + 1);
    for (size_t i = 0; i < name.len; i++)
        copy[i] = (unsigned char)name.at[i] < ' ' ? ' ' : name.at[i];
    return (str){ copy, name.len };
}

static size_t count_before(const struct str_list *names, size_t end, str name)
{
    size_t count = 0;
    for (size_t i = 0; i < end; i++)
        count += str_eq_ascii_case(names->items[i], name);
    return count;
}

static bool is_taken(const struct str_list *names, size_t except, str name)
{
    for (size_t i = 0; i < names->count; i++)
        if (i != except && str_eq_ascii_case(names->items[i], name))
            return true;
    return false;
}

// "phone", "phone" becomes "phone", "phone 2".
static void make_unique(struct str_list *names, struct arena *arena)
{
    struct str_list given = { ARENA_NEW(arena, str, names->count), names->count, names->count };
    for (size_t i = 0; i < names->count; i++)
        given.items[i] = names->items[i];
    for (size_t i = 0; i < names->count; i++) {
        size_t number = count_before(&given, i, given.items[i]) + 1;
        while (number > 1 && is_taken(names, i, names->items[i]))
            names->items[i] = arena_print(arena, STR_FMT " %zu", STR_ARG(given.items[i]), number++);
    }
}

static enum status name_columns(struct table *table, struct arena *arena, struct error *error)
{
    struct str_list *names = &table->columns;
    if (names->count == 0)
        return fail(error, ERR_INVALID, "file", "the file has no columns");
    if (names->count > TABLE_COLUMN_MAX)
        return fail(error, ERR_TOO_LARGE, "file", "the file has %zu columns; at most %d are read",
                    names->count, TABLE_COLUMN_MAX);
    for (size_t i = 0; i < names->count; i++) {
        names->items[i] = clean_name(arena, names->items[i]);
        if (!names->items[i].len)
            names->items[i] = arena_print(arena, "column_%zu", i + 1);
    }
    make_unique(names, arena);
    return OK;
}

enum status table_open(struct table **out, const char *path, const struct table_options *options,
                       struct arena *arena, struct error *error)
{
    struct table *table = arena_alloc(arena, sizeof *table);
    *out = NULL;
    if (options)
        table->found = *options;
    if (table->found.format == TABLE_UNKNOWN)
        TRY(find_format(path, &table->found.format, error));
    assert(table->found.format != TABLE_UNKNOWN);
    table->reader = READERS[table->found.format];
    TRY(table->reader->open(&table->state, path, &table->found, &table->columns, arena, error));
    enum status status = name_columns(table, arena, error);
    if (status == OK)
        *out = table;
    else
        table->reader->close(table->state);
    return status;
}

const struct table_options *table_found(const struct table *table)
{
    return &table->found;
}

const struct str_list *table_columns(const struct table *table)
{
    return &table->columns;
}

// Empty cells behind the last column are not worth a word: "a;b;" under "a;b".
static bool has_more_text(const struct table_row *row, size_t from)
{
    for (size_t i = from; i < row->count; i++)
        if (str_trim(row->cells[i]).len)
            return true;
    return false;
}

// As many cells as there are columns.
static void fit_row(struct table_row *row, size_t columns, struct arena *arena)
{
    if (row->count < columns) {
        str *cells = ARENA_NEW(arena, str, columns);
        if (row->count)
            memcpy(cells, row->cells, row->count * sizeof *cells);
        row->cells = cells;
    } else if (has_more_text(row, columns) && !row->problem.len) {
        row->problem = arena_print(arena, "the row has %zu cells but there are %zu columns",
                                   row->count, columns);
    }
    row->count = columns;
}

enum status table_next(struct table *table, struct arena *arena, struct table_row *row, bool *done,
                       struct error *error)
{
    *row = (struct table_row){ 0 };
    *done = false;
    TRY(table->reader->next(table->state, arena, row, done, error));
    if (*done)
        return OK;
    row->number = ++table->rows;
    fit_row(row, table->columns.count, arena);
    return OK;
}

int64_t table_position(const struct table *table)
{
    return table->reader->position(table->state);
}

int64_t table_size(const struct table *table)
{
    return table->reader->size(table->state);
}

void table_close(struct table *table)
{
    if (!table)
        return;
    table->reader->close(table->state);
}
