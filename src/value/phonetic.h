#pragma once

// A code of how a name sounds in the Nordic languages, for finding candidates: Christiansson and
// Kristiansen, Wiik and Vik, Aagaard and Ågård, Schmidt and Smit have one code each. Coarse on
// purpose; never shown to anybody.

#include "base/str.h"

enum { PHONETIC_MAX = 24 }; // longer codes are cut

// The code of a folded name (value/fold.h), written to `out`. Empty when there is no letter.
str phonetic_code(str folded, char out[PHONETIC_MAX]);
