#pragma once

// What an XLSX file holds: its sheets, where its parts lie, and how its cells are shown. Only the
// XLSX reader includes this.

#include "base/arena.h"
#include "base/error.h"
#include "format/xlsx_number.h"

struct xlsx_sheet {
    str name, part;
    bool hidden;
};

struct xlsx_book {
    struct xlsx_sheet *items;
    size_t count, capacity;
    str strings_part, styles_part; // empty when there is none
    bool from_1904;
    unsigned char *styles; // enum xlsx_shows by the number of the style
    size_t style_count;
};

// Reads everything but the sheets and the strings. Texts live in `arena`.
enum status xlsx_book_read(struct xlsx_book *book, const char *path, struct arena *arena,
                           struct error *error) MUST_USE;

// The sheet called `name`, or the first one that is not hidden. ERR_NOT_FOUND tells which there
// are.
enum status xlsx_book_sheet(const struct xlsx_book *book, str name, const struct xlsx_sheet **out,
                            struct error *error) MUST_USE;
