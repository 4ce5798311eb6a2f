#pragma once

// A unit of work: one caller, one transaction, one arena. Every feature function takes it first.
// Adapters (commands, jobs) begin and end it; features never commit.

#include "db/bulk.h"
#include "db/query.h"

struct work {
    struct db *db;
    struct arena arena; // freed when the work is closed
    int64_t actor_id;   // who asks; 0 for the program itself
    int64_t now;        // Unix milliseconds, fixed for the whole unit
    int64_t job_id;     // the job or request that the facts written here belong to
    struct error error; // why the last call failed
    int attempts;
};

// Begins a transaction and takes the time.
enum status work_begin(struct work *work, bool write) MUST_USE;

// Commits when `status` is OK, else rolls back. Returns why it did not succeed.
enum status work_end(struct work *work, enum status status) MUST_USE;

// True when the whole work should be run again: the engine gave up on it because of another
// transaction (busy, deadlock, serialisation). At most five times.
bool work_again(struct work *work, enum status status);

void work_close(struct work *work);

#define auto_work __attribute__((cleanup(work_close))) struct work
