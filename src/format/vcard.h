#pragma once

// A card as a neutral structure, whatever version it was written in: vCard 2.1, 3.0 (RFC 2426) and
// 4.0 (RFC 6350). Nothing is interpreted and nothing is lost: unknown properties are kept, in
// order.

#include "base/arena.h"

enum vcard_version { VCARD_2_1, VCARD_3_0, VCARD_4_0 };

struct vcard_param {
    str name; // upper case; a bare word of 2.1 is a TYPE, ENCODING or VALUE
    struct str_list values;
};

struct vcard_property {
    str group; // "item1" in "item1.EMAIL"; else empty
    str name;  // upper case
    struct vcard_param *params;
    size_t param_count, param_capacity;
    str value;    // one line of UTF-8, unfolded and decoded, in the escaped form of RFC 6350 3.4
                  // (line breaks are "\n", text takes vcard_unescape); base64 stays base64
    str raw;      // the whole line unfolded, before quoted-printable and escapes were undone
    int64_t line; // where it begins in the file, counted from 1
};

struct vcard_problem {
    int64_t line;
    str reason; // in words
};

struct vcard {
    enum vcard_version version;
    struct vcard_property *properties; // without BEGIN, VERSION and END
    size_t count, capacity;
    struct vcard_problem *problems; // what could not be read
    size_t problem_count, problem_capacity;
    bool broken;  // cut off or too large: what is here may not be all of it
    int64_t line; // of BEGIN
};

// The first property called `name` (upper case), or NULL.
const struct vcard_property *vcard_find(const struct vcard *card, str name);

// The property `name` of the same group as `property` (X-ABLABEL of item1.EMAIL), or NULL.
const struct vcard_property *vcard_group_find(const struct vcard *card,
                                              const struct vcard_property *property, str name);

// The first value of the parameter `name` (upper case), or an empty str.
str vcard_param(const struct vcard_property *property, str name);

// Whether TYPE says `type`, whatever its case, also within TYPE="work,voice".
bool vcard_has_type(const struct vcard_property *property, str type);

// Adds an empty property; valid until the next one is added.
struct vcard_property *vcard_add(struct vcard *card, struct arena *arena, str name, str value);
void vcard_add_param(struct vcard_property *property, struct arena *arena, str name, str value);
