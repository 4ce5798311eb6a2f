#include "intake/key_filter.h"

enum {
    LINE = 64, // bytes of a cache line, which is a block
    WORDS = LINE / sizeof(uint64_t),
    PROBES = 6,
    LEAST_BITS = 3, // a filter of fewer bits a key lets nearly everything pass
};

struct key_filter key_filter_new(struct arena *arena, size_t keys, size_t bytes)
{
    struct key_filter filter = { 0 };
    if (bytes < LINE || bytes * 8 < keys * LEAST_BITS)
        return filter;
    filter.blocks = (uint32_t)(bytes / LINE);
    char *memory = arena_alloc(arena, ((size_t)filter.blocks + 1) * LINE);
    size_t past = (uintptr_t)memory % LINE;
    filter.words = (uint64_t *)(void *)(memory + (past ? LINE - past : 0));
    return filter;
}

size_t key_filter_bytes(const struct key_filter *filter)
{
    return (size_t)filter->blocks * LINE;
}

// Which of the blocks, by the upper half of a product; the probes are cut from another one.
static uint64_t *block_of(const struct key_filter *filter, uint64_t key)
{
    uint64_t hash = (key ^ key >> 32) * 0x9E3779B97F4A7C15u;
    return filter->words + ((hash >> 32) * filter->blocks >> 32) * WORDS;
}

static uint64_t probes_of(uint64_t key)
{
    uint64_t hash = (key ^ key >> 29) * 0xBF58476D1CE4E5B9u;
    return hash ^ hash >> 32;
}

void key_filter_add(struct key_filter *filter, uint64_t key)
{
    if (!filter->words)
        return;
    uint64_t *block = block_of(filter, key), probes = probes_of(key);
    for (int i = 0; i < PROBES; i++, probes >>= 9)
        block[probes >> 6 & (WORDS - 1)] |= (uint64_t)1 << (probes & 63);
}

bool key_filter_may_hold(const struct key_filter *filter, uint64_t key)
{
    if (!filter->words)
        return true;
    const uint64_t *block = block_of(filter, key);
    uint64_t probes = probes_of(key);
    for (int i = 0; i < PROBES; i++, probes >>= 9)
        if (!(block[probes >> 6 & (WORDS - 1)] >> (probes & 63) & 1))
            return false;
    return true;
}
