#pragma once

// A file of people and companies, whatever its format: rows of a table through their mapping, or
// vCards. Gives drafts one after the other; reading twice gives the same.

#include "exchange/mapping.h"
#include "format/table.h"
#include "intake/draft.h"

struct intake_file; // one open file

struct intake_row {
    int64_t number, line; // as in table_row; a vCard is one row
    struct draft draft;
    str raw;     // everything as received: "column\tvalue" lines, or the lines of the card
    str problem; // why it cannot be used, in words; else empty
    bool mojibake;
};

// ERR_NOT_FOUND, ERR_INVALID as table_open. `arena` must outlive the file.
enum status intake_file_open(struct intake_file **out, const char *path,
                             const struct table_options *options, struct arena *arena,
                             struct error *error) MUST_USE;
void intake_file_close(struct intake_file *file);

// NULL for vCards, which say themselves what is what.
const struct table *intake_file_table(const struct intake_file *file);

// Guesses the mapping from the first rows, and then reads from the beginning again.
enum status intake_file_guess(struct intake_file *file, struct mapping *mapping,
                              struct error *error) MUST_USE;

// Texts live in `arena`. `mapping` is not used for vCards.
enum status intake_file_next(struct intake_file *file, const struct mapping *mapping,
                             struct arena *arena, struct intake_row *row, bool *done,
                             struct error *error) MUST_USE;

int64_t intake_file_position(const struct intake_file *file);
int64_t intake_file_size(const struct intake_file *file);
