#pragma once

// The key by which names of countries are looked up. Also compiled into the program that makes the
// table at build time, so that both sides agree.

#include "base/arena.h"

// Folded words in alphabetical order, without articles and with abbreviations written out, so that
// "Korea, Rep. of" and "the Republic of Korea" have one key. Initials are joined: "U.S.A." is
// "usa".
str country_key(struct arena *arena, str name);

// The folded words of a name in their order, of which keys are made.
str country_words(struct arena *arena, str name);

// A key without words for the kind of state, for "Republik Österreich" -> "osterreich". Empty when
// that leaves nothing or takes nothing away. `more` are further such words, as ascending hashes.
str country_key_bare(struct arena *arena, str key, const uint64_t *more, size_t count);
