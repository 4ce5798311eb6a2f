#include "demo/demo_mess.h"

#include "base/utf8.h"

static const char *const JUNK[] = { "n/a", "-",      "test", "000000", "xxx",
                                    "?",   "saknas", "N/A",  "okänd",  "." };

bool demo_mess_chance(struct demo_mess *mess, int per_mille)
{
    return demo_random_chance(&mess->random, per_mille);
}

void demo_mess_note(struct demo_mess *mess, const char *field, const char *how)
{
    mess->wrong = arena_print(mess->arena, STR_FMT "%s%s:%s", STR_ARG(mess->wrong),
                              mess->wrong.len ? " " : "", field, how);
}

// The text up to, and from, its character number `index`.
static void cut(str text, size_t index, str *before, str *letter, str *after)
{
    str rest = text;
    for (size_t i = 0; i < index; i++)
        utf8_next(&rest);
    *before = str_slice(text, 0, text.len - rest.len);
    str from = rest;
    utf8_next(&rest);
    *letter = str_slice(from, 0, from.len - rest.len);
    *after = rest;
}

str demo_mess_typo(struct demo_mess *mess, str text)
{
    static const char *const NEIGHBOURS[] = { "a", "e", "i", "n", "r", "s", "k", "o" };
    size_t count = utf8_length(text);
    // The first letter is mostly right, because people look at it.
    size_t index = count > 1 ? 1 + demo_random_below(&mess->random, count - 1) : 0;
    str before, letter, after;
    cut(text, index, &before, &letter, &after);
    str other = str_of(DEMO_PICK(&mess->random, NEIGHBOURS)), next = { 0 };
    switch (demo_random_below(&mess->random, 4)) {
    case 0:
        if (!after.len)
            break;
        cut(after, 0, &next, &next, &after);
        if (str_compare(next, letter) != 0)
            return arena_print(mess->arena, STR_FMT STR_FMT STR_FMT STR_FMT, STR_ARG(before),
                               STR_ARG(next), STR_ARG(letter), STR_ARG(after));
        after = str_slice(text, before.len + letter.len, text.len);
        break;
    case 1:
        if (count > 3)
            return arena_print(mess->arena, STR_FMT STR_FMT, STR_ARG(before), STR_ARG(after));
        break;
    case 2:
        if (str_compare(other, letter) != 0)
            return arena_print(mess->arena, STR_FMT STR_FMT STR_FMT, STR_ARG(before),
                               STR_ARG(other), STR_ARG(after));
        break;
    }
    return arena_print(mess->arena, STR_FMT STR_FMT STR_FMT STR_FMT, STR_ARG(before),
                       STR_ARG(letter), STR_ARG(letter), STR_ARG(after));
}

static str junk(struct demo_mess *mess, const char *field)
{
    demo_mess_note(mess, field, "junk");
    return str_of(DEMO_PICK(&mess->random, JUNK));
}

str demo_mess_text(struct demo_mess *mess, const char *field, str text)
{
    if (demo_mess_chance(mess, 12))
        return junk(mess, field);
    if (!text.len || !demo_mess_chance(mess, 20))
        return text;
    demo_mess_note(mess, field, "typo");
    return demo_mess_typo(mess, text);
}

// A slip in the domain, but only below .example: elsewhere it could be somebody's real domain.
static str wrong_domain(struct demo_mess *mess, str email)
{
    size_t at = str_find_byte(email, '@');
    str local = str_slice(email, 0, at), domain = str_slice(email, at + 1, email.len);
    size_t dot = str_find_byte(domain, '.');
    if (!str_ends(domain, STR(".example")))
        return arena_print(mess->arena, STR_FMT "@.example", STR_ARG(local));
    str name = demo_mess_typo(mess, str_slice(domain, 0, dot));
    return arena_print(mess->arena, STR_FMT "@" STR_FMT ".example", STR_ARG(local), STR_ARG(name));
}

static str broken_email(struct demo_mess *mess, str email)
{
    size_t at = str_find_byte(email, '@');
    str local = str_slice(email, 0, at), domain = str_slice(email, at + 1, email.len);
    switch (demo_random_below(&mess->random, 5)) {
    case 0:
        demo_mess_note(mess, "email", "missing_at");
        return arena_print(mess->arena, STR_FMT STR_FMT, STR_ARG(local), STR_ARG(domain));
    case 1:
        demo_mess_note(mess, "email", "comma");
        return arena_print(mess->arena, STR_FMT "@" STR_FMT ",example", STR_ARG(local),
                           STR_ARG(str_slice(domain, 0, str_find_byte(domain, '.'))));
    case 2:
        demo_mess_note(mess, "email", "cut_off");
        return arena_print(mess->arena, STR_FMT "@", STR_ARG(local));
    case 3:
        demo_mess_note(mess, "email", "typo_local");
        return arena_print(mess->arena, STR_FMT "@" STR_FMT, STR_ARG(demo_mess_typo(mess, local)),
                           STR_ARG(domain));
    }
    demo_mess_note(mess, "email", "typo_domain");
    return wrong_domain(mess, email);
}

str demo_mess_email(struct demo_mess *mess, str email)
{
    if (demo_mess_chance(mess, 10))
        return junk(mess, "email");
    if (!email.len)
        return email;
    if (demo_mess_chance(mess, 45))
        return broken_email(mess, email);
    if (demo_mess_chance(mess, 15))
        return arena_print(mess->arena, "mailto:" STR_FMT, STR_ARG(email));
    if (demo_mess_chance(mess, 25))
        return arena_print(mess->arena, " " STR_FMT " ", STR_ARG(email));
    return email;
}

// Fiction turned into a number that might be somebody's would be worse than no mistake: only a
// digit too few or too many.
static str wrong_number(struct demo_mess *mess, const struct demo_phone *phone)
{
    struct demo_phone wrong = *phone;
    if (demo_mess_chance(mess, 500))
        wrong.national = str_slice(phone->national, 0, phone->national.len - 2);
    else
        wrong.national = arena_print(mess->arena, STR_FMT "000", STR_ARG(phone->national));
    return demo_phone_spelt(&wrong, 4, mess->arena);
}

str demo_mess_phone(struct demo_mess *mess, const char *field, const struct demo_phone *phone)
{
    if (demo_mess_chance(mess, 12))
        return junk(mess, field);
    if (phone->country && demo_mess_chance(mess, 15)) {
        demo_mess_note(mess, field, "wrong_digits");
        return wrong_number(mess, phone);
    }
    return demo_phone_spelt(phone, demo_random_below(&mess->random, DEMO_PHONE_STYLES),
                            mess->arena);
}

str demo_mess_date(struct demo_mess *mess, struct demo_date date)
{
    static const char *const MONTHS[] = { "jan",  "feb", "mars", "april", "maj", "juni",
                                          "juli", "aug", "sept", "okt",   "nov", "dec" };
    int y = date.year, m = date.month, d = date.day;
    switch (demo_random_below(&mess->random, 10)) {
    case 0:
        return arena_print(mess->arena, "%02d.%02d.%04d", d, m, y);
    case 1:
        return arena_print(mess->arena, "%d/%d/%04d", d, m, y);
    case 2:
        return arena_print(mess->arena, "%04d%02d%02d", y, m, d);
    case 3:
        return arena_print(mess->arena, "%d %s %d", d, MONTHS[m - 1], y);
    case 4:
        return arena_print(mess->arena, "%d-%d-%04d", d, m, y);
    default:
        return arena_print(mess->arena, "%04d-%02d-%02d", y, m, d);
    }
}
