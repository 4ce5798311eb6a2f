#include "demo/demo_random.h"

struct demo_random demo_random_new(uint64_t seed, const char *purpose)
{
    return (struct demo_random){ seed ^ str_hash(str_of(purpose)) };
}

uint64_t demo_random_next(struct demo_random *random)
{
    uint64_t z = random->state += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

size_t demo_random_below(struct demo_random *random, size_t limit)
{
    return (size_t)(demo_random_next(random) % limit); // the bias of % does not show in a demo
}

size_t demo_random_skewed(struct demo_random *random, size_t limit)
{
    size_t a = demo_random_below(random, limit), b = demo_random_below(random, limit);
    return a < b ? a : b;
}

int demo_random_between(struct demo_random *random, int least, int most)
{
    return least + (int)demo_random_below(random, (size_t)(most - least) + 1);
}

bool demo_random_chance(struct demo_random *random, int per_mille)
{
    return demo_random_between(random, 0, 999) < per_mille;
}

str demo_random_digits(struct demo_random *random, struct arena *arena, size_t count)
{
    char *digits = ARENA_NEW(arena, char, count + 1);
    for (size_t i = 0; i < count; i++)
        digits[i] = (char)('0' + demo_random_below(random, 10));
    return (str){ digits, count };
}

size_t *demo_random_order(struct demo_random *random, struct arena *arena, size_t count)
{
    size_t *order = ARENA_NEW(arena, size_t, count);
    for (size_t i = 0; i < count; i++) { // Fisher and Yates, from the inside out
        size_t other = demo_random_below(random, i + 1);
        order[i] = order[other];
        order[other] = i;
    }
    return order;
}
