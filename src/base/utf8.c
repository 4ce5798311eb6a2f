#include "base/utf8.h"

static bool is_tail(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

// The length that the first byte announces; 0 for a byte that cannot come first.
static size_t announced(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xC2)
        return 0;
    if (first < 0xE0)
        return 2;
    if (first < 0xF0)
        return 3;
    return first < 0xF5 ? 4 : 0;
}

// Decodes the character at the front. Returns its length, or 0 when it is not valid.
static size_t decode(str s, uint32_t *code_point)
{
    static const uint32_t LEAST[] = { 0, 0, 0x80, 0x800, 0x10000 };
    static const unsigned char FIRST_BITS[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
    size_t len = announced((unsigned char)s.at[0]);
    if (len == 0 || len > s.len)
        return 0;
    uint32_t value = (unsigned char)s.at[0] & FIRST_BITS[len];
    for (size_t i = 1; i < len; i++) {
        if (!is_tail(s.at[i]))
            return 0;
        value = value << 6 | ((unsigned char)s.at[i] & 0x3F);
    }
    if (value < LEAST[len] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
        return 0;
    *code_point = value;
    return len;
}

uint32_t utf8_next(str *rest)
{
    uint32_t code_point = UTF8_BAD;
    size_t len = decode(*rest, &code_point);
    *rest = (str){ rest->at + (len ? len : 1), rest->len - (len ? len : 1) };
    return code_point;
}

size_t utf8_put(char out[4], uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    static const unsigned char MARK[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    out[0] = (char)(MARK[len] | c);
    return len;
}

bool utf8_valid(str s)
{
    while (s.len) {
        unsigned char first = (unsigned char)s.at[0];
        if (first - 1u < 0x7F) { // ASCII without NUL
            s = (str){ s.at + 1, s.len - 1 };
            continue;
        }
        uint32_t code_point = 0;
        size_t len = first ? decode(s, &code_point) : 0;
        if (len == 0)
            return false;
        s = (str){ s.at + len, s.len - len };
    }
    return true;
}

str utf8_repair(struct arena *arena, str s)
{
    if (utf8_valid(s))
        return s;
    char *out = arena_alloc(arena, s.len * 3 + 1); // one bad byte becomes three
    size_t len = 0;
    while (s.len) {
        uint32_t c = utf8_next(&s);
        len += utf8_put(out + len, c ? c : UTF8_BAD);
    }
    return (str){ out, len };
}

size_t utf8_length(str s)
{
    size_t count = 0;
    while (s.len) {
        utf8_next(&s);
        count++;
    }
    return count;
}
