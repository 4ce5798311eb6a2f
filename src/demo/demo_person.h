#pragma once

// The people as they really are. They come in households: a couple with or without one family
// name, grown children, now and then a father and a son with the same name.

#include "demo/demo_company.h"

struct demo_date {
    int year, month, day;
};

struct demo_person {
    str entity; // "p0001": how truth.csv calls her
    const struct demo_country *country;
    str given, family;
    str former_family; // before she changed it; else empty
    str nickname;      // else empty
    struct demo_date birth;
    struct demo_address home, former_home;
    struct demo_phone home_phone, mobile;
    str email, work_email, title;  // the last two only with an employer
    struct demo_company *employer; // or NULL
};

struct demo_people {
    struct demo_person *items;
    size_t count;
    struct demo_company *companies;
    size_t company_count;
};

struct demo_people demo_person_list(size_t count, size_t company_count, uint64_t seed,
                                    struct arena *arena);
