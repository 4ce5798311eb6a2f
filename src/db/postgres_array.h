#pragma once

// PostgreSQL's binary form of one-dimensional arrays. Types are those of a bulk: "i" bigint,
// "d" float8, "t" text.

#include "base/buf.h"

const char *postgres_array_type(char type); // "bigint[]"

// Appends the lowest `bytes` bytes, the highest first.
void postgres_put_be(struct buf *out, uint64_t value, int bytes);

// Appends the head of an array. Its elements follow, each behind its length in 4 bytes; -1 is null.
void postgres_put_array(struct buf *out, char type, size_t count);
