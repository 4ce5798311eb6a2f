#pragma once

// The countries the invented people and companies live in: how names, streets, postal codes and
// telephone numbers look there.

#include "demo/demo_random.h"

struct demo_words {
    const char *const *items;
    size_t count;
};

// A town with its postal codes (the first, and how many follow) and its telephone area.
struct demo_place {
    const char *city;
    int postcode, span;
    const char *area;
};

// Numbers nobody is ever given: `prefix`, then `from` to `to` written with `digits` digits.
struct demo_range {
    const char *prefix;
    int from, to, digits;
};

struct demo_country {
    const char *code;      // ISO 3166-1 alpha-2
    int people, companies; // per mille of all
    int postcode_digits;
    char fixed_first; // the first digit of a telephone number after the area
    struct demo_words spellings, female, male, family, streets, trades, company_words, forms;
    const struct demo_place *places;
    size_t place_count;
    size_t postcode_gap; // a space after so many digits, or 0
    const char *calling; // "46"
    const char *trunk;   // what comes before the area at home: "0" or nothing
    struct demo_words mobile_prefixes;
    size_t mobile_digits, fixed_digits;                      // without trunk and calling code
    const struct demo_range *mobile_fiction, *fixed_fiction; // each ends with prefix NULL
};

const struct demo_country *demo_countries(size_t *count);

// By share of the people, or of the companies.
const struct demo_country *demo_country_of_person(struct demo_random *random);
const struct demo_country *demo_country_of_company(struct demo_random *random);

// Any word, or rather one near the beginning of the list.
str demo_word(struct demo_random *random, struct demo_words words);
str demo_word_common(struct demo_random *random, struct demo_words words);

// What friends call somebody with this given name; empty when the table has none.
str demo_nickname(str given);
