#include "value/phone.h"

#include "value/ascii.h"
#include "value/phone_shim.h"

enum { DIGITS_MAX = 15 };

// Countries whose plain national numbers are matched without the library's parser: most rows are
// theirs.
// `trunk` is dialled before a national number inside the country, `abroad` before a country's code.
static const struct plan {
    const char *country, *code;
    char trunk;
    bool abroad_00;
} PLANS[] = {
    { "SE", "46", '0', true },  { "NO", "47", 0, true },  { "DK", "45", 0, true },
    { "FI", "358", '0', true }, { "IS", "354", 0, true }, { "GB", "44", '0', true },
    { "US", "1", 0, false },
};

struct digits {
    char at[DIGITS_MAX + 3];
    size_t len;
    bool international; // a "+" stood before
    size_t trunk_at;    // behind which digits "(0)" stood; 0: nowhere
};

// "08/123 456", "08.123.456"
static bool is_between_digits(str text, size_t i)
{
    return (text.at[i] == '/' || text.at[i] == '.') && i > 0 && i + 1 < text.len &&
           ascii_is_digit(text.at[i - 1]) && ascii_is_digit(text.at[i + 1]);
}

// Takes digits and what people put between them. False: something else is in the text.
static bool read_plain(str text, struct digits *out)
{
    *out = (struct digits){ .international = text.len && text.at[0] == '+' };
    for (size_t i = out->international; i < text.len; i++) {
        char c = text.at[i];
        if (out->international && !out->trunk_at && out->len &&
            str_starts(str_slice(text, i, text.len), STR("(0)"))) {
            out->trunk_at = out->len;
            i += 2;
            continue;
        }
        if (ascii_is_digit(c) && out->len < DIGITS_MAX + 2)
            out->at[out->len++] = c;
        else if (c != ' ' && (c != '-' || i == 0) && !is_between_digits(text, i))
            return false;
    }
    return out->len > 4;
}

static bool match_national(const char *code, const char *digits, struct phone_number *out)
{
    // A number that begins with what is dialled before numbers can be read in two ways.
    bool unclear = digits[0] == '0' || (digits[0] == '1' && strcmp(code, "1") == 0);
    return !unclear && phone_shim_match(code, digits, out);
}

// Country codes have one to three digits, and none begins with another.
static bool match_international(const char *digits, struct phone_number *out)
{
    for (size_t len = 1; len <= 3; len++) {
        char code[4] = { 0 };
        memcpy(code, digits, len);
        if (match_national(code, digits + len, out))
            return true;
    }
    return false;
}

// "+46 (0)70 123 45 67": the country's trunk digit, between its code and the national number.
static bool match_with_trunk(const struct digits *digits, struct phone_number *out)
{
    for (size_t i = 0; i < LENGTH(PLANS); i++) {
        const struct plan *plan = &PLANS[i];
        size_t len = strlen(plan->code);
        if (plan->trunk && digits->trunk_at == len && memcmp(digits->at, plan->code, len) == 0)
            return match_national(plan->code, digits->at + len, out);
    }
    return false;
}

// A national number of an unknown country is no number.
static bool match_nowhere(struct phone_number *out)
{
    *out = (struct phone_number){ .type = "", .problem = PHONE_NO_COUNTRY };
    return true;
}

static bool match_plain(str text, str country, struct phone_number *out)
{
    struct digits digits;
    if (!read_plain(text, &digits))
        return false;
    if (!digits.international && !country.len)
        return match_nowhere(out);
    if (digits.trunk_at)
        return match_with_trunk(&digits, out);
    if (digits.international)
        return match_international(digits.at, out);
    for (size_t i = 0; i < LENGTH(PLANS); i++) {
        const struct plan *plan = &PLANS[i];
        if (!str_eq(country, str_of(plan->country)))
            continue;
        if (plan->abroad_00 && str_starts((str){ digits.at, digits.len }, STR("00")))
            return match_international(digits.at + 2, out);
        return (!plan->trunk || digits.at[0] == plan->trunk) &&
               match_national(plan->code, digits.at + (plan->trunk != 0), out);
    }
    return false;
}

// "0000000", "1111111", "123456789": typed to get past a form.
static bool is_placeholder(str text)
{
    char first = 0;
    size_t same = 0, rising = 0, count = 0;
    char before = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!ascii_is_digit(text.at[i]))
            continue;
        first = first ? first : text.at[i];
        same += text.at[i] == first;
        rising += before && text.at[i] == before + 1;
        before = text.at[i];
        count++;
    }
    return count >= 5 && (same == count || (rising + 1 == count && first <= '1'));
}

static bool has_digit(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (ascii_is_digit(s.at[i]) || (unsigned char)s.at[i] >= 0x80)
            return true;
    return false;
}

static void write_answer(const struct phone_number *number, struct arena *arena, struct value *out)
{
    out->valid = number->valid;
    out->value = out->normal = arena_copy(arena, str_of(number->e164));
    if (!number->valid) {
        out->problem = str_of(number->problem);
        return;
    }
    value_add_part(out, "country", arena_copy(arena, str_of(number->country)));
    value_add_part(out, "type", str_of(number->type));
    value_add_part(out, "extension", arena_copy(arena, str_of(number->extension)));
}

void phone_standardise(str input, const struct value_context *context, struct arena *arena,
                       struct value *out)
{
    *out = (struct value){ 0 };
    str text = str_trim(input);
    struct phone_number number;
    if (!text.len)
        out->problem = STR("there is no text");
    else if (text.len > PHONE_TEXT_MAX)
        out->problem = STR("it is too long for a phone number");
    else if (!has_digit(text))
        out->problem = STR("there are no digits in it");
    else if (match_plain(text, context->country, &number))
        write_answer(&number, arena, out);
    else {
        char region[3] = "ZZ";
        if (context->country.len == 2)
            memcpy(region, context->country.at, 2);
        phone_shim_read(text.at, text.len, region, &number);
        write_answer(&number, arena, out);
    }
    if (!out->valid && is_placeholder(text))
        out->problem = STR("it is a placeholder, not a number");
}
