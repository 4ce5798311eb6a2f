#pragma once

// Rows that the guard held back, and what became of them. A staged row is a fact of the job that
// met it: undone with it. It waits until it is decided about, or its source says something else.

#include "db/work.h"
#include "value/field.h"

struct staged {
    int64_t id, source_id;
    str external_id;
    enum entity entity;
    int64_t line;    // of the file; 0: of none
    str finding;     // duplicate, possible_duplicate, invalid_value
    int64_t like_id; // the record it looks like; 0: none
    double weight;   // of that resemblance
    str evidence;    // why it was held back, in words
    int64_t digest;
    str raw, clean;
    str company_key, company_raw, company_clean, role; // of the company it brings along; or empty
    int64_t at, job_id;
};

struct staged_list {
    struct staged *items;
    size_t count, capacity;
};

// Stores rows under the work's job; ids are given here.
enum status staged_add(struct work *work, struct staged *rows, size_t count) MUST_USE;

// The next `limit` rows that wait, above `after`, oldest first.
enum status staged_list(struct work *work, int64_t after, int64_t limit, struct staged_list *out)
    MUST_USE;
enum status staged_count(struct work *work, int64_t *count) MUST_USE;

// One that waits. ERR_NOT_FOUND: there is none with this id. ERR_CONFLICT: it waits no more.
enum status staged_find(struct work *work, int64_t id, struct staged *out) MUST_USE;

// What is known of a key from rows that were held back before.
struct staged_mark {
    int64_t id;
    str external_id;
    int64_t digest, seen_job_id;
    bool live;     // the job that met it is not undone
    bool decided;  // accepted, rejected or withdrawn
    bool rejected; // by a person, whatever became of the job
    str reason;    // of the rejection
};

struct staged_mark_list {
    struct staged_mark *items;
    size_t count, capacity;
};

// False when no row of the source was ever held back: then nothing needs to be looked up.
enum status staged_any(struct work *work, int64_t source_id, bool *any) MUST_USE;

// Marks of keys of a source, oldest first within a key.
enum status staged_marks(struct work *work, int64_t source_id, const str *external_ids,
                         size_t count, struct staged_mark_list *out) MUST_USE;

// Says that the work's job met these rows again.
enum status staged_seen(struct work *work, const int64_t *ids, size_t count) MUST_USE;

// Says under the work's job what became of a row: accepted, rejected, withdrawn.
enum status review_add(struct work *work, int64_t staged_id, str verdict, str reason) MUST_USE;
