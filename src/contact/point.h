#pragma once

// E-mails, phones, addresses and web sites of golden contacts, as rows of `point`; contact.h reads
// and writes them with their contacts.

#include "contact/contact.h"

// Gives those of `list`, which is ordered by id, their points. `ids` are theirs, and maybe others.
enum status point_load(struct work *work, const int64_t *ids, size_t count,
                       struct golden_list *list) MUST_USE;

// Stores what differs from `before`, which is NULL or has the same order; see contact_put.
enum status point_put(struct work *work, struct golden *const *items,
                      const struct golden *const *before, size_t count) MUST_USE;

enum status point_remove(struct work *work, const int64_t *ids, size_t count) MUST_USE;
