#include "base/json.h"

#include "base/utf8.h"

#include <inttypes.h>

static void begin_value(struct json *json)
{
    if (json->needs_comma)
        buf_add_byte(json->out, ',');
    json->needs_comma = true;
}

static void begin(struct json *json, char bracket)
{
    begin_value(json);
    buf_add_byte(json->out, bracket);
    json->needs_comma = false;
}

static void end(struct json *json, char bracket)
{
    buf_add_byte(json->out, bracket);
    json->needs_comma = true;
}

void json_begin_object(struct json *json)
{
    begin(json, '{');
}

void json_end_object(struct json *json)
{
    end(json, '}');
}

void json_begin_array(struct json *json)
{
    begin(json, '[');
}

void json_end_array(struct json *json)
{
    end(json, ']');
}

static void add_escape(struct buf *out, uint32_t c)
{
    switch (c) {
    case '"':
        buf_add(out, STR("\\\""));
        return;
    case '\\':
        buf_add(out, STR("\\\\"));
        return;
    case '\n':
        buf_add(out, STR("\\n"));
        return;
    case '\r':
        buf_add(out, STR("\\r"));
        return;
    case '\t':
        buf_add(out, STR("\\t"));
        return;
    default:
        buf_print(out, "\\u%04x", c);
    }
}

static void add_quoted(struct buf *out, str s)
{
    buf_add_byte(out, '"');
    while (s.len) {
        size_t plain = 0;
        while (plain < s.len && (unsigned char)s.at[plain] - 0x20u < 0x60 && s.at[plain] != '"' &&
               s.at[plain] != '\\' && s.at[plain] != 0x7F)
            plain++;
        buf_add(out, str_slice(s, 0, plain));
        s = str_slice(s, plain, s.len);
        if (!s.len)
            break;
        uint32_t c = utf8_next(&s);
        char bytes[4];
        if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F)
            add_escape(out, c);
        else
            buf_add(out, (str){ bytes, utf8_put(bytes, c) });
    }
    buf_add_byte(out, '"');
}

void json_key(struct json *json, str name)
{
    begin_value(json);
    add_quoted(json->out, name);
    buf_add_byte(json->out, ':');
    json->needs_comma = false;
}

void json_put_str(struct json *json, str value)
{
    begin_value(json);
    add_quoted(json->out, value);
}

void json_put_int(struct json *json, int64_t value)
{
    begin_value(json);
    buf_print(json->out, "%" PRId64, value);
}

void json_put_double(struct json *json, double value, int decimals)
{
    begin_value(json);
    buf_print(json->out, "%.*f", decimals, value);
}

void json_put_bool(struct json *json, bool value)
{
    begin_value(json);
    buf_add(json->out, value ? STR("true") : STR("false"));
}

void json_put_null(struct json *json)
{
    begin_value(json);
    buf_add(json->out, STR("null"));
}

void json_put_raw(struct json *json, str value)
{
    begin_value(json);
    buf_add(json->out, value);
}
