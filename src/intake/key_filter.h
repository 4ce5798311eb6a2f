#pragma once

// A blocked Bloom filter over the keys of one run: tells of most absent keys that they are absent,
// at the price of one cache line (Putze, Sanders, Singler: Cache-, Hash- and Space-Efficient Bloom
// Filters, 2007). At ten bits a key about one absent key in a hundred passes.

#include "base/arena.h"

struct key_filter {
    uint64_t *words; // NULL: no filter, every key may be there
    uint32_t blocks;
};

enum { KEY_FILTER_BITS = 10 }; // per key

// An empty filter of about `bytes` in the arena; none when that is too little for `keys`.
struct key_filter key_filter_new(struct arena *arena, size_t keys, size_t bytes);

size_t key_filter_bytes(const struct key_filter *filter);
void key_filter_add(struct key_filter *filter, uint64_t key);

// False: the key was never added.
bool key_filter_may_hold(const struct key_filter *filter, uint64_t key);
