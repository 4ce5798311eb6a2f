#pragma once

// Which texts are used already, so that a new one is different from all before.

#include "base/arena.h"

enum { DEMO_TAKEN_SLOTS = 1 << 16 }; // a demonstration uses a quarter of them

struct demo_taken {
    uint64_t slots[DEMO_TAKEN_SLOTS];
};

// False when `text` was added before.
bool demo_taken_add(struct demo_taken *taken, str text);
