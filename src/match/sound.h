#pragma once

// How a name sounds, coarsely: what blocking keys are made of. Written for the spellings of one
// name in Nordic, English, German and Romance languages (Carlsson / Karlson, Kristian / Christian,
// Vikström / Wikstrom), on folded words.

#include "base/str.h"

// A code of one word, or of several as if written together: equal codes sound alike. 0: no letters.
uint32_t sound_code(str folded);

// "van", "af", "de" ...: not what a family name is known by.
bool sound_is_particle(str folded_word);

// The last word that is no particle; the whole text when all are.
str sound_main_word(str folded);
