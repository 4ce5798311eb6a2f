#pragma once

// What an import mended, by rule.

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

// The rules that changed most, first.
enum status job_mended(struct work *work, int64_t job_id, struct mended_rule_list *out) MUST_USE;
