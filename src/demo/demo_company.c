#include "demo/demo_company.h"

#include "demo/demo_letters.h"
#include "demo/demo_number.h"

static str name_new(const struct demo_country *country, struct demo_random *random,
                    struct arena *arena)
{
    str trade = demo_word(random, country->trades);
    if (demo_random_chance(random, 620)) {
        str word = demo_word(random, country->company_words);
        return arena_print(arena, STR_FMT " " STR_FMT, STR_ARG(word), STR_ARG(trade));
    }
    str family = demo_word(random, country->family);
    if (demo_random_chance(random, 300)) {
        str town = str_of(country->places[demo_random_below(random, country->place_count)].city);
        return arena_print(arena, STR_FMT " " STR_FMT " " STR_FMT, STR_ARG(family), STR_ARG(trade),
                           STR_ARG(town));
    }
    const char *partner = strcmp(country->code, "SE") == 0   ? " & Söner"
                          : strcmp(country->code, "NO") == 0 ? " & Sønn"
                                                             : "";
    return arena_print(arena, STR_FMT "%s " STR_FMT, STR_ARG(family),
                       demo_random_chance(random, 250) ? partner : "", STR_ARG(trade));
}

static str new_name_until_free(const struct demo_country *country, struct demo_random *random,
                               struct demo_taken *taken, struct arena *arena)
{
    for (;;) {
        str name = name_new(country, random, arena);
        str host = demo_letters_slug(arena, name); // two names must not share one domain
        if (demo_taken_add(taken, host))
            return name;
    }
}

static void company_new(struct demo_company *company, struct demo_random *random,
                        struct demo_phone_book *phones, struct demo_taken *taken)
{
    struct arena *arena = phones->arena;
    const struct demo_country *country = demo_country_of_company(random);
    company->country = country;
    company->name = new_name_until_free(country, random, taken, arena);
    company->form = demo_word(random, country->forms);
    company->number = demo_number_new(str_of(country->code), random, arena);
    company->address = demo_address_new(country, random, arena);
    if (demo_random_chance(random, 200))
        company->former_address = demo_address_new(country, random, arena);
    if (demo_random_chance(random, 50))
        company->former_name = new_name_until_free(country, random, taken, arena);
    company->phone = demo_phone_fixed(phones, country, company->address.place);
    str host = demo_letters_slug(arena, company->name);
    company->domain = arena_print(arena, STR_FMT ".example", STR_ARG(host));
}

// A sister in another country: same name and domain, but another company with its own number.
static void make_sister(struct demo_company *sister, const struct demo_company *of)
{
    if (sister->country == of->country)
        return;
    sister->name = of->name;
    sister->domain = of->domain;
    sister->former_name = (str){ 0 };
}

struct demo_company *demo_company_list(size_t count, struct demo_random *random,
                                       struct demo_phone_book *phones, struct demo_taken *taken)
{
    struct demo_company *companies = ARENA_NEW(phones->arena, struct demo_company, count);
    for (size_t i = 0; i < count; i++) {
        companies[i].entity = arena_print(phones->arena, "c%04zu", i + 1);
        company_new(&companies[i], random, phones, taken);
        if (i > 0 && demo_random_chance(random, 40))
            make_sister(&companies[i], &companies[i - 1]);
    }
    return companies;
}
