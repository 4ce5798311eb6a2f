#pragma once

// What the sources do not say: who each record is about, and what was made wrong in it.
// truth.csv has one row per record: source, external_id, entity, related, wrong.

#include "base/buf.h"
#include "demo/demo_record.h"

struct demo_truth {
    struct buf text;
};

struct demo_truth demo_truth_new(void);

// `external_id` is what the source calls the record; for a file without keys, the number of its
// row, counted from 1 below the header.
void demo_truth_add(struct demo_truth *truth, const char *source, str external_id,
                    const struct demo_record *record, str wrong);
