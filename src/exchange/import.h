#pragma once

// Importing a file: the one job that fills a register. Step by step, so that whoever runs it shows
// progress and may stop it:
//
//     import_open ──> import_step ... import_step ──> import_close
//
// Every step commits. A killed import is gone on with by opening the same file for the same source
// again; rows that were done are passed over. Rows are decided in the order of the file, whatever
// the steps.
//
// A rehearsal (dry run) is the same import on a copy of the register that is thrown away, or on
// PostgreSQL in a transaction that is: what it counts is what would happen.

#include "contact/job.h"
#include "contact/source.h"
#include "exchange/mapping.h"
#include "format/table.h"

struct import_options {
    const char *path;
    str source;                 // its name
    str country;                // what national forms are read by; empty: as remembered
    struct str_list mapping;    // "column=field" texts that overrule the guess
    struct table_options table; // how the file is written, as far as told
    str channel;                // import unless told
    bool dry_run;
    bool whole; // the file is all the source has: records it lacks are marked as vanished
};

struct import;

// Finds out what the file is and begins the job, or the rest of it. ERR_INVALID: no column says
// anything about people or companies. The import owns `work` until it is closed.
enum status import_open(struct import **out, struct work *work,
                        const struct import_options *options) MUST_USE;

// Lets the next rows in. `done` after the last ones, when the job is finished.
enum status import_step(struct import *import, bool *done) MUST_USE;

// Stores what was let in so far; before the work is used for something else in the middle.
enum status import_settle(struct import *import) MUST_USE;

// The job as it stands; counts include what earlier runs did.
const struct job *import_job(const struct import *import);

// What was made of the file. NULL for vCards.
const struct mapping *import_mapping(const struct import *import);
const struct table_options *import_table(const struct import *import);

bool import_resumed(const struct import *import);
int64_t import_position(const struct import *import); // bytes of the file
int64_t import_size(const struct import *import);

// The work in which the job's rows can be looked at: the copy's during a rehearsal.
struct work *import_work(struct import *import);

void import_close(struct import *import);
