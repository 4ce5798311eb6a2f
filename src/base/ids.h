#pragma once

// Sorted arrays of ids.

#include "base/arena.h"

// Sorts, and drops repetitions. Returns how many are left.
size_t ids_sort(int64_t *ids, size_t count);

// The place of `id`, or `count` when it is not there.
size_t ids_index(const int64_t *ids, size_t count, int64_t id);
