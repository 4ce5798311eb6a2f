#pragma once

// A view of bytes. Does not own them and is not NUL-terminated.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct str {
    const char *at;
    size_t len;
} str;

#define STR(literal) ((str){ "" literal, sizeof(literal) - 1 })
#define STR_FMT      "%.*s"
#define STR_ARG(s)   (int)(s).len, (s).at ? (s).at : ""

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static inline str str_of(const char *c_string)
{
    return (str){ c_string, c_string ? strlen(c_string) : 0 };
}

static inline bool str_eq(str a, str b)
{
    return a.len == b.len && (!a.at || !b.at || memcmp(a.at, b.at, a.len) == 0);
}

// The bytes from `from` up to, not including, `to`; both are cut to the length of `s`.
static inline str str_slice(str s, size_t from, size_t to)
{
    to = to < s.len ? to : s.len;
    from = from < to ? from : to;
    return (str){ from > 0 ? s.at + from : s.at, to - from }; // never NULL + 0
}

// Orders by bytes, a prefix before its extensions: negative, 0 or positive.
int str_compare(str a, str b);

// Equal when ASCII letters are compared without their case.
bool str_eq_ascii_case(str a, str b);

bool str_starts(str s, str prefix);
bool str_ends(str s, str suffix);

// The offset of the first `byte` or `part`, or `s.len` when there is none.
size_t str_find_byte(str s, char byte);
size_t str_find(str s, str part);
static inline bool str_has(str s, str part)
{
    return str_find(s, part) < s.len || part.len == 0;
}

// Without leading and trailing ASCII white space.
str str_trim(str s);

// Takes the part before the first `separator` off `rest`, and the separator with it.
// Returns false when `rest` is empty and everything has been taken (its `at` is then NULL).
bool str_split(str *rest, char separator, str *part);

// Reads a whole decimal number with an optional sign. False: not a number, or it does not fit.
bool str_to_int(str s, int64_t *out);

// 64 bits of the bytes, the same on every machine and in every release (XXH3). Stored in databases.
uint64_t str_hash(str s);
