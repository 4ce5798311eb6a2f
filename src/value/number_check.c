#include "value/number_check.h"

#include "value/ascii.h"
#include "value/date.h"

int weighted_sum(str s, const int *weights, size_t count)
{
    int sum = 0;
    for (size_t i = 0; i < count && i < s.len; i++)
        sum += weights[i] * digit_at(s, i);
    return sum;
}

int64_t number_from(str s, size_t from, size_t to)
{
    int64_t number = 0;
    for (size_t i = from; i < to && i < s.len; i++)
        number = number * 10 + digit_at(s, i);
    return number;
}

int luhn_sum(str s)
{
    int sum = 0;
    for (size_t i = 0; i < s.len; i++) {
        int digit = digit_at(s, s.len - 1 - i) * (i % 2 ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return sum;
}

bool luhn_is_right(str s)
{
    return luhn_sum(s) % 10 == 0;
}

bool mod_11_10_is_right(str s)
{
    int check = 5;
    for (size_t i = 0; i < s.len; i++)
        check = ((check ? check : 10) * 2 % 11 + digit_at(s, i)) % 10;
    return check == 1;
}

int mod_97(str s)
{
    int rest = 0;
    for (size_t i = 0; i < s.len; i++) {
        int value = ascii_is_digit(s.at[i]) ? digit_at(s, i) : ascii_upper(s.at[i]) - 'A' + 10;
        rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest;
}

bool ean_is_right(str s)
{
    int sum = 0;
    for (size_t i = 0; i < s.len; i++)
        sum += digit_at(s, s.len - 1 - i) * (i % 2 ? 3 : 1);
    return sum % 10 == 0;
}

bool short_date_exists(int year, int month, int day)
{
    // 2000 and 2001 between them have every day that any year of the century has.
    struct date date = { year < 100 ? 2000 + year : year, month, day };
    return month > 0 && day > 0 && date_exists(date);
}
