#include "base/str.h"

#include <xxhash.h>

int str_compare(str a, str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.at, b.at, shorter) : 0;
    if (order)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

static char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool str_eq_ascii_case(str a, str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (ascii_lower(a.at[i]) != ascii_lower(b.at[i]))
            return false;
    return true;
}

bool str_starts(str s, str prefix)
{
    return s.len >= prefix.len && str_eq(str_slice(s, 0, prefix.len), prefix);
}

bool str_ends(str s, str suffix)
{
    return s.len >= suffix.len && str_eq(str_slice(s, s.len - suffix.len, s.len), suffix);
}

size_t str_find_byte(str s, char byte)
{
    const char *found = s.len ? memchr(s.at, byte, s.len) : NULL;
    return found ? (size_t)(found - s.at) : s.len;
}

size_t str_find(str s, str part)
{
    const char *found = s.len && part.len ? memmem(s.at, s.len, part.at, part.len) : NULL;
    return found ? (size_t)(found - s.at) : s.len;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

str str_trim(str s)
{
    while (s.len && is_space(s.at[0]))
        s = str_slice(s, 1, s.len);
    while (s.len && is_space(s.at[s.len - 1]))
        s.len--;
    return s;
}

bool str_split(str *rest, char separator, str *part)
{
    if (!rest->at)
        return false;
    size_t end = str_find_byte(*rest, separator);
    *part = str_slice(*rest, 0, end);
    *rest = end < rest->len ? str_slice(*rest, end + 1, rest->len) : (str){ 0 };
    return true;
}

bool str_to_int(str s, int64_t *out)
{
    bool negative = s.len && s.at[0] == '-';
    if (s.len && (s.at[0] == '-' || s.at[0] == '+'))
        s = str_slice(s, 1, s.len);
    if (!s.len)
        return false;
    int64_t value = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
        int64_t digit = s.at[i] - '0';
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, digit, &value)) // downwards, so that INT64_MIN fits
            return false;
    }
    if (negative)
        *out = value;
    else if (value == INT64_MIN)
        return false;
    else
        *out = -value;
    return true;
}

uint64_t str_hash(str s)
{
    return XXH3_64bits(s.len ? s.at : "", s.len);
}
