#pragma once

// Memory of the process: what outlives every arena. Running out of it ends the process; size limits
// are checked where input enters.

#include <stdlib.h>

// `memory` as malloc and its kin returned it, but never NULL.
static inline void *must(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

// `count` zeroed items; not NULL when there are none.
static inline void *must_allocate(size_t count, size_t size)
{
    return must(calloc(count ? count : 1, size));
}
