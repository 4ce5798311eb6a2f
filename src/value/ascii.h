#pragma once

// The classes of ASCII characters, whatever the locale says.

#include "base/arena.h"

static inline bool ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool ascii_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool ascii_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || ascii_is_upper(c);
}

static inline bool ascii_is_alnum(char c)
{
    return ascii_is_digit(c) || ascii_is_letter(c);
}

static inline char ascii_lower(char c)
{
    return ascii_is_upper(c) ? (char)(c + 32) : c;
}

static inline char ascii_upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

// Copies with ASCII letters in one case. The copy has a NUL behind it.
str ascii_to_lower(struct arena *arena, str s);
str ascii_to_upper(struct arena *arena, str s);

bool ascii_only(str s);
bool ascii_all_digits(str s); // false when empty

// True when `word` is one of the sorted `words` (byte order).
bool ascii_one_of(str word, const char *const *words, size_t count);
