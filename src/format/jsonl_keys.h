#pragma once

// The columns of JSON records: the paths of their values ("address.city", "emails.1.value"), each
// with its place, in order of first appearance.

#include "base/arena.h"
#include "base/buf.h"

#include <jansson.h>

struct jsonl_keys {
    struct str_list names; // at most one more than TABLE_COLUMN_MAX, so that too many is noticed
    uint16_t *slots;       // a hash table of places + 1
    struct arena *arena;
};

struct jsonl_keys jsonl_keys_new(struct arena *arena);

// The place of `name`, or -1. `add`: gives it the next place when it has none.
int jsonl_keys_find(struct jsonl_keys *keys, str name, bool add);

// One record on its way to a row.
struct jsonl_walk {
    struct jsonl_keys *keys;
    str *cells; // as many as there are keys; NULL: only gather the keys
    struct arena *arena;
    struct buf *path;
    const char *problem; // NULL, or why the record cannot be used
    bool mojibake;
};

// Visits every value of `object` below its path.
void jsonl_walk_object(struct jsonl_walk *walk, json_t *object, int depth);
