#pragma once

// The arithmetic behind check digits. Texts hold digits only unless said otherwise.

#include "base/str.h"

static inline int digit_at(str s, size_t i)
{
    return s.at[i] - '0';
}

// The sum of each digit times its weight, for as many digits as there are weights.
int weighted_sum(str s, const int *weights, size_t count);
#define WEIGHTED_SUM(s, ...) \
    weighted_sum((s), (const int[]){ __VA_ARGS__ }, LENGTH(((const int[]){ __VA_ARGS__ })))

// The digits from `from` up to `to` as a number; at most 18 of them.
int64_t number_from(str s, size_t from, size_t to);

int luhn_sum(str s); // 0 modulo 10 when the check digit is right (ISO/IEC 7812-1)
bool luhn_is_right(str s);
bool mod_11_10_is_right(str s); // ISO 7064 MOD 11,10
int mod_97(str s);              // letters count as 10 to 35 (ISO 7064 MOD 97-10)
bool ean_is_right(str s);       // GS1

// True when year, month and day are a date; `year` has two digits and may be of any century.
bool short_date_exists(int year, int month, int day);
