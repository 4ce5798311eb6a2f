#pragma once

// What a dump leaves out because it can be computed: blocking keys and the search index. Written
// once, in order, for a register that was empty before.

#include "db/work.h"

// Blocking keys of every version of every record, as letting them in would have left them. Within
// the work's transaction; resets its arena.
enum status load_match_keys(struct work *work) MUST_USE;

// The search index over all golden contacts; the same terms.
enum status load_search(struct work *work) MUST_USE;
