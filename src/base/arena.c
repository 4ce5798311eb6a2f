#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK_SIZE = 64 * 1024, ALIGNMENT = 16 };

struct arena_block {
    struct arena_block *next;
    size_t used, size;
    _Alignas(ALIGNMENT) unsigned char bytes[];
};

static _Noreturn void out_of_memory(void)
{
    fputs("kartotek: out of memory\n", stderr);
    abort();
}

static struct arena_block *block_new(struct arena_block *next, size_t size)
{
    struct arena_block *block =
        size < SIZE_MAX - sizeof *block ? malloc(sizeof *block + size) : NULL;
    if (!block)
        out_of_memory();
    *block = (struct arena_block){ .next = next, .size = size };
    return block;
}

// Memory without the zeroing that arena_alloc promises.
static void *take(struct arena *arena, size_t size)
{
    size_t rounded = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    struct arena_block *block = arena->head;
    if (!block || block->size - block->used < rounded)
        block = arena->head = block_new(arena->head, rounded > BLOCK_SIZE ? rounded : BLOCK_SIZE);
    void *memory = block->bytes + block->used;
    block->used += rounded;
    return memory;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    return memset(take(arena, size), 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t item_size)
{
    size_t size;
    if (__builtin_mul_overflow(count, item_size, &size))
        out_of_memory();
    return arena_alloc(arena, size);
}

str arena_copy(struct arena *arena, str s)
{
    char *copy = take(arena, s.len + 1);
    if (s.len)
        memcpy(copy, s.at, s.len);
    copy[s.len] = '\0';
    return (str){ copy, s.len };
}

// Tries the room that is left in the block first, so that most texts are formatted once.
str arena_print(struct arena *arena, const char *format, ...)
{
    struct arena_block *block = arena->head;
    char *room = block ? (char *)block->bytes + block->used : NULL;
    size_t size = block ? block->size - block->used : 0;
    va_list args;
    va_start(args, format);
    int len = vsnprintf(room, size, format, args);
    va_end(args);
    if (len < 0)
        return STR("");
    char *text = take(arena, (size_t)len + 1);
    if ((size_t)len < size && text == room)
        return (str){ text, (size_t)len };
    va_start(args, format);
    vsnprintf(text, (size_t)len + 1, format, args);
    va_end(args);
    return (str){ text, (size_t)len };
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t item_size)
{
    if (count < *capacity)
        return items;
    *capacity = *capacity ? *capacity * 2 : 8;
    void *grown = arena_array(arena, *capacity, item_size);
    return count ? memcpy(grown, items, count * item_size) : grown;
}

static void free_from(struct arena_block *block)
{
    for (struct arena_block *next; block; block = next) {
        next = block->next;
        free(block);
    }
}

void arena_reset(struct arena *arena)
{
    if (!arena->head)
        return;
    free_from(arena->head->next);
    arena->head->next = NULL;
    arena->head->used = 0;
}

void arena_free(struct arena *arena)
{
    free_from(arena->head);
    *arena = (struct arena){ 0 };
}
