#pragma once

// Telephone numbers: those reserved for fiction first, each handed out once; where a country has
// none or they are used up, numbers that look right.

#include "demo/demo_country.h"

struct demo_phone {
    const struct demo_country *country; // NULL: there is no number
    str national;                       // digits without trunk prefix and calling code
    size_t area_len;                    // how many of them are the area; 0 where there are none
};

// Hands out numbers; the counters say how much of a country's fiction is used.
struct demo_phone_book {
    struct arena *arena;
    struct demo_random random;
    int mobiles_used[8], fixed_used[8]; // by country
};

struct demo_phone demo_phone_mobile(struct demo_phone_book *book,
                                    const struct demo_country *country);
struct demo_phone demo_phone_fixed(struct demo_phone_book *book, const struct demo_country *country,
                                   const struct demo_place *place);

// E.164: "+46701740605".
str demo_phone_international(const struct demo_phone *phone, struct arena *arena);

// One of ten ways to write it: the styles 0 to DEMO_PHONE_STYLES - 1.
enum { DEMO_PHONE_STYLES = 10 };
str demo_phone_spelt(const struct demo_phone *phone, size_t style, struct arena *arena);
