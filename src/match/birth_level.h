#pragma once

// How alike two birth dates are.

#include "match/side.h"

enum match_level birth_level(struct side a, struct side b);
