#pragma once

// How well records were brought together, given who each is really about. Two measures, because
// each hides what the other shows: pairs count large clusters more, B-cubed (Bagga and Baldwin
// 1998) asks for every record alike.

#include <stddef.h>
#include <stdint.h>

struct demo_label {
    uint64_t really, found; // the one it is about, and the contact it was put into
    uint64_t size;          // scratch
};

struct demo_score {
    int64_t records, really, found;                 // how many, and of how many of each
    int64_t whole;                                  // exactly right: all records, no other
    int64_t pairs_right, pairs_missed, pairs_wrong; // of records
    double precision, recall, f1;                   // of pairs; 1 where there are none
    double bcubed_precision, bcubed_recall, bcubed_f1;
};

// Sorts `labels`.
struct demo_score demo_score(struct demo_label *labels, size_t count);
