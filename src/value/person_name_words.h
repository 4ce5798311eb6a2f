#pragma once

// Words around a person's name (reference/name_words.tsv): titles, suffixes, particles.

#include "base/arena.h"

enum name_word_kind {
    WORD_TITLE = 1,     // before the name: Dr, herr, siv.ing.
    WORD_OFFICE = 2,    // a title that is also a name: Judge, Earl
    WORD_POLITE = 4,    // a title that a family name alone may follow: Mr, fru
    WORD_SUFFIX = 8,    // behind the name: Jr, III, PhD
    WORD_DEGREE = 16,   // a suffix that is also a name: MA, I
    WORD_PARTICLE = 32, // begins a family name: van, de la
    WORD_AND = 64,      // joins two people: &, og
    WORD_LINK = 128,    // joins two family names: y
    WORD_NOBODY = 256,  // stands where no name was known: n/a, test
    WORD_GIVEN = 512,   // a common given name
};

// The kinds of a word, 0 for an ordinary one. Case and punctuation do not matter.
unsigned name_word_kinds(str word);
