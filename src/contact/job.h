#pragma once

// A job or request: what its facts have in common, and what undo takes back as one.

#include "db/work.h"

struct job_counts {
    int64_t rows_read, created, updated, unchanged, rejected, review, mended;
};

struct job {
    int64_t id;
    str kind;          // import, edit, merge, unmerge, not_same, undo, redo ...
    str state;         // running, done, cancelled, failed
    int64_t source_id; // 0 when it has none
    int64_t target_id; // the job it undoes or redoes, else 0
    int64_t actor;
    int64_t started_at, finished_at; // 0 while it runs
    int64_t undone_by;               // 0: its facts live
    str file_name, file_digest, options, message;
    int64_t position; // what is done, for resuming
    struct job_counts counts;
};

struct job_list {
    struct job *items;
    size_t count, capacity;
};

// Stores `job` with a new id, the work's actor and time, and makes it the work's job.
enum status job_begin(struct work *work, struct job *job) MUST_USE;

// Stores how far it is, its counts, state and message.
enum status job_save(struct work *work, const struct job *job) MUST_USE;

// Marks it finished in `state`.
enum status job_finish(struct work *work, struct job *job, const char *state) MUST_USE;

// A short request that is done as soon as its work commits.
enum status job_request(struct work *work, const char *kind) MUST_USE;

// ERR_NOT_FOUND: no such job.
enum status job_find(struct work *work, int64_t id, struct job *out) MUST_USE;

// The latest jobs first, those before `before` (0: from the newest).
enum status job_list(struct work *work, int64_t before, int64_t limit, struct job_list *out)
    MUST_USE;

// The unfinished import of one file for one source, to be resumed. ERR_NOT_FOUND.
enum status job_unfinished(struct work *work, int64_t source_id, str file_digest, struct job *out)
    MUST_USE;

// Takes the facts of a job back, or lets them live again. The contacts they touched must be
// recomputed.
enum status job_set_undone(struct work *work, int64_t id, int64_t undone_by) MUST_USE;
