#pragma once

// Reads a text as a file, so that tests can write down what a file holds.

#include "test.h"

#include "format/table.h"

#include <stdlib.h>
#include <unistd.h>

struct table_fixture {
    struct arena arena;
    struct table *table;
    struct error error;
    char path[64];
};

static inline void fixture_write(struct table_fixture *fixture, const char *bytes, size_t len)
{
    *fixture = (struct table_fixture){ .path = "/tmp/kartotek-table-XXXXXX" };
    int file = mkstemp(fixture->path);
    assert_true(file >= 0);
    assert_int_equal(write(file, bytes, len), len);
    close(file);
}

static inline enum status fixture_open(struct table_fixture *fixture, const char *bytes, size_t len,
                                       const struct table_options *options)
{
    fixture_write(fixture, bytes, len);
    return table_open(&fixture->table, fixture->path, options, &fixture->arena, &fixture->error);
}

static inline void fixture_close(struct table_fixture *fixture)
{
    table_close(fixture->table);
    arena_free(&fixture->arena);
    unlink(fixture->path);
}

// The row as "cell|cell", with "!" before it when it has a problem. "END" behind the last one.
static inline str fixture_row(struct table_fixture *fixture)
{
    struct table_row row;
    bool done;
    assert_int_equal(table_next(fixture->table, &fixture->arena, &row, &done, &fixture->error), OK);
    if (done)
        return STR("END");
    str text = arena_print(&fixture->arena, "%s", row.problem.len ? "!" : "");
    for (size_t i = 0; i < row.count; i++)
        text = arena_print(&fixture->arena, STR_FMT "%s" STR_FMT, STR_ARG(text), i ? "|" : "",
                           STR_ARG(row.cells[i]));
    return text;
}

static inline str fixture_columns(struct table_fixture *fixture)
{
    const struct str_list *columns = table_columns(fixture->table);
    str text = STR("");
    for (size_t i = 0; i < columns->count; i++)
        text = arena_print(&fixture->arena, STR_FMT "%s" STR_FMT, STR_ARG(text), i ? "|" : "",
                           STR_ARG(columns->items[i]));
    return text;
}

// A file, its columns, and its rows; the list of rows ends with NULL.
struct table_case {
    const char *file;
    const char *columns;
    const char *rows[8];
};

static inline void check_table(const struct table_case *expected)
{
    struct table_fixture fixture;
    enum status status = fixture_open(&fixture, expected->file, strlen(expected->file), NULL);
    if (status != OK)
        print_error("%s: %s\n", expected->file, fixture.error.message);
    assert_int_equal(status, OK);
    assert_str(fixture_columns(&fixture), expected->columns);
    for (size_t i = 0; expected->rows[i]; i++)
        assert_str(fixture_row(&fixture), expected->rows[i]);
    assert_str(fixture_row(&fixture), "END");
    fixture_close(&fixture);
}
