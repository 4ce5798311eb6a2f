#pragma once

// Computes every golden contact anew from its facts: after the rules or a source's trust changed,
// or as a remedy when golden contacts and facts disagree. A job in many works, as undo is.

#include "contact/job.h"

// Asks for it in the same work as the change that makes it necessary: begins one that
// recompute_begin goes on with. An unfinished one is cancelled, for it saw the old rules.
enum status recompute_request(struct work *work) MUST_USE;

// Begins, or goes on with one that was not finished. `job->position` is the last record done.
enum status recompute_begin(struct work *work, struct job *job) MUST_USE;

// Recomputes the contacts of the next thousand records; counts contacts made, changed and removed
// as created and updated. Sets `done` and finishes the job after the last.
enum status recompute_step(struct work *work, struct job *job, bool *done) MUST_USE;
