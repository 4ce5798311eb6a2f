#pragma once

// What speaks for two records being the same, and what against: "family names are the same (berg)
// +3.2; birth dates differ (1980 / 1981) -4.1".

#include "base/str.h"

struct reason {
    str words;
    double weight; // bits
};

// Takes the next piece off `rest`; a "; " inside a value does not end one. What is no evidence
// comes as one piece without a weight. False: nothing is left.
bool reason_next(str *rest, struct reason *out);

// True when the text ends as a piece of evidence does.
bool reason_ends(str text);
