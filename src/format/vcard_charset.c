#include "format/vcard_charset.h"

#include "base/utf8.h"

#include <limits.h>
#include <unicode/ucnv.h>

static bool is_plain_ascii(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] - 1u >= 0x7F || s.at[i] == '\x1B')
            return false;
    return true;
}

// Files that say Latin-1 or ASCII hold Windows-1252 (the WHATWG Encoding Standard does the same).
static const char *known_name(str name, char buffer[64])
{
    if (str_eq_ascii_case(name, STR("iso-8859-1")) || str_eq_ascii_case(name, STR("us-ascii")) ||
        str_eq_ascii_case(name, STR("ascii")) || str_eq_ascii_case(name, STR("ansi")))
        return "windows-1252";
    if (!name.len || name.len >= 64)
        return NULL;
    memcpy(buffer, name.at, name.len);
    buffer[name.len] = '\0';
    return buffer;
}

static bool convert(struct arena *arena, str bytes, const char *name, str *out)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = name && bytes.len <= INT_MAX / 4 ? ucnv_open(name, &error) : NULL;
    if (!converter || U_FAILURE(error))
        return false;
    int32_t capacity = (int32_t)bytes.len * 4 + 16;
    char *text = arena_alloc(arena, (size_t)capacity);
    int32_t len = ucnv_toAlgorithmic(UCNV_UTF8, converter, text, capacity, bytes.at,
                                     (int32_t)bytes.len, &error);
    ucnv_close(converter);
    *out = utf8_repair(arena, (str){ text, len > 0 ? (size_t)len : 0 });
    return !U_FAILURE(error);
}

static bool is_utf8_name(str name)
{
    return str_eq_ascii_case(name, STR("utf-8")) || str_eq_ascii_case(name, STR("utf8"));
}

str vcard_charset_text(struct arena *arena, str bytes, str name)
{
    char buffer[64];
    str text;
    bool wide = bytes.len > 1 && memchr(bytes.at, '\0', bytes.len); // UTF-16 in quoted-printable
    if (!wide && is_plain_ascii(bytes))
        return bytes;
    if (name.len && !is_utf8_name(name) && convert(arena, bytes, known_name(name, buffer), &text))
        return text;
    str copy = arena_copy(arena, bytes);
    for (char *nul; (nul = memchr(copy.at, '\0', copy.len));)
        *nul = '\x1A'; // SUB stands for what text cannot hold
    if (utf8_valid(copy))
        return copy;
    return convert(arena, copy, "windows-1252", &text) ? text : utf8_repair(arena, copy);
}
