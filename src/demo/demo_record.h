#pragma once

// One record: what a system says of a person or a company, right or wrong, before it is laid out
// as that system's row or card.

#include "demo/demo_mess.h"

struct demo_record {
    str entity;  // the person or company it is about
    str related; // a person's employer, when the record names it; else empty
    str given, family, birth;
    str company, number, title, web, contact;
    str email, phone, mobile;
    str street, postcode, city, country;
};

// All forget what `mess` noted of the record before.
struct demo_record demo_record_person(struct demo_mess *mess, const struct demo_person *person);
struct demo_record demo_record_company(struct demo_mess *mess, const struct demo_company *company);

// What she enters in a short form: perhaps her name, her own e-mail, her mobile, a country.
struct demo_record demo_record_form(struct demo_mess *mess, const struct demo_person *person);
