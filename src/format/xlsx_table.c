// The XLSX reader: parts of a ZIP file -> XML -> cells -> row of texts.
//
//     xlsx_part --> xlsx_xml --+--> xlsx_book     sheets, styles
//                              +--> xlsx_strings  texts that cells share
//                              +--> xlsx_sheet    rows of cells --here--> texts
//
// The strings are read first wherever they stand in the file. A merged cell has its text in its
// first place, as in the file; the places it covers are empty.

#include "format/mojibake.h"
#include "format/table_reader.h"
#include "format/xlsx_book.h"
#include "format/xlsx_sheet.h"
#include "format/xlsx_strings.h"

enum { LOOK_ROWS = 20 }; // in which the header is looked for

struct xlsx {
    struct xlsx_book book;
    struct xlsx_strings strings;
    struct xlsx_sheet_reader *sheet;
    str path, part;
};

static str shared_text(const struct xlsx *xlsx, str stored, struct table_row *row)
{
    int64_t index;
    str text = { 0 };
    if (!str_to_int(str_trim(stored), &index) || index < 0 ||
        !xlsx_strings_get(&xlsx->strings, (size_t)index, &text))
        row->problem = STR("a cell points to a text that is not in the file");
    return text;
}

static enum xlsx_shows cell_shows(const struct xlsx *xlsx, const struct xlsx_cell *cell)
{
    return cell->style < xlsx->book.style_count ? (enum xlsx_shows)xlsx->book.styles[cell->style]
                                                : SHOWS_NUMBER;
}

static str cell_text(const struct xlsx *xlsx, const struct xlsx_cell *cell, str stored,
                     struct arena *arena, struct table_row *row)
{
    switch (cell->type) {
    case CELL_SHARED:
        return shared_text(xlsx, stored, row);
    case CELL_NUMBER:
        return xlsx_date_text(arena, stored, cell_shows(xlsx, cell), xlsx->book.from_1904);
    case CELL_BOOLEAN:
        return str_eq(str_trim(stored), STR("1")) ? STR("true") : STR("false");
    case CELL_ERROR: // "#N/A" is shown to the person, who can judge it
    case CELL_TEXT:
    case CELL_DATE:
        break;
    }
    return stored;
}

static size_t row_width(const struct xlsx_sheet_reader *sheet, const struct xlsx_row *row)
{
    size_t width = 0;
    for (size_t i = 0; i < row->cell_count; i++) {
        size_t column = xlsx_sheet_cell(sheet, row, i)->column;
        width = column >= width ? column + 1 : width;
    }
    return width;
}

// The texts of the row, which the sheet keeps only until its next row, in one piece.
static str row_texts(const struct xlsx_sheet_reader *sheet, const struct xlsx_row *row,
                     struct arena *arena)
{
    if (!row->cell_count)
        return (str){ 0 };
    const struct xlsx_cell *first = xlsx_sheet_cell(sheet, row, 0);
    const struct xlsx_cell *last = xlsx_sheet_cell(sheet, row, row->cell_count - 1);
    struct xlsx_cell all = { .at = first->at, .len = last->at + last->len - first->at };
    return arena_copy(arena, xlsx_sheet_text(sheet, &all));
}

static void check_row(struct arena *arena, struct table_row *row, const struct xlsx_row *from)
{
    size_t len = 0;
    for (size_t i = 0; i < row->count; i++) {
        len += row->cells[i].len;
        if (row->cells[i].len <= TABLE_CELL_MAX)
            continue;
        row->cells[i] = (str){ 0 };
        row->problem = arena_print(arena, "the text in column %zu is longer than %d characters",
                                   i + 1, TABLE_CELL_MAX);
    }
    if (from->too_long || len > TABLE_ROW_MAX) {
        row->problem = arena_print(arena, "the row is longer than %d bytes", TABLE_ROW_MAX);
        row->count = 0;
    } else if (from->too_wide) {
        row->problem =
            arena_print(arena, "the row has more than the %d cells there may be", TABLE_COLUMN_MAX);
    }
}

// Returns whether any cell holds something.
static bool fill_row(const struct xlsx *xlsx, const struct xlsx_row *from, struct arena *arena,
                     struct table_row *row)
{
    bool filled = from->too_long || from->too_wide;
    str texts = row_texts(xlsx->sheet, from, arena);
    size_t base = from->cell_count ? xlsx_sheet_cell(xlsx->sheet, from, 0)->at : 0;
    row->line = from->number;
    row->count = row_width(xlsx->sheet, from);
    row->cells = ARENA_NEW(arena, str, row->count);
    for (size_t i = 0; i < from->cell_count; i++) {
        const struct xlsx_cell *cell = xlsx_sheet_cell(xlsx->sheet, from, i);
        str stored = str_slice(texts, cell->at - base, cell->at - base + cell->len);
        str text = cell_text(xlsx, cell, stored, arena, row);
        row->cells[cell->column] = mojibake_mend(arena, text);
        row->mojibake |= row->cells[cell->column].at != text.at;
        filled = filled || row->problem.len || str_trim(text).len > 0;
    }
    check_row(arena, row, from);
    return filled;
}

static enum status xlsx_next(void *state, struct arena *arena, struct table_row *row, bool *done,
                             struct error *error)
{
    struct xlsx *xlsx = state;
    const struct xlsx_row *from;
    do {
        TRY(xlsx_sheet_next(xlsx->sheet, &from, done, error));
    } while (!*done && !fill_row(xlsx, from, arena, row));
    return OK;
}

// What the first rows look like.
struct look {
    size_t rows, width, title_rows;
    bool has_header;
};

static size_t count_filled(const struct table_row *row)
{
    size_t filled = 0;
    for (size_t i = 0; i < row->count; i++)
        filled += str_trim(row->cells[i]).len > 0;
    return filled;
}

// Rows with a single text above a row with three or more are a title.
static void judge(struct look *look, const struct table_row *rows)
{
    size_t title = 0;
    while (title < look->rows && count_filled(&rows[title]) == 1)
        title++;
    if (title < look->rows && count_filled(&rows[title]) >= 3)
        look->title_rows = title;
    const struct table_row *first = &rows[look->title_rows];
    look->has_header = !first->problem.len && table_row_is_header(first->cells, first->count);
    if (!look->has_header)
        look->title_rows = 0;
}

static enum status look_at_rows(struct xlsx *xlsx, struct look *look, struct error *error)
{
    auto_arena arena = { 0 };
    struct table_row rows[LOOK_ROWS] = { 0 };
    for (bool done = false; look->rows < LOOK_ROWS; look->rows++) {
        struct table_row *row = &rows[look->rows];
        TRY(xlsx_next(xlsx, &arena, row, &done, error));
        if (done)
            break;
        look->width = row->count > look->width ? row->count : look->width;
    }
    if (!look->rows)
        return fail(error, ERR_INVALID, "file", "the sheet holds no rows");
    judge(look, rows);
    return OK;
}

static enum status sheet_restart(struct xlsx *xlsx, struct error *error)
{
    xlsx_sheet_close(xlsx->sheet);
    xlsx->sheet = NULL;
    return xlsx_sheet_open(&xlsx->sheet, xlsx->path.at, xlsx->part, error);
}

static enum status read_header(struct xlsx *xlsx, struct table_options *found,
                               struct str_list *columns, struct arena *arena, struct error *error)
{
    struct look look = { 0 };
    TRY(look_at_rows(xlsx, &look, error));
    if (found->header_rows == 0)
        found->header_rows = look.has_header ? (int)look.title_rows + 1 : -1;
    TRY(sheet_restart(xlsx, error));
    struct table_row row = { 0 };
    bool done = false;
    for (int i = 0; i < found->header_rows && !done; i++) {
        row = (struct table_row){ 0 };
        TRY(xlsx_next(xlsx, arena, &row, &done, error));
    }
    if (done)
        return fail(error, ERR_INVALID, "header_rows", "the sheet has only %zu rows", look.rows);
    for (size_t i = 0; i < look.width || i < row.count; i++)
        *LIST_PUSH(columns, arena) = i < row.count ? row.cells[i] : (str){ 0 };
    return OK;
}

static void xlsx_close(void *state)
{
    struct xlsx *xlsx = state;
    xlsx_sheet_close(xlsx->sheet);
    xlsx_strings_free(&xlsx->strings);
}

static enum status open_sheet(struct xlsx *xlsx, struct table_options *found, struct arena *arena,
                              struct error *error)
{
    const struct xlsx_sheet *sheet;
    TRY(xlsx_book_read(&xlsx->book, xlsx->path.at, arena, error));
    TRY(xlsx_book_sheet(&xlsx->book, found->sheet, &sheet, error));
    found->format = TABLE_XLSX;
    found->sheet = sheet->name;
    xlsx->part = sheet->part;
    TRY(xlsx_strings_read(&xlsx->strings, xlsx->path.at, xlsx->book.strings_part, SPOOL_MEMORY_MAX,
                          error));
    return sheet_restart(xlsx, error);
}

static enum status xlsx_open(void **state, const char *path, struct table_options *found,
                             struct str_list *columns, struct arena *arena, struct error *error)
{
    struct xlsx *xlsx = arena_alloc(arena, sizeof *xlsx);
    xlsx->path = arena_copy(arena, str_of(path));
    enum status status = open_sheet(xlsx, found, arena, error);
    if (status == OK)
        status = read_header(xlsx, found, columns, arena, error);
    if (status != OK)
        xlsx_close(xlsx);
    *state = xlsx;
    return status;
}

static int64_t xlsx_position(const void *state)
{
    const struct xlsx *xlsx = state;
    return xlsx_part_position(xlsx_sheet_part(xlsx->sheet));
}

static int64_t xlsx_size(const void *state)
{
    const struct xlsx *xlsx = state;
    return xlsx_part_size(xlsx_sheet_part(xlsx->sheet));
}

const struct table_reader XLSX_READER = { xlsx_open, xlsx_next, xlsx_position, xlsx_size,
                                          xlsx_close };
