#pragma once

// Full-text search over golden contacts, on text that is folded already.

#include "db/work.h"

struct search_change {
    int64_t id;
    str before, after; // folded words; empty: not there
};

// Brings the index in step.
enum status search_put(struct work *work, const struct search_change *changes, size_t count)
    MUST_USE;

// Ids of contacts whose words begin with every word of `text`, at most `limit`.
enum status search_find(struct work *work, str text, int64_t limit, struct int_list *out) MUST_USE;
