#pragma once

// What goes wrong between a person and a row: slips of the keyboard, junk, old habits. Whatever is
// made wrong is noted, so that truth.csv can say so; another spelling of the same is not wrong.

#include "demo/demo_person.h"

struct demo_mess {
    struct arena *arena;
    struct demo_random random;
    str wrong; // of the current record: "email:typo given:nickname"
};

// True `per_mille` times of a thousand.
bool demo_mess_chance(struct demo_mess *mess, int per_mille);

// Notes that `field` of the current record is wrong, and how, in one word each.
void demo_mess_note(struct demo_mess *mess, const char *field, const char *how);

// With a letter swapped, lost, doubled or replaced. Always different from `text`, which is not
// empty.
str demo_mess_typo(struct demo_mess *mess, str text);

// Now and then something no one should keep: "n/a", "-", "test", "000000".
str demo_mess_text(struct demo_mess *mess, const char *field, str text);

// The same for an e-mail address, which can lack its @ or name a domain that does not exist.
str demo_mess_email(struct demo_mess *mess, str email);

// A number in one of its spellings, now and then with a wrong digit, or junk.
str demo_mess_phone(struct demo_mess *mess, const char *field, const struct demo_phone *phone);

// A date in one of several orders; empty when nobody asked.
str demo_mess_date(struct demo_mess *mess, struct demo_date date);
