#pragma once

// Reads a dump line by line and checks that it is whole: format, order, counts and checksum. What
// the rows mean is load.h's business.

#include "base/buf.h"
#include "exchange/dump_table.h"

#include <jansson.h>
#include <xxhash.h>

struct dump_head {
    int64_t format, schema;
    struct dump_table_list tables; // with the columns that the dump has, in its order
};

struct dump_row {
    json_t *root;                   // owns the values
    const struct dump_table *table; // one of the head's
    size_t table_index;
};

struct dump_reader {
    int file;
    char *chunk;
    size_t chunk_len, chunk_at;
    struct buf line; // one that did not lie in one chunk
    int64_t number;  // of the line, from 1
    XXH3_state_t *hash;
    struct dump_head head;
    struct arena arena; // of the head
    int64_t *rows;      // read so far, by table
    size_t table_index; // of the last row
    bool at_end;
};

// Reads the first line; `path` "-" is the standard input. ERR_INVALID: not a dump, or one that
// this program does not know; the words say which line and why.
enum status dump_reader_open(struct dump_reader *reader, const char *path, struct error *error)
    MUST_USE;

// The next row, whose `root` must be given back with dump_row_free. After the last one `at_end` is
// set, and counts and checksum were found right.
enum status dump_reader_next(struct dump_reader *reader, struct dump_row *row, struct error *error)
    MUST_USE;
void dump_row_free(struct dump_row *row);
void dump_reader_close(struct dump_reader *reader);

// Pure parts, for tests and fuzzing.
enum status dump_head_parse(str line, struct arena *arena, struct dump_head *out,
                            struct error *error) MUST_USE;
enum status dump_row_parse(str line, const struct dump_head *head, struct dump_row *out,
                           struct error *error) MUST_USE;

#define auto_dump_reader __attribute__((cleanup(dump_reader_close))) struct dump_reader
