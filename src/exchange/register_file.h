#pragma once

// A SQLite register's file, taken by this process so that a finished one can be put in its place.
// The new one is made beside it under the name FILE.new; until it is whole the old one stays.

#include "base/arena.h"
#include "base/error.h"

struct owner;

struct register_file {
    const char *path;
    const char *fresh; // FILE.new
    struct owner *owner;
};

// Takes the register; nothing is left of an earlier FILE.new. Names live in `arena`.
// ERR_UNAVAILABLE: another process owns it.
enum status register_file_take(struct register_file *file, str path, struct arena *arena,
                               struct error *error) MUST_USE;

// Puts FILE.new, which nobody has open any more, in the register's place and brings it to the disk,
// with the old one's owner and mode. The old one lives on as `keep_as`, or goes when that is NULL.
// Nobody may have it open either.
enum status register_file_replace(struct register_file *file, const char *keep_as,
                                  struct error *error) MUST_USE;

// Gives the register back and removes FILE.new when it was not put in place.
void register_file_release(struct register_file *file);

#define auto_register_file __attribute__((cleanup(register_file_release))) struct register_file
