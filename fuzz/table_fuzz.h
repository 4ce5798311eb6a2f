#pragma once

// Reads bytes as a table file and checks what table.h promises of every row.

#include "base/utf8.h"
#include "format/table.h"

#include <assert.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static void check_row(const struct table_row *row, size_t columns, int64_t number)
{
    assert(row->count == columns);
    assert(row->number == number);
    assert(row->line > 0);
    assert(utf8_valid(row->problem));
    for (size_t i = 0; i < row->count; i++) {
        assert(row->cells[i].len <= TABLE_CELL_MAX);
        assert(utf8_valid(row->cells[i]));
    }
}

static void read_rows(struct table *table, struct error *error)
{
    auto_arena arena = { 0 };
    struct table_row row;
    bool done = false;
    int64_t number = 0, line = 0;
    while (table_next(table, &arena, &row, &done, error) == OK && !done) {
        check_row(&row, table_columns(table)->count, ++number);
        assert(row.line >= line);
        line = row.line;
        arena_reset(&arena);
    }
    assert(table_position(table) <= table_size(table));
}

static void read_table(const uint8_t *bytes, size_t len, enum table_format format)
{
    int file = memfd_create("table", 0);
    if (file < 0 || write(file, bytes, len) != (ssize_t)len)
        return;
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    auto_arena arena = { 0 };
    struct error error;
    struct table *table;
    struct table_options options = { .format = format };
    if (table_open(&table, path, &options, &arena, &error) == OK)
        read_rows(table, &error);
    table_close(table);
    close(file);
}
