#include "cli/grid.h"

#include "base/id.h"
#include "base/utf8.h"
#include "cli/session.h"

#include <unicode/uchar.h>

struct grid grid_new(struct arena *arena, const char *const *titles, size_t columns)
{
    return (struct grid){ .arena = arena, .titles = titles, .columns = columns };
}

void grid_str(struct grid *grid, str cell)
{
    *LIST_PUSH(&grid->cells, grid->arena) = cli_text(grid->arena, cell);
}

void grid_int(struct grid *grid, int64_t cell)
{
    grid->right[grid->cells.count % grid->columns] = true;
    grid_str(grid, arena_print(grid->arena, "%lld", (long long)cell));
}

void grid_id(struct grid *grid, int64_t id)
{
    grid_str(grid, id ? id_text(grid->arena, id) : STR(""));
}

void grid_time(struct grid *grid, int64_t time_ms)
{
    grid_str(grid, cli_time(grid->arena, time_ms));
}

static size_t character_width(uint32_t c)
{
    int8_t type = u_charType((UChar32)c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR)
        return 0;
    int width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_FULLWIDTH || width == U_EA_WIDE ? 2 : 1;
}

size_t display_width(str text)
{
    size_t width = 0;
    while (text.len)
        width += character_width(utf8_next(&text));
    return width;
}

// The beginning of `text` that fits, with a mark that it was cut.
static str cut(struct arena *arena, str text, size_t most)
{
    if (display_width(text) <= most)
        return text;
    str rest = text;
    size_t width = 0, len = 0;
    while (rest.len) {
        width += character_width(utf8_next(&rest));
        if (width >= most)
            break;
        len = text.len - rest.len;
    }
    return arena_print(arena, STR_FMT "…", STR_ARG(str_slice(text, 0, len)));
}

static str cell_at(const struct grid *grid, size_t row, size_t column)
{
    str cell = grid->cells.items[row * grid->columns + column];
    return column + 1 < grid->columns ? cut(grid->arena, cell, GRID_WIDTH_MAX) : cell;
}

static size_t column_width(const struct grid *grid, size_t column)
{
    size_t width = display_width(str_of(grid->titles[column]));
    for (size_t row = 0; row < grid->cells.count / grid->columns; row++) {
        size_t cell = display_width(cell_at(grid, row, column));
        width = cell > width ? cell : width;
    }
    return width;
}

static void pad(struct buf *out, size_t spaces)
{
    while (spaces--)
        buf_add_byte(out, ' ');
}

static void add_cell(const struct grid *grid, size_t column, size_t width, str cell,
                     struct buf *out)
{
    size_t spaces = width - display_width(cell);
    bool last = column + 1 == grid->columns;
    if (column)
        buf_add(out, STR("  "));
    if (grid->right[column])
        pad(out, spaces);
    buf_add(out, cell);
    if (!grid->right[column] && !last)
        pad(out, spaces);
    if (!last)
        return;
    while (out->len && out->at[out->len - 1] == ' ')
        out->len--; // empty cells at the end
    buf_add_byte(out, '\n');
}

static bool has_titles(const struct grid *grid)
{
    for (size_t i = 0; i < grid->columns; i++)
        if (*grid->titles[i])
            return true;
    return false;
}

void grid_write(const struct grid *grid, struct buf *out)
{
    size_t widths[GRID_COLUMN_MAX], rows = grid->cells.count / grid->columns;
    if (!rows)
        return;
    for (size_t i = 0; i < grid->columns; i++)
        widths[i] = column_width(grid, i);
    for (size_t i = 0; i < grid->columns && has_titles(grid); i++)
        add_cell(grid, i, widths[i], str_of(grid->titles[i]), out);
    for (size_t row = 0; row < rows; row++)
        for (size_t i = 0; i < grid->columns; i++)
            add_cell(grid, i, widths[i], cell_at(grid, row, i), out);
}
