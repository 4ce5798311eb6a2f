#pragma once

// Similarity of two short texts. Texts are folded, so nearly all are ASCII; others are compared
// byte by byte, which is close enough for "is this a typing mistake".

#include "base/str.h"

// Jaro-Winkler similarity, 0 to 1 (Winkler 1990: prefix of up to 4, scale 0.1, from a Jaro of 0.7).
// Only the first 64 bytes count.
double compare_jaro_winkler(str a, str b);

// True when that is `least` or more; quicker, as most texts have too little in common to try.
bool compare_alike(str a, str b, double least);

// Insertions, deletions, substitutions and swaps of neighbours between the two (restricted
// Damerau-Levenshtein, bit-parallel after Hyyrö 2003), or `limit` + 1 when there are more than
// `limit`. A differing middle of more than 64 bytes counts as more than any limit.
size_t compare_edits(str a, str b, size_t limit);

// One of the two is spelled like the other with a typing mistake: one edit in at least four letters
// (none of the two shorter than three), or Jaro-Winkler from 0.92.
bool compare_close(str a, str b);

// The words (separated by single spaces) of the shorter text that are not in the longer one.
// `shared` is set to how many are. An initial stands for a word that begins with it.
size_t compare_words(str a, str b, size_t *shared);

// The same text when spaces are not counted.
bool compare_unspaced(str a, str b);
