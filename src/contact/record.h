#pragma once

// Records and their versions: what one source says of one person or company, kept as received and
// standardised. The record's id is also its home. Versions are facts: only added.

#include "db/work.h"
#include "value/field.h"

struct record {
    int64_t id, source_id;
    str external_id;
    enum entity entity;
    int64_t contact_id;  // the home its cluster shows
    int64_t seen_job_id; // the job that met it last
};

struct record_version {
    int64_t id, record_id, job_id, seen_at;
    enum entity entity; // the record's
    int64_t digest;     // of the raw text
    str raw, clean;
};

struct record_list {
    struct record *items;
    size_t count, capacity;
};

struct record_version_list {
    struct record_version *items;
    size_t count, capacity;
};

enum status record_add(struct work *work, const struct record *records, size_t count) MUST_USE;
enum status record_version_add(struct work *work, const struct record_version *versions,
                               size_t count) MUST_USE;

// Those of `ids` that exist, in no order.
enum status record_load(struct work *work, const int64_t *ids, size_t count,
                        struct record_list *out) MUST_USE;

// Live versions of `ids`, by record and age. `raw` is left out unless `with_raw`.
enum status record_version_load(struct work *work, const int64_t *ids, size_t count, bool with_raw,
                                struct record_version_list *out) MUST_USE;

// The records of a source that have one of `external_ids`, in no order.
enum status record_find(struct work *work, int64_t source_id, const str *external_ids, size_t count,
                        struct record_list *out) MUST_USE;

// All records whose cluster shows `contact_id`.
enum status record_of_contact(struct work *work, int64_t contact_id, struct record_list *out)
    MUST_USE;

// Adds to `out` the ids of records that show one of `contact_ids` without being its own record.
enum status record_housemates(struct work *work, const int64_t *contact_ids, size_t count,
                              struct int_list *out) MUST_USE;

// All records that show the same contacts as `ids` do, by id; of some only id and contact are told.
enum status record_family(struct work *work, const int64_t *ids, size_t count,
                          struct record_list *out) MUST_USE;

// The next `limit` different records that versions of a job belong to, above `after`.
enum status record_of_job(struct work *work, int64_t job_id, int64_t after, int64_t limit,
                          struct int_list *out) MUST_USE;

// Stores which home the clusters of `ids` show; both arrays have `count` items.
enum status record_set_contact(struct work *work, const int64_t *ids, const int64_t *contact_ids,
                               size_t count) MUST_USE;

// Marks the next thousand records of a source, above `after`, that the work's job has not met: the
// latest full file no longer has them. Moves `after` and tells how many; 0 at the end.
enum status record_mark_vanished(struct work *work, int64_t source_id, int64_t *after,
                                 size_t *count) MUST_USE;

// Says that the source still had these records, and that the work's job met them.
enum status record_seen(struct work *work, const int64_t *ids, size_t count) MUST_USE;
