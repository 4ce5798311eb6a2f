#include "demo/demo_vcard.h"

enum { LINE_MAX_OCTETS = 75, PART_MAX = 32 * 1024 };

void demo_vcard_begin(const struct demo_vcard *card)
{
    buf_print(card->out, "BEGIN:VCARD\r\nVERSION:%d.%d\r\n", card->version / 10,
              card->version % 10);
}

void demo_vcard_end(const struct demo_vcard *card)
{
    buf_add(card->out, STR("END:VCARD\r\n"));
}

// RFC 6350 3.4; in 2.1 only the semicolon has a meaning.
static void escape(struct buf *out, str text, int version)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == ';' || (version > 21 && (c == ',' || c == '\\')))
            buf_add_byte(out, '\\');
        if (version > 21 && c == '\n')
            buf_add(out, STR("\\n"));
        else
            buf_add_byte(out, c);
    }
}

static bool is_plain(str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] >= 0x80 || text.at[i] == '\n')
            return false;
    return true;
}

// RFC 2045 6.7, with "=" at the end of a line that goes on.
static void add_quoted_printable(struct buf *out, str text, size_t column)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        bool literal = c >= ' ' && c < 0x7F && c != '=';
        size_t width = literal ? 1 : 3;
        if (column + width > LINE_MAX_OCTETS) {
            buf_add(out, STR("=\r\n"));
            column = 0;
        }
        if (literal)
            buf_add_byte(out, (char)c);
        else
            buf_print(out, "=%02X", c);
        column += width;
    }
}

static bool continues_character(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

// RFC 6350 3.2: at most 75 octets a line; what follows stands after a line break and a space, which
// counts.
static void add_folded(struct buf *out, str line)
{
    size_t room = LINE_MAX_OCTETS;
    while (line.len > room) {
        size_t end = room;
        while (continues_character(line.at[end]))
            end--;
        buf_add(out, str_slice(line, 0, end));
        buf_add(out, STR("\r\n "));
        line = str_slice(line, end, line.len);
        room = LINE_MAX_OCTETS - 1;
    }
    buf_add(out, line);
}

void demo_vcard_line(const struct demo_vcard *card, const char *name, const str *parts,
                     size_t count)
{
    auto_buf value = buf_new(PART_MAX);
    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_add_byte(&value, ';');
        escape(&value, parts[i], card->version);
    }
    str text = buf_str(&value);
    if (card->version == 21 && !is_plain(text)) {
        str head = arena_print(card->arena, "%s;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:", name);
        buf_add(card->out, head);
        add_quoted_printable(card->out, text, head.len);
    } else if (card->version == 21) {
        buf_print(card->out, "%s:" STR_FMT, name, STR_ARG(text));
    } else {
        add_folded(card->out, arena_print(card->arena, "%s:" STR_FMT, name, STR_ARG(text)));
    }
    buf_add(card->out, STR("\r\n"));
}

void demo_vcard_text(const struct demo_vcard *card, const char *name, str text)
{
    if (text.len)
        demo_vcard_line(card, name, &text, 1);
}
