#pragma once

// Copies a long write-ahead log into its SQLite file, in a thread with a connection of its own,
// while writers go on. The last pages are copied in a turn of the writers' queue, because only a
// log that was copied whole begins anew instead of growing.

#include "base/str.h"

struct owner;
struct checkpointer;

// For the file at `path`; the thread starts with the first long log. `path` must outlive it.
struct checkpointer *checkpointer_new(struct owner *owner, const char *path);

// Ends the thread. Call it outside of turns.
void checkpointer_free(struct checkpointer *checkpointer);

// Tells how many pages the log has after a commit; cheap.
void checkpointer_note(struct checkpointer *checkpointer, int pages);
