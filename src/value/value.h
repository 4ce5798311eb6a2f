#pragma once

// What one good value looks like. Every kind (e-mail, phone, name ...) is a pure function of the
// text and where it comes from; the table of kinds is in kinds.c. No database, no clock, no locale.

#include "base/arena.h"

enum { VALUE_INPUT_MAX = 4096, VALUE_PART_MAX = 10 }; // longer input is invalid, in words

struct value_part {
    const char *name; // a constant: "given", "legal_form" ...
    str value;
};

struct value {
    bool valid;
    str value;      // the standard form; empty when nothing could be made of the input
    str normal;     // for comparing: equal normals mean the same value; empty when there is none
    str problem;    // why it is not valid, in words for the person who reads it; else empty
    str suggestion; // what was probably meant, when something else than `value`; else empty
    struct value_part parts[VALUE_PART_MAX]; // only those that are not empty
    size_t part_count;
};

// What is known about where the text comes from. Everything may be empty.
struct value_context {
    str country; // ISO 3166-1 alpha-2, upper case: the country to read national forms by
    str format;  // of a number: "no.orgnr", "se.orgnr", "iban" ...
};

// Standardises `input`. Texts in `out` live in `arena`, are constants, or are slices of `input`.
typedef void value_fn(str input, const struct value_context *context, struct arena *arena,
                      struct value *out);

struct value_kind {
    const char *name;
    value_fn *standardise;
    const char *help;
};

// The kind called `name` ("email", "phone" ...), or NULL.
const struct value_kind *value_kind_find(str name);

// All kinds, for help texts.
const struct value_kind *value_kinds(size_t *count);

// The part called `name`, or an empty str.
str value_part(const struct value *value, const char *name);

// Adds a part unless `text` is empty.
void value_add_part(struct value *value, const char *name, str text);
