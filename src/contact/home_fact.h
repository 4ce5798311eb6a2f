#pragma once

// Facts that lie at a home and never move: links between a person and a company, tags, notes. A
// card reads all homes of its cluster; taking one back is a withdrawal (decision.h).

#include "db/work.h"

enum { NOTE_BYTES_MAX = 100 * 1000, TAG_BYTES_MAX = 100, ROLE_BYTES_MAX = 100 };

struct link {
    int64_t id, from_home, to_home; // person, company
    str role;                       // employee, board, contact ...
    str from_date, to_date;         // ISO dates; empty: unknown, still so
};

struct tag {
    int64_t id, home_id;
    str name;
};

struct note {
    int64_t id, home_id, actor, at;
    str body;
};

struct link_list {
    struct link *items;
    size_t count, capacity;
};

struct tag_list {
    struct tag *items;
    size_t count, capacity;
};

struct note_list {
    struct note *items;
    size_t count, capacity;
};

// Store facts under the work's job; ids are given here. ERR_INVALID: empty or too long.
enum status link_add(struct work *work, struct link *links, size_t count) MUST_USE;
enum status tag_add(struct work *work, struct tag *tags, size_t count) MUST_USE;
enum status note_add(struct work *work, struct note *notes, size_t count) MUST_USE;

// Live facts at `home_ids`. Links are found from either end; one between two of the homes may come
// twice.
enum status link_load(struct work *work, const int64_t *home_ids, size_t count,
                      struct link_list *out) MUST_USE;
enum status tag_load(struct work *work, const int64_t *home_ids, size_t count, struct tag_list *out)
    MUST_USE;
enum status note_load(struct work *work, const int64_t *home_ids, size_t count,
                      struct note_list *out) MUST_USE;

// Homes at which a job left facts or took some back.
enum status home_fact_homes_of_job(struct work *work, int64_t job_id, struct int_list *out)
    MUST_USE;
