#pragma once

// A golden contact: what the register shows of one person or company. It is computed from facts
// (intake/resolve.h) and only ever written whole.

#include "base/arena.h"
#include "base/buf.h"
#include "value/field.h"

enum point_status { POINT_SAID, POINT_VERIFIED, POINT_INVALID };

struct point {
    enum field field;
    str value;  // the standard form; an address is five lines
    str normal; // equal normals are the same point
    str label;
    enum point_status status;
    int64_t verified_at; // 0 unless verified
    int64_t origin;      // the record or hand-made value it comes from
};

struct custom_value {
    int number; // of the custom field
    str value;
    int64_t origin;
};

struct golden {
    int64_t id; // the home shown
    enum entity entity;
    int64_t version;
    str values[FIELD_EMAIL];      // single fields, by enum field
    int64_t origins[FIELD_EMAIL]; // the record or hand-made value each comes from
    struct point *points;         // by field, the primary one of each first
    size_t point_count;
    struct custom_value *custom; // by number
    size_t custom_count;
    int records;
    int64_t created_at;
};

const char *point_status_name(enum point_status status);
enum point_status point_status_find(str name);

// How the contact is called: "Anna Berg", a company's name, else its e-mail or phone.
str golden_name(const struct golden *golden, struct arena *arena);

// What lists are ordered by: family before given name, folded.
str golden_sort_key(const struct golden *golden, struct arena *arena);

// The first point of a field, or NULL.
const struct point *golden_primary(const struct golden *golden, enum field field);

// A part of the primary address: 2 is the city, 4 the country code (see FIELD_ADDRESS).
str golden_address_line(const struct golden *golden, int line);

// Percent of what a contact should have: name, e-mail, phone, address, and birth date or number.
int golden_completeness(const struct golden *golden);

// Folded words that search finds the contact by.
str golden_words(const struct golden *golden, struct arena *arena);

// Appends a JSON object with what differs: {"family": ["Berg", "Lund"], "email": [[...], [...]]}.
// Returns false, and appends nothing, when a person would see no difference.
bool golden_diff(const struct golden *before, const struct golden *after, struct buf *out);

// 64 bits of everything a person can see of it but ids and times, in any order of points and custom
// fields with equal rank.
uint64_t golden_hash(const struct golden *golden);

// The comparing form of a point's standard value.
str point_normal(enum field field, str value, struct arena *arena);
