#include "demo/demo_taken.h"

bool demo_taken_add(struct demo_taken *taken, str text)
{
    uint64_t hash = str_hash(text) | 1; // 0 is an empty slot
    size_t i = (size_t)(hash >> 32) % DEMO_TAKEN_SLOTS;
    while (taken->slots[i]) {
        if (taken->slots[i] == hash)
            return false;
        i = (i + 1) % DEMO_TAKEN_SLOTS;
    }
    taken->slots[i] = hash;
    return true;
}
