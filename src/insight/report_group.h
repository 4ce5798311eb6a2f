#pragma once

// Groups of records to look at: those that were joined, and those that may have to be.

#include "contact/decision.h"
#include "db/work.h"
#include "value/entry.h"

enum { REPORT_SIDE_MAX = 5 };

// One record of a group.
struct report_side {
    int64_t record_id;
    str source, external_id, raw;
    struct entry entry; // its latest live version
};

struct report_group {
    enum entity entity;
    int64_t contact_ids[2]; // the second only when two contacts may be one
    str names[2];
    struct report_side *sides;
    size_t side_count;              // at most REPORT_SIDE_MAX
    size_t record_count;            // of all records
    struct decision_list decisions; // between the sides, the weakest first; of a proposal just one
};

struct report_group_list {
    struct report_group *items;
    size_t count, capacity;
};

// The contacts whose records were joined with the least certainty, at most `limit`; the records of
// that join come first.
enum status report_least_certain(struct work *work, size_t limit, struct report_group_list *out)
    MUST_USE;

// The contacts with the most records, at most `limit`, of which `known` holds none.
enum status report_largest(struct work *work, size_t limit, const struct report_group_list *known,
                           struct report_group_list *out) MUST_USE;

// The most likely of the pairs that wait for a person, at most `limit`.
enum status report_proposals(struct work *work, size_t limit, struct report_group_list *out)
    MUST_USE;
