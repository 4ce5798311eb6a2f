#include "format/mojibake.h"

#include "base/utf8.h"
#include "format/encoding.h"

// The text as the bytes it may have been, with what is needed to judge each.
struct bytes {
    unsigned char *at;
    size_t len;
};

static unsigned char byte_at(const struct bytes *bytes, size_t i)
{
    return i < bytes->len ? bytes->at[i] : 0;
}

// Every character as its byte in Windows-1252; false when one has none.
static bool to_bytes(struct arena *arena, str cell, struct bytes *out)
{
    *out = (struct bytes){ arena_alloc(arena, cell.len + 1), 0 };
    while (cell.len) {
        int byte = windows_1252_byte(utf8_next(&cell));
        if (byte < 0)
            return false;
        out->at[out->len++] = (unsigned char)byte;
    }
    return true;
}

static bool is_lower(unsigned char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_letter(unsigned char c)
{
    return is_lower(c) || (c >= 'A' && c <= 'Z') || c >= 0xC0;
}

// The last byte of a sequence as a mark that may well follow a word: euro and dots, closing
// quotation marks and dashes, trade marks, a hard space.
static bool may_follow_word(unsigned char c)
{
    static const unsigned char MARKS[] = { 0x80, 0x85, 0x92, 0x93, 0x94, 0x96,
                                           0x97, 0x99, 0xA0, 0xAE, 0xB0, 0xBB };
    return memchr(MARKS, c, sizeof MARKS) != NULL;
}

// "CAFÉ”" and "SÅ…" are words with a mark behind them; "bÃ¶n" and "SÃ…GEN" are not.
static bool could_be_meant(const struct bytes *bytes, size_t at, size_t len)
{
    if (!may_follow_word(bytes->at[at + len - 1]) || is_letter(byte_at(bytes, at + len)))
        return false;
    unsigned char before = at ? bytes->at[at - 1] : 0;
    bool real_letter = bytes->at[at] == 0xC4 || bytes->at[at] == 0xC5; // Ä and Å begin words
    if (before >= 0x80 || is_lower(before)) // the end of more damage, or a capital inside a word
        return false;
    return is_letter(before) || real_letter;
}

// What the damage was seen to hide: letters of European languages, typographic marks, whole words
// in other scripts, emoji. The rest is more likely a chance.
static bool is_plausible(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } RANGES[] = {
        { 0xA0, 0x17F },    { 0x218, 0x21B },   { 0x370, 0x52F },   { 0x5D0, 0x64A },
        { 0x1E00, 0x1EFF }, { 0x2010, 0x2044 }, { 0x20AC, 0x20AC }, { 0x2116, 0x2122 },
        { 0x2190, 0x21FF }, { 0x2500, 0x27BF }, { 0x3040, 0x30FF }, { 0x4E00, 0x9FFF },
        { 0xAC00, 0xD7A3 }, { 0xFB01, 0xFB02 }, { 0xFEFF, 0xFEFF }, { 0x1F000, 0x1FAFF },
    };
    for (size_t i = 0; i < LENGTH(RANGES); i++)
        if (c >= RANGES[i].first && c <= RANGES[i].last)
            return true;
    return false;
}

static bool looks_right(const struct bytes *bytes)
{
    str rest = { (const char *)bytes->at, bytes->len };
    while (rest.len) {
        size_t at = bytes->len - rest.len;
        if (bytes->at[at] < 0x80) {
            rest = str_slice(rest, 1, rest.len);
            continue;
        }
        uint32_t c = utf8_next(&rest);
        size_t len = bytes->len - rest.len - at;
        if (len < 2 || !is_plausible(c) || (len == 2 && could_be_meant(bytes, at, len)))
            return false;
    }
    return true;
}

// Damage begins with one of À to ô followed by something beyond ASCII, all of it in Windows-1252.
static bool may_be_damaged(str cell)
{
    for (size_t i = 0; i + 3 < cell.len; i++)
        if ((unsigned char)cell.at[i] == 0xC3 && (unsigned char)cell.at[i + 1] >= 0x80 &&
            (unsigned char)cell.at[i + 2] >= 0xC2)
            return true;
    return false;
}

static str mend_once(struct arena *arena, str cell)
{
    struct bytes bytes;
    if (!may_be_damaged(cell) || !to_bytes(arena, cell, &bytes) || !looks_right(&bytes))
        return cell;
    return (str){ (const char *)bytes.at, bytes.len };
}

str mojibake_mend(struct arena *arena, str cell)
{
    enum { TIMES = 3 }; // it happens to the same text again and again
    for (int i = 0; i < TIMES; i++) {
        str mended = mend_once(arena, cell);
        if (mended.at == cell.at)
            return cell;
        cell = mended;
    }
    return cell;
}
