#pragma once

// Rows written to a file of their own, as CSV or XLSX, which appears when it is whole
// (export_file.h). Cells that a spreadsheet would run as a formula are neutralised.

#include "exchange/export_file.h"
#include "format/csv_write.h"
#include "format/xlsx_write.h"

enum table_file_format { TABLE_FILE_CSV, TABLE_FILE_XLSX };

struct table_file_options {
    enum table_file_format format;
    char delimiter; // CSV; a comma unless told
    bool without_header;
    str sheet; // XLSX: its name
};

struct table_file {
    struct export_file file;
    struct buf text; // CSV that was not written yet
    struct csv_writer csv;
    struct xlsx_writer *xlsx; // NULL: CSV
    size_t column_count;
};

// Begins `path` ("-": the standard output, CSV only) with a row of `titles`, which must live as
// long as the file, as must `arena`. ERR_INVALID: XLSX to a pipe.
enum status table_file_open(struct table_file *out, str path,
                            const struct table_file_options *options, const struct str_list *titles,
                            struct arena *arena, struct error *error) MUST_USE;

// Adds a row of as many cells as there are titles. ERR_FULL: no room on the disk.
enum status table_file_row(struct table_file *out, const str *cells, struct error *error) MUST_USE;

// Makes the file appear. Until then closing removes all trace of it.
enum status table_file_finish(struct table_file *out, struct error *error) MUST_USE;
void table_file_close(struct table_file *out);
