#pragma once

// What the sources do not say: who each record is about, and what was made wrong in it.
// truth.csv has one row per record: source, external_id, entity, related, wrong.

#include "base/buf.h"
#include "base/error.h"
#include "demo/demo_record.h"

struct demo_truth {
    struct buf text;
};

struct demo_truth demo_truth_new(void);

// `external_id` is what the source calls the record; for a file without keys, the number of its
// row, counted from 1 below the header.
void demo_truth_add(struct demo_truth *truth, const char *source, str external_id,
                    const struct demo_record *record, str wrong);

// One row of truth.csv; rows of a source stand in the order of its file.
struct demo_truth_row {
    str source, external_id;
    str entity;  // the person ("p0001") or company ("c0001") it is about
    str related; // the employer it names; else empty
    str wrong;   // "email:typo given:nickname"
};

struct demo_truth_list {
    struct demo_truth_row *items;
    size_t count, capacity;
};

// ERR_NOT_FOUND: there is no such file. ERR_INVALID: it is not one that was written here.
enum status demo_truth_read(const char *path, struct arena *arena, struct demo_truth_list *out,
                            struct error *error) MUST_USE;
