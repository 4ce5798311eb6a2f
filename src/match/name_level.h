#pragma once

// How alike the names of two people are.

#include "match/side.h"

enum match_level name_level_given(struct side a, struct side b);
enum match_level name_level_family(struct side a, struct side b);

// Given and family name in each other's place: tried when neither stands where it should.
void name_level_swapped(const struct match_record *a, const struct match_record *b,
                        struct match_comparison *out);
