#pragma once

// Two records that may be the same: they wait for a person.

#include "db/work.h"

struct proposal {
    int64_t id, record_a, record_b, at;
    double weight;
    str evidence;
};

struct proposal_list {
    struct proposal *items;
    size_t count, capacity;
};

// Stores proposals under the work's job; ids are given here.
enum status proposal_add(struct work *work, struct proposal *proposals, size_t count) MUST_USE;

// Open ones, the most likely first: nobody has decided about the pair, both are alive and show
// different contacts. Of a pair proposed again the latest.
enum status proposal_list(struct work *work, int64_t limit, struct proposal_list *out) MUST_USE;
enum status proposal_count(struct work *work, int64_t *count) MUST_USE;
