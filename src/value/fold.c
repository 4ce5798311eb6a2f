#include "value/fold.h"

#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum { TABLE_FIRST = 0xC0, TABLE_END = 0x180, HANGUL_FIRST = 0xAC00, HANGUL_LAST = 0xD7A3 };

// Latin-1 letters and Latin Extended-A, U+00C0 to U+017F, sixteen to a row.
static const char *const LATIN[TABLE_END - TABLE_FIRST] = {
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",  // C0
    "d", "n", "o",  "o",  "o", "o", "o",  " ", "o", "u", "u", "u", "u", "y", "th", "ss", // D0
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",  // E0
    "d", "n", "o",  "o",  "o", "o", "o",  " ", "o", "u", "u", "u", "u", "y", "th", "y",  // F0
    "a", "a", "a",  "a",  "a", "a", "c",  "c", "c", "c", "c", "c", "c", "c", "d",  "d",  // 100
    "d", "d", "e",  "e",  "e", "e", "e",  "e", "e", "e", "e", "e", "g", "g", "g",  "g",  // 110
    "g", "g", "g",  "g",  "h", "h", "h",  "h", "i", "i", "i", "i", "i", "i", "i",  "i",  // 120
    "i", "i", "ij", "ij", "j", "j", "k",  "k", "k", "l", "l", "l", "l", "l", "l",  "l",  // 130
    "l", "l", "l",  "n",  "n", "n", "n",  "n", "n", "n", "n", "n", "o", "o", "o",  "o",  // 140
    "o", "o", "oe", "oe", "r", "r", "r",  "r", "r", "r", "s", "s", "s", "s", "s",  "s",  // 150
    "s", "s", "t",  "t",  "t", "t", "t",  "t", "u", "u", "u", "u", "u", "u", "u",  "u",  // 160
    "u", "u", "u",  "u",  "w", "w", "y",  "y", "y", "z", "z", "z", "z", "z", "z",  "s",  // 170
};

struct writer {
    char *at;
    size_t len;
};

static void put(struct writer *out, uint32_t c)
{
    out->len += utf8_put(out->at + out->len, c);
}

// A character above the table: lower case, its base letter when it decomposes, no marks.
static void put_folded(struct writer *out, uint32_t c)
{
    int8_t type = u_charType((UChar32)c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK)
        return;
    if (c >= HANGUL_FIRST && c <= HANGUL_LAST) { // its parts are letters, not marks
        put(out, c);
        return;
    }
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&error);
    UChar parts[32];
    int32_t count =
        U_SUCCESS(error) ? unorm2_getDecomposition(nfkd, (UChar32)c, parts, 32, &error) : -1;
    UChar32 base = (UChar32)c;
    if (U_SUCCESS(error) && count > 0 && !U16_IS_SURROGATE(parts[0]))
        base = parts[0];
    base = u_tolower(base);
    uint32_t index = (uint32_t)base - TABLE_FIRST;
    if (index < TABLE_END - TABLE_FIRST)
        for (const char *p = LATIN[index]; *p; p++)
            out->at[out->len++] = *p;
    else
        put(out, (uint32_t)base);
}

// The longest growth: U+0149 and its like stay within four bytes a character; a bad byte becomes
// three.
static struct writer writer_for(struct arena *arena, str s)
{
    return (struct writer){ .at = arena_alloc(arena, s.len * 4 + 1) };
}

static void put_character(struct writer *out, uint32_t c)
{
    if (c < 0x80)
        out->at[out->len++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    else if (c >= TABLE_FIRST && c < TABLE_END)
        for (const char *p = LATIN[c - TABLE_FIRST]; *p; p++)
            out->at[out->len++] = *p;
    else if (c < TABLE_FIRST)
        put(out, c);
    else
        put_folded(out, c);
}

str fold(struct arena *arena, str s)
{
    struct writer out = writer_for(arena, s);
    while (s.len)
        put_character(&out, utf8_next(&s));
    return (str){ out.at, out.len };
}

static bool is_word(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (c >= TABLE_FIRST && c < TABLE_END)
        return c != 0xD7 && c != 0xF7;
    return u_isalnum((UChar32)c) || u_charType((UChar32)c) == U_NON_SPACING_MARK;
}

str fold_words(struct arena *arena, str s)
{
    struct writer out = writer_for(arena, s);
    bool gap = false;
    while (s.len) {
        uint32_t c = utf8_next(&s);
        if (!is_word(c)) {
            gap = out.len > 0;
            continue;
        }
        if (gap)
            out.at[out.len++] = ' ';
        gap = false;
        put_character(&out, c);
    }
    return (str){ out.at, out.len };
}
