#pragma once

// Rows for a terminal: columns padded by what a terminal shows, not by bytes. Long cells are cut,
// but never those of the last column. An empty grid writes nothing.
//
//     struct grid grid = grid_new(arena, (const char *const[]){ "id", "name" }, 2);
//     grid_id(&grid, id); grid_str(&grid, name);          // cell by cell, row after row
//     grid_write(&grid, out);

#include "base/buf.h"

#include "base/arena.h"

enum { GRID_COLUMN_MAX = 12, GRID_WIDTH_MAX = 48 };

struct grid {
    struct arena *arena;
    const char *const *titles;
    size_t columns;
    struct str_list cells;
    bool right[GRID_COLUMN_MAX]; // columns of numbers
};

// `titles` must outlive the grid.
struct grid grid_new(struct arena *arena, const char *const *titles, size_t columns);

void grid_str(struct grid *grid, str cell); // control characters become spaces
void grid_int(struct grid *grid, int64_t cell);
void grid_id(struct grid *grid, int64_t id);        // 0 is empty
void grid_time(struct grid *grid, int64_t time_ms); // 0 is empty

// Titles, unless all are empty, and rows, a line each.
void grid_write(const struct grid *grid, struct buf *out);

// How many columns of a terminal the text takes (Unicode East Asian Width, UAX #11).
size_t display_width(str text);
