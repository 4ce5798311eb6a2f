#include "demo/demo_letters.h"

#include "base/utf8.h"

// The code points of bytes 0x80 to 0x9F in Windows-1252 (WHATWG Encoding, index-windows-1252).
static const uint16_t WINDOWS_HIGH[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

enum { UTF8_LONGEST = 4 };

static uint32_t upper(uint32_t c)
{
    bool letter = (c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7);
    return letter ? c - 32 : c;
}

static uint32_t lower(uint32_t c)
{
    bool letter = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
    return letter ? c + 32 : c;
}

static str each(struct arena *arena, str text, uint32_t (*change)(uint32_t))
{
    char *out = ARENA_NEW(arena, char, text.len *UTF8_LONGEST + 1);
    size_t len = 0;
    while (text.len)
        len += utf8_put(out + len, change(utf8_next(&text)));
    return (str){ out, len };
}

str demo_letters_upper(struct arena *arena, str text)
{
    return each(arena, text, upper);
}

str demo_letters_lower(struct arena *arena, str text)
{
    return each(arena, text, lower);
}

static uint32_t plain(uint32_t c)
{
    static const char BASE[] = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty";
    return c >= 0xC0 && c <= 0xFF ? (unsigned char)BASE[c - 0xC0] : c;
}

str demo_letters_ascii(struct arena *arena, str text)
{
    return each(arena, text, plain);
}

str demo_letters_slug(struct arena *arena, str text)
{
    str folded = demo_letters_lower(arena, demo_letters_ascii(arena, text));
    char *out = ARENA_NEW(arena, char, folded.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < folded.len; i++) {
        char c = folded.at[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out[len++] = c;
    }
    return (str){ out, len };
}

str demo_letters_mojibake(struct arena *arena, str text)
{
    char *out = ARENA_NEW(arena, char, text.len *UTF8_LONGEST + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        uint32_t byte = (unsigned char)text.at[i];
        bool high = byte >= 0x80 && byte <= 0x9F;
        len += utf8_put(out + len, high ? WINDOWS_HIGH[byte - 0x80] : byte);
    }
    return (str){ out, len };
}

static char windows_byte(uint32_t c)
{
    if (c < 0x80 || (c >= 0xA0 && c <= 0xFF))
        return (char)c;
    for (size_t i = 0; i < LENGTH(WINDOWS_HIGH); i++)
        if (WINDOWS_HIGH[i] == c && c > 0xFF)
            return (char)(0x80 + i);
    return '?';
}

str demo_letters_windows(struct arena *arena, str text)
{
    char *out = ARENA_NEW(arena, char, text.len + 1);
    size_t len = 0;
    while (text.len)
        out[len++] = windows_byte(utf8_next(&text));
    return (str){ out, len };
}
