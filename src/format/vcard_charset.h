#pragma once

// Bytes of any character set become UTF-8. Only the vCard reader includes this.

#include "base/arena.h"

// `bytes` as UTF-8 without NUL, read in the character set called `name` (as ICU knows it). Without
// a name, or with one nobody knows: UTF-8 when it is valid, else Windows-1252. ASCII is returned
// as it is; other texts live in `arena`.
str vcard_charset_text(struct arena *arena, str bytes, str name);
