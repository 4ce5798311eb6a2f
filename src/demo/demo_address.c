#include "demo/demo_address.h"

static str postcode_new(const struct demo_country *country, const struct demo_place *place,
                        struct demo_random *random, struct arena *arena)
{
    int code = place->postcode + (int)demo_random_below(random, (size_t)place->span);
    str digits = arena_print(arena, "%0*d", country->postcode_digits, code);
    size_t gap = country->postcode_gap;
    if (!gap)
        return digits;
    return arena_print(arena, "%.*s %s", (int)gap, digits.at, digits.at + gap);
}

static str street_new(const struct demo_country *country, struct demo_random *random,
                      struct arena *arena)
{
    str street = demo_word(random, country->streets);
    int number = demo_random_between(random, 1, 90);
    if (strcmp(country->code, "SE") == 0 && demo_random_chance(random, 120))
        return arena_print(arena, STR_FMT " %d lgh 1%d0%d", STR_ARG(street), number,
                           demo_random_between(random, 0, 5), demo_random_between(random, 1, 4));
    if (demo_random_chance(random, 200))
        return arena_print(arena, STR_FMT " %d%c", STR_ARG(street), number,
                           'A' + demo_random_between(random, 0, 4));
    return arena_print(arena, STR_FMT " %d", STR_ARG(street), number);
}

struct demo_address demo_address_new(const struct demo_country *country, struct demo_random *random,
                                     struct arena *arena)
{
    const struct demo_place *place =
        &country->places[demo_random_skewed(random, country->place_count)];
    return (struct demo_address){
        .country = country,
        .place = place,
        .street = street_new(country, random, arena),
        .postcode = postcode_new(country, place, random, arena),
    };
}
