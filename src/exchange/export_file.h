#pragma once

// A file that is there whole or not at all: written under the name FILE.part, brought to the disk
// and then renamed. Whoever reads FILE never sees half of it, and what stood there before stays
// until then. Only the owner may read it: it is full of personal data.

#include "base/arena.h"
#include "base/error.h"

struct export_file {
    int file;         // -1: not open
    const char *path; // NULL: the standard output
    const char *part; // what is written to; NULL when that is the path itself (a pipe, a device)
};

// Begins `path`; empty or "-" is the standard output. Names live in `arena`.
// ERR_NOT_FOUND, ERR_DENIED: says so in words.
enum status export_file_open(struct export_file *file, str path, struct arena *arena,
                             struct error *error) MUST_USE;

// ERR_FULL: no room on the disk.
enum status export_file_write(struct export_file *file, str bytes, struct error *error) MUST_USE;

// Makes the file appear under its name. Until then closing removes all trace of it.
enum status export_file_finish(struct export_file *file, struct error *error) MUST_USE;
void export_file_close(struct export_file *file);

// Says in words why `path` could not be written or read, from errno.
enum status file_failed(const char *path, struct error *error);

// Brings a file, and the directory that names it, to the disk.
enum status file_sync(const char *path, struct error *error) MUST_USE;

#define auto_export_file __attribute__((cleanup(export_file_close))) struct export_file
