#pragma once
#include "base/str.h"
static inline uint32_t nickname_group(str s)
{
    (void)s;
    return 0;
}
static inline bool nickname_related(str a, str b)
{
    (void)a;
    (void)b;
    return false;
}
