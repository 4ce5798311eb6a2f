#pragma once

// What an import leaves behind beside facts: rows that were rejected or wait, and what was mended,
// counted by rule with a few samples.

#include "db/work.h"
#include "intake/standardise.h"

enum { MENDED_SAMPLES = 5 };

struct import_row {
    int64_t number, line;
    str verdict; // rejected, review
    str column_name, reason, raw;
};

struct import_row_list {
    struct import_row *items;
    size_t count, capacity;
};

// Counts of what was mended since they were last saved.
struct mended_count {
    const char *rule;
    enum field field;
    int64_t count;
    size_t sample_count;
    struct {
        char before[80], after[80];
    } samples[MENDED_SAMPLES];
};

enum { MENDED_KINDS_MAX = 400 };

struct mended_counts {
    struct mended_count *items; // MENDED_KINDS_MAX of them
    size_t count;
};

// True when nothing was changed: the value looks wrong and stays as received.
bool mended_is_doubt(const struct mended *mended);

// Values that look wrong and stay as received are counted as "doubtful", or as a "suggestion" when
// the sample says what they may have to be.
void mended_note(struct mended_counts *counts, const struct mended *mended);

// Adds the counts to those stored for the work's job and begins at nothing again.
enum status mended_save(struct work *work, struct mended_counts *counts) MUST_USE;

enum status import_row_add(struct work *work, const struct import_row *rows, size_t count) MUST_USE;

// Rows of a job above `after`, in the order of the file.
enum status import_row_list(struct work *work, int64_t job_id, int64_t after, int64_t limit,
                            struct import_row_list *out) MUST_USE;
