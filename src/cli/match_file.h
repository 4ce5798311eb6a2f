#pragma once

// A file of people or companies, read into records that are ready for matching.

#include "base/error.h"
#include "exchange/mapping.h"
#include "match/match_record.h"

struct match_file_options {
    const char *path;
    struct str_list maps; // what a person told of columns: "Kundnr=external_id"
    enum entity entity;   // 0: what the file mostly holds
    str country;          // of rows that name none; may be empty
};

// Row i is record i; a row that says nothing is a record without items.
struct match_file {
    struct arena arena; // where ids and records live
    enum entity entity;
    struct match_record *records;
    str *ids; // the row's key, else its number
    size_t count, capacity;
    int64_t read_ms;
};

// Reads all of it. Columns that are nobody's field take part only when a person says so.
enum status match_file_read(struct match_file *file, const struct match_file_options *options,
                            struct error *error) MUST_USE;
void match_file_free(struct match_file *file);

#define auto_match_file __attribute__((cleanup(match_file_free))) struct match_file
