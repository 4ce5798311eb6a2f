#pragma once

// May two clusters be one? A single strong pair is not enough: all members speak.

#include "match/score.h"

enum { GUARD_MEMBER_MAX = 24 }; // of each side; more are not asked

struct match_group {
    const struct match_record *members[GUARD_MEMBER_MAX];
    size_t count;
};

// True when the members of both fit together: hardly any pair contradicts, and on the whole they
// speak for being the same.
bool match_coherent(const struct model *model, const struct match_group *a,
                    const struct match_group *b);
