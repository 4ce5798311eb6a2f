#pragma once

// Makes texts ready for comparing: what varies without meaning anything is taken away.

#include "base/arena.h"

// A company's name without its legal form, remarks in brackets and words for "and", folded:
// "Nordlys Bygg & Anlegg AS (Oslo)" -> "nordlys bygg anlegg". Never empty unless the name is.
str text_company(struct arena *arena, str name);

// A street line taken apart and folded: "Storgatan 12 B" -> "stor", "12b".
struct text_street {
    str name;   // without the word for street, when something is left
    str number; // house number with its letter; empty when there is none
};

struct text_street text_street(struct arena *arena, str line);

// Only the ASCII letters and digits, lower case: "TQ13 8DF" -> "tq138df".
str text_compact(struct arena *arena, str s);
str text_digits(struct arena *arena, str s);
