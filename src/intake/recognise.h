#pragma once

// Is this somebody we already have? For a batch of new records, decided one after the other in the
// order of the batch, each seeing those before it: the answers do not depend on where batches end.
//
//     keys of the batch ──> shortlist ──> candidates ──score──> strong ones
//                                                        │ their contacts' other records
//                          earlier rows of the batch ──> members ──> match_decide

#include "intake/match_cache.h"
#include "intake/shortlist.h"
#include "match/cluster.h"

// What was found out about a batch, or a longer one that it is part of, before its turn came.
struct prospects {
    bool found;
    uint64_t mark;              // where the index stood
    int64_t change_mark;        // see db_change_mark
    struct shortlist_keys keys; // with their blocks as they were
    // Records of the contacts that somebody resembles, ready for comparing: most that are needed.
    const int64_t *member_ids; // sorted
    const struct match_record *members;
    size_t member_count;
};

// What recognising needs; one per connection.
struct recogniser {
    struct key_index *index;
    struct match_cache *cache;
    const struct prospects *prospects; // of the items that come next; NULL: none
    int64_t rollbacks, changes;        // those that the cache knows of
    struct model person, company;
    int64_t person_model_id, company_model_id; // 0: built in
    struct arena models;
};

struct recognised {
    enum match_verdict verdict;
    int64_t record_id; // the record most like it; 0 for MATCH_NEW
    double weight;
    str evidence;                 // in words
    int64_t fuse[MATCH_FUSE_MAX]; // records whose contacts it shows to be the same as well
    size_t fuse_count;
};

const struct model *recogniser_model(const struct recogniser *recogniser,
                                     const struct incoming *incoming);

// Reads the frozen models of the register, or takes the built-in ones. Within a work.
enum status recogniser_open(struct work *work, struct recogniser *recogniser) MUST_USE;
void recogniser_close(struct recogniser *recogniser);

// A known record is compared with all others as if it were new, but comes with its contact. Nobody
// may come after it in the batch, because it is stored as it was.
enum status recognise(struct work *work, struct recogniser *recogniser,
                      const struct unknown *unknowns, size_t count, struct recognised *out)
    MUST_USE;

// Keeps everyone else out who might enter the same person or company, until the work ends.
enum status recognise_claim(struct work *work, const struct unknown *unknowns, size_t count)
    MUST_USE;
