#pragma once

// Letter case of names: text in capitals or small letters only is mended, mixed case is left as the
// person wrote it.

#include "base/arena.h"

enum casing { CASING_NONE, CASING_LOWER, CASING_UPPER, CASING_MIXED };

// What the letters of `text` are; one capital alone ("A") counts as CASING_UPPER.
enum casing casing_of(str text);

// "mcDONALD" style: the first letter large and the others small, also after hyphens, slashes, dots
// and in O'Neil, D'Angelo.
str case_title(struct arena *arena, str word);
str case_lower(struct arena *arena, str word);
str case_upper(struct arena *arena, str word);

// One or more words of a person's name, mended when they are all capitals or all small: McDonald,
// O'Neil, von der Leyen, Anna-Karin, Jónsdóttir. Particles are small in family names only.
str name_case(struct arena *arena, str name, bool is_family);

// The same for a part of a name whose letters are `whole`: "JP" beside "Morgan" are initials.
str name_case_within(struct arena *arena, str name, bool is_family, enum casing whole);

// True for words like av, von, de, van der: part of the family name behind them.
bool is_particle(str word);
