#pragma once

// Memory that lives and dies together: allocate freely, free once.
// Running out of memory ends the process; size limits are checked where input enters.

#include "base/str.h"

struct arena {
    struct arena_block *head;
};

// `size` zeroed bytes, aligned for any type.
void *arena_alloc(struct arena *arena, size_t size)
    __attribute__((malloc, returns_nonnull, alloc_size(2)));

// `count` zeroed items. The product is checked.
#define ARENA_NEW(arena, type, count) ((type *)arena_array((arena), (count), sizeof(type)))
void *arena_array(struct arena *arena, size_t count, size_t item_size)
    __attribute__((malloc, returns_nonnull, alloc_size(2, 3)));

// A copy with a NUL behind it, so that `.at` can also be handed to C functions.
str arena_copy(struct arena *arena, str s);

// Formatted text with a NUL behind it.
str arena_print(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Forgets everything but keeps one block for the next batch.
void arena_reset(struct arena *arena);
void arena_free(struct arena *arena);

// A list is any struct with `items`, `count` and `capacity`; it grows inside an arena.
#define LIST_PUSH(list, arena)                                                            \
    ((list)->items = arena_grow((arena), (list)->items, (list)->count, &(list)->capacity, \
                                sizeof *(list)->items),                                   \
     &(list)->items[(list)->count++])

void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity,
                 size_t item_size);

struct str_list {
    str *items;
    size_t count, capacity;
};

struct int_list {
    int64_t *items;
    size_t count, capacity;
};

#define auto_arena __attribute__((cleanup(arena_free))) struct arena
