#pragma once

// What a change did, told after it: in words, which contacts there are now, and how to take it
// back.

#include "base/buf.h"
#include "cli/command.h"
#include "db/work.h"

struct receipt {
    struct str_list lines; // what changed, in words; may be empty
    struct int_list homes; // of the contacts touched
    struct int_list jobs;  // to be undone
};

// Notes the work's job, once.
void receipt_job(struct receipt *receipt, struct work *work);

// Words or, with --json, {"changes": [...], "contacts": [...], "jobs": [...]}.
enum status receipt_write(struct cli *cli, struct work *work, const struct receipt *receipt,
                          struct buf *out) MUST_USE;
