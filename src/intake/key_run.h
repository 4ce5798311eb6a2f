#pragma once

// A sorted run: blocking keys that were written once, in order, a database page at a time, and
// never change. On SQLite they are what a table with an index is on PostgreSQL. Runs that were
// merged into a larger one are dropped as a whole.
//
//     match_key_run    id, entries ──┐  one row for every run that counts
//     fences            3  47  47  92   the first key of each page, in memory while the run is
//                       │   │   └───┴─> ...
//                       │   └─> page 1: (47,12) (47,15) (48,3) ... (47's next page: a key may span)
//                       └─> page 0: (3,7) (5,1) (5,9) ... (46,2)
//
// A struct key_run does not change once it is published, so any thread may find in it with a
// connection of its own; it is freed when nobody holds it any more.

#include "db/work.h"
#include "intake/key_filter.h"

#include <stdatomic.h>

enum {
    KEY_PAGE_ENTRIES = 252, // as many as fit into one page of 4,096 bytes with its heads
    KEY_FOUND_MAX = 64,
};

struct key_entry {
    uint64_t key;
    int64_t record_id;
};

struct key_run {
    int64_t id;
    size_t entries;
    struct {
        uint64_t *items;
        size_t count, capacity;
    } fences; // one per page
    struct key_filter filter;
    atomic_size_t holders;
    struct arena arena; // holds all of it
};

struct key_page {
    size_t count;
    struct key_entry entries[KEY_PAGE_ENTRIES];
};

// The first records of a key by id, in order, each once.
struct key_found {
    size_t count;
    int64_t ids[KEY_FOUND_MAX];
};

// Orders entries by key and then by record: negative, 0 or positive.
int key_entry_compare(const struct key_entry *a, const struct key_entry *b);

// Sorts entries and drops repetitions; returns how many are left.
size_t key_entries_sort(struct key_entry *entries, size_t count);

// A run without entries, held once.
struct key_run *key_run_new(int64_t id);
struct key_run *key_run_hold(struct key_run *run);
void key_run_release(struct key_run *run); // NULL: nothing happens

// Writes entries that come after all of the run so far, page by page: every call but the last one
// gives a multiple of KEY_PAGE_ENTRIES.
enum status key_run_append(struct work *work, struct key_run *run, const struct key_entry *entries,
                           size_t count) MUST_USE;

// Makes a written run count from the commit of the work's transaction on.
enum status key_run_publish(struct work *work, const struct key_run *run) MUST_USE;

// Adds what the run has for `key`. ERR_INTERNAL: a page is missing.
enum status key_run_find(struct work *work, const struct key_run *run, uint64_t key,
                         struct key_found *found) MUST_USE;
void key_found_add(struct key_found *found, int64_t record_id);

// Reads one page.
enum status key_run_read(struct work *work, const struct key_run *run, size_t number,
                         struct key_page *page) MUST_USE;

// The same run with a filter of about `bytes`, made by reading all its pages.
enum status key_run_filtered(struct work *work, const struct key_run *run, size_t bytes,
                             struct key_run **out) MUST_USE;

// Which runs count at one moment, oldest first. Such a list does not change either.
struct key_runs {
    struct key_run **items;
    size_t count;
    atomic_size_t holders;
    struct arena arena;
};

// All runs of the register, without filters.
enum status key_runs_load(struct work *work, struct key_runs **out) MUST_USE;

// `runs` without those of `less` and with `more`, either of which may be NULL; takes over one hold
// of `more`.
struct key_runs *key_runs_change(const struct key_runs *runs, const struct key_runs *less,
                                 struct key_run *more);
struct key_runs *key_runs_hold(struct key_runs *runs);
void key_runs_release(struct key_runs *runs); // NULL: nothing happens
bool key_runs_have(const struct key_runs *runs, int64_t id);

// Adds what the runs have for `key`. The work's transaction may be older than the list by at most
// one commit, or newer by one: pages of merged runs go away later than that.
enum status key_runs_find(struct work *work, const struct key_runs *runs, uint64_t key,
                          struct key_found *found) MUST_USE;
