#pragma once

// What the words of a header mean, in English, Swedish, Danish, Norwegian, Finnish and German.

#include "base/arena.h"
#include "intake/draft.h"

struct header_meaning {
    int target;        // TARGET_IGNORE: the words say nothing
    const char *label; // a constant, or ""
    bool of_company;   // "Company phone"
    bool is_contact;   // "Contact person": somebody at a company
    int number;        // of "Phone 2"; 0 when there is none
    int confidence;    // 0 to 100
    str language;      // "Swedish", "Swedish/German" ...: all that know the word
};

// The texts live in `arena` or are constants.
struct header_meaning header_meaning(str header, struct arena *arena);
