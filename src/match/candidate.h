#pragma once

// Who may be compared with whom in a whole file: the keys of all records, sorted.

#include "match/block.h"

struct match_blocks;

// `threads` 0 means 1. At most 2^31 records.
struct match_blocks *match_blocks_new(const struct match_record *records, size_t count,
                                      unsigned threads);
void match_blocks_free(struct match_blocks *blocks);

// How many keys all records have together.
int64_t match_blocks_keys(const struct match_blocks *blocks);

enum { MATCH_CANDIDATE_MAX = MATCH_KEY_MAX * MATCH_BLOCK_MAX };

// The earlier records that share a key with `record`, ascending and without repeats: at most
// MATCH_CANDIDATE_MAX. Returns how many.
size_t match_candidates(const struct match_blocks *blocks, size_t record, uint32_t *out);
