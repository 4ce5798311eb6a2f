#pragma once

// Writes rows of texts as an XLSX file, one row at a time, in constant memory. Every cell is a
// text, never a formula, unless its column is told to hold numbers. The header is bold and stays
// in view. What does not fit on a sheet (1,048,575 rows) goes on on a further one with the same
// header.

#include "base/arena.h"
#include "base/error.h"

enum { XLSX_ROW_MAX = 1048575 }; // of data on one sheet

struct xlsx_column {
    str title;
    int width;      // in characters; 0: as the title needs
    bool is_number; // cells that are whole or decimal numbers of up to 15 digits become numbers
};

struct xlsx_options {
    str sheet;                         // its name; "Sheet1" when empty
    const struct xlsx_column *columns; // valid until the file is closed
    size_t column_count;               // 1 to 16,384
    int64_t rows_per_sheet;            // XLSX_ROW_MAX unless told
};

struct xlsx_writer;

// Begins the file `path`. ERR_DENIED: it cannot be created.
enum status xlsx_write_open(struct xlsx_writer **out, const char *path,
                            const struct xlsx_options *options, struct error *error) MUST_USE;

// Adds a row of as many cells as there are columns. A text beyond Excel's 32,767 characters is cut
// and ends in "…". ERR_FULL: no room on the disk.
enum status xlsx_write_row(struct xlsx_writer *writer, const str *cells, struct error *error)
    MUST_USE;

// How many texts were cut so far.
int64_t xlsx_write_cut_count(const struct xlsx_writer *writer);

// Ends the file and frees the writer, also after an error. ERR_FULL: no room on the disk.
enum status xlsx_write_close(struct xlsx_writer *writer, struct error *error) MUST_USE;
