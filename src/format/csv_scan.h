#pragma once

// Cuts text into the cells of a CSV row (RFC 4180 and what people make of it). Own code instead of
// libcsv, which reports neither lines nor broken quoting, knows no backslash and cannot go back
// when a quotation mark is never closed.

#include "base/arena.h"

struct csv_dialect {
    char delimiter;
    bool backslash;    // a quotation mark in a quoted cell is written \" instead of ""
    bool is_stop[256]; // bytes that end a cell without quotes
};

struct csv_dialect csv_dialect_make(char delimiter, bool backslash);

struct csv_span {
    size_t at, len; // in the row's text, without the quotation marks around it
    bool escaped;   // holds escaped quotation marks
};

struct csv_row {
    struct csv_span *items; // the first TABLE_COLUMN_MAX cells
    size_t count, capacity;
    size_t cell_count; // all cells
    size_t len;        // bytes up to the next row
    int64_t lines;     // line ends in these bytes
    bool stray;        // a quoted cell holds a quotation mark that is not escaped
    bool broken;       // quoting went over a line's end and met a quotation mark that fits nothing,
                       // or the text ended in it
};

enum csv_reading {
    CSV_ROW,  // quoted cells may go over several lines
    CSV_LINE, // the row ends with the line; a cell whose quoting is wrong is taken as it stands
};

// Scans the row at the front of `text`, behind which lies a '\n'. False: the row goes on behind
// the text, read on and call again; never when `at_end`. Cells are kept in `arena`.
bool csv_scan_row(const struct csv_dialect *dialect, str text, bool at_end, enum csv_reading how,
                  struct csv_row *row, struct arena *arena);

// The text of an escaped cell with its quotation marks as they were meant, in place.
size_t csv_unescape(const struct csv_dialect *dialect, char *at, size_t len);
