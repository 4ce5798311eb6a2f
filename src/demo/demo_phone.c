#include "demo/demo_phone.h"

// The `number`th of `ranges`, or nothing when they hold fewer.
static str fiction(const struct demo_range *ranges, int number, struct arena *arena)
{
    for (; ranges && ranges->prefix; ranges++) {
        int size = ranges->to - ranges->from + 1;
        if (number < size)
            return arena_print(arena, "%s%0*d", ranges->prefix, ranges->digits,
                               ranges->from + number);
        number -= size;
    }
    return (str){ 0 };
}

static size_t country_index(const struct demo_country *country)
{
    size_t count = 0;
    return (size_t)(country - demo_countries(&count));
}

struct demo_phone demo_phone_mobile(struct demo_phone_book *book,
                                    const struct demo_country *country)
{
    int *used = &book->mobiles_used[country_index(country)];
    str national = fiction(country->mobile_fiction, (*used)++, book->arena);
    if (!national.len) {
        str prefix = demo_word(&book->random, country->mobile_prefixes);
        str rest =
            demo_random_digits(&book->random, book->arena, country->mobile_digits - prefix.len);
        national = arena_print(book->arena, STR_FMT STR_FMT, STR_ARG(prefix), STR_ARG(rest));
    }
    size_t area_len = str_of(country->mobile_prefixes.items[0]).len;
    return (struct demo_phone){ country, national, *country->trunk ? area_len : 0 };
}

struct demo_phone demo_phone_fixed(struct demo_phone_book *book, const struct demo_country *country,
                                   const struct demo_place *place)
{
    int *used = &book->fixed_used[country_index(country)];
    str national = fiction(country->fixed_fiction, (*used)++, book->arena);
    str area = str_of(place->area);
    if (!national.len) {
        str rest =
            demo_random_digits(&book->random, book->arena, country->fixed_digits - area.len - 1);
        national = arena_print(book->arena, STR_FMT "%c" STR_FMT, STR_ARG(area),
                               country->fixed_first, STR_ARG(rest));
    } else {
        area = str_slice(national, 0, national.at[0] == '8' ? 1 : 2);
    }
    return (struct demo_phone){ country, national, *country->trunk ? area.len : 0 };
}

str demo_phone_international(const struct demo_phone *phone, struct arena *arena)
{
    if (!phone->country)
        return (str){ 0 };
    return arena_print(arena, "+%s" STR_FMT, phone->country->calling, STR_ARG(phone->national));
}

// Pairs of digits, after a group of three when their number is odd.
static str grouped(str digits, const char *separator, struct arena *arena)
{
    size_t first = digits.len % 2 ? 3 : 2;
    if (!digits.at || digits.len <= first)
        return digits;
    str out = str_slice(digits, 0, first);
    for (size_t i = first; i < digits.len; i += 2)
        out = arena_print(arena, STR_FMT "%s%c%c", STR_ARG(out), separator, digits.at[i],
                          digits.at[i + 1]);
    return out;
}

// "070-174 06 05": where a country has no areas, `area` and what follows it fall away.
static str local(const struct demo_phone *phone, const char *after_area, const char *between,
                 struct arena *arena)
{
    str area = str_slice(phone->national, 0, phone->area_len);
    str rest = str_slice(phone->national, phone->area_len, phone->national.len);
    rest = grouped(rest, between, arena);
    if (!area.len)
        return arena_copy(arena, rest);
    return arena_print(arena, "%s" STR_FMT "%s" STR_FMT, phone->country->trunk, STR_ARG(area),
                       after_area, STR_ARG(rest));
}

str demo_phone_spelt(const struct demo_phone *phone, size_t style, struct arena *arena)
{
    if (!phone->country)
        return (str){ 0 };
    const char *calling = phone->country->calling, *trunk = phone->country->trunk;
    str home = local(phone, "-", " ", arena);
    str abroad = str_slice(home, strlen(trunk), home.len);
    switch (style) {
    case 0:
        return demo_phone_international(phone, arena);
    case 1:
        return arena_print(arena, "+%s " STR_FMT, calling, STR_ARG(abroad));
    case 2:
        return home;
    case 3:
        return local(phone, "", "", arena);
    case 4:
        return local(phone, "-", "", arena);
    case 5:
        return arena_print(arena, "00%s" STR_FMT, calling, STR_ARG(phone->national));
    case 6:
        return *trunk ? arena_print(arena, "+%s (%s)" STR_FMT, calling, trunk, STR_ARG(abroad))
                      : arena_print(arena, "(+%s) " STR_FMT, calling, STR_ARG(abroad));
    case 7:
        return local(phone, " / ", " ", arena);
    case 8:
        return local(phone, ".", ".", arena);
    case 9:
        return arena_print(arena, "Tel: " STR_FMT, STR_ARG(home));
    }
    return home;
}
