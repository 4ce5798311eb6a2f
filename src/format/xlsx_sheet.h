#pragma once

// The cells of a sheet as they stand in its XML, row by row. Only the XLSX reader includes this.

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "format/xlsx_xml.h"

// ECMA-376 18.18.11, ST_CellType. A formula's cell has the type of its last result.
enum xlsx_cell_type { CELL_NUMBER, CELL_BOOLEAN, CELL_ERROR, CELL_SHARED, CELL_TEXT, CELL_DATE };

struct xlsx_cell {
    enum xlsx_cell_type type;
    unsigned column, style;
    size_t at, len; // within the sheet's texts
};

struct xlsx_row {
    int64_t number; // as the spreadsheet shows it
    size_t first_cell, cell_count;
    bool too_wide; // a cell lay beyond the last column we read
    bool too_long; // its texts were more than a row may hold
};

struct xlsx_sheet_reader;

// Opens the part. Errors as xlsx_part_open.
enum status xlsx_sheet_open(struct xlsx_sheet_reader **out, const char *path, str part,
                            struct error *error) MUST_USE;

// The next row; `done` after the last. Row and texts are valid until the next call.
enum status xlsx_sheet_next(struct xlsx_sheet_reader *sheet, const struct xlsx_row **row,
                            bool *done, struct error *error) MUST_USE;

const struct xlsx_cell *xlsx_sheet_cell(const struct xlsx_sheet_reader *sheet,
                                        const struct xlsx_row *row, size_t index);
str xlsx_sheet_text(const struct xlsx_sheet_reader *sheet, const struct xlsx_cell *cell);

const struct xlsx_part *xlsx_sheet_part(const struct xlsx_sheet_reader *sheet);
void xlsx_sheet_close(struct xlsx_sheet_reader *sheet);
