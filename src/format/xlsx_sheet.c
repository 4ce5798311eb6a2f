#include "format/xlsx_sheet.h"

#include "format/table.h"
#include "format/xlsx_text.h"

#include <stdlib.h>

// Rows are made while a chunk of XML is parsed and wait here until they are asked for:
//
//     rows:   [ 1 | 2 | 3 | (4 begun) ]      each knows its cells
//     cells:  [ A1 B1 C1 | A2 C2 | ... ]     each knows its text
//     texts:  "Anna" "46701" "12" ...
//
// When all complete rows are used, the begun one moves to the front and the next chunk is parsed.
struct xlsx_sheet_reader {
    struct xlsx_xml *xml;
    struct arena arena; // rows and cells
    struct {
        struct xlsx_row *items;
        size_t count, capacity;
    } rows;
    struct {
        struct xlsx_cell *items;
        size_t count, capacity;
    } cells;
    struct buf texts;
    size_t next_row;       // of `rows`, the next to give out
    struct xlsx_row begun; // the row being read, when in_row
    bool in_row, in_cell, in_value, at_end;
    struct xlsx_cell cell;
    struct xlsx_text_state text_state;
    int64_t last_row;
    unsigned next_column;
};

static enum xlsx_cell_type cell_type(str type)
{
    if (!type.len || str_eq(type, STR("n")))
        return CELL_NUMBER;
    if (str_eq(type, STR("s")))
        return CELL_SHARED;
    if (str_eq(type, STR("b")))
        return CELL_BOOLEAN;
    if (str_eq(type, STR("e")))
        return CELL_ERROR;
    return str_eq(type, STR("d")) ? CELL_DATE : CELL_TEXT; // "str" and "inlineStr"
}

// The column of "BC12", counted from 0; `otherwise` when the reference is missing.
static unsigned column_of(str reference, unsigned otherwise)
{
    unsigned column = 0;
    for (size_t i = 0; i < reference.len && i < 4; i++) {
        char letter = (char)(reference.at[i] & ~0x20);
        if (letter < 'A' || letter > 'Z')
            break;
        column = column * 26 + (unsigned)(letter - 'A') + 1;
    }
    return column ? column - 1 : otherwise;
}

static void begin_row(struct xlsx_sheet_reader *sheet, const struct xlsx_attributes *attributes)
{
    int64_t number;
    if (!str_to_int(xlsx_attribute(attributes, "r"), &number) || number < 1)
        number = sheet->last_row + 1;
    sheet->last_row = number;
    sheet->begun = (struct xlsx_row){ .number = number, .first_cell = sheet->cells.count };
    sheet->next_column = 0;
    sheet->in_row = true;
    sheet->in_cell = false;
}

static void begin_cell(struct xlsx_sheet_reader *sheet, const struct xlsx_attributes *attributes)
{
    int64_t style;
    if (!str_to_int(xlsx_attribute(attributes, "s"), &style) || style < 0 || style > INT32_MAX)
        style = 0;
    sheet->cell = (struct xlsx_cell){
        .type = cell_type(xlsx_attribute(attributes, "t")),
        .column = column_of(xlsx_attribute(attributes, "r"), sheet->next_column),
        .style = (unsigned)style,
        .at = sheet->texts.len,
    };
    sheet->next_column = sheet->cell.column + 1;
    sheet->text_state = (struct xlsx_text_state){ 0 };
    sheet->in_value = false;
    sheet->in_cell = true;
}

static void on_start(void *state, const char *name, const struct xlsx_attributes *attributes)
{
    struct xlsx_sheet_reader *sheet = state;
    if (strcmp(name, "c") == 0 && sheet->in_row)
        begin_cell(sheet, attributes);
    else if (strcmp(name, "v") == 0)
        sheet->in_value = sheet->in_cell;
    else if (strcmp(name, "row") == 0)
        begin_row(sheet, attributes);
    else if (sheet->in_cell)
        xlsx_text_start(&sheet->text_state, name);
}

static void end_cell(struct xlsx_sheet_reader *sheet)
{
    struct xlsx_cell *cell = &sheet->cell;
    sheet->in_cell = false;
    cell->len = sheet->texts.len - cell->at;
    if (cell->type == CELL_TEXT) {
        cell->len = cell->len ? xlsx_text_unescape(sheet->texts.at + cell->at, cell->len) : 0;
        sheet->texts.len = cell->at + cell->len;
    }
    bool is_full = sheet->cells.count - sheet->begun.first_cell >= TABLE_COLUMN_MAX;
    if (cell->column >= TABLE_COLUMN_MAX || is_full)
        sheet->begun.too_wide |= cell->len > 0;
    else if (cell->len)
        *LIST_PUSH(&sheet->cells, &sheet->arena) = *cell;
}

static void end_row(struct xlsx_sheet_reader *sheet)
{
    sheet->in_row = sheet->in_cell = false;
    sheet->begun.cell_count = sheet->cells.count - sheet->begun.first_cell;
    if (sheet->begun.cell_count || sheet->begun.too_wide || sheet->begun.too_long)
        *LIST_PUSH(&sheet->rows, &sheet->arena) = sheet->begun;
}

static void on_end(void *state, const char *name)
{
    struct xlsx_sheet_reader *sheet = state;
    if (strcmp(name, "c") == 0) {
        if (sheet->in_cell)
            end_cell(sheet);
    } else if (strcmp(name, "v") == 0) {
        sheet->in_value = false;
    } else if (strcmp(name, "row") == 0) {
        if (sheet->in_row)
            end_row(sheet);
    } else if (strcmp(name, "sheetData") == 0) {
        xlsx_xml_stop(sheet->xml);
    } else {
        xlsx_text_end(&sheet->text_state, name);
    }
}

// How long the texts of the begun row are.
static size_t row_length(const struct xlsx_sheet_reader *sheet)
{
    bool has_cells = sheet->cells.count > sheet->begun.first_cell;
    size_t start = has_cells ? sheet->cells.items[sheet->begun.first_cell].at : sheet->cell.at;
    return sheet->texts.len - start;
}

static void on_text(void *state, str text)
{
    struct xlsx_sheet_reader *sheet = state;
    if (!sheet->in_cell || !(sheet->in_value || xlsx_text_counts(&sheet->text_state)))
        return;
    if (row_length(sheet) + text.len > TABLE_ROW_MAX)
        sheet->begun.too_long = true;
    else
        buf_add(&sheet->texts, text);
}

enum status xlsx_sheet_open(struct xlsx_sheet_reader **out, const char *path, str part,
                            struct error *error)
{
    static const struct xlsx_handler HANDLER = { on_start, on_end, on_text };
    struct xlsx_sheet_reader *sheet = calloc(1, sizeof *sheet);
    if (!sheet)
        abort();
    sheet->texts = buf_new(SIZE_MAX);
    enum status status = xlsx_xml_open(&sheet->xml, path, part, &HANDLER, sheet, error);
    if (status == OK)
        *out = sheet;
    else
        xlsx_sheet_close(sheet);
    return status;
}

// Forgets the rows given out and moves the begun one to the front.
static void forget_rows(struct xlsx_sheet_reader *sheet)
{
    size_t first = sheet->in_row ? sheet->begun.first_cell : sheet->cells.count;
    size_t kept = sheet->cells.count - first;
    size_t from =
        kept ? sheet->cells.items[first].at : (sheet->in_cell ? sheet->cell.at : sheet->texts.len);
    if (sheet->cells.count && kept)
        memmove(sheet->cells.items, sheet->cells.items + first, kept * sizeof *sheet->cells.items);
    for (size_t i = 0; i < kept; i++)
        sheet->cells.items[i].at -= from;
    if (sheet->texts.len > from)
        memmove(sheet->texts.at, sheet->texts.at + from, sheet->texts.len - from);
    sheet->texts.len -= from;
    sheet->cell.at -= sheet->in_cell ? from : 0;
    sheet->cells.count = kept;
    sheet->begun.first_cell = 0;
    sheet->rows.count = sheet->next_row = 0;
}

enum status xlsx_sheet_next(struct xlsx_sheet_reader *sheet, const struct xlsx_row **row,
                            bool *done, struct error *error)
{
    *done = false;
    while (sheet->next_row == sheet->rows.count) {
        if (sheet->at_end) {
            *done = true;
            return OK;
        }
        forget_rows(sheet);
        TRY(xlsx_xml_step(sheet->xml, &sheet->at_end, error));
    }
    *row = &sheet->rows.items[sheet->next_row++];
    return OK;
}

const struct xlsx_cell *xlsx_sheet_cell(const struct xlsx_sheet_reader *sheet,
                                        const struct xlsx_row *row, size_t index)
{
    return &sheet->cells.items[row->first_cell + index];
}

str xlsx_sheet_text(const struct xlsx_sheet_reader *sheet, const struct xlsx_cell *cell)
{
    return str_slice((str){ sheet->texts.at, sheet->texts.len }, cell->at, cell->at + cell->len);
}

const struct xlsx_part *xlsx_sheet_part(const struct xlsx_sheet_reader *sheet)
{
    return xlsx_xml_part(sheet->xml);
}

void xlsx_sheet_close(struct xlsx_sheet_reader *sheet)
{
    if (!sheet)
        return;
    xlsx_xml_close(sheet->xml);
    buf_free(&sheet->texts);
    arena_free(&sheet->arena);
    free(sheet);
}
