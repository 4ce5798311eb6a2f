#pragma once

// What one file format gives to table.c, which does the rest for all of them: it chooses the
// reader, makes the names of the columns, numbers the rows, fills up short ones and refuses long
// ones. Nothing but src/format includes this.

#include "format/table.h"

struct table_reader {
    // Opens `path` and reads its header. `found` comes as the caller told it and leaves with
    // nothing open. `columns` gets the header as it stands in the file; without a header one empty
    // text per column. The state and the names live in `arena`, which outlives the state. Errors as
    // table_open; after an error nothing is left open and close is not called.
    enum status (*open)(void **state, const char *path, struct table_options *found,
                        struct str_list *columns, struct arena *arena, struct error *error);

    // The next row that is not empty: `line`, `cells`, `count` (as many as the file has), `problem`
    // and `mojibake`; the rest of `row` is table.c's. `row` comes zeroed. Cells are valid UTF-8
    // without NUL, not trimmed, at most TABLE_CELL_MAX bytes; together at most TABLE_ROW_MAX: what
    // is longer is a `problem` of its row. Texts live in `arena` or in the state's until close.
    enum status (*next)(void *state, struct arena *arena, struct table_row *row, bool *done,
                        struct error *error);

    int64_t (*position)(const void *state); // bytes of the file read so far
    int64_t (*size)(const void *state);     // bytes of the file; for XLSX of the sheet, unpacked
    void (*close)(void *state);
};

extern const struct table_reader CSV_READER;
extern const struct table_reader JSONL_READER;
extern const struct table_reader XLSX_READER;

// Whether a first row names its columns: no cell holds a digit-only value, a date or an "@", and
// the texts that are there differ. For readers that were not told about a header.
bool table_row_is_header(const str *cells, size_t count);
