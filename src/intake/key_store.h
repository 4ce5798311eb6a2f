#pragma once

// All runs of a register, and how they come and go. Runs of about the same size are merged when
// there are four of them, so that each key is written once per fourfold growth and few runs have to
// be asked for a key:
//
//     frozen keys ──append──> [ ][ ][ ]            up to 1 M entries
//                               └─┴─┴──merge──> [    ][    ]            up to 4 M
//                                                  └─ ... ──merge──> [              ]
//
// Everything happens a slice at a time within the write transactions of the caller. The change that
// makes a new run count, and the merged ones cease to, is one transaction; pages that no run counts
// any more are deleted in later ones. What is half done when a transaction is rolled back begins
// again; what is half done when the process ends is swept away by the next one.
//
// Only the writer whose turn it is may call these, except key_store_hold.

#include "intake/key_run.h"

struct key_store;

enum status key_store_open(struct work *work, struct key_store **out) MUST_USE;
void key_store_close(struct key_store *store); // NULL: nothing happens

// A write transaction is over: to be called before the next one begins.
void key_store_follow(struct key_store *store, bool committed);

// Adds sorted entries, each once, to the run that is being written; they come after those of the
// calls before. Once it has all `total` entries the run counts; until then every call gives a
// multiple of KEY_PAGE_ENTRIES. After a rollback of any of these calls the first entries come
// again.
enum status key_store_append(struct work *work, struct key_store *store,
                             const struct key_entry *entries, size_t count, size_t total) MUST_USE;

// Writes entries, sorted and each once, as a run of their own at once.
enum status key_store_put(struct work *work, struct key_store *store,
                          const struct key_entry *entries, size_t count) MUST_USE;

// Deletes pages and merges runs, about `budget` entries' worth. `done`: nothing was left to do.
enum status key_store_tidy(struct work *work, struct key_store *store, size_t budget, bool *done)
    MUST_USE;

// Gives every run a filter, now and from now on.
enum status key_store_filter(struct work *work, struct key_store *store) MUST_USE;

// What the transaction under way sees.
const struct key_runs *key_store_runs(const struct key_store *store);

// The runs that are committed at this moment, for any thread: a read transaction that is opened
// together with it, so that key_store_follow comes before or after both, sees their pages for as
// long as it lives. To be released with key_runs_release.
struct key_runs *key_store_hold(struct key_store *store);
