#pragma once

// Small changes to the letters of a text: what forms, keyboards and old systems do to names.

#include "base/arena.h"

// Upper and lower case of ASCII and Latin-1 letters.
str demo_letters_upper(struct arena *arena, str text);
str demo_letters_lower(struct arena *arena, str text);

// Without what an old system cannot write: "Åsa Bjørn" as "Asa Bjorn".
str demo_letters_ascii(struct arena *arena, str text);

// Lower-case ASCII letters and digits only: "Bil & Däck" as "bildack", for host names.
str demo_letters_slug(struct arena *arena, str text);

// UTF-8 that was read as Windows-1252: "Åsa" as "Ã…sa".
str demo_letters_mojibake(struct arena *arena, str text);

// UTF-8 as Windows-1252; a character it lacks becomes "?".
str demo_letters_windows(struct arena *arena, str text);
