#include "value/date_iso.h"

#include "value/ascii.h"

struct scanner {
    str rest;
    bool good;
};

static bool accept(struct scanner *s, char byte)
{
    if (!s->rest.len || s->rest.at[0] != byte)
        return false;
    s->rest = str_slice(s->rest, 1, s->rest.len);
    return true;
}

static size_t digits_ahead(const struct scanner *s)
{
    size_t count = 0;
    while (count < s->rest.len && ascii_is_digit(s->rest.at[count]))
        count++;
    return count;
}

static int take_digits(struct scanner *s, size_t count)
{
    int number = 0;
    if (digits_ahead(s) < count) {
        s->good = false;
        return 0;
    }
    for (size_t i = 0; i < count; i++)
        number = number * 10 + s->rest.at[i] - '0';
    s->rest = str_slice(s->rest, count, s->rest.len);
    return number;
}

static int days_in_year(int year)
{
    return date_exists((struct date){ year, 2, 29 }) ? 366 : 365;
}

static struct date from_day_of_year(int year, int day)
{
    struct date date = { year, 1, 1 };
    while (date.month < 12) {
        int length = 31;
        while (!date_exists((struct date){ year, date.month, length }))
            length--;
        if (day <= length)
            break;
        day -= length;
        date.month++;
    }
    date.day = day;
    return date;
}

// Monday is 1. Days are counted from the first of January of year 1, a Monday.
static int weekday_of_new_year(int year)
{
    int before = year - 1;
    return (before * 365 + before / 4 - before / 100 + before / 400) % 7 + 1;
}

static int weeks_in_year(int year)
{
    int first = weekday_of_new_year(year);
    return first == 4 || (first == 3 && days_in_year(year) == 366) ? 53 : 52;
}

// ISO 8601 week 1 holds the year's first Thursday.
static struct date from_week(int year, int week, int day)
{
    int first = weekday_of_new_year(year);
    int number = (week - 1) * 7 + day - (first - 1) + (first > 4 ? 7 : 0);
    if (number < 1 && year > 1)
        return from_day_of_year(year - 1, days_in_year(year - 1) + number);
    if (number > days_in_year(year))
        return from_day_of_year(year + 1, number - days_in_year(year));
    return from_day_of_year(year, number);
}

// Behind "1980-W".
static struct date take_week(struct scanner *s, int year)
{
    int week = take_digits(s, 2), day = 1;
    if (accept(s, '-') || digits_ahead(s) == 1)
        day = take_digits(s, 1);
    s->good = s->good && week >= 1 && week <= weeks_in_year(year) && day >= 1 && day <= 7;
    return s->good ? from_week(year, week, day) : (struct date){ 0 };
}

static struct date take_ordinal(struct scanner *s, int year)
{
    int day = take_digits(s, 3);
    s->good = s->good && day >= 1 && day <= days_in_year(year);
    return s->good ? from_day_of_year(year, day) : (struct date){ 0 };
}

// `whole`: a day was named, so that a time may follow.
static struct date take_date(struct scanner *s, bool *whole)
{
    size_t ahead = digits_ahead(s);
    *whole = true;
    if (ahead != 4 && ahead != 8)
        s->good = false;
    struct date date = { take_digits(s, 4), 0, 0 };
    if (ahead == 8) {
        date.month = take_digits(s, 2);
        date.day = take_digits(s, 2);
        s->good = s->good && date.month > 0 && date.day > 0;
        return date;
    }
    bool dash = accept(s, '-');
    if (accept(s, 'W'))
        return take_week(s, date.year);
    if (dash && digits_ahead(s) == 3)
        return take_ordinal(s, date.year);
    *whole = false;
    if (!dash)
        return date;
    date.month = digits_ahead(s) == 2 ? take_digits(s, 2) : 0;
    s->good = s->good && date.month > 0;
    *whole = accept(s, '-');
    if (*whole) {
        date.day = digits_ahead(s) == 2 ? take_digits(s, 2) : 0;
        s->good = s->good && date.day > 0;
    }
    return date;
}

// ".5", ",25": belongs to the last unit named.
static bool take_fraction(struct scanner *s)
{
    if (!accept(s, '.') && !accept(s, ','))
        return false;
    take_digits(s, digits_ahead(s) ? digits_ahead(s) < 9 ? digits_ahead(s) : 9 : 1);
    s->rest = str_slice(s->rest, digits_ahead(s), s->rest.len);
    return true;
}

static void take_zone(struct scanner *s)
{
    if (accept(s, 'Z') || accept(s, 'z') || !s->rest.len)
        return;
    if (!accept(s, '+') && !accept(s, '-'))
        s->good = false;
    int hours = take_digits(s, 2), minutes = 0;
    if (accept(s, ':') || digits_ahead(s) == 2)
        minutes = take_digits(s, 2);
    s->good = s->good && hours <= 23 && minutes <= 59;
}

static void take_time(struct scanner *s)
{
    int hour = take_digits(s, 2), minute = 0, second = 0;
    bool fraction = take_fraction(s), colon = accept(s, ':');
    if (!fraction && (colon || digits_ahead(s))) {
        minute = take_digits(s, 2);
        fraction = take_fraction(s);
        if (!fraction && (colon ? accept(s, ':') : digits_ahead(s) > 0)) {
            second = take_digits(s, 2);
            take_fraction(s);
        }
    }
    bool midnight = hour == 24 && minute == 0 && second == 0 && !fraction;
    s->good = s->good && (hour <= 23 || midnight) && minute <= 59 && second <= 60;
    take_zone(s);
}

bool date_iso_read(str s, struct date *out)
{
    struct scanner scanner = { s, true };
    bool whole = false;
    *out = take_date(&scanner, &whole);
    if (scanner.good && whole && scanner.rest.len) {
        scanner.good = accept(&scanner, 'T') || accept(&scanner, 't') || accept(&scanner, ' ');
        take_time(&scanner);
    }
    return scanner.good && !scanner.rest.len && date_exists(*out);
}
