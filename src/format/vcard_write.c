#include "format/vcard_write.h"

enum { FOLD_OCTETS = 75 }; // RFC 6350 3.2, without the line break

// How many bytes of `line` fit in `room` without cutting a character.
static size_t fitting(str line, size_t room)
{
    if (line.len <= room)
        return line.len;
    size_t fits = room;
    while (fits > 0 && ((unsigned char)line.at[fits] & 0xC0) == 0x80)
        fits--;
    return fits ? fits : room; // not UTF-8, then
}

static void write_folded(str line, struct buf *out)
{
    size_t taken = fitting(line, FOLD_OCTETS);
    buf_add(out, str_slice(line, 0, taken));
    while (taken < line.len) {
        line = str_slice(line, taken, line.len);
        taken = fitting(line, FOLD_OCTETS - 1);
        buf_add(out, STR("\r\n "));
        buf_add(out, str_slice(line, 0, taken));
    }
    buf_add(out, STR("\r\n"));
}

static bool needs_quotes(str value)
{
    for (size_t i = 0; i < value.len; i++)
        if (memchr(",;: \t\v\f", value.at[i], 7))
            return true;
    return false;
}

// RFC 6868 for what cannot stand in a parameter.
static void add_param_value(str value, struct buf *line)
{
    bool quotes = needs_quotes(value);
    if (quotes)
        buf_add_byte(line, '"');
    for (size_t i = 0; i < value.len; i++) {
        char c = value.at[i];
        if (c == '^')
            buf_add(line, STR("^^"));
        else if (c == '"')
            buf_add(line, STR("^'"));
        else if (c == '\n')
            buf_add(line, STR("^n"));
        else if (c != '\r')
            buf_add_byte(line, c);
    }
    if (quotes)
        buf_add_byte(line, '"');
}

static void add_params(const struct vcard_property *property, struct buf *line)
{
    for (size_t i = 0; i < property->param_count; i++) {
        const struct vcard_param *param = &property->params[i];
        buf_add_byte(line, ';');
        buf_add(line, param->name);
        for (size_t v = 0; v < param->values.count; v++) {
            buf_add_byte(line, v ? ',' : '=');
            add_param_value(param->values.items[v], line);
        }
    }
}

static void write_property(const struct vcard_property *property, struct buf *line, struct buf *out)
{
    buf_clear(line);
    if (property->group.len) {
        buf_add(line, property->group);
        buf_add_byte(line, '.');
    }
    buf_add(line, property->name);
    add_params(property, line);
    buf_add_byte(line, ':');
    buf_add(line, property->value);
    write_folded(buf_str(line), out);
    out->full |= line->full;
}

void vcard_write(const struct vcard *card, struct buf *out)
{
    auto_buf line = buf_new(out->limit);
    buf_add(out, STR("BEGIN:VCARD\r\nVERSION:4.0\r\n"));
    for (size_t i = 0; i < card->count; i++)
        write_property(&card->properties[i], &line, out);
    buf_add(out, STR("END:VCARD\r\n"));
}
