#pragma once

// What an import tells about itself beyond its counts: what it mended, by rule, and the rows that
// did not simply become facts.

#include "db/work.h"

struct mended_rule {
    str rule, field;
    int64_t count;
    str samples; // JSON: [[before, after], ...]
};

struct mended_rule_list {
    struct mended_rule *items;
    size_t count, capacity;
};

struct import_row {
    int64_t number, line;
    str verdict; // rejected, review
    str column, reason, raw;
};

struct import_row_list {
    struct import_row *items;
    size_t count, capacity;
};

// The rules that changed most, first.
enum status job_mended(struct work *work, int64_t job_id, struct mended_rule_list *out) MUST_USE;

// The first `limit` rows, by number.
enum status job_rows(struct work *work, int64_t job_id, int64_t limit, struct import_row_list *out)
    MUST_USE;
