#include "format/vcard_property.h"

#include "base/buf.h"
#include "format/vcard_charset.h"
#include "format/vcard_line.h"

static bool is_name_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '_' || c == '/';
}

static bool is_name(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!is_name_byte(s.at[i]))
            return false;
    return s.len > 0;
}

static str upper(struct arena *arena, str s)
{
    char *out = arena_alloc(arena, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        out[i] = s.at[i] >= 'a' && s.at[i] <= 'z' ? (char)(s.at[i] - 32) : s.at[i];
    return (str){ out, s.len };
}

// RFC 6868: ^n is a line break, ^' a quotation mark, ^^ a circumflex. Since 4.0.
static str caret_decoded(struct arena *arena, str s)
{
    if (str_find_byte(s, '^') == s.len)
        return s;
    char *out = arena_alloc(arena, s.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++) {
        char next = i + 1 < s.len ? s.at[i + 1] : '\0';
        bool escape = s.at[i] == '^' && (next == 'n' || next == '\'' || next == '^');
        i += escape;
        out[len++] = !escape ? s.at[i] : next == 'n' ? '\n' : next == '\'' ? '"' : '^';
    }
    return (str){ out, len };
}

// The offset of the "," or end that closes the first value of `rest`.
static size_t param_value_length(str rest)
{
    if (rest.len && rest.at[0] == '"') {
        size_t closing = str_find_byte(str_slice(rest, 1, rest.len), '"') + 1;
        if (closing < rest.len) // what follows the quotation mark belongs to the value, too
            return closing + str_find_byte(str_slice(rest, closing, rest.len), ',');
    }
    return str_find_byte(rest, ',');
}

static str unquoted(str s)
{
    bool quoted = s.len >= 2 && s.at[0] == '"' && s.at[s.len - 1] == '"';
    return quoted ? str_slice(s, 1, s.len - 1) : s;
}

static void param_values_read(struct vcard_param *param, str rest, enum vcard_version version,
                              struct arena *arena)
{
    for (;;) {
        size_t end = param_value_length(rest);
        str value = vcard_charset_text(arena, unquoted(str_trim(str_slice(rest, 0, end))), STR(""));
        *LIST_PUSH(&param->values, arena) =
            version == VCARD_4_0 ? caret_decoded(arena, value) : value;
        if (end == rest.len)
            return;
        rest = str_slice(rest, end + 1, rest.len);
    }
}

// The parameter a bare word of 2.1 stands for.
static str bare_word_name(str word)
{
    static const struct {
        const char *word, *name;
    } NAMES[] = {
        { "QUOTED-PRINTABLE", "ENCODING" },
        { "BASE64", "ENCODING" },
        { "7BIT", "ENCODING" },
        { "8BIT", "ENCODING" },
        { "INLINE", "VALUE" },
        { "URL", "VALUE" },
        { "CONTENT-ID", "VALUE" },
        { "CID", "VALUE" },
    };
    for (size_t i = 0; i < LENGTH(NAMES); i++)
        if (str_eq_ascii_case(word, str_of(NAMES[i].word)))
            return str_of(NAMES[i].name);
    return STR("TYPE");
}

static const char *param_read(str text, enum vcard_version version, struct arena *arena,
                              struct vcard_property *property)
{
    size_t equals = str_find_byte(text, '=');
    str name = equals < text.len ? upper(arena, str_trim(str_slice(text, 0, equals)))
                                 : bare_word_name(str_trim(text));
    if (!is_name(name))
        return "a parameter's name holds a character that is not allowed";
    if (property->param_count == VCARD_PARAM_MAX)
        return "it has more than 200 parameters";
    property->params = arena_grow(arena, property->params, property->param_count,
                                  &property->param_capacity, sizeof *property->params);
    struct vcard_param *param = &property->params[property->param_count++];
    *param = (struct vcard_param){ .name = name };
    str values = equals < text.len ? str_slice(text, equals + 1, text.len) : text;
    param_values_read(param, values, version, arena);
    return NULL;
}

static const char *head_read(str head, enum vcard_version version, struct arena *arena,
                             struct vcard_property *property)
{
    size_t end = str_find_byte(head, ';');
    str name = str_trim(str_slice(head, 0, end));
    size_t dot = str_find_byte(name, '.');
    if (dot < name.len) {
        property->group = arena_copy(arena, str_slice(name, 0, dot));
        name = str_slice(name, dot + 1, name.len);
    }
    if (!is_name(name) || (property->group.at && !is_name(property->group)))
        return "the property's name holds a character that is not allowed";
    property->name = upper(arena, name);
    bool reserved = str_eq(property->name, STR("BEGIN")) || str_eq(property->name, STR("END"));
    if (reserved && !property->group.len)
        return "BEGIN and END say VCARD and nothing else";
    while (end < head.len) {
        head = str_slice(head, end + 1, head.len);
        end = vcard_param_length(head);
        str param = str_slice(head, 0, end);
        const char *problem =
            str_trim(param).len ? param_read(param, version, arena, property) : NULL;
        if (problem)
            return problem;
    }
    return NULL;
}

// Takes all parameters called `name` away and returns the first one's value.
static str param_remove(struct vcard_property *property, str name)
{
    str value = vcard_param(property, name);
    size_t kept = 0;
    for (size_t i = 0; i < property->param_count; i++)
        if (!str_eq(property->params[i].name, name))
            property->params[kept++] = property->params[i];
    property->param_count = kept;
    return value;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// RFC 2045 6.7. An "=" without two hexadecimal digits behind it stays.
static str quoted_decoded(struct arena *arena, str s)
{
    char *out = arena_alloc(arena, s.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++) {
        int high = s.at[i] == '=' && i + 2 < s.len ? hex_digit(s.at[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(s.at[i + 2]) : -1;
        out[len++] = low >= 0 ? (char)(high * 16 + low) : s.at[i];
        i += low >= 0 ? 2 : 0;
    }
    return (str){ out, len };
}

static str without_white_space(struct arena *arena, str s)
{
    char *out = arena_alloc(arena, s.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++)
        if (!memchr(" \t\r\n\v\f", s.at[i], 6))
            out[len++] = s.at[i];
    return (str){ out, len };
}

// Whether a comma separates within the parts of the property since 3.0. In 2.1 it never did.
static bool has_parts(str name)
{
    return str_eq(name, STR("N")) || str_eq(name, STR("ADR")) || str_eq(name, STR("ORG"));
}

// 2.1 escapes ";" alone, its writers often more: a backslash that escapes nothing becomes "\\".
static bool is_escape_2_1(str rest)
{
    return rest.len > 1 && memchr(";,:\\nN", rest.at[1], 6);
}

// Line breaks that quoted-printable brought become "\n"; a value of 2.1 is escaped like a later
// one.
static str normalised(str name, str value, enum vcard_version version, struct arena *arena)
{
    auto_buf out = buf_new(value.len * 2);
    bool old = version == VCARD_2_1;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.at[i];
        bool escape = c == '\\' && is_escape_2_1(str_slice(value, i, value.len));
        if (c == '\n' || c == '\r') {
            buf_add(&out, STR("\\n"));
            i += c == '\r' && i + 1 < value.len && value.at[i + 1] == '\n';
            continue;
        }
        if (old && ((c == '\\' && !escape) || (c == ',' && has_parts(name))))
            buf_add_byte(&out, '\\');
        buf_add_byte(&out, c);
        if (old && escape)
            buf_add_byte(&out, value.at[++i]);
    }
    return arena_copy(arena, buf_str(&out));
}

static bool needs_normalising(str value, enum vcard_version version)
{
    return str_find_byte(value, '\n') < value.len || str_find_byte(value, '\r') < value.len ||
           (version == VCARD_2_1 &&
            (str_find_byte(value, '\\') < value.len || str_find_byte(value, ',') < value.len));
}

static void value_read(str head, str bytes, enum vcard_version version, struct arena *arena,
                       struct vcard_property *property)
{
    bool base64 = vcard_head_says_base64(head), quoted = vcard_head_says_quoted(head);
    str charset = param_remove(property, STR("CHARSET"));
    str head_text = vcard_charset_text(arena, head, STR(""));
    str text = vcard_charset_text(arena, bytes, quoted ? STR("") : charset);
    property->raw = (str){ head.at, head.len + 1 + bytes.len };
    if (head_text.at != head.at || text.at != bytes.at)
        property->raw = arena_print(arena, STR_FMT ":" STR_FMT, STR_ARG(head_text), STR_ARG(text));
    property->value = text;
    if (base64) {
        property->value = without_white_space(arena, property->value);
        return;
    }
    if (quoted) {
        param_remove(property, STR("ENCODING"));
        property->value = vcard_charset_text(arena, quoted_decoded(arena, bytes), charset);
    }
    if (needs_normalising(property->value, version))
        property->value = normalised(property->name, property->value, version, arena);
}

const char *vcard_property_read(str line, enum vcard_version version, struct arena *arena,
                                struct vcard_property *out)
{
    size_t colon = vcard_head_length(line);
    if (colon == line.len)
        return "there is no \":\" between a name and a value";
    line = arena_copy(arena, line);
    str head = str_slice(line, 0, colon);
    const char *problem = head_read(head, version, arena, out);
    if (!problem)
        value_read(head, str_slice(line, colon + 1, line.len), version, arena, out);
    return problem;
}
