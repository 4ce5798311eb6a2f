#pragma once

// The logical hash: over everything a person can see in the register, also the rows that wait, in
// any order, without ids, jobs and clock times. Equal hashes on both engines mean equal registers.

#include "db/work.h"

enum { HASH_TEXT_LEN = 32 };

// 32 hexadecimal digits and a NUL; all zeros for an empty register.
enum status register_hash(struct work *work, char out[HASH_TEXT_LEN + 1]) MUST_USE;
