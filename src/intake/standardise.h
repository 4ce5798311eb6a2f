#pragma once

// A draft becomes one entry or two: a person, a company, or a person and the company they work at.
// What was changed or found wrong on the way is listed, so that a person can look it through.
// Mojibake is mended before.

#include "intake/draft.h"
#include "value/entry.h"
#include "value/value.h"

// One thing that was changed or found wrong.
struct mended {
    int column;       // of the draft's item; -1 when it has none
    enum field field; // what it was said to be; FIELD_NONE for parts of names and addresses
    const char *rule; // "junk", "email", "phone", "moved", "split" ...: a constant
    str before;       // as received
    str after;        // what it became; empty when it was dropped or kept as received
    str problem;      // why it is wrong, in words; empty when it was only put in standard form
};

struct mended_list {
    struct mended *items;
    size_t count, capacity;
};

struct standardised {
    bool has_person, has_company;
    struct entry person, company;
    bool employed; // both are there, and the person works at the company
    struct mended_list mended;
};

// `context`: the country of rows that name none, and the order of dates ("dmy", "mdy", "ymd") as
// its format. Texts in `out` live in `arena`, are constants, or are slices of the draft's.
void draft_standardise(const struct draft *draft, const struct value_context *context,
                       struct arena *arena, struct standardised *out);

// The same, and each item's text in standard form goes back to its column: cells[item.column].
// What is wrong stays as received, what says nothing becomes empty, several e-mails or phones of
// one cell are joined by "; ". Columns without an item, the row's key and what tells people from
// companies are left as they are.
void draft_standardise_cells(const struct draft *draft, const struct value_context *context,
                             struct arena *arena, struct standardised *out, str *cells);
