#pragma once

// Brings a database to the schema of this program: the numbered files of migrations/, each in a
// transaction of its own, so that a kill leaves a schema that is whole.

#include "db/db.h"

struct migration {
    int number;
    const char *name, *sqlite, *postgres;
};

// Every column has one class: personal, sensitive, secret, technical or derived. Erasure, masking,
// dump and the logical hash go by it.
struct column_class {
    const char *table, *column, *class;
    char type; // as in bulk.h: "i" integer, "t" text, "d" double; "b" blob
};

// Runs the migrations that are missing.
// ERR_CONFLICT: the database was written by a newer program; nothing is changed.
enum status migrate(struct db *db, struct error *error) MUST_USE;

// The number of the newest migration that the database has; 0 before the first.
// ERR_INTERNAL: it has none at all, it is no register.
enum status schema_version(struct db *db, int64_t *version, struct error *error) MUST_USE;

// The number of the newest migration that this program knows.
int64_t schema_newest(void);

const struct column_class *column_classes(size_t *count);
