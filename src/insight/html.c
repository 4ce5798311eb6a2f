#include "insight/html.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "insight/character.h"

#include <stdio.h>

void html_markup(struct buf *out, const char *markup)
{
    buf_add(out, str_of(markup));
}

static const char *escape_of(uint32_t code_point)
{
    switch (code_point) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static bool is_allowed(uint32_t code_point)
{
    return code_point >= 0xA0 || (code_point >= ' ' && code_point < 0x7F) || code_point == '\t' ||
           code_point == '\n';
}

void html_text(struct buf *out, str text)
{
    while (text.len) {
        uint32_t code_point = utf8_next(&text);
        char bytes[4];
        const char *escape = escape_of(code_point);
        if (escape)
            buf_add(out, str_of(escape));
        else
            buf_add(out, (str){ bytes,
                                utf8_put(bytes, is_allowed(code_point) ? code_point : UTF8_BAD) });
    }
}

void html_text_cut(struct buf *out, str text, size_t most)
{
    str shown = character_cut(text, most);
    html_text(out, shown);
    if (shown.len < text.len)
        buf_add(out, STR("\u2026"));
}

void html_name(struct buf *out, str name)
{
    html_element(out, "bdi", name);
}

void html_element(struct buf *out, const char *tag, str text)
{
    str opening = str_of(tag);
    buf_add_byte(out, '<');
    buf_add(out, opening);
    buf_add_byte(out, '>');
    html_text(out, text);
    buf_add(out, STR("</"));
    buf_add(out, str_slice(opening, 0, str_find_byte(opening, ' ')));
    buf_add_byte(out, '>');
}

void html_number(struct buf *out, int64_t number)
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%lld", (long long)number);
    for (int i = 0; i < len; i++) {
        bool groups = i > 0 && digits[i - 1] != '-' && (len - i) % 3 == 0;
        if (groups)
            buf_add(out, STR("\u202F"));
        buf_add_byte(out, digits[i]);
    }
}

void html_percent(struct buf *out, int64_t part, int64_t whole)
{
    if (whole <= 0) {
        buf_add(out, STR("\u2013"));
        return;
    }
    double share = 100.0 * (double)part / (double)whole;
    const char *sign = "";
    if (part > 0 && share < 1.0) {
        sign = "&lt;\u202F";
        share = 1.0;
    } else if (part < whole && share > 99.0) {
        sign = "&gt;\u202F";
        share = 99.0;
    }
    buf_print(out, "%s%.0f\u202F%%", sign, share);
}

void html_date(struct buf *out, int64_t time_ms)
{
    auto_arena arena = { 0 };
    if (time_ms == 0) {
        buf_add(out, STR("\u2013"));
        return;
    }
    str time = clock_format(&arena, time_ms);
    buf_print(out, "<time datetime=\"" STR_FMT "\">" STR_FMT "</time>", STR_ARG(time),
              STR_ARG(str_slice(time, 0, 10)));
}

void html_count(struct buf *out, int64_t count, const char *one, const char *many)
{
    html_number(out, count);
    buf_add_byte(out, ' ');
    html_text(out, str_of(count == 1 ? one : many));
}
