#pragma once

// A draft is what a channel read, before anything is standardised: texts with what they are said
// to be. A row of a file becomes one draft through its mapping; a vCard or a request becomes one
// directly. Standardising turns a draft into one entry, or two when it holds a company as well.

#include "base/arena.h"
#include "value/field.h"

// What a text is said to be: a field (1 .. FIELD_COUNT - 1), or one of the things below that
// become fields together.
enum target {
    TARGET_IGNORE = 0,
    TARGET_NAME = FIELD_COUNT, // a whole person's name in one text
    TARGET_STREET,             // the parts of one address share a label
    TARGET_POSTCODE,
    TARGET_CITY,
    TARGET_REGION,
    TARGET_COUNTRY,
    TARGET_EXTERNAL_ID, // the row's key in its source; several columns are joined by "/"
    TARGET_ENTITY,      // says whether the row is a person or a company
    TARGET_COUNT,
};

struct draft_item {
    enum target target;
    int custom;      // the number of the custom field when target is FIELD_CUSTOM
    bool of_company; // belongs to the row's company, not to its person
    int column;      // where it came from, counted from 0; -1 when there are no columns
    str label;       // "work", "home", "mobile" ...; else empty
    str text;        // as received
};

struct draft {
    enum entity entity; // 0: find out from what is there
    struct draft_item *items;
    size_t count, capacity;
};
