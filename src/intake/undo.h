#pragma once

// Undo takes all facts of a job back and recomputes what they touched; redo lets them live again.
// Both work on any job, in any order, as often as wanted, and are jobs themselves; undoing an undo
// is a redo. A job of a million rows is undone in many works: call undo_step until it is done.

#include "contact/job.h"

// Begins to undo (or redo) `job_id` and fills in the job that does it. When the same was begun
// earlier and not finished, that one is gone on with.
// ERR_CONFLICT: it is undone already, or is not undone. ERR_NOT_FOUND.
enum status undo_begin(struct work *work, int64_t job_id, bool redo, struct job *undo) MUST_USE;

// Recomputes the next few thousand contacts; sets `done` and finishes the job after the last.
enum status undo_step(struct work *work, struct job *undo, bool *done) MUST_USE;

// All of it in one work: for requests, which touch few contacts.
enum status undo_request(struct work *work, int64_t job_id, bool redo) MUST_USE;
