#pragma once

// One entry per changed contact: what recomputing changed, for people and for the change feed.

#include "db/work.h"

struct history_entry {
    int64_t entity_id, version, at, actor, job_id;
    str action; // created, changed, removed, merged
    str diff;   // JSON: field -> [before, after]; empty for created
};

struct history_list {
    struct history_entry *items;
    size_t count, capacity;
};

// Stores entries; time, actor and job are the work's.
enum status history_add(struct work *work, const struct history_entry *entries, size_t count)
    MUST_USE;

// The entries of one contact, newest first.
enum status history_list(struct work *work, int64_t entity_id, int64_t limit,
                         struct history_list *out) MUST_USE;

// The highest version each of the sorted `ids` ever had; untouched for those that had none.
enum status history_versions(struct work *work, const int64_t *ids, size_t count, int64_t *versions)
    MUST_USE;
