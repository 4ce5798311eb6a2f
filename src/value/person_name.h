#pragma once

// Names of people: one text or separate columns -> title, given, middle, family, suffix, nickname,
// in the standard form "Given Middle Family". Case is mended when a name is all capitals or all
// small; mixed case stays as the person wrote it. What cannot be taken apart stays whole.

#include "value/value.h"

struct person_parts {
    str title, given, middle, family, suffix, nickname; // empty when there is none
};

// A value_fn: "Berg, Dr. Anna-Karin", "BERG Anna", "Mr. John 'Jack' Doe Jr." Invalid, with no
// parts: what is no name, such as "n/a" or an e-mail address.
void person_name_standardise(str input, const struct value_context *context, struct arena *arena,
                             struct value *out);

// The same for a name that comes in columns, any of which may be empty. A title in the given name
// is split off; a whole name in one column is taken apart.
void person_name_standardise_parts(const struct person_parts *columns, struct arena *arena,
                                   struct value *out);
