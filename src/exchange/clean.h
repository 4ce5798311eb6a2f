#pragma once

// A table becomes a copy of itself with every value in standard form, without a register:
//
//     clean_open ──> clean_step ... clean_step ──> clean_finish, clean_close
//
// Columns, their order and the rows stay. Columns that the mapping knows are put in standard form,
// others are copied. What says nothing ("n/a") becomes empty, what is wrong stays as received, and
// both are listed as issues. Streamed, whatever the size. Cleaning a clean table changes nothing.

#include "exchange/mapping.h"
#include "exchange/table_file.h"
#include "format/table.h"

enum { CLEAN_RULE_MAX = 64 };

struct clean_options {
    const char *path;
    str output;              // "-": the standard output
    str issues;              // a CSV file of row, column, before, after, rule, problem; empty: none
    str country;             // what national forms are read by when a row names no country
    struct str_list mapping; // "column=field" texts that overrule the guess
    struct table_options table;
    enum table_file_format format; // of the output
};

// How often a rule changed a cell, or found something wrong.
struct clean_count {
    const char *rule; // a constant: the name of a field, "junk", "spaces", "split" ...
    int64_t changed, problems;
};

struct clean_result {
    int64_t rows, changed, problems;
    struct clean_count rules[CLEAN_RULE_MAX];
    size_t rule_count;
};

struct clean;

// ERR_INVALID: not a table, or no column says anything about people or companies. ERR_CONFLICT:
// an output is the file itself. Texts of the options must live as long as the clean.
enum status clean_open(struct clean **out, const struct clean_options *options, struct arena *arena,
                       struct error *error) MUST_USE;

// Some thousand rows. `done` is set after the last one.
enum status clean_step(struct clean *clean, bool *done, struct error *error) MUST_USE;

// Makes the outputs appear. Without it closing leaves no trace of them.
enum status clean_finish(struct clean *clean, struct error *error) MUST_USE;
void clean_close(struct clean *clean);

// What was found.
const struct mapping *clean_mapping(const struct clean *clean);
const struct table_options *clean_table(const struct clean *clean);
const struct clean_result *clean_result(const struct clean *clean);

// Bytes of the file read and its size.
int64_t clean_position(const struct clean *clean);
int64_t clean_size(const struct clean *clean);
