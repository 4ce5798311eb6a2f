#pragma once

// What can be found out about a batch before its turn comes, by another thread with a reading
// connection of its own: which stored records share its keys, and whom of them each item resembles.
// When the batch is let in, only what was added since is still looked at; if a stored record says
// something else by then, nothing of this counts and all is done in the turn. So prospects never
// change an answer. SQLite only: on PostgreSQL others commit unseen.

#include "intake/recognise.h"

struct prospector;

// Opens the connection. `recogniser` lends its models and its index, and must outlive the
// prospector.
enum status prospector_open(struct prospector **out, struct work *work,
                            const struct recogniser *recogniser) MUST_USE;
void prospector_close(struct prospector *prospector);

// Looks the items up. Prospects live in `arena`; when reading fails there are none.
void prospect(struct prospector *prospector, struct incoming *items, size_t count,
              struct arena *arena, struct prospects *out);
