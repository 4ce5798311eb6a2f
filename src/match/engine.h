#pragma once

// The whole-file run: records to keys to candidate pairs to weights to clusters. Candidates are
// read from sorted keys record by record, so pairs below the review threshold are never stored.

#include "match/cluster.h"

struct match_statistics {
    int64_t records, keys, candidate_pairs, kept_pairs, clusters;
    int64_t block_ms, train_ms, score_ms, cluster_ms;
};

struct match_options {
    const struct model *model; // NULL: learned from the records
    unsigned threads;          // 0: one
};

struct match_result {
    struct model model;
    struct match_pair *pairs; // at or above model.review, by falling weight
    size_t pair_count;
    uint32_t *clusters; // per record: the index of the first record of its cluster
    struct match_statistics statistics;
};

// Matches all records with one another. `records` are of one entity and stay the caller's.
// `arena` holds a learned model. At most 2^31 records.
void match_run(const struct match_record *records, size_t count, enum entity entity,
               const struct match_options *options, struct arena *arena,
               struct match_result *result);

// Frees pairs and clusters.
void match_result_free(struct match_result *result);
