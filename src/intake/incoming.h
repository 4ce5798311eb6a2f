#pragma once

// What one source says of one person or company, ready to be let in: standardised, with its keys.
// Preparing is pure and may run in any thread; letting in is intake.h.

#include "match/block.h"
#include "value/entry.h"

// Whom it was compared with before its turn came; see prospect.h.
struct prospect {
    const int64_t *ids; // of stored records, sorted
    const bool *resembles;
    size_t count;
};

// What a person said of a row that had been held back.
enum told {
    TOLD_NOTHING,
    TOLD_LET_IN, // the guard is answered; who it is is recognised
    TOLD_NEW,    // it is not `told_id`
    TOLD_SAME,   // it is `told_id`
};

struct incoming {
    str external_id; // the source's own key; empty: made from the raw text
    str raw;         // as received
    struct entry entry;
    int company;  // index in the batch of the company this person works for; -1: none
    int64_t line; // of the file; 0: of none
    enum told told;
    int64_t told_id; // a record; 0: none
    str role;        // of that link; "employee" unless told
    bool
        shared; // rows that say the same share one record: a company that people's rows bring along
    // Made by incoming_prepare.
    str clean; // the entry as text
    int64_t digest;
    struct match_record match;
    struct match_key keys[MATCH_KEY_MAX];
    size_t key_count;
    struct prospect prospect;
};

// Fills in what is made from the rest. Everything lives in `arena`.
void incoming_prepare(struct incoming *incoming, struct arena *arena);

// The key its record has in the source: the external id, or a digest of what was received.
str incoming_key(const struct incoming *incoming, struct arena *arena);
