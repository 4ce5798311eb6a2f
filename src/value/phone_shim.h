#pragma once

// The door to libphonenumber, which is C++. Safe to call from many threads.

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// The problem of a national number whose country nobody knows.
#define PHONE_NO_COUNTRY "it begins with no known country code, and the country is not known"

struct phone_number {
    bool valid;
    const char *type;    // "mobile", "fixed", ...; a constant
    const char *problem; // why it is not valid: a constant; NULL when it is
    char e164[24];       // empty when the text is no number at all
    char country[4];     // ISO 3166-1 alpha-2, or empty for numbers of no country (+800)
    char extension[16];
};

// Reads `text` (UTF-8) as a number dialled in `region` (ISO 3166-1 alpha-2, or "ZZ": unknown).
void phone_shim_read(const char *text, size_t len, const char *region, struct phone_number *out);

// The same from the national number alone, where the country is known and nothing else is in the
// text. False: not a valid number, ask phone_shim_read. Many times faster.
bool phone_shim_match(const char *country_code, const char *digits, struct phone_number *out);

#ifdef __cplusplus
}
#endif
