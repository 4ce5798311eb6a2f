#pragma once

// Clusters: which records are one person or company. Never by chaining: two clusters join only when
// all their members fit together, not because one record resembles both.

#include "match/score.h"

// A scored pair of records, by their index. a < b.
struct match_pair {
    uint32_t a, b;
    float weight;
};

// Joins records by falling weight, from model->match on. `pairs` is sorted in place. Writes the
// cluster of each record to `clusters`: the index of its first record.
// Returns the number of clusters.
size_t match_cluster(const struct model *model, const struct match_record *records, size_t count,
                     struct match_pair *pairs, size_t pair_count, uint32_t *clusters);

enum match_verdict {
    MATCH_NEW,    // nobody we have
    MATCH_REVIEW, // perhaps `cluster`: a person decides
    MATCH_JOIN,   // the same as `cluster`
};

// A record that is there already. Pass every member of the clusters that a candidate belongs to
// (at most the first MATCH_MEMBER_MAX of each cluster).
struct match_member {
    const struct match_record *record;
    uint64_t cluster; // any number that is the same for all members of a cluster
};

enum { MATCH_MEMBER_MAX = 64, MATCH_FUSE_MAX = 8 };

struct match_decision {
    enum match_verdict verdict;
    uint64_t cluster; // of MATCH_JOIN and MATCH_REVIEW
    size_t member;    // index of the member most like the new record; evidence: match_score with it
    double weight;    // of that pair
    uint64_t fuse[MATCH_FUSE_MAX]; // MATCH_JOIN: clusters that the new record shows to be the same
    size_t fuse_count;             // as `cluster`; to be joined with it (or proposed)
};

// What to do with a new record. `members` may be in any order; the answer does not depend on it
// except where weights are equal (then the first one wins).
struct match_decision match_decide(const struct model *model, const struct match_record *record,
                                   const struct match_member *members, size_t count);
