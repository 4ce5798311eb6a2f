#pragma once

// The shared strings of an XLSX file. Up to 64 MB of them stay in memory; more lie in a temporary
// file that has no name any more and is mapped. Only the XLSX reader includes this.

#include "base/buf.h"
#include "base/error.h"

enum { SPOOL_MEMORY_MAX = 64 * 1024 * 1024 };

// Bytes that only grow and are read when complete.
struct spool {
    struct buf memory; // all of it, or what was not written to `file` yet
    size_t limit;      // of `memory`
    int file;          // 0: none
    const char *map;
    size_t len;
};

struct xlsx_strings {
    struct spool text, ends; // `ends`: where each text ends, 64 bits each
    size_t count;
};

// Reads the part called `part`; an empty name means there are none. `memory_max` bytes stay in
// memory. ERR_FULL: no room for the temporary file.
enum status xlsx_strings_read(struct xlsx_strings *strings, const char *path, str part,
                              size_t memory_max, struct error *error) MUST_USE;

// String `index`, valid until xlsx_strings_free. False: there is no such string.
bool xlsx_strings_get(const struct xlsx_strings *strings, size_t index, str *out);

void xlsx_strings_free(struct xlsx_strings *strings);
