#pragma once

// Legal forms of companies (reference/legal_forms.tsv): finding them among the words of a name.

#include "base/arena.h"

struct legal_form {
    const char *spelling;  // as it is usually written: "A/S", "GmbH & Co. KG"
    const char *countries; // ISO 3166-1 alpha-2, with commas between: "DK,NO"
};

// Where a legal form stands among words.
struct form_place {
    const struct legal_form *form; // NULL: there is none
    size_t first, count;
    bool is_written_out; // "Aktiebolag" rather than "AB"
    bool is_bilingual;   // the first word is the form in Finnish: "Oy Karl Fazer Ab"
    bool is_public;      // a last word "(publ)" follows: "AB Volvo (publ)"
};

// The legal form of a name given as words, preferring a form of `country` (which may be empty).
// It never takes all words.
struct form_place legal_form_find(struct arena *arena, const str *words, size_t count, str country);
