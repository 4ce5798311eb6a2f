#include "value/postcode.h"

#include "value/ascii.h"
#include "value/text.h"

// How each country writes its postcodes. Source: Universal Postal Union, "Postal addressing
// systems in member countries", and the posts' own pages. In a shape 9 stands for a digit, 1 for a
// digit that is not 0, A for a letter, * for a letter or digit;
// spaces and signs are the standard spacing; lower-case letters stand for themselves.
static const struct rule {
    char country[3];
    const char *shapes;     // separated by |
    const char *prefix;     // people also write this before, "SE-114 55"; dropped
    const char *low, *high; // digits: the first and the last in use, compared as text
} RULES[] = {
    { "AD", "ad999", NULL, "ad100", "ad700" },
    { "AL", "9999", NULL, "1000", "9799" },
    { "AM", "9999|999999", NULL, NULL, NULL },
    { "AR", "9999|A9999AAA", NULL, NULL, NULL },
    { "AT", "9999", "A", "1000", "9999" },
    { "AU", "9999", NULL, "0200", "9999" },
    { "AX", "99999", "AX", "22000", "22999" },
    { "AZ", "az9999", NULL, NULL, NULL },
    { "BA", "99999", NULL, "70000", "89999" },
    { "BD", "9999", NULL, "1000", "9499" },
    { "BE", "9999", "B", "1000", "9999" },
    { "BG", "9999", "BG", "1000", "9999" },
    { "BR", "99999-999", NULL, "01000", NULL },
    { "BY", "999999", NULL, "210000", "247999" },
    { "CA", "A9A 9A9", NULL, NULL, NULL },
    { "CH", "9999", "CH", "1000", "9999" },
    { "CN", "999999", NULL, NULL, NULL },
    { "CY", "9999", "CY", "1000", "9999" },
    { "CZ", "999 99", "CZ", "10000", "79999" },
    { "DE", "99999", "D", "01000", "99998" },
    { "DK", "9999", "DK", "0500", "9999" },
    { "EE", "99999", "EE", "10000", "99999" },
    { "ES", "99999", "E", "01000", "52999" },
    { "FI", "99999", "FI", "00001", "99999" },
    { "FO", "999", "FO", "100", "999" },
    { "FR", "99999", "F", "01000", "98999" },
    { "GB", "A9 9AA|A99 9AA|A9A 9AA|AA9 9AA|AA99 9AA|AA9A 9AA|gir 0aa", NULL, NULL, NULL },
    { "GE", "9999", NULL, NULL, NULL },
    { "GG", "gy9 9AA|gy99 9AA", NULL, NULL, NULL },
    { "GI", "gx99 9aa", NULL, NULL, NULL },
    { "GL", "9999", "DK", "2412", "3999" },
    { "GR", "999 99", "GR", "10000", "89999" },
    { "HR", "99999", "HR", "10000", "53999" },
    { "HU", "9999", "H", "1000", "9999" },
    { "IE", "A99 ****|d6w ****", NULL, NULL, NULL },
    { "IL", "9999999|99999", NULL, NULL, NULL },
    { "IM", "im9 9AA|im99 9AA", NULL, NULL, NULL },
    { "IN", "999999", NULL, "110000", "859999" },
    { "IS", "999", "IS", "101", "999" },
    { "IT", "99999", "I", "00010", "98199" },
    { "JE", "je9 9AA|je99 9AA", NULL, NULL, NULL },
    { "JP", "999-9999", NULL, NULL, NULL },
    { "KR", "99999|999-999", NULL, NULL, NULL },
    { "KZ", "999999", NULL, NULL, NULL },
    { "LI", "9999", "FL", "9485", "9498" },
    { "LT", "lt-99999", "LT", NULL, NULL },
    { "LU", "9999", "L", "1000", "9999" },
    { "LV", "lv-9999", "LV", "lv1000", "lv5999" },
    { "MC", "99999", NULL, "98000", "98099" },
    { "MD", "9999", "MD", NULL, NULL },
    { "ME", "99999", NULL, "81000", "85999" },
    { "MK", "9999", "MK", "1000", "7999" },
    { "MT", "AAA 9999|AAA 99", NULL, NULL, NULL },
    { "MX", "99999", NULL, "01000", NULL },
    { "NL", "1999 AA", "NL", NULL, NULL },
    { "NO", "9999", "NO", "0001", "9991" },
    { "NZ", "9999", NULL, "0100", NULL },
    { "PL", "99-999", "PL", NULL, NULL },
    { "PT", "9999-999", "P", "1000", NULL },
    { "RO", "999999", "RO", "010000", "929999" },
    { "RS", "99999|999999", NULL, "11000", "39999" },
    { "RU", "999999", NULL, "101000", NULL },
    { "SE", "999 99", "SE", "10000", "98499" },
    { "SI", "9999", "SI", "1000", "9999" },
    { "SJ", "9999", NULL, "8099", "9178" },
    { "SK", "999 99", "SK", "01000", "99999" },
    { "SM", "99999", NULL, "47890", "47899" },
    { "TR", "99999", NULL, "01000", "81999" },
    { "UA", "99999", NULL, "01000", NULL },
    { "US", "99999|99999-9999", NULL, "00501", "99950" },
    { "VA", "99999", NULL, "00120", "00120" },
    { "XK", "99999", NULL, "10000", "75999" },
    { "ZA", "9999", NULL, "0001", NULL },
};

static const struct rule *find_rule(str country)
{
    for (size_t i = 0; country.len == 2 && i < LENGTH(RULES); i++)
        if (memcmp(RULES[i].country, country.at, 2) == 0)
            return &RULES[i];
    return NULL;
}

bool postcode_is_known_country(str country)
{
    return find_rule(country) != NULL;
}

static bool is_spacing(char c)
{
    return c == ' ' || c == '-';
}

static bool fits(char shape, char c)
{
    if (shape == '9')
        return ascii_is_digit(c);
    if (shape == '1')
        return c >= '1' && c <= '9';
    if (shape == 'A')
        return ascii_is_letter(c);
    if (shape == '*')
        return ascii_is_alnum(c);
    return ascii_lower(shape) == ascii_lower(c);
}

// Letters and digits of `text` into the spacing of `shape`. False: they do not fit.
static bool fill(str shape, str compact, char *out, size_t *len)
{
    size_t used = 0;
    *len = 0;
    for (size_t i = 0; i < shape.len; i++) {
        if (is_spacing(shape.at[i])) {
            out[(*len)++] = shape.at[i];
            continue;
        }
        if (used == compact.len || !fits(shape.at[i], compact.at[used]))
            return false;
        out[(*len)++] = ascii_upper(compact.at[used++]);
    }
    return used == compact.len;
}

enum { COMPACT_MAX = 12, WRITTEN_MAX = 2 * COMPACT_MAX };

// Spaces and hyphens are how people group the characters; anything else is a mistake. Empty: it
// holds something else or is too long.
static str compacted(str text, struct arena *arena)
{
    char *out = arena_alloc(arena, COMPACT_MAX);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (is_spacing(text.at[i]))
            continue;
        if (!ascii_is_alnum(text.at[i]) || len == COMPACT_MAX)
            return (str){ 0 };
        out[len++] = ascii_upper(text.at[i]);
    }
    return (str){ out, len };
}

static str without_prefix(str text, const struct rule *rule)
{
    if (!rule->prefix)
        return text;
    size_t len = strlen(rule->prefix);
    if (text.len <= len || !str_eq_ascii_case(str_slice(text, 0, len), str_of(rule->prefix)))
        return text;
    str rest = str_slice(text, len, text.len);
    while (rest.len && is_spacing(rest.at[0]))
        rest = str_slice(rest, 1, rest.len);
    return rest.len && ascii_is_digit(rest.at[0]) ? rest : text;
}

static bool is_in_range(str compact, const struct rule *rule)
{
    str low = str_of(rule->low), high = str_of(rule->high);
    bool letters =
        (low.len && ascii_is_letter(low.at[0])) || (high.len && !ascii_is_digit(high.at[0]));
    str from = letters ? str_slice(low, 2, low.len) : low;
    str to = letters ? str_slice(high, 2, high.len) : high;
    str number = letters ? str_slice(compact, 2, compact.len) : compact;
    if (number.len && ascii_is_letter(number.at[0]))
        return true;
    return (!low.len || str_compare(str_slice(number, 0, from.len), from) >= 0) &&
           (!high.len || str_compare(str_slice(number, 0, to.len), to) <= 0);
}

// Letters that a country's post does not give out.
static bool has_unused_letter(str compact, str country)
{
    if (str_eq(country, STR("CA"))) {
        for (size_t i = 0; i < compact.len; i += 2)
            if (strchr(i ? "DFIOQU" : "DFIOQUWZ", compact.at[i]))
                return true;
    }
    if (str_eq(country, STR("GB")) && !str_eq(compact, STR("GIR0AA"))) {
        str inward = str_slice(compact, compact.len - 2, compact.len);
        return strchr("QVX", compact.at[0]) || strchr("CIKMOV", inward.at[0]) ||
               strchr("CIKMOV", inward.at[1]) || (compact.at[1] && strchr("IJZ", compact.at[1]));
    }
    return false;
}

static void use_rule(str text, const struct rule *rule, struct arena *arena, struct value *out)
{
    char *written = arena_alloc(arena, WRITTEN_MAX);
    size_t len = 0;
    str shape, shapes = str_of(rule->shapes);
    str bare = without_prefix(text, rule);
    str compact = compacted(bare, arena);
    bool own_letters = ascii_is_letter(rule->shapes[0]) && strchr(rule->shapes, '-');
    if (own_letters && compact.len && ascii_is_digit(compact.at[0]))
        compact = arena_print(arena, "%s" STR_FMT, rule->country, STR_ARG(compact));
    bool good = false, grouped = false;
    while (!good && compact.len && str_split(&shapes, '|', &shape)) {
        good = fill(shape, compact, written, &len);
        grouped = str_find_byte(shape, ' ') < shape.len || str_find_byte(shape, '-') < shape.len;
    }
    good = good && is_in_range(compact, rule) && !has_unused_letter(compact, str_of(rule->country));
    if (good && !grouped && str_find_byte(bare, ' ') < bare.len) {
        // Where nobody writes a space, one inside more often hides a lost or foreign digit.
        out->suggestion = (str){ written, len };
        good = false;
    }
    out->valid = good;
    out->value = good ? (str){ written, len } : text;
    out->normal = good ? compact : (str){ 0 };
    if (!good)
        out->problem = arena_print(arena, "no postcode of %s looks like this", rule->country);
}

void postcode_standardise(str input, const struct value_context *context, struct arena *arena,
                          struct value *out)
{
    *out = (struct value){ 0 };
    str text = ascii_to_upper(arena, text_clean(arena, input));
    const struct rule *rule = find_rule(context->country);
    str compact = compacted(text, arena);
    if (!text.len)
        out->problem = STR("there is no text");
    else if (rule)
        use_rule(text, rule, arena, out);
    else {
        // Countries without a rule here, and no country at all.
        out->value = text;
        out->normal = compact;
        out->valid = compact.len > 1;
        if (!out->valid)
            out->problem = STR("it is no postcode");
    }
}
