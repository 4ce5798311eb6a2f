#include "match/candidate.h"

#include "base/memory.h"
#include "match/parallel.h"

// A key of one record while sorting. `slot` is its place among all keys in order of records.
struct sort_key {
    uint64_t key;
    uint32_t record, slot;
};

// Sorted by key and then by record, the keys are blocks. Only the first MATCH_BLOCK_MAX records of
// a block are anybody's candidates, so those are all that is kept of it:
//
//     members   7 19 40 | 3 8 | 1 2 3 ...    the first records of each block
//     starts    0         3     5            where each block begins in `members`
//     blocks    of each key in order of records: the number of its block
//     first     of each record: its first key
struct match_blocks {
    uint32_t *first, *blocks, *starts, *members;
    size_t record_count, key_count;
};

static const uint32_t NO_BLOCK = UINT32_MAX; // nobody shares this key

struct key_job {
    const struct match_record *records;
    struct match_blocks *blocks;
    struct sort_key *keys; // NULL while counting
};

// Counts the keys of each record into first[record + 1], or writes them.
static void find_keys(void *context, unsigned part, unsigned parts)
{
    struct key_job *job = context;
    struct match_key keys[MATCH_KEY_MAX];
    size_t count = job->blocks->record_count;
    for (size_t i = count * part / parts; i < count * (part + 1) / parts; i++) {
        size_t found = match_keys(&job->records[i], keys);
        if (!job->keys)
            job->blocks->first[i + 1] = (uint32_t)found;
        for (uint32_t k = 0; job->keys && k < found; k++) {
            uint32_t slot = job->blocks->first[i] + k;
            job->keys[slot] = (struct sort_key){ keys[k].key, (uint32_t)i, slot };
        }
    }
}

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, PASSES = 4, LOW_BITS = 20 };

static size_t digit(const struct sort_key *key, unsigned pass)
{
    return key->key >> (LOW_BITS + pass * DIGIT_BITS) & (DIGITS - 1);
}

// Stable, so that the records of a block stay in their order. Sorts by the upper 44 bits: keys are
// hashes, and two that differ only below make one block that is a little too large.
static void sort_keys(struct sort_key *keys, struct sort_key *spare, size_t count)
{
    for (unsigned pass = 0; pass < PASSES; pass++) {
        size_t starts[DIGITS] = { 0 }, at = 0;
        for (size_t i = 0; i < count; i++)
            starts[digit(&keys[i], pass)]++;
        for (size_t d = 0; d < DIGITS; d++) {
            size_t size = starts[d];
            starts[d] = at;
            at += size;
        }
        for (size_t i = 0; i < count; i++)
            spare[starts[digit(&keys[i], pass)]++] = keys[i];
        struct sort_key *swap = keys;
        keys = spare;
        spare = swap;
    }
}

_Static_assert(PASSES % 2 == 0, "an even number of passes leaves the result in the first array");

// The number of keys from `from` on that are equal.
static size_t run_length(const struct sort_key *keys, size_t from, size_t count)
{
    size_t end = from + 1;
    while (end < count && keys[end].key >> LOW_BITS == keys[from].key >> LOW_BITS)
        end++;
    return end - from;
}

static void make_blocks(struct match_blocks *blocks, const struct sort_key *keys)
{
    uint32_t block = 0, member = 0;
    for (size_t i = 0; i < blocks->key_count;) {
        size_t size = run_length(keys, i, blocks->key_count);
        for (size_t k = i; k < i + size; k++) {
            blocks->blocks[keys[k].slot] = size > 1 ? block : NO_BLOCK;
            if (size > 1 && k - i < MATCH_BLOCK_MAX)
                blocks->members[member++] = keys[k].record;
        }
        if (size > 1)
            blocks->starts[++block] = member;
        i += size;
    }
}

struct match_blocks *match_blocks_new(const struct match_record *records, size_t count,
                                      unsigned threads)
{
    struct match_blocks *blocks = must_allocate(1, sizeof *blocks);
    *blocks = (struct match_blocks){ .first = must_allocate(count + 1, sizeof *blocks->first),
                                     .record_count = count };
    struct key_job job = { records, blocks, NULL };
    parallel_run(threads, find_keys, &job);
    for (size_t i = 0; i < count; i++)
        blocks->first[i + 1] += blocks->first[i];
    size_t key_count = blocks->key_count = blocks->first[count];
    job.keys = must_allocate(key_count, sizeof *job.keys);
    parallel_run(threads, find_keys, &job);
    struct sort_key *spare = must_allocate(key_count, sizeof *spare);
    sort_keys(job.keys, spare, key_count);
    free(spare);
    blocks->blocks = must_allocate(key_count, sizeof *blocks->blocks);
    blocks->members = must_allocate(key_count, sizeof *blocks->members);
    blocks->starts = must_allocate(key_count / 2 + 1, sizeof *blocks->starts);
    make_blocks(blocks, job.keys);
    free(job.keys);
    return blocks;
}

void match_blocks_free(struct match_blocks *blocks)
{
    if (!blocks)
        return;
    free(blocks->first);
    free(blocks->blocks);
    free(blocks->starts);
    free(blocks->members);
    free(blocks);
}

int64_t match_blocks_keys(const struct match_blocks *blocks)
{
    return (int64_t)blocks->key_count;
}

// Adds the ascending `list` up to, not including, `limit` to the ascending `out`.
static size_t merge(uint32_t *out, size_t count, const uint32_t *list, size_t list_count,
                    uint32_t limit)
{
    uint32_t merged[MATCH_CANDIDATE_MAX];
    size_t i = 0, j = 0, n = 0;
    while (list_count && list[list_count - 1] >= limit)
        list_count--;
    if (!list_count)
        return count;
    while (i < count || j < list_count) {
        bool takes_list = i == count || (j < list_count && list[j] < out[i]);
        uint32_t next = takes_list ? list[j] : out[i];
        i += i < count && out[i] == next;
        j += j < list_count && list[j] == next;
        merged[n++] = next;
    }
    memcpy(out, merged, n * sizeof *out);
    return n;
}

size_t match_candidates(const struct match_blocks *blocks, size_t record, uint32_t *out)
{
    size_t count = 0;
    for (uint32_t slot = blocks->first[record]; slot < blocks->first[record + 1]; slot++) {
        uint32_t block = blocks->blocks[slot];
        if (block == NO_BLOCK)
            continue;
        uint32_t start = blocks->starts[block];
        count = merge(out, count, blocks->members + start, blocks->starts[block + 1] - start,
                      (uint32_t)record);
    }
    return count;
}
