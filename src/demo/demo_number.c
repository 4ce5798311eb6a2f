#include "demo/demo_number.h"

static int weighted_sum(str digits, const int *weights)
{
    int sum = 0;
    for (size_t i = 0; i < digits.len; i++)
        sum += (digits.at[i] - '0') * weights[i];
    return sum;
}

// The digit that makes the sum a multiple of 11, or 10 when no digit does.
static int check_mod_11(str digits, const int *weights)
{
    return (11 - weighted_sum(digits, weights) % 11) % 11;
}

static int check_luhn(str digits)
{
    int sum = 0;
    for (size_t i = 0; i < digits.len; i++) {
        int digit = (digits.at[digits.len - 1 - i] - '0') * (i % 2 ? 1 : 2);
        sum += digit / 10 + digit % 10;
    }
    return (10 - sum % 10) % 10;
}

// `prefix` and random digits up to `length`, then the check digit.
static str with_mod_11(const char *prefix, const int *weights, size_t length,
                       struct demo_random *random, struct arena *arena)
{
    for (;;) { // one in eleven has no check digit: the registers skip it as well
        str rest = demo_random_digits(random, arena, length - strlen(prefix));
        str digits = arena_print(arena, "%s" STR_FMT, prefix, STR_ARG(rest));
        int check = check_mod_11(digits, weights);
        if (check < 10)
            return arena_print(arena, STR_FMT "%d", STR_ARG(digits), check);
    }
}

// Series: Swedish limited companies have 556 and 559, not 557; Norwegian numbers begin with 8 or
// 9 but 90 is unused; Danish ones have reached 4, Finnish ones 3.
str demo_number_new(str country, struct demo_random *random, struct arena *arena)
{
    static const int NO_WEIGHTS[] = { 3, 2, 7, 6, 5, 4, 3, 2 },
                     DK_WEIGHTS[] = { 2, 7, 6, 5, 4, 3, 2 },
                     FI_WEIGHTS[] = { 7, 9, 10, 5, 8, 4, 2 };
    if (str_eq(country, STR("NO")))
        return with_mod_11("90", NO_WEIGHTS, 8, random, arena);
    if (str_eq(country, STR("DK")))
        return with_mod_11("9", DK_WEIGHTS, 7, random, arena);
    if (str_eq(country, STR("FI"))) {
        str digits = with_mod_11("9", FI_WEIGHTS, 7, random, arena);
        return arena_print(arena, "%.7s-%c", digits.at, digits.at[7]);
    }
    str rest = demo_random_digits(random, arena, 6);
    str digits = arena_print(arena, "557" STR_FMT, STR_ARG(rest));
    return arena_print(arena, STR_FMT "%d", STR_ARG(digits), check_luhn(digits));
}

static str swedish(str number, size_t style, struct arena *arena)
{
    switch (style) {
    case 0:
        return number;
    case 1:
        return arena_print(arena, "SE" STR_FMT "01", STR_ARG(number));
    case 2:
        return arena_print(arena, "16" STR_FMT, STR_ARG(number));
    default:
        return arena_print(arena, "%.6s-%.4s", number.at, number.at + 6);
    }
}

static str norwegian(str number, size_t style, struct arena *arena)
{
    switch (style) {
    case 0:
        return arena_print(arena, "%.3s %.3s %.3s", number.at, number.at + 3, number.at + 6);
    case 1:
        return arena_print(arena, "NO " STR_FMT " MVA", STR_ARG(number));
    case 2:
        return arena_print(arena, "Org.nr. " STR_FMT, STR_ARG(number));
    default:
        return number;
    }
}

str demo_number_spelt(str number, str country, struct demo_random *random, struct arena *arena)
{
    size_t style = demo_random_below(random, 8);
    if (str_eq(country, STR("SE")))
        return swedish(number, style, arena);
    if (str_eq(country, STR("NO")))
        return norwegian(number, style, arena);
    if (str_eq(country, STR("DK")) && style == 0)
        return arena_print(arena, "DK" STR_FMT, STR_ARG(number));
    if (str_eq(country, STR("DK")) && style == 1)
        return arena_print(arena, "CVR %.2s %.2s %.2s %.2s", number.at, number.at + 2,
                           number.at + 4, number.at + 6);
    if (str_eq(country, STR("FI")) && style == 0)
        return arena_print(arena, "FI%.7s%c", number.at, number.at[8]);
    return number;
}
