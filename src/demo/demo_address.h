#pragma once

// Where somebody lives, or a company has its office.

#include "demo/demo_country.h"

struct demo_address {
    const struct demo_country *country; // NULL: there is none
    const struct demo_place *place;
    str street, postcode;
};

struct demo_address demo_address_new(const struct demo_country *country, struct demo_random *random,
                                     struct arena *arena);
