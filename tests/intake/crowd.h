#pragma once

// A crowd of invented people for tests: drawn from few names and addresses, so that many resemble
// one another and rules about several candidates, fusing and doubt all come into play.

#include "register.h"

#include "contact/job.h"
#include "intake/intake.h"
#include "intake/key_index.h"
#include "value/entry.h"

struct crowd {
    uint64_t state;  // of the random numbers
    unsigned people; // how many live in it
};

static inline unsigned crowd_pick(struct crowd *crowd, unsigned below)
{
    crowd->state = crowd->state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(crowd->state >> 33) % below;
}

static inline void crowd_say(struct incoming *incoming, struct arena *arena, enum field field,
                             str value)
{
    entry_add(&incoming->entry, arena, (struct entry_item){ .field = field, .value = value });
}

// One row about person `number`, with gaps and slips that `crowd` draws. The person's own values
// depend on the number only.
static inline struct incoming crowd_row(struct crowd *crowd, struct arena *arena, unsigned number,
                                        int row)
{
    static const char *const GIVEN[] = { "Anna", "Lars", "Karin", "Erik", "Maria", "Johan", "Eva" };
    static const char *const FAMILY[] = { "Berg", "Lund", "Ek", "Holm", "Dahl", "Lind", "Nyberg" };
    struct crowd self = { .state = number * 7919u + 17, .people = 0 };
    struct incoming incoming = { .company = -1 };
    incoming.entry.entity = ENTITY_PERSON;
    incoming.external_id = arena_print(arena, "%d", row);
    for (int i = 0; i < 3; i++)
        crowd_pick(&self, 2);
    str given = str_of(GIVEN[crowd_pick(&self, LENGTH(GIVEN))]);
    str family = str_of(FAMILY[crowd_pick(&self, LENGTH(FAMILY))]);
    if (crowd_pick(crowd, 8) == 0)
        given = str_slice(given, 0, 1);
    if (crowd_pick(crowd, 12) == 0)
        family = str_of(FAMILY[crowd_pick(crowd, LENGTH(FAMILY))]);
    crowd_say(&incoming, arena, FIELD_GIVEN, given);
    crowd_say(&incoming, arena, FIELD_FAMILY, family);
    str birth = arena_print(arena, "19%02u-0%u-1%u", 40 + crowd_pick(&self, 30),
                            1 + crowd_pick(&self, 9), crowd_pick(&self, 9));
    str email = arena_print(arena, "p%u@example.se", number - number % (1 + crowd_pick(&self, 2)));
    str phone = arena_print(arena, "+467017406%02u", number % 50);
    if (crowd_pick(crowd, 3))
        crowd_say(&incoming, arena, FIELD_BIRTH_DATE, birth);
    if (crowd_pick(crowd, 3))
        crowd_say(&incoming, arena, FIELD_EMAIL, email);
    if (crowd_pick(crowd, 2))
        crowd_say(&incoming, arena, FIELD_PHONE, phone);
    auto_buf text = buf_new(4096);
    entry_write(&incoming.entry, &text);
    incoming.raw = arena_copy(arena, buf_str(&text));
    incoming_prepare(&incoming, arena);
    return incoming;
}

// Rows about anybody, with keys from `first_key` on.
static inline struct incoming *crowd_rows(struct crowd *crowd, struct arena *arena, size_t count,
                                          int first_key)
{
    struct incoming *rows = ARENA_NEW(arena, struct incoming, count);
    for (size_t i = 0; i < count; i++)
        rows[i] = crowd_row(crowd, arena, crowd_pick(crowd, crowd->people), first_key + (int)i);
    return rows;
}
