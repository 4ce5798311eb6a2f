#pragma once

// Numbers and dates of XLSX as text. Only the XLSX reader includes this.

#include "base/arena.h"

// What a number format shows.
enum xlsx_shows { SHOWS_NUMBER, SHOWS_DATE, SHOWS_TIME, SHOWS_DATE_TIME, SHOWS_DURATION };

// By the id of a built-in format (ECMA-376 18.8.30).
enum xlsx_shows xlsx_builtin_format(int64_t id);

// By the code of a custom format, "yyyy\-mm\-dd;@".
enum xlsx_shows xlsx_format_code(str code);

// A number as Excel stores it ("4.6701234567E10"), without exponent and with no more digits than
// it takes to get the same number back: "46701234567". What is no number is returned as it is.
str xlsx_number_text(struct arena *arena, str stored);

// A day number as ISO text: "2024-03-01", "2024-03-01T08:30:00", "08:30:00", "36:30:00". Day 1 is
// 1900-01-01 with the 29 February 1900 that Excel counts; in the 1904 system day 0 is 1904-01-01.
// A number that is no day becomes xlsx_number_text.
str xlsx_date_text(struct arena *arena, str stored, enum xlsx_shows shows, bool from_1904);
