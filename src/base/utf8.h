#pragma once

// UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.

#include "base/arena.h"

enum { UTF8_BAD = 0xFFFD };

// Takes one character off `rest` and returns its code point. A bad byte is taken alone and
// answers UTF8_BAD. `rest` must not be empty.
uint32_t utf8_next(str *rest);

// Writes `code_point` to `out` and returns how many bytes it took, 1-4.
size_t utf8_put(char out[4], uint32_t code_point);

// True when all of it is valid and it holds no NUL.
bool utf8_valid(str s);

// The same text with every bad byte and NUL replaced by U+FFFD. Returns `s` itself when valid.
str utf8_repair(struct arena *arena, str s);

// How many characters.
size_t utf8_length(str s);
