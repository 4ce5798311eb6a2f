#pragma once

// Finds out how a CSV file is written from its first rows.

#include "format/csv_scan.h"

struct csv_guess {
    struct csv_dialect dialect;
    size_t columns;    // as most rows have
    size_t title_rows; // rows above the table that hold one text only
};

// Looks at `text`, the beginning of a file and all of it when `at_end`. `delimiter` is 0 unless it
// was told.
struct csv_guess csv_dialect_guess(str text, bool at_end, char delimiter);
