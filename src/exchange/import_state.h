#pragma once

// An import under way; private to import_open.c (beginning and ending), import_slice.c (a few rows
// on their way in) and import.c (transactions, and what to do when one fails).

#include "exchange/feed.h"
#include "exchange/import.h"
#include "exchange/import_log.h"
#include "exchange/lookahead.h"
#include "intake/intake.h"

enum { IMPORT_PATH_MAX = 4096 };

struct import {
    struct work *work; // the caller's
    struct work copy;  // the rehearsal's on SQLite
    struct work *at;   // one of the two: where rows are let in
    char copy_path[IMPORT_PATH_MAX];
    struct import_options options;
    struct arena arena; // lives as long as the import
    struct intake_file *file;
    struct mapping mapping;
    struct table_options table;
    bool has_table, resumed, rehearsing;
    struct source source;
    struct job job;    // with all that was let in
    struct job stored; // as the last transaction left it
    struct intake intake;
    bool intake_is_open;
    struct feed *feed;
    struct lookahead *lookahead; // or NULL
    struct feed_chunk *chunk;
    size_t next_row; // of the chunk
    struct mended_counts mended;
    bool in_work;          // a transaction is open, for
    size_t work_rows;      // rows so far
    int64_t careful_until; // rows that go in chunk by chunk, because a longer transaction failed
    int64_t beside_until;  // monotonic: somebody else wrote lately
    double rows_per_ms;    // of the last transaction
    int64_t position, size;
};

// Reads on from behind the last row that is stored; and stops reading.
void import_start_reading(struct import *import);
void import_stop_reading(struct import *import);

// Lets the next `count` rows of the chunk in, within the transaction that is open. The job counts
// them when it succeeds; else nothing of the transaction may be committed.
enum status import_slice_add(struct import *import, size_t count) MUST_USE;
