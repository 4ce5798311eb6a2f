#pragma once

// Records made ready for comparing, kept in memory by record id, because the same few are
// candidates again and again. Bounded: two generations, the older one is forgotten when the younger
// is full.

#include "db/work.h"
#include "match/match_record.h"

struct match_cache;

// Of `most` records a generation.
struct match_cache *match_cache_new(size_t most);
void match_cache_free(struct match_cache *cache);

// Loads those of `ids` that are not there; afterwards match_cache_find answers for all of them
// until the next call.
enum status match_cache_load(struct work *work, struct match_cache *cache, const int64_t *ids,
                             size_t count) MUST_USE;

// NULL: the record is gone, or nothing it says is live.
const struct match_record *match_cache_find(const struct match_cache *cache, int64_t id);

// The record changed, or everything may have.
void match_cache_forget(struct match_cache *cache, int64_t id);
void match_cache_clear(struct match_cache *cache);
