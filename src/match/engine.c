#include "match/engine.h"

#include "base/clock.h"
#include "base/memory.h"
#include "match/candidate.h"
#include "match/parallel.h"
#include "match/train.h"

#include <stdatomic.h>

// What one thread found.
struct part {
    struct match_pair *pairs;
    size_t count, capacity;
    int64_t candidates;
};

struct score_job {
    const struct model *model;
    const struct match_record *records;
    const struct match_blocks *blocks;
    size_t count;
    atomic_size_t next; // the first record nobody has taken yet
    struct part parts[PARALLEL_MAX];
};

static void keep(struct part *part, struct match_pair pair)
{
    if (part->count == part->capacity) {
        part->capacity = part->capacity ? part->capacity * 2 : 4096;
        part->pairs = must(realloc(part->pairs, part->capacity * sizeof *part->pairs));
    }
    part->pairs[part->count++] = pair;
}

static void score_record(struct score_job *job, struct part *part, uint32_t record)
{
    uint32_t candidates[MATCH_CANDIDATE_MAX];
    size_t count = match_candidates(job->blocks, record, candidates);
    part->candidates += (int64_t)count;
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(&job->records[candidates[i]]);
    for (size_t i = 0; i < count; i++) {
        if (i + 4 < count)
            __builtin_prefetch(job->records[candidates[i + 4]].items);
        double weight = match_score_above(job->model, &job->records[candidates[i]],
                                          &job->records[record], job->model->review);
        if (weight >= job->model->review)
            keep(part, (struct match_pair){ candidates[i], record, (float)weight });
    }
}

enum { CHUNK = 1024 };

static void score_part(void *context, unsigned number, unsigned parts)
{
    (void)parts;
    struct score_job *job = context;
    for (;;) {
        size_t from = atomic_fetch_add(&job->next, CHUNK);
        if (from >= job->count)
            return;
        for (size_t i = from; i < from + CHUNK && i < job->count; i++)
            score_record(job, &job->parts[number], (uint32_t)i);
    }
}

// One array of what all threads found. Clustering sorts it, so that the order of threads is lost.
static void gather(struct score_job *job, struct match_result *result)
{
    size_t total = 0;
    for (size_t i = 0; i < PARALLEL_MAX; i++) {
        total += job->parts[i].count;
        result->statistics.candidate_pairs += job->parts[i].candidates;
    }
    result->pairs = must(malloc((total + 1) * sizeof *result->pairs));
    for (size_t i = 0; i < PARALLEL_MAX; i++) {
        struct part *part = &job->parts[i];
        if (part->count)
            memcpy(result->pairs + result->pair_count, part->pairs,
                   part->count * sizeof *part->pairs);
        result->pair_count += part->count;
        free(part->pairs);
    }
    result->statistics.kept_pairs = (int64_t)total;
}

static int64_t lap(int64_t *since)
{
    int64_t now = clock_monotonic_ms(), spent = now - *since;
    *since = now;
    return spent;
}

void match_run(const struct match_record *records, size_t count, enum entity entity,
               const struct match_options *options, struct arena *arena,
               struct match_result *result)
{
    *result = (struct match_result){ .statistics.records = (int64_t)count };
    struct match_statistics *statistics = &result->statistics;
    int64_t clock = clock_monotonic_ms();
    struct match_blocks *blocks = match_blocks_new(records, count, options->threads);
    statistics->keys = match_blocks_keys(blocks);
    statistics->block_ms = lap(&clock);
    result->model =
        options->model ? *options->model : model_train(records, count, entity, blocks, arena);
    statistics->train_ms = lap(&clock);
    struct score_job job = {
        .model = &result->model, .records = records, .blocks = blocks, .count = count
    };
    parallel_run(options->threads, score_part, &job);
    match_blocks_free(blocks);
    gather(&job, result);
    statistics->score_ms = lap(&clock);
    result->clusters = must(malloc((count + 1) * sizeof *result->clusters));
    statistics->clusters = (int64_t)match_cluster(&result->model, records, count, result->pairs,
                                                  result->pair_count, result->clusters);
    statistics->cluster_ms = lap(&clock);
}

void match_result_free(struct match_result *result)
{
    free(result->pairs);
    free(result->clusters);
    result->pairs = NULL;
    result->clusters = NULL;
}
