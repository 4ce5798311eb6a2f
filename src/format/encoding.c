#include "format/encoding.h"

#include "base/utf8.h"

static const struct {
    const char *name;
    enum encoding encoding;
} NAMES[] = {
    { "utf-8", ENCODING_UTF8 },
    { "utf-16le", ENCODING_UTF16LE },
    { "utf-16be", ENCODING_UTF16BE },
    { "windows-1252", ENCODING_WINDOWS_1252 },
    { "utf8", ENCODING_UTF8 },
    { "ascii", ENCODING_UTF8 },
    { "us-ascii", ENCODING_UTF8 },
    { "utf-16", ENCODING_UTF16LE },
    { "utf16", ENCODING_UTF16LE },
    { "utf16le", ENCODING_UTF16LE },
    { "utf16be", ENCODING_UTF16BE },
    { "cp1252", ENCODING_WINDOWS_1252 },
    { "ansi", ENCODING_WINDOWS_1252 },
    { "latin1", ENCODING_WINDOWS_1252 },
    { "latin-1", ENCODING_WINDOWS_1252 },
    { "iso-8859-1", ENCODING_WINDOWS_1252 },
};

enum encoding encoding_find(str name)
{
    for (size_t i = 0; i < LENGTH(NAMES); i++)
        if (str_eq_ascii_case(name, str_of(NAMES[i].name)))
            return NAMES[i].encoding;
    return ENCODING_UNKNOWN;
}

str encoding_name(enum encoding encoding)
{
    for (size_t i = 0; i < LENGTH(NAMES); i++)
        if (NAMES[i].encoding == encoding)
            return str_of(NAMES[i].name);
    return STR("");
}

// Text in a Western language has a zero in most units of UTF-16, all on the same side; in UTF-8 and
// Windows-1252 zeros are accidents.
static enum encoding utf16_by_zeros(str start)
{
    size_t zeros[2] = { 0, 0 };
    size_t len = start.len < 4096 ? start.len & ~(size_t)1 : 4096;
    for (size_t i = 0; i < len; i++)
        if (start.at[i] == '\0')
            zeros[i & 1]++;
    size_t least = len / 2 / 5;
    if (zeros[1] > least && zeros[0] <= zeros[1] / 20)
        return ENCODING_UTF16LE;
    if (zeros[0] > least && zeros[1] <= zeros[0] / 20)
        return ENCODING_UTF16BE;
    return ENCODING_UNKNOWN;
}

enum encoding encoding_of_start(str start, size_t *mark_len)
{
    *mark_len = 3;
    if (str_starts(start, STR("\xEF\xBB\xBF")))
        return ENCODING_UTF8;
    *mark_len = 2;
    if (str_starts(start, STR("\xFF\xFE")))
        return ENCODING_UTF16LE;
    if (str_starts(start, STR("\xFE\xFF")))
        return ENCODING_UTF16BE;
    *mark_len = 0;
    return utf16_by_zeros(start);
}

bool encoding_is_ascii(str s)
{
    uint64_t high = 0;
    size_t i = 0;
    for (; i + 8 <= s.len; i += 8) {
        uint64_t word;
        memcpy(&word, s.at + i, 8);
        high |= word;
    }
    for (; i < s.len; i++)
        high |= (unsigned char)s.at[i];
    return (high & UINT64_C(0x8080808080808080)) == 0;
}

// A block may cut a character in two; that costs one wrong count a block, which decides nothing.
void encoding_count(struct encoding_count *count, str block)
{
    enum { STEP = 64 };
    while (block.len) {
        str head = str_slice(block, 0, STEP);
        if (encoding_is_ascii(head)) {
            block = str_slice(block, head.len, block.len);
            continue;
        }
        if ((unsigned char)block.at[0] < 0x80) {
            block = str_slice(block, 1, block.len);
            continue;
        }
        if (utf8_next(&block) == UTF8_BAD)
            count->invalid++;
        else
            count->valid++;
    }
}

// Bytes 80 to 9F (WHATWG Encoding Standard, index windows-1252).
static const uint16_t UPPER_CONTROLS[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

uint32_t windows_1252_character(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xA0 ? UPPER_CONTROLS[byte - 0x80] : byte;
}

int windows_1252_byte(uint32_t character)
{
    if (character < 0x80 || (character >= 0xA0 && character <= 0xFF))
        return (int)character;
    for (size_t i = 0; i < LENGTH(UPPER_CONTROLS); i++)
        if (UPPER_CONTROLS[i] == character)
            return (int)(0x80 + i);
    return -1;
}

str windows_1252_to_utf8(struct arena *arena, str s)
{
    char *out = arena_alloc(arena, s.len * 3 + 1);
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++)
        len += utf8_put(out + len, windows_1252_character((unsigned char)s.at[i]));
    return (str){ out, len };
}

static uint32_t unit_at(str units, size_t i, enum encoding encoding)
{
    uint32_t first = (unsigned char)units.at[i], second = (unsigned char)units.at[i + 1];
    return encoding == ENCODING_UTF16BE ? first << 8 | second : second << 8 | first;
}

size_t utf16_to_utf8(str units, enum encoding encoding, struct buf *out)
{
    size_t i = 0;
    while (i + 2 <= units.len) {
        uint32_t c = unit_at(units, i, encoding);
        if (c >= 0xD800 && c < 0xDC00) {
            if (i + 4 > units.len)
                break;
            uint32_t low = unit_at(units, i + 2, encoding);
            bool pair = low >= 0xDC00 && low < 0xE000;
            c = pair ? 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00) : UTF8_BAD;
            i += pair ? 2 : 0;
        } else if (c >= 0xDC00 && c < 0xE000) {
            c = UTF8_BAD;
        }
        char bytes[4];
        buf_add(out, (str){ bytes, utf8_put(bytes, c) });
        i += 2;
    }
    return i;
}
