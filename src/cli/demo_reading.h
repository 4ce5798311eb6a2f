#pragma once

// Reads a file of the demonstration as an import does, without letting it in: which key each row
// has in the register, and what was mended in it. Row by row this lies beside truth.csv.

#include "base/error.h"
#include "demo/demo.h"
#include "intake/standardise.h"

struct demo_row {
    str keys[ENTITY_COMPANY + 1]; // of its person and of its company; empty: it has none
    bool rejected;                // it cannot be let in
    bool mojibake;                // "Ã¥" is still there
    struct mended_list mended;    // without the texts as received
};

struct demo_row_list {
    struct demo_row *items;
    size_t count, capacity;
};

// All rows of the source's file in `directory`, in its order.
enum status demo_reading(const char *directory, const struct demo_source *source,
                         struct arena *arena, struct demo_row_list *out, struct error *error)
    MUST_USE;
