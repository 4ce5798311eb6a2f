#include "value/text.h"

#include "base/utf8.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

// U+0300 begins the combining marks; text without any above is in NFC already when it is Latin.
enum { FIRST_COMBINING = 0x0300 };

static bool is_blank(uint32_t c)
{
    return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

// Marks that show nothing and only disturb comparing: zero-width spaces, direction marks, BOM.
static bool is_invisible(uint32_t c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
}

static str to_nfc(struct arena *arena, str s)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
    int32_t room = (int32_t)s.len + 1, wide_len = 0, normal_len = 0, len = 0;
    UChar *wide = ARENA_NEW(arena, UChar, (size_t)room);
    UChar *normal = ARENA_NEW(arena, UChar, (size_t)room * 3);
    char *out = arena_alloc(arena, (size_t)room * 9);
    u_strFromUTF8(wide, room, &wide_len, s.at, (int32_t)s.len, &error);
    normal_len = unorm2_normalize(nfc, wide, wide_len, normal, room * 3, &error);
    u_strToUTF8(out, room * 9, &len, normal, normal_len, &error);
    return U_SUCCESS(error) ? (str){ out, (size_t)len } : s;
}

// True for the usual case: printable ASCII with single spaces inside.
static bool is_clean_ascii(str s)
{
    char before = ' ';
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.at[i] - 0x20u >= 0x5F || (s.at[i] == ' ' && before == ' '))
            return false;
        before = s.at[i];
    }
    return before != ' ' || s.len == 0;
}

str text_clean(struct arena *arena, str input)
{
    if (is_clean_ascii(input))
        return input;
    char *out = arena_alloc(arena, input.len * 3 + 1); // a bad byte becomes three
    size_t len = 0;
    bool gap = false, marks = false;
    while (input.len) {
        uint32_t c = utf8_next(&input);
        if (is_invisible(c))
            continue;
        if (is_blank(c)) {
            gap = len > 0;
            continue;
        }
        if (gap)
            out[len++] = ' ';
        gap = false;
        marks |= c >= FIRST_COMBINING;
        len += utf8_put(out + len, c);
    }
    str text = { out, len };
    return marks ? to_nfc(arena, text) : text;
}

void text_standardise(str input, const struct value_context *context, struct arena *arena,
                      struct value *out)
{
    (void)context;
    *out = (struct value){ .value = text_clean(arena, input) };
    out->normal = out->value;
    out->valid = out->value.len > 0;
    if (!out->valid)
        out->problem = STR("there is no text");
}
