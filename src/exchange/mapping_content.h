#pragma once

// What the values of a column look like, by their shape alone.

#include "base/arena.h"

// A value may have several shapes: 8 digits are a phone number, a date and a number.
enum shape {
    SHAPE_EMAIL,
    SHAPE_URL,
    SHAPE_PHONE,
    SHAPE_DATE,
    SHAPE_POSTCODE,
    SHAPE_ORG_NUMBER, // Nordic, with a check digit that is right
    SHAPE_VAT_NUMBER,
    SHAPE_COUNTRY, // ISO 3166-1 alpha-2
    SHAPE_GENDER,
    SHAPE_ENTITY,     // "company", "private person" ...
    SHAPE_HONORIFIC,  // "Mr", "Dr."
    SHAPE_LEGAL_NAME, // ends with a company's legal form
    SHAPE_FULL_NAME,  // two to four words of letters
    SHAPE_STREET,     // words and a house number
    SHAPE_WORDS,      // letters only
    SHAPE_NUMBER,
    SHAPE_COUNT,
};

struct column_content {
    size_t rows, filled;
    size_t distinct; // ignoring case
    size_t shapes[SHAPE_COUNT];
    size_t day_first, month_first, year_first; // dates that can be read in that order only
    size_t decimal_commas, decimal_points;
};

// Adds one cell, trimmed. The caller counts `distinct`.
void column_content_add(struct column_content *content, str cell, struct arena *arena);

// What share of the filled cells has the shape, in percent.
int column_content_percent(const struct column_content *content, enum shape shape);
