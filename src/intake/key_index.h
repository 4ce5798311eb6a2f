#pragma once

// Blocking keys of all records: which records share a key. On PostgreSQL one table. On SQLite
// levels, because a random insert into a large table dirties a page of its own:
//
//     new keys ──> active (memory) ──full──> frozen (memory, sorted) ──slices──> a run (key_store.h)
//         └──────> match_key_log: records whose keys are only in memory; read again at the start
//
// Memory is bounded by KEY_INDEX_ACTIVE_MAX. Answers may name records that are gone or no longer
// have the key: whoever asks looks at the records anyway.

#include "intake/key_run.h"
#include "match/block.h"

enum { KEY_INDEX_ACTIVE_MAX = 900 * 1000 };

struct key_index;

// The first records of a key, by id: MATCH_BLOCK_MAX and some more.
struct key_block {
    uint64_t key;
    const int64_t *record_ids;
    size_t count;
};

// The index of the work's register; made, and read from the log, at first use.
enum status key_index_open(struct work *work, struct key_index **out) MUST_USE;

// Finds the blocks of `keys`, which are sorted and differ. Blocks come in the order of the keys and
// live in the work's arena.
enum status key_index_find(struct work *work, struct key_index *index, const uint64_t *keys,
                           size_t count, struct key_block *blocks) MUST_USE;

// For a thread that looks ahead with a reading connection of its own, while others add: begins
// reading by `reader`, finds blocks as they were committed then, and says in `mark` where the index
// stood. SQLite only. The caller ends the reading.
enum status key_index_look(struct work *reader, struct key_index *index, const uint64_t *keys,
                           size_t count, struct key_block *blocks, uint64_t *mark) MUST_USE;

// Within a write transaction: gives blocks that were found at `mark` what was added since. False:
// that is no longer known; find them anew.
bool key_index_catch_up(struct work *work, const struct key_index *index, uint64_t mark,
                        struct key_block *blocks, size_t count);

// Prepares for finding very many keys: most keys of a file are nowhere yet, and filters in memory
// say so without looking into the runs. Reads the runs once when it has to.
enum status key_index_expect_many(struct work *work, struct key_index *index) MUST_USE;

// Adds entries within the work's transaction, ordered by record. A rollback takes them back.
enum status key_index_add(struct work *work, struct key_index *index,
                          const struct key_entry *entries, size_t count) MUST_USE;

// Moves entries from memory into runs and merges runs, in write transactions of its own; call it
// between works. `budget`: how many entries were added since the last time, so that it keeps pace.
// `all`: until nothing waits in memory and there is nothing to merge.
enum status key_index_merge(struct work *work, struct key_index *index, size_t budget, bool all)
    MUST_USE;
