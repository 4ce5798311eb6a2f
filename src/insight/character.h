#pragma once

// Characters as a reader counts them: a letter with its accents, an emoji with its parts (extended
// grapheme clusters, UAX #29).

#include "base/arena.h"

struct character_list {
    str *items; // slices of the text
    size_t count;
};

struct character_list character_list(struct arena *arena, str text);

// The first `most` characters; all of a shorter text.
str character_cut(str text, size_t most);
