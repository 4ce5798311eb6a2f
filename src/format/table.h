#pragma once

// Rows of text cells out of a file, whatever its format: CSV, XLSX, JSON lines. The format and how
// the file is written (encoding, delimiter, sheet ...) are found by themselves and may be told.
// Files of any size are streamed; reading twice gives the same rows with the same numbers.

#include "base/arena.h"
#include "base/error.h"

enum { TABLE_COLUMN_MAX = 2000, TABLE_CELL_MAX = 1024 * 1024, TABLE_ROW_MAX = 4 * 1024 * 1024 };

enum table_format { TABLE_UNKNOWN, TABLE_CSV, TABLE_XLSX, TABLE_JSONL };

// How a file is written. Zero or empty means: find out.
struct table_options {
    enum table_format format;
    char delimiter;  // CSV
    str encoding;    // CSV: "utf-8", "utf-16le", "utf-16be", "windows-1252"
    int header_rows; // CSV, XLSX: 1 unless told; -1: there is no header, columns are column_1 ...
    str sheet;       // XLSX: the first one unless told
};

struct table_row {
    int64_t number; // 1 for the first row of data
    int64_t line;   // where it begins in the file, counted from 1; the sheet's row in XLSX
    str *cells;     // as many as there are columns; missing ones are empty; valid UTF-8
    size_t count;
    str problem;   // why this row cannot be used, in words (too many cells, broken quoting); else
                   // empty
    bool mojibake; // at least one cell was UTF-8 read as Windows-1252 ("Ã¥") and has been mended
};

struct table; // one open file

// Opens `path` and reads its header. `arena` holds the names of the columns and must outlive the
// table. ERR_NOT_FOUND: no such file. ERR_INVALID: not a format we read, or broken, in words.
enum status table_open(struct table **out, const char *path, const struct table_options *options,
                       struct arena *arena, struct error *error) MUST_USE;

// What was found or told, with nothing left open.
const struct table_options *table_found(const struct table *table);

// The header. Names are trimmed and made unique ("phone", "phone 2"); empty ones are "column_3".
const struct str_list *table_columns(const struct table *table);

// The next row; its texts live in `arena`. `done` is set after the last one.
enum status table_next(struct table *table, struct arena *arena, struct table_row *row, bool *done,
                       struct error *error) MUST_USE;

// Bytes of the file read so far and its size, for progress.
int64_t table_position(const struct table *table);
int64_t table_size(const struct table *table);

void table_close(struct table *table);
