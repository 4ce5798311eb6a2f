#pragma once

// Two people of one name at one home, as a father and a son are.

#include "match/level.h"

// True when what is known beside the name looks like two people's. All features are compared.
bool namesake_is_other(const struct match_record *a, const struct match_record *b,
                       const struct match_comparison *comparison);
