#pragma once

// cmocka with the headers it needs first, and a few words of our own.

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h> // needs the three above
#undef fail         // ours is base/error.h

#include "base/arena.h"

// Fails with both texts when they differ.
#define assert_str(actual, expected) assert_str_at((actual), str_of(expected), __FILE__, __LINE__)

static inline void assert_str_at(str actual, str expected, const char *file, int line)
{
    if (str_eq(actual, expected))
        return;
    print_error("\"" STR_FMT "\" is not \"" STR_FMT "\"\n", STR_ARG(actual), STR_ARG(expected));
    _fail(file, line);
}
