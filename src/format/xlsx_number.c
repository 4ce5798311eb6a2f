#include "format/xlsx_number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SECONDS_PER_DAY = 86400, DAYS_MAX = 2958466 }; // 9999-12-31 is day 2,958,465

enum xlsx_shows xlsx_builtin_format(int64_t id)
{
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
        return SHOWS_DATE;
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47)
        return SHOWS_TIME;
    if (id == 46)
        return SHOWS_DURATION;
    return id == 22 ? SHOWS_DATE_TIME : SHOWS_NUMBER;
}

struct format_letters {
    bool year_or_day, month, time, elapsed, digits;
};

// What stands in brackets: a colour, a locale, a condition, or hours that go on past 24.
static size_t take_brackets(str code, struct format_letters *letters)
{
    size_t end = str_find_byte(code, ']');
    str inside = str_slice(code, 1, end);
    if (inside.len && (inside.at[0] | 0x20) == (inside.at[inside.len - 1] | 0x20) &&
        memchr("hms", inside.at[0] | 0x20, 3))
        letters->elapsed = true;
    return end + 1;
}

// Takes one token off `code` and notes what it says. Returns its length.
static size_t take_token(str code, struct format_letters *letters)
{
    char c = code.at[0], letter = (char)(c | 0x20);
    if (c == '"')
        return 2 + str_find_byte(str_slice(code, 1, code.len), '"');
    if (c == '\\' || c == '_' || c == '*')
        return 2; // the next character is shown, left blank or repeated
    if (c == '[')
        return take_brackets(code, letters);
    if (str_eq_ascii_case(str_slice(code, 0, 5), STR("AM/PM")))
        return 5;
    if (str_eq_ascii_case(str_slice(code, 0, 7), STR("General")))
        return 7;
    letters->year_or_day |= letter == 'y' || letter == 'd';
    letters->month |= letter == 'm';
    letters->time |= letter == 'h' || letter == 's';
    letters->digits |= c == '#' || c == '?' || (c == '0' && !letters->time && !letters->elapsed);
    return 1;
}

enum xlsx_shows xlsx_format_code(str code)
{
    struct format_letters letters = { 0 };
    while (code.len && code.at[0] != ';') // the section for positive numbers
        code = str_slice(code, take_token(code, &letters), code.len);
    if (letters.elapsed)
        return SHOWS_DURATION;
    if (letters.digits)
        return SHOWS_NUMBER;
    bool date = letters.year_or_day || (letters.month && !letters.time);
    if (date)
        return letters.time ? SHOWS_DATE_TIME : SHOWS_DATE;
    return letters.time ? SHOWS_TIME : SHOWS_NUMBER;
}

// Digits alone, or with a point in between and no zero at the end, are what we would print.
static bool is_printed_already(str s)
{
    size_t start = s.len && s.at[0] == '-', digits = 0;
    bool point = false;
    for (size_t i = start; i < s.len; i++) {
        bool is_point = s.at[i] == '.' && digits && !point;
        point |= is_point;
        digits += s.at[i] >= '0' && s.at[i] <= '9';
        if (!is_point && (s.at[i] < '0' || s.at[i] > '9'))
            return false;
    }
    bool zero = digits && s.at[start] == '0'; // "007" and "-0" are not, "0.5" is
    bool leading_zero = zero && (digits > 1 ? s.at[start + 1] != '.' : start > 0);
    if (!digits || leading_zero)
        return false;
    return !point || (digits <= 15 && s.at[s.len - 1] != '0' && s.at[s.len - 1] != '.');
}

static bool number_read(str s, double *out)
{
    char text[64], *end;
    s = str_trim(s);
    if (!s.len || s.len >= sizeof text)
        return false;
    memcpy(text, s.at, s.len);
    text[s.len] = '\0';
    *out = strtod(text, &end);
    return *end == '\0' && isfinite(*out);
}

// The shortest digits that give `value` back; returns the power of ten of the first one.
static int shortest_digits(double value, char digits[20])
{
    char text[40];
    for (int precision = 14; precision <= 16; precision++) {
        snprintf(text, sizeof text, "%.*e", precision, fabs(value));
        if (strtod(text, NULL) == fabs(value))
            break;
    }
    char *e = strchr(text, 'e');
    size_t len = 0;
    for (char *at = text; at < e; at++)
        if (*at != '.')
            digits[len++] = *at;
    while (len > 1 && digits[len - 1] == '0')
        len--;
    digits[len] = '\0';
    return (int)strtol(e + 1, NULL, 10);
}

static str print_plain(struct arena *arena, double value)
{
    char digits[20];
    int power = shortest_digits(value, digits), count = (int)strlen(digits);
    static const char ZEROS[] = "0000000000000000000000000";
    const char *sign = value < 0 ? "-" : "";
    if (power < 0)
        return arena_print(arena, "%s0.%.*s%s", sign, -power - 1, ZEROS, digits);
    if (count <= power + 1)
        return arena_print(arena, "%s%s%.*s", sign, digits, power + 1 - count, ZEROS);
    return arena_print(arena, "%s%.*s.%s", sign, power + 1, digits, digits + power + 1);
}

str xlsx_number_text(struct arena *arena, str stored)
{
    double value;
    if (is_printed_already(stored) || !number_read(stored, &value))
        return stored;
    if (value == 0)
        return STR("0");
    if (fabs(value) >= 1e21 || fabs(value) < 1e-15) // no one's data: a measurement, perhaps
        return arena_print(arena, "%.15g", value);
    return print_plain(arena, value);
}

// Day, month and year of a day counted from 0000-03-01, so that a leap day is the last of its year.
// See Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
static str print_day(struct arena *arena, int64_t day)
{
    int64_t era = day / 146097, of_era = day % 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t shifted = (5 * of_year + 2) / 153; // 0: March
    int64_t of_month = of_year - (153 * shifted + 2) / 5 + 1;
    int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    year += era * 400 + (month <= 2);
    return arena_print(arena, "%04d-%02d-%02d", (int)year, (int)month, (int)of_month);
}

static str day_text(struct arena *arena, int64_t day, bool from_1904)
{
    enum { DAY_1899_12_30 = 693899, DAY_1904_01_01 = 695361, LEAP_DAY_1900 = 60 };
    if (from_1904)
        return print_day(arena, day + DAY_1904_01_01);
    if (day == LEAP_DAY_1900)
        return STR("1900-02-29");
    return print_day(arena, day + DAY_1899_12_30 + (day < LEAP_DAY_1900));
}

static str time_text(struct arena *arena, int64_t seconds)
{
    return arena_print(arena, "%02d:%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60),
                       (int)(seconds % 60));
}

str xlsx_date_text(struct arena *arena, str stored, enum xlsx_shows shows, bool from_1904)
{
    double value;
    if (shows == SHOWS_NUMBER || !number_read(stored, &value) || value < 0 || value >= DAYS_MAX)
        return xlsx_number_text(arena, stored);
    int64_t seconds = llround(value * SECONDS_PER_DAY);
    int64_t day = seconds / SECONDS_PER_DAY, of_day = seconds % SECONDS_PER_DAY;
    if (shows == SHOWS_DURATION)
        return time_text(arena, seconds);
    if (shows == SHOWS_TIME || (day == 0 && !from_1904))
        return time_text(arena, of_day);
    str date = day_text(arena, day, from_1904);
    if (shows == SHOWS_DATE || of_day == 0)
        return date;
    return arena_print(arena, STR_FMT "T" STR_FMT, STR_ARG(date),
                       STR_ARG(time_text(arena, of_day)));
}
