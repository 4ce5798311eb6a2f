#pragma once

// How alike two e-mail addresses are.

#include "match/side.h"

enum match_level email_level(struct side a, struct side b);
