#pragma once

// Calendar dates. Standard form and `normal`: ISO 8601, as exact as the text: "1980-02-29",
// "1980-02" or "1980"; a time behind the date is checked and left out. context.format says how
// 03/04/05 is read: "dmy", "mdy" or "ymd"; else day first, unless context.country is US.
// `suggestion` holds the other reading when a date could also be read with day and month swapped.
// Months may be named in the Nordic languages, English and German.

#include "value/value.h"

enum date_order { DATE_DMY, DATE_MDY, DATE_YMD };

struct date {
    int year, month, day; // month and day are 0 when not known
};

value_fn date_standardise;

// The order `name` says ("dmy" ...), else the usual one of `country`.
enum date_order date_order_of(str name, str country);

// True when the calendar (Gregorian) has this date; year 1 to 9999, month and day may be 0.
bool date_exists(struct date date);

// Day 1 is 1900-01-01; Excel believes in 1900-02-29, day 60. False: out of its range.
bool date_from_excel(double serial, struct date *out);

// "1980-02-29", "1980-02", "1980".
str date_write(struct date date, struct arena *arena);

// Somebody alive in `year_now` could be born then: at most 120 years ago, not in the future.
bool date_is_plausible_birth(struct date date, int year_now);

// Reads what date_write wrote. False: it is something else.
bool date_read(str s, struct date *out);
