#pragma once

// Golden contacts as rows: persons in `contact`, companies in `company`, their e-mails, phones,
// addresses and web sites in `point`. Only intake/resolve.h writes them.

#include "contact/golden.h"
#include "db/work.h"

struct golden_list {
    struct golden *items;
    size_t count, capacity;
};

// Loads those of `ids` that exist, ordered by id. Lives in the work's arena.
enum status contact_load(struct work *work, const int64_t *ids, size_t count,
                         struct golden_list *out) MUST_USE;

// One contact by any home id of its cluster. ERR_NOT_FOUND.
enum status contact_find(struct work *work, int64_t home_id, struct golden *out) MUST_USE;

// Writes contacts, new or changed. `before`: what is stored of each, in the same order; NULL when
// nothing is stored of any.
enum status contact_put(struct work *work, struct golden *const *items,
                        const struct golden *const *before, size_t count) MUST_USE;
enum status contact_remove(struct work *work, const struct golden *items, size_t count) MUST_USE;

// The next `limit` contacts with an id above `after`, of one entity, ordered by id.
enum status contact_page(struct work *work, enum entity entity, int64_t after, int64_t limit,
                         struct golden_list *out) MUST_USE;

enum status contact_count(struct work *work, enum entity entity, int64_t *count) MUST_USE;
