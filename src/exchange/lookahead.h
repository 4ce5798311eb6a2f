#pragma once

// Stands between a feed and the import: in a thread of its own it finds out about the rows of a
// chunk (intake/prospect.h) while the import still lets the chunk before in.

#include "exchange/feed.h"
#include "intake/recognise.h"

struct lookahead;

// NULL, and nothing is lost but time, where that cannot be: on PostgreSQL and in memory.
struct lookahead *lookahead_open(struct feed *feed, struct work *work,
                                 const struct recogniser *recogniser);

// The feed's next chunk with its prospects, as feed_next.
struct feed_chunk *lookahead_next(struct lookahead *lookahead);

// Whether chunks to come are worth it: rows that say nothing new are not looked up anyway.
void lookahead_wanted(struct lookahead *lookahead, bool wanted);

// After feed_stop.
void lookahead_close(struct lookahead *lookahead);
