#pragma once

// Postal addresses. As a value an address is five lines: street, postcode, city, region, country
// code; empty lines stay, those at the end too. The street keeps its abbreviations as written; only
// `address_normal`, for comparing, treats "Storgatan", "Storg." and "Storgata" alike.

#include "base/arena.h"

struct address {
    str street, postcode, city, region, country;
};

// The five lines; an empty str when all parts are empty. Line breaks inside a part become ", ".
str address_join(const struct address *address, struct arena *arena);

// The parts of five lines; missing lines are empty.
struct address address_split(str lines);

// Spaces mended, the postcode as its country writes it, a city in capitals in mixed case.
// `problem` says what is wrong with the postcode, else it is empty.
struct address address_standardise(const struct address *address, struct arena *arena,
                                   str *problem);

// One line for people: "Storgatan 1, 114 55 Stockholm, SE".
str address_format(const struct address *address, struct arena *arena);

// For comparing: folded, usual abbreviations alike, "street|postcode|city|country".
str address_normal(const struct address *address, struct arena *arena);

// The street alone, as address_normal compares it: "storgatan 1" and "Storg. 1" are "storg 1".
str address_street_normal(str street, struct arena *arena);
