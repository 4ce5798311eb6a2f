#pragma once

// Writes CSV (RFC 4180), UTF-8, lines ended by CRLF. Cells that a spreadsheet would run as a
// formula get an apostrophe before them (OWASP, "CSV Injection"); telephone and negative numbers do
// not.

#include "base/buf.h"

struct csv_writer {
    struct buf *out;
    char delimiter;
    bool in_row;
};

// Begins with the byte order mark by which Excel knows UTF-8 when `with_mark`.
struct csv_writer csv_write_begin(struct buf *out, char delimiter, bool with_mark);

void csv_write_cell(struct csv_writer *writer, str cell);
void csv_write_end_row(struct csv_writer *writer);
