#pragma once

// Folds text for comparing and searching: lower case, Latin letters without marks (å ä ö ø æ ß ł ð
// þ ... become a a o o ae ss l d th), other scripts lower-cased and decomposed by ICU. FTS5 and
// PostgreSQL each fold differently, so both are given text that is folded already.

#include "base/arena.h"

// Folded text; punctuation and white space stay as they are.
str fold(struct arena *arena, str s);

// Folded, and every run of characters that are neither letters nor digits is one space; none at
// the ends. "Smith-Jones,  Å." becomes "smith jones a".
str fold_words(struct arena *arena, str s);
