#pragma once

// A SQLite file as this process owns it: the lock that keeps other processes out, and the queue in
// which its writers wait for their turn, first come, first served.

#include "base/error.h"
#include "base/str.h"
#include "db/db.h"

struct owner;

// Takes the file for this process, or one more reference when it has it already.
// ERR_UNAVAILABLE: another process owns it; the message says which.
enum status owner_open(struct owner **out, const char *path, struct error *error) MUST_USE;
void owner_close(struct owner *owner);

// Makes the file, empty and for its owner's eyes only, when there is none yet; SQLite gives its
// companions the same mode. A failure shows when SQLite opens the file. Every
// connection calls it before it opens the file.
void owner_make_file(struct owner *owner);

// See db_shared.
struct db_shared *owner_shared(struct owner *owner);

void owner_write_begin(struct owner *owner); // waits for the turn
void owner_write_end(struct owner *owner);

// A turn for the file's own upkeep, which is nobody's work; ends with owner_write_end.
void owner_chore_begin(struct owner *owner);

// Tells how many pages the write-ahead log has, after a commit. A long one is copied into the file.
void owner_note_log(struct owner *owner, int pages);

// How many turns of works were taken or asked for so far.
uint64_t owner_turns(struct owner *owner);
