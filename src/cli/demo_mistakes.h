#pragma once

// What was made wrong on purpose in the demonstration's files, and whether standardising noticed.
// Only mistakes that one value shows by itself; a nickname or an address somebody has moved from is
// for matching to see through.

#include "cli/demo_reading.h"
#include "demo/demo_truth.h"

struct demo_mistake {
    const char *how;   // as truth.csv calls it: "missing_at"
    const char *words; // "e-mail without @"
    enum field field;  // where it is noticed; FIELD_NONE: by its rule
    const char *rule;  // of struct mended; NULL: any
    int64_t made, mended, noticed;
};

enum { DEMO_MISTAKES = 8 };

struct demo_mistakes {
    struct demo_mistake items[DEMO_MISTAKES];
};

struct demo_mistakes demo_mistakes_new(void);

// Counts what is wrong in one row, and what became of it.
void demo_mistakes_count(struct demo_mistakes *mistakes, const struct demo_truth_row *truth,
                         const struct demo_row *row);
