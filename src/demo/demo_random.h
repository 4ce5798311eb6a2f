#pragma once

// Numbers that look like chance and are the same in every run: SplitMix64 (Steele, Lea, Flood
// 2014).

#include "base/arena.h"

struct demo_random {
    uint64_t state;
};

// A stream of its own for `purpose`, so that a change to one file leaves the others as they were.
struct demo_random demo_random_new(uint64_t seed, const char *purpose);

uint64_t demo_random_next(struct demo_random *random);

// 0 to `limit` - 1; `limit` is not 0. The skewed one likes small numbers, as common names are.
size_t demo_random_below(struct demo_random *random, size_t limit);
size_t demo_random_skewed(struct demo_random *random, size_t limit);

// Both ends are possible.
int demo_random_between(struct demo_random *random, int least, int most);

// True `per_mille` times of a thousand.
bool demo_random_chance(struct demo_random *random, int per_mille);

// `count` decimal digits.
str demo_random_digits(struct demo_random *random, struct arena *arena, size_t count);

// 0 to `count` - 1, each once, in any order.
size_t *demo_random_order(struct demo_random *random, struct arena *arena, size_t count);

#define DEMO_PICK(random, table) ((table)[demo_random_below((random), LENGTH(table))])
