#include "format/vcard_value.h"

// The offset of the first unescaped `separator`, or the length.
static size_t separator_find(str value, char separator)
{
    for (size_t i = 0; i < value.len; i++) {
        if (value.at[i] == '\\')
            i++;
        else if (value.at[i] == separator)
            return i;
    }
    return value.len;
}

struct str_list vcard_split(struct arena *arena, str value, char separator)
{
    struct str_list parts = { 0 };
    for (;;) {
        size_t end = separator_find(value, separator);
        *LIST_PUSH(&parts, arena) = str_slice(value, 0, end);
        if (end == value.len)
            return parts;
        value = str_slice(value, end + 1, value.len);
    }
}

static bool is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

str vcard_unescape(struct arena *arena, str value)
{
    if (str_find_byte(value, '\\') == value.len)
        return value;
    char *out = arena_alloc(arena, value.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < value.len; i++) {
        char next = i + 1 < value.len ? value.at[i + 1] : 'x';
        if (value.at[i] != '\\') {
            out[len++] = value.at[i];
        } else if (next == 'n' || next == 'N') {
            out[len++] = '\n';
            i++;
        } else if (is_alphanumeric(next) || (unsigned char)next >= 0x80) {
            out[len++] = '\\';
        } else {
            out[len++] = next;
            i++;
        }
    }
    return (str){ out, len };
}

static str part_at(str value, size_t index, char separator)
{
    for (;; index--) {
        size_t end = separator_find(value, separator);
        if (index == 0)
            return str_slice(value, 0, end);
        if (end == value.len)
            return STR("");
        value = str_slice(value, end + 1, value.len);
    }
}

str vcard_component(struct arena *arena, str value, size_t index, str joiner)
{
    struct str_list texts = vcard_split(arena, part_at(value, index, ';'), ',');
    if (texts.count == 1)
        return str_trim(vcard_unescape(arena, texts.items[0]));
    auto_buf whole = buf_new(value.len * (joiner.len + 1));
    for (size_t i = 0; i < texts.count; i++) {
        str text = str_trim(vcard_unescape(arena, texts.items[i]));
        if (text.len && whole.len)
            buf_add(&whole, joiner);
        buf_add(&whole, text);
    }
    return arena_copy(arena, buf_str(&whole));
}

void vcard_escape(struct buf *out, str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '\n')
            buf_add(out, STR("\\n"));
        else if (c == '\\' || c == ',' || c == ';')
            buf_add(out, (str){ (char[]){ '\\', c }, 2 });
        else if (c != '\r')
            buf_add_byte(out, c);
    }
}

str vcard_escaped(struct arena *arena, str text)
{
    auto_buf out = buf_new(text.len * 2);
    vcard_escape(&out, text);
    return arena_copy(arena, buf_str(&out));
}
