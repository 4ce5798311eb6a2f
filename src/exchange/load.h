#pragma once

// Loads a dump into an empty register of either engine. Nothing is to be seen of it before counts
// and checksum were found right:
//
//     SQLite       all is written to a new file beside the register's, which takes its place as the
//                  last act; a load that fails or is killed leaves the register as it was
//     PostgreSQL   all is written in one transaction
//
// Golden contacts, their versions and the history come from the dump as they are, so that loading
// adds nothing to anybody's history; only indexes are computed (load_index.h).

#include "base/error.h"
#include "base/str.h"

#include <stdint.h>

struct load_result {
    int64_t rows; // of the dump
};

// `url` names the register as db_open takes it; this process must not have it open. `path` is the
// dump, "-" the standard input.
// ERR_CONFLICT: the register is not empty. ERR_INVALID: the dump is damaged or unknown; nothing was
// changed.
enum status load(str url, const char *path, struct load_result *result, struct error *error)
    MUST_USE;

// Whether the register in `url` has no rows at all; a file that is not there has none.
enum status register_is_empty(str url, bool *empty, struct error *error) MUST_USE;
