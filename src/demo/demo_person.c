#include "demo/demo_person.h"

#include "demo/demo_letters.h"

// What making people needs.
struct maker {
    struct arena *arena;
    struct demo_random random;
    struct demo_phone_book phones;
    struct demo_taken *taken;
    struct demo_people people;
};

static str family_new(struct maker *maker, const struct demo_country *country)
{
    static const char *const NOBLE[] = { "af Ekeström",  "von Tranfelt", "von der Linden",
                                         "af Silverbro", "de la Rose",   "af Björkenhielm" };
    struct demo_random *random = &maker->random;
    if (demo_random_chance(random, 12))
        return str_of(DEMO_PICK(random, NOBLE));
    str family = demo_word_common(random, country->family);
    if (!demo_random_chance(random, 40))
        return family;
    str second = demo_word(random, country->family);
    return str_eq(second, family)
               ? family
               : arena_print(maker->arena, STR_FMT "-" STR_FMT, STR_ARG(family), STR_ARG(second));
}

// Icelanders are called after their father: Jóns becomes Jónsson or Jónsdóttir.
static str patronymic(struct maker *maker, const struct demo_country *country, bool female)
{
    str father = demo_word(&maker->random, country->family);
    return arena_print(maker->arena, STR_FMT "%s", STR_ARG(father), female ? "dóttir" : "son");
}

static bool is_icelandic(const struct demo_country *country)
{
    return strcmp(country->code, "IS") == 0;
}

static str given_new(struct maker *maker, const struct demo_country *country, bool female)
{
    struct demo_words words = female ? country->female : country->male;
    str given = demo_word_common(&maker->random, words);
    if (!demo_random_chance(&maker->random, 60))
        return given;
    str second = demo_word(&maker->random, words);
    const char *between = demo_random_chance(&maker->random, 500) ? "-" : " ";
    if (str_eq(second, given) || str_find_byte(given, ' ') < given.len)
        return given;
    return arena_print(maker->arena, STR_FMT "%s" STR_FMT, STR_ARG(given), between,
                       STR_ARG(second));
}

// The address `local`@`domain`, with a number when somebody has it already.
static str email_free(struct maker *maker, str local, str domain)
{
    str email = arena_print(maker->arena, STR_FMT "@" STR_FMT, STR_ARG(local), STR_ARG(domain));
    for (int i = 2; !demo_taken_add(maker->taken, email); i++)
        email =
            arena_print(maker->arena, STR_FMT "%d@" STR_FMT, STR_ARG(local), i, STR_ARG(domain));
    return email;
}

static str private_email(struct maker *maker, const struct demo_person *person)
{
    static const char *const PROVIDERS[] = {
        "nordmail.example", "nordmail.example", "brevkorg.example", "fjordpost.example",
        "epost.example",    "example.com",      "example.se",       "example.no",
        "example.org",      "hemma.example",
    };
    str given = demo_letters_slug(maker->arena, person->given);
    str family = demo_letters_slug(maker->arena, person->family);
    str nickname = demo_letters_slug(maker->arena, person->nickname);
    str local = { 0 };
    switch (demo_random_below(&maker->random, 6)) {
    case 0:
        local = arena_print(maker->arena, "%.1s." STR_FMT, given.at, STR_ARG(family));
        break;
    case 1:
        local = arena_print(maker->arena, STR_FMT "_" STR_FMT "%02d",
                            STR_ARG(nickname.len ? nickname : given), STR_ARG(family),
                            person->birth.year % 100);
        break;
    case 2:
        local = arena_print(maker->arena, STR_FMT "%d", STR_ARG(given), person->birth.year);
        break;
    default:
        local = arena_print(maker->arena, STR_FMT "." STR_FMT, STR_ARG(given), STR_ARG(family));
    }
    return email_free(maker, local, str_of(DEMO_PICK(&maker->random, PROVIDERS)));
}

// Mostly in her own country; larger companies come first in the list.
static struct demo_company *workplace(struct maker *maker, const struct demo_country *country)
{
    struct demo_people *people = &maker->people;
    struct demo_company *company = NULL;
    for (int tries = 0; tries < 8 && !(company && company->country == country); tries++)
        company = &people->companies[demo_random_skewed(&maker->random, people->company_count)];
    return company;
}

static void give_work(struct maker *maker, struct demo_person *person)
{
    static const char *const TITLES[] = {
        "VD",
        "Säljare",
        "Inköpare",
        "Ekonomichef",
        "Projektledare",
        "Daglig leder",
        "Account Manager",
        "CTO",
        "Platschef",
        "Administratör",
        "Regnskapsfører",
        "Marknadschef",
        "Ingenjör",
        "Konsult",
        "Butikschef",
    };
    struct demo_company *company = workplace(maker, person->country);
    person->employer = company;
    person->title = str_of(DEMO_PICK(&maker->random, TITLES));
    str given = demo_letters_slug(maker->arena, person->given);
    str family = demo_letters_slug(maker->arena, person->family);
    str local = arena_print(maker->arena, STR_FMT "." STR_FMT, STR_ARG(given), STR_ARG(family));
    person->work_email = email_free(maker, local, company->domain);
    if (!company->contact.len)
        company->contact = arena_print(maker->arena, STR_FMT " " STR_FMT, STR_ARG(person->given),
                                       STR_ARG(person->family));
}

// What everybody has for herself; name, home and birth are there already.
static void person_finish(struct maker *maker, struct demo_person *person)
{
    struct demo_random *random = &maker->random;
    person->nickname = demo_nickname(person->given);
    if (demo_random_chance(random, 870))
        person->mobile = demo_phone_mobile(&maker->phones, person->country);
    if (demo_random_chance(random, 180))
        person->former_home = demo_address_new(person->country, random, maker->arena);
    person->email = private_email(maker, person);
    bool works_here = !is_icelandic(person->country);
    if (works_here && demo_random_chance(random, 560))
        give_work(maker, person);
}

static struct demo_date date_new(struct demo_random *random, int from_year, int to_year)
{
    return (struct demo_date){ demo_random_between(random, from_year, to_year),
                               demo_random_between(random, 1, 12),
                               demo_random_between(random, 1, 28) };
}

// Two in a home: same name, two names, or one of them has given up hers.
static void make_partner(struct maker *maker, struct demo_person *partner,
                         const struct demo_person *of, bool female)
{
    struct demo_random *random = &maker->random;
    partner->given = given_new(maker, of->country, female);
    partner->birth = date_new(random, of->birth.year - 4, of->birth.year + 4);
    if (is_icelandic(of->country)) {
        partner->family = patronymic(maker, of->country, female);
        return;
    }
    partner->family = demo_random_chance(random, 600) ? of->family : family_new(maker, of->country);
    if (str_eq(partner->family, of->family) && demo_random_chance(random, 600))
        partner->former_family = family_new(maker, of->country);
}

static void make_child(struct maker *maker, struct demo_person *child,
                       const struct demo_person *parent, bool of_father)
{
    bool female = demo_random_chance(&maker->random, 400);
    child->given = given_new(maker, parent->country, female);
    child->family =
        is_icelandic(parent->country) ? patronymic(maker, parent->country, female) : parent->family;
    child->birth = date_new(&maker->random, parent->birth.year + 22, parent->birth.year + 34);
    if (of_father && !female && demo_random_chance(&maker->random, 250))
        child->given = parent->given; // called after the father, and living with him
}

// Fills up to `room` people who live together; returns how many.
static size_t household(struct maker *maker, struct demo_person *people, size_t room)
{
    struct demo_random *random = &maker->random;
    bool female = demo_random_chance(random, 500);
    struct demo_person *first = &people[0];
    *first = (struct demo_person){ .country = demo_country_of_person(random) };
    first->given = given_new(maker, first->country, female);
    first->family = is_icelandic(first->country) ? patronymic(maker, first->country, female)
                                                 : family_new(maker, first->country);
    first->birth = date_new(random, 1940, 2002);
    first->home = demo_address_new(first->country, random, maker->arena);
    if (demo_random_chance(random, 350))
        first->home_phone = demo_phone_fixed(&maker->phones, first->country, first->home.place);
    // Children come only where they are grown by now.
    size_t wanted = demo_random_skewed(random, first->birth.year > 1972 ? 2 : 4) + 1;
    size_t count = wanted < room ? wanted : room;
    for (size_t i = 1; i < count; i++) {
        people[i] = (struct demo_person){ .country = first->country,
                                          .home = first->home,
                                          .home_phone = first->home_phone };
        if (i == 1 && (count > 2 || first->birth.year > 1972))
            make_partner(maker, &people[i], first, !female);
        else
            make_child(maker, &people[i], first, !female);
    }
    return count;
}

struct demo_people demo_person_list(size_t count, size_t company_count, uint64_t seed,
                                    struct arena *arena)
{
    struct maker maker = { .arena = arena,
                           .random = demo_random_new(seed, "people"),
                           .phones = { .arena = arena, .random = demo_random_new(seed, "phones") },
                           .taken = ARENA_NEW(arena, struct demo_taken, 1) };
    struct demo_random companies = demo_random_new(seed, "companies");
    maker.people = (struct demo_people){
        ARENA_NEW(arena, struct demo_person, count), count,
        demo_company_list(company_count, &companies, &maker.phones, maker.taken), company_count
    };
    struct demo_person *people = maker.people.items;
    for (size_t done = 0; done < count;) {
        size_t end = done + household(&maker, people + done, count - done);
        for (; done < end; done++) {
            people[done].entity = arena_print(arena, "p%04zu", done + 1);
            person_finish(&maker, &people[done]);
        }
    }
    return maker.people;
}
