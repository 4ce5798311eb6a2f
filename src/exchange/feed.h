#pragma once

// Reads a file in a thread of its own and gets every row ready to be let in: mapped, standardised,
// with its matching keys. Chunks come in the order of the file; only a few wait at a time, so
// memory does not grow with the file.

#include "exchange/intake_file.h"
#include "intake/recognise.h"
#include "intake/standardise.h"

enum { FEED_CHUNK_ROWS = KARTOTEK_CHUNK_ROWS }; // see CMakeLists.txt

struct feed_row {
    int64_t number, line;
    str raw;
    str problem;         // why the row cannot be let in; else empty
    size_t first, count; // its items in the chunk: the person or company, and the row's company
    size_t mended_first, mended_count;
};

struct feed_chunk {
    struct arena arena;
    struct feed_row *rows;
    size_t row_count;
    struct incoming *items;
    size_t item_count, item_capacity;
    struct mended_list mended;
    struct prospects prospects; // when somebody looked ahead
    int64_t position;           // bytes of the file read
    bool last;
    struct error error; // why reading ended early; status is OK otherwise
};

struct feed;

struct feed_options {
    const struct mapping *mapping;
    struct value_context context; // the country of rows that name none; dates' order
    int64_t skip;                 // rows that are done already
};

// Starts reading `file`, which is the feed's from then on.
struct feed *feed_open(struct intake_file *file, const struct feed_options *options);

// The next chunk, to be given back with feed_release. NULL after the last one.
struct feed_chunk *feed_next(struct feed *feed);
void feed_release(struct feed *feed, struct feed_chunk *chunk);

// Stops reading, also in the middle; feed_next answers NULL soon.
void feed_stop(struct feed *feed);

// Stops, and frees all chunks.
void feed_close(struct feed *feed);
