#pragma once

// The companies as they really are, before any system writes them down.

#include "demo/demo_address.h"
#include "demo/demo_phone.h"
#include "demo/demo_taken.h"

struct demo_company {
    str entity; // "c0001": how truth.csv calls it
    const struct demo_country *country;
    str name; // without the legal form
    str form;
    str former_name; // before it was renamed; else empty
    str number;      // organisation number
    struct demo_address address, former_address;
    struct demo_phone phone;
    str domain;
    str contact; // the name of somebody who works there; else empty
};

struct demo_company *demo_company_list(size_t count, struct demo_random *random,
                                       struct demo_phone_book *phones, struct demo_taken *taken);
