#pragma once

// The table of number formats: how each looks, how it is checked and how its country writes it.

#include "base/str.h"

enum number_kind {
    NUMBER_COMPANY, // of the company register
    NUMBER_VAT,
    NUMBER_PERSON, // national identity and tax numbers of people: only when asked for by name
    NUMBER_OTHER,
};

struct number_format {
    const char *name;    // "no.orgnr"
    const char *country; // ISO 3166-1 alpha-2, or ""
    enum number_kind kind;
    const char *prefix; // may stand before; with ! it must
    const char *suffix; // may stand behind, several separated by |
    const char *shapes; // 9 digit, A letter, * either, others themselves; separated by |
    const char *style;  // # is the next character; what is left over is appended; NULL: compact
    bool (*check)(str compact); // NULL: the shape is all that is known
};

const struct number_format *number_formats(size_t *count);
const struct number_format *number_format_find(str name);
