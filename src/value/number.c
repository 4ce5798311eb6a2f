#include "value/number.h"

#include "value/ascii.h"
#include "value/number_company.h"
#include "value/number_format.h"

enum { COMPACT_MAX = 40, WRITTEN_MAX = 64 };

// What is left when everything people put between the characters is taken out.
struct compact {
    char at[COMPACT_MAX + 1];
    size_t len;
    bool odd; // something else was in it, or it is too long
};

static struct compact compacted(str text, const char *dropped)
{
    struct compact out = { .len = 0 };
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c && strchr(dropped, c))
            continue;
        out.odd = out.odd || out.len == COMPACT_MAX || (unsigned char)c >= 0x80;
        if (!out.odd)
            out.at[out.len++] = ascii_upper(c);
    }
    return out;
}

static bool fits(str shape, str s)
{
    if (shape.len != s.len)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char want = shape.at[i], c = s.at[i];
        bool good = want == '9'   ? ascii_is_digit(c)
                    : want == 'A' ? ascii_is_letter(c)
                    : want == '*' ? ascii_is_alnum(c)
                    : want == '?' ? true
                                  : ascii_upper(want) == c;
        if (!good)
            return false;
    }
    return true;
}

static bool fits_any(const char *shapes, str s)
{
    str shape, rest = str_of(shapes);
    while (str_split(&rest, '|', &shape))
        if (fits(shape, s))
            return true;
    return false;
}

// Takes one of `affixes` off; `s` itself when none is there.
static str without(str s, const char *affixes, bool behind)
{
    str affix, rest = str_of(affixes);
    while (str_split(&rest, '|', &affix)) {
        if (!behind && affix.len && str_starts(s, affix) && s.len > affix.len)
            return str_slice(s, affix.len, s.len);
        if (behind && affix.len && str_ends(s, affix) && s.len > affix.len)
            return str_slice(s, 0, s.len - affix.len);
    }
    return s;
}

static str styled(const struct number_format *format, str s, struct arena *arena)
{
    if (!format->style)
        return arena_copy(arena, s);
    char *out = arena_alloc(arena, WRITTEN_MAX + COMPACT_MAX);
    size_t len = 0, used = 0;
    for (const char *p = format->style; *p; p++) {
        if (*p != '#')
            out[len++] = *p;
        else if (used < s.len)
            out[len++] = s.at[used++];
    }
    while (used < s.len)
        out[len++] = s.at[used++];
    while (len && (out[len - 1] == ' ' || out[len - 1] == '-'))
        len--;
    return (str){ out, len };
}

// The old seven-digit and eight- and nine-digit forms get the 0 that was dropped.
static str padded(const struct number_format *format, str s, struct arena *arena)
{
    bool short_fi = strcmp(format->country, "FI") == 0 && s.len == 7;
    bool short_be = strcmp(format->name, "be.vat") == 0 && s.len == 9;
    bool short_gr = strncmp(format->name, "gr.vat", 6) == 0 && s.len == 8;
    return short_fi || short_be || short_gr ? arena_print(arena, "0" STR_FMT, STR_ARG(s)) : s;
}

// A sign that was kept because it may say something ("1912-12+1212") is no part of the number.
static str signs_dropped(const struct number_format *format, str s, struct arena *arena)
{
    if (format->kind != NUMBER_COMPANY || strcmp(format->country, "SE") != 0)
        return s;
    struct compact bare = compacted(s, "-+");
    size_t century = bare.len == 12 ? 2 : 0;
    return arena_copy(arena, (str){ bare.at + century, bare.len - century });
}

static void write_number(const struct number_format *format, str s, struct arena *arena,
                         struct value *out)
{
    s = padded(format, arena_copy(arena, s), arena);
    s = signs_dropped(format, s, arena);
    out->valid = true;
    out->value = styled(format, s, arena);
    out->normal = arena_print(arena, "%s" STR_FMT, format->country, STR_ARG(s));
    value_add_part(out, "country", str_of(format->country));
    value_add_part(out, "format", str_of(format->name));
    value_add_part(out, "compact", s);
}

// Signs that carry a meaning in some numbers are kept for those.
static const char *dropped_by(const struct number_format *format)
{
    if (strcmp(format->name, "fi.hetu") == 0 || strstr(format->name, "nummer") ||
        strcmp(format->name, "se.orgnr") == 0)
        return strcmp(format->country, "NO") == 0 ? " .-" : " ";
    return " .-/,:";
}

static const char *format_problem(const struct number_format *format, str s)
{
    if (!fits_any(format->shapes, s))
        return "it has the wrong length or characters";
    if (format->check && !format->check(s))
        return "its check digit is wrong";
    return NULL;
}

// A Romanian trade register number with one stroke between its parts, and only the year of a date:
// "J05 1729 09.09.1991" is "J05/1729/1991".
static struct compact onrc_compacted(str text)
{
    struct compact out = { .len = 0 };
    bool gap = false;
    for (size_t i = 0; i < text.len && out.len < COMPACT_MAX - 1; i++) {
        bool is_gap = text.at[i] == ' ' || text.at[i] == '/';
        if (!is_gap && gap && out.len > 1)
            out.at[out.len++] = '/';
        if (!is_gap)
            out.at[out.len++] = ascii_upper(text.at[i]);
        gap = is_gap;
        out.odd = out.odd || (unsigned char)text.at[i] >= 0x80;
    }
    if (out.len > 10 && out.at[out.len - 5] == '.' && out.at[out.len - 8] == '.') {
        memmove(out.at + out.len - 10, out.at + out.len - 4, 4);
        out.len -= 6;
    }
    return out;
}

static const char *read_as(const struct number_format *format, str text, struct arena *arena,
                           struct value *out)
{
    bool is_onrc = strcmp(format->name, "ro.onrc") == 0;
    struct compact compact = is_onrc ? onrc_compacted(text) : compacted(text, dropped_by(format));
    if (compact.odd || !compact.len)
        return "it holds characters that no such number has";
    str s = { compact.at, compact.len };
    const char *problem = format_problem(format, s);
    if (problem) {
        str bare = without(without(s, format->prefix, false), format->suffix, true);
        if (bare.len != s.len) {
            s = bare;
            problem = format_problem(format, s);
        }
    }
    if (!problem)
        write_number(format, s, arena, out);
    return problem;
}

// A VAT number of any member state (and those that write theirs alike), by its prefix.
static const char *read_as_vat(str text, struct arena *arena, struct value *out)
{
    struct compact compact = compacted(text, " .-/");
    str s = { compact.at, compact.len };
    size_t count = 0;
    const struct number_format *formats = number_formats(&count);
    const char *problem = "it begins with no country's VAT prefix";
    for (size_t i = 0; i < count && !compact.odd; i++) {
        if (formats[i].kind != NUMBER_VAT || strcmp(formats[i].country, "MC") == 0)
            continue;
        str bare = without(s, formats[i].prefix, false);
        if (bare.len == s.len)
            continue;
        problem = read_as(&formats[i], text, arena, out);
        if (!problem)
            return NULL;
    }
    return problem;
}

static const char *read_as_iban(str text, struct arena *arena, struct value *out)
{
    struct compact compact = compacted(text, " -.:()");
    str s = without((str){ compact.at, compact.len }, "IBAN", false);
    if (!iban_is_right(s) || compact.odd)
        return "its country, length or check digits are wrong";
    for (size_t i = 0; i < s.len; i++)
        if (!ascii_is_alnum(s.at[i]))
            return "it holds characters that no such number has";
    char written[COMPACT_MAX * 2];
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (i && i % 4 == 0)
            written[len++] = ' ';
        written[len++] = s.at[i];
    }
    out->valid = true;
    out->value = arena_copy(arena, (str){ written, len });
    out->normal = arena_copy(arena, s);
    value_add_part(out, "country", str_slice(out->normal, 0, 2));
    value_add_part(out, "format", STR("iban"));
    value_add_part(out, "compact", out->normal);
    return NULL;
}

static const char *read_named(str text, str name, struct arena *arena, struct value *out)
{
    if (str_eq(name, STR("eu.vat")))
        return read_as_vat(text, arena, out);
    if (str_eq(name, STR("iban")))
        return read_as_iban(text, arena, out);
    const struct number_format *format = number_format_find(name);
    return format ? read_as(format, text, arena, out)
                  : "there are no rules for this kind of number";
}

// The country's organisation numbers first, then its VAT numbers.
static const char *read_of_country(str text, str country, struct arena *arena, struct value *out)
{
    size_t count = 0;
    const struct number_format *formats = number_formats(&count);
    const char *problem = "there are no rules for numbers of this country";
    for (enum number_kind kind = NUMBER_COMPANY; kind <= NUMBER_VAT; kind++)
        for (size_t i = 0; i < count; i++) {
            if (formats[i].kind != kind || !str_eq(country, str_of(formats[i].country)))
                continue;
            problem = read_as(&formats[i], text, arena, out);
            if (!problem)
                return NULL;
        }
    return problem;
}

// Without what people write before a number: "Org.nr. 907387569", "CVR-nr: 12345674".
static str without_label(str text)
{
    static const char *const LABELS[] = {
        "organisationsnummer",
        "organisasjonsnummer",
        "organisation number",
        "org.nr",
        "orgnr",
        "org nr",
        "org. nr",
        "org-nr",
        "org.no",
        "org no",
        "reg.nr",
        "regnr",
        "cvr-nr",
        "cvr nr",
        "cvr",
        "y-tunnus",
        "fo-nummer",
        "vat no",
        "vat-nr",
        "vat nr",
        "vat",
        "momsnr",
        "moms nr",
        "moms",
        "ust-idnr",
        "ust-id",
        "tva",
        "nr",
    };
    for (size_t i = 0; i < LENGTH(LABELS); i++) {
        str label = str_of(LABELS[i]);
        if (!str_eq_ascii_case(str_slice(text, 0, label.len), label))
            continue;
        str rest = str_slice(text, label.len, text.len);
        while (rest.len && strchr(".:# ", rest.at[0]))
            rest = str_slice(rest, 1, rest.len);
        bool is_word = rest.at != text.at + label.len;
        return rest.len && (is_word || ascii_is_digit(rest.at[0])) ? rest : text;
    }
    return text;
}

// A number of another country than the one it was expected of: with its VAT prefix, or of a length
// and first digits that no number of the others has (Swedish companies limited by shares 55..., by
// Bolagsverket; Norwegian units 8... and 9..., by Brreg).
static const char *read_foreign(str text, str country, struct arena *arena, struct value *out)
{
    struct compact digits = compacted(text, " .-");
    bool is_nordic = str_has(STR("SE NO DK FI IS"), country);
    if (ascii_is_letter(text.at[0]))
        return read_as_vat(text, arena, out);
    if (is_nordic && digits.len == 10 && str_starts((str){ digits.at, 2 }, STR("55")))
        return read_named(text, STR("se.orgnr"), arena, out);
    if (is_nordic && digits.len == 9 && (digits.at[0] == '8' || digits.at[0] == '9'))
        return read_named(text, STR("no.orgnr"), arena, out);
    return "it is of no other country either";
}

static const char *read_alone(str text, struct arena *arena, struct value *out)
{
    static const char *const NORDIC[] = { "no.orgnr", "se.orgnr", "dk.cvr", "fi.ytunnus",
                                          "is.kennitala" };
    if (!read_as_vat(text, arena, out))
        return NULL;
    size_t found = 0;
    for (size_t i = 0; i < LENGTH(NORDIC); i++) {
        struct value one = { 0 };
        if (!read_as(number_format_find(str_of(NORDIC[i])), text, arena, &one)) {
            *out = one;
            found++;
        }
    }
    if (found == 1)
        return NULL;
    *out = (struct value){ 0 };
    return found ? "it could be of several countries; the country is not known"
                 : "it is no organisation or VAT number that is known here";
}

static const char *read_expected(str text, str country, struct arena *arena, struct value *out)
{
    const char *problem = read_of_country(text, country, arena, out);
    return problem && read_foreign(text, country, arena, out) ? problem : NULL;
}

void number_standardise(str input, const struct value_context *context, struct arena *arena,
                        struct value *out)
{
    *out = (struct value){ 0 };
    str text = context->format.len ? str_trim(input) : without_label(str_trim(input));
    const char *problem = NULL;
    if (!text.len)
        problem = "there is no text";
    else if (context->format.len)
        problem = read_named(text, context->format, arena, out);
    else if (context->country.len)
        problem = read_expected(text, context->country, arena, out);
    else
        problem = read_alone(text, arena, out);
    if (problem)
        out->problem = str_of(problem);
}
