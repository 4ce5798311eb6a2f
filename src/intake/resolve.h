#pragma once

// Computes golden contacts from facts and brings everything derived in step: which home a record
// shows, the golden rows, the search index, the history. Whoever adds or withdraws facts calls it
// with the records they touched.
//
//     records touched
//        | grow by live "same" decisions until nothing is added
//     component  --partition-->  clusters  --survive-->  golden
//        |                                                 | differs from what is stored?
//     old contact ids --------------------------------->  write, remove, history, search

#include "contact/decision.h"
#include "contact/record.h"
#include "db/work.h"

struct resolve_request {
    const int64_t *record_ids; // any order, may repeat
    size_t count;
    // Of them, what this work has just made, so that nothing needs to be read back: records by id,
    // their one version each in the same order, and the decisions that name them.
    const struct record *fresh_records;
    const struct record_version *fresh_versions;
    size_t fresh_count;
    const struct decision *fresh_decisions;
    size_t fresh_decision_count;
};

struct resolve_result {
    int64_t created, changed, removed; // contacts
};

enum status resolve(struct work *work, const struct resolve_request *request,
                    struct resolve_result *result) MUST_USE;

// The same for records that are all known.
enum status resolve_records(struct work *work, const int64_t *record_ids, size_t count) MUST_USE;

// Counts a contact's version up and notes `diff` in its history: for what lies at its homes (links,
// tags, notes) and is not part of the golden row. Homes that show no contact are passed over.
enum status resolve_touch(struct work *work, int64_t home_id, str diff) MUST_USE;
