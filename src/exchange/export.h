#pragma once

// Golden contacts for other programs: as a table (CSV, XLSX), as vCards or as JSON lines. Streamed
// in pages, so that memory does not grow with the register. Cells that a spreadsheet would run as a
// formula are neutralised.

#include "db/work.h"
#include "exchange/export_file.h"
#include "value/field.h"

enum export_format { EXPORT_CSV, EXPORT_XLSX, EXPORT_VCARD, EXPORT_JSONL };

struct export_options {
    enum export_format format;
    bool person, company; // which to write
    bool records;         // one row per source record: source, external_id, contact
};

// "csv", "xlsx", "vcard", "jsonl". False: there is none of this name.
bool export_format_find(str name, enum export_format *out);

// By the ending of a file's name. False: it tells nothing.
bool export_format_guess(str path, enum export_format *out);

// Writes to `out` within a read transaction that the caller has begun. `count`: how many rows or
// cards. Resets the work's arena. ERR_INVALID: XLSX to a pipe, records as vCards.
enum status export_write(struct work *work, const struct export_options *options,
                         struct export_file *out, int64_t *count) MUST_USE;
