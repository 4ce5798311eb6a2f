#pragma once

// Records for the tests of matching, written as the text form of entries.

#include "match/match_record.h"

static inline struct match_record record_of(struct arena *arena, enum entity entity,
                                            const char *text)
{
    struct entry entry = entry_read(str_of(text), entity, arena);
    return match_prepare(&entry, arena);
}

static inline struct match_record person(struct arena *arena, const char *text)
{
    return record_of(arena, ENTITY_PERSON, text);
}

static inline struct match_record company(struct arena *arena, const char *text)
{
    return record_of(arena, ENTITY_COMPANY, text);
}

// Fails with words that say what was found.
#define assert_said(condition, ...)    \
    do {                               \
        if (!(condition)) {            \
            print_error(__VA_ARGS__);  \
            print_error("\n");         \
            _fail(__FILE__, __LINE__); \
        }                              \
    } while (0)
