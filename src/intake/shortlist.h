#pragma once

// Which records are worth comparing with each record of a batch: stored ones, and earlier ones of
// the batch itself. A pure function of the keys, so that the answer does not depend on where
// batches end:
//
//   - of each block only the first MATCH_BLOCK_MAX records count, in order of arrival;
//   - whoever shares a telling key (e-mail, phone, name, number ...) of a small block is on the
//   list;
//   - whoever shares only weak ones (postcode and family name, birth date and initial ...), or
//   those
//     of many (a common name, a switchboard), must share two: one alone never carries a pair, and
//     loading and comparing these would take most of the time.

#include "intake/incoming.h"
#include "intake/key_index.h"

// One record to recognise, under the id it has or will get.
struct unknown {
    const struct incoming *incoming;
    int64_t record_id;
    bool known; // the record is stored and says something else from now on
};

struct shortlist {
    struct int_list stored; // record ids
    struct int_list own;    // indexes of earlier records of the batch
};

// The keys of a batch, sorted, and who has each of them already.
struct shortlist_keys {
    uint64_t *keys;
    struct key_block *blocks; // to be filled in; see key_index.h
    size_t count;
};

void shortlist_collect(struct arena *arena, const struct unknown *unknowns, size_t count,
                       struct shortlist_keys *out);

// Fills one list for each of `unknowns`, in `arena`.
void shortlist_make(struct arena *arena, const struct shortlist_keys *keys,
                    const struct unknown *unknowns, size_t count, struct shortlist *out);

// Only the stored ones, and maybe more than shortlist_make would list: the batch's own records, and
// those that come later, make blocks longer and thereby less telling.
void shortlist_stored(struct arena *arena, const struct shortlist_keys *keys,
                      const struct unknown *unknowns, size_t count, struct shortlist *out);
