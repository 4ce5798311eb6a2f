#include "value/name_case.h"

#include "base/utf8.h"

#include <unicode/uchar.h>

enum { PARTICLE_MAX = 6 };

static bool is_upper(uint32_t c)
{
    return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper((UChar32)c) || u_istitle((UChar32)c);
}

static bool is_lower(uint32_t c)
{
    return c < 0x80 ? c >= 'a' && c <= 'z' : u_islower((UChar32)c);
}

static uint32_t to_upper(uint32_t c)
{
    if (c < 0x80)
        return is_lower(c) ? c - ('a' - 'A') : c;
    return (uint32_t)u_totitle((UChar32)c);
}

static uint32_t to_lower(uint32_t c)
{
    if (c < 0x80)
        return is_upper(c) ? c + ('a' - 'A') : c;
    return (uint32_t)u_tolower((UChar32)c);
}

enum casing casing_of(str text)
{
    bool upper = false, lower = false;
    while (text.len && !(upper && lower)) {
        uint32_t c = utf8_next(&text);
        upper |= is_upper(c);
        lower |= is_lower(c);
    }
    if (upper && lower)
        return CASING_MIXED;
    return upper ? CASING_UPPER : lower ? CASING_LOWER : CASING_NONE;
}

// A bad byte becomes three, and some letters grow by one byte.
static char *room_for(struct arena *arena, str word)
{
    return arena_alloc(arena, word.len * 3 + 4);
}

static str map(struct arena *arena, str word, uint32_t (*change)(uint32_t))
{
    char *out = room_for(arena, word);
    size_t len = 0;
    while (word.len)
        len += utf8_put(out + len, change(utf8_next(&word)));
    return (str){ out, len };
}

str case_lower(struct arena *arena, str word)
{
    return map(arena, word, to_lower);
}

str case_upper(struct arena *arena, str word)
{
    return map(arena, word, to_upper);
}

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == '`' || c == 0xB4;
}

static bool begins_word(uint32_t c)
{
    return c == '-' || c == '/' || c == '.' || c == '&' || c == '+' || c == '(' || c == '"' ||
           c == 0x2010 || c == 0x2011 || c == 0x2013;
}

static size_t write_title(char *out, str word)
{
    size_t len = 0, letters = 0; // letters since the last beginning
    while (word.len) {
        uint32_t c = utf8_next(&word);
        bool is_letter = c >= 0x80 ? u_isalpha((UChar32)c) : is_upper(c) || is_lower(c);
        len += utf8_put(out + len, letters == 0 ? to_upper(c) : to_lower(c));
        letters += is_letter || (c >= '0' && c <= '9');
        // "O'Neil" but "Ng'ang'a" and "Sam's"
        if (begins_word(c) || (is_apostrophe(c) && letters == 1))
            letters = 0;
    }
    return len;
}

str case_title(struct arena *arena, str word)
{
    char *out = room_for(arena, word);
    return (str){ out, write_title(out, word) };
}

bool is_particle(str word)
{
    // Sorted. Of the Nordic countries, German, Dutch, French, Spanish, Portuguese, Italian, Arabic.
    static const char PARTICLES[][PARTICLE_MAX + 1] = {
        "af",  "al",  "am",  "av",  "bin", "da",  "dal", "das", "de",  "degli", "dei", "del", "den",
        "der", "des", "di",  "do",  "dos", "du",  "e",   "el",  "ibn", "la",    "le",  "op",  "s",
        "te",  "ten", "ter", "van", "vom", "von", "vor", "y",   "zu",  "zum",   "zur",
    };
    if (!word.len || word.len > PARTICLE_MAX)
        return false;
    char lower[PARTICLE_MAX];
    for (size_t i = 0; i < word.len; i++)
        lower[i] = (char)to_lower((unsigned char)word.at[i] & 0x7F);
    for (size_t i = 0; i < LENGTH(PARTICLES); i++)
        if (str_eq((str){ lower, word.len }, str_of(PARTICLES[i])))
            return true;
    return false;
}

// "Mc" always goes on with a capital, "Mac" too seldom to do it unasked.
static str mend_word(struct arena *arena, str word)
{
    char *out = room_for(arena, word);
    size_t len = write_title(out, word);
    if (len > 3 && out[0] == 'M' && out[1] == 'c' && out[2] >= 'a' && out[2] <= 'z')
        out[2] = (char)(out[2] - ('a' - 'A'));
    return (str){ out, len };
}

// Words of three capitals or more beside words in small letters were shouted: "Anna BERG".
static bool is_shouted(str word)
{
    return word.len >= 3 && casing_of(word) == CASING_UPPER && utf8_length(word) >= 3 &&
           str_find_byte(word, '.') == word.len;
}

static str mended(struct arena *arena, str word, enum casing whole, bool is_small)
{
    if (whole == CASING_MIXED)
        return is_shouted(word) ? mend_word(arena, word) : word;
    return is_small ? case_lower(arena, word) : mend_word(arena, word);
}

static bool needs_mending(str name, enum casing whole)
{
    if (whole != CASING_MIXED)
        return whole != CASING_NONE;
    str word;
    while (str_split(&name, ' ', &word))
        if (is_shouted(word))
            return true;
    return false;
}

str name_case(struct arena *arena, str name, bool is_family)
{
    return name_case_within(arena, name, is_family, casing_of(name));
}

str name_case_within(struct arena *arena, str name, bool is_family, enum casing whole)
{
    if (!needs_mending(name, whole))
        return name;
    char *out = arena_alloc(arena, name.len * 3 + 4);
    size_t len = 0;
    str word;
    while (str_split(&name, ' ', &word)) {
        bool is_last = !name.at;
        bool is_small = is_family && !is_last && is_particle(word);
        str text = mended(arena, word, whole, is_small);
        if (text.len)
            memcpy(out + len, text.at, text.len);
        len += text.len;
        if (!is_last)
            out[len++] = ' ';
    }
    return (str){ out, len };
}
