#pragma once

// How alike two postal addresses are.

#include "match/side.h"

enum match_level address_level(struct side a, struct side b);
