#include "format/vcard_line.h"

#include "base/utf8.h"

enum { NO_UTF16, LITTLE_ENDIAN_16, BIG_ENDIAN_16 };

static int byte_get(struct vcard_lines *lines)
{
    int byte = getc_unlocked(lines->file);
    lines->position += byte != EOF;
    return byte;
}

static int unit_get(struct vcard_lines *lines)
{
    int first = byte_get(lines), second = byte_get(lines);
    if (second == EOF)
        return EOF;
    return lines->utf16 == BIG_ENDIAN_16 ? first << 8 | second : second << 8 | first;
}

// The next character of UTF-16, or UTF8_BAD for half a pair. False at the end of the file.
static bool character_get(struct vcard_lines *lines, uint32_t *character)
{
    int unit = unit_get(lines);
    *character = (uint32_t)unit;
    if (unit < 0xD800 || unit >= 0xE000)
        return unit != EOF;
    int low = unit < 0xDC00 ? unit_get(lines) : EOF;
    bool is_pair = low >= 0xDC00 && low < 0xE000;
    *character = is_pair ? 0x10000u + (uint32_t)((unit - 0xD800) << 10) + (uint32_t)(low - 0xDC00)
                         : UTF8_BAD;
    return true;
}

static int utf16_next(struct vcard_lines *lines)
{
    uint32_t character;
    char bytes[4];
    if (!lines->waiting_count) {
        if (!character_get(lines, &character))
            return EOF;
        lines->waiting_count = utf8_put(bytes, character);
        memcpy(lines->waiting + sizeof bytes - lines->waiting_count, bytes, lines->waiting_count);
    }
    return (unsigned char)lines->waiting[sizeof bytes - lines->waiting_count--];
}

static int byte_next(struct vcard_lines *lines)
{
    int byte = lines->pushed_back;
    lines->pushed_back = EOF;
    if (byte != EOF)
        return byte;
    return lines->utf16 ? utf16_next(lines) : byte_get(lines);
}

static void byte_back(struct vcard_lines *lines, int byte)
{
    lines->pushed_back = byte;
}

struct vcard_lines vcard_lines_open(FILE *file)
{
    struct vcard_lines lines = { .file = file,
                                 .utf16 = NO_UTF16,
                                 .pushed_back = EOF,
                                 .ahead = buf_new(VCARD_LINE_MAX),
                                 .line = buf_new(VCARD_LINE_MAX) };
    int first = byte_get(&lines);
    int second = first == 0xFF || first == 0xFE ? byte_get(&lines) : EOF;
    if (first == 0xFF && second == 0xFE)
        lines.utf16 = LITTLE_ENDIAN_16;
    else if (first == 0xFE && second == 0xFF)
        lines.utf16 = BIG_ENDIAN_16;
    else
        byte_back(&lines, first); // text begins with neither, so `second` is nothing to miss
    return lines;
}

// LF, CR LF and CR end a line; so does CR CR LF, which a text-mode transfer makes of CR LF.
static void end_of_line(struct vcard_lines *lines)
{
    int first = byte_next(lines);
    if (first == '\n')
        return;
    int second = first == '\r' ? byte_next(lines) : first;
    if (first == '\r' && second == '\n')
        return;
    byte_back(lines, second);
    if (first == '\r')
        lines->physical_line++; // an empty line that nothing depends on
}

// Files put one after the other have it in the middle, too.
static void drop_byte_order_mark(struct buf *line)
{
    if (!str_starts(buf_str(line), STR("\xEF\xBB\xBF")))
        return;
    line->len -= 3;
    memmove(line->at, line->at + 3, line->len);
}

// Reads the next physical line into `ahead`. NUL, which text cannot hold, becomes SUB.
static bool look_ahead(struct vcard_lines *lines)
{
    if (lines->has_ahead)
        return true;
    buf_clear(&lines->ahead);
    int byte = byte_next(lines);
    lines->has_ahead = byte != EOF;
    lines->physical_line += lines->has_ahead;
    for (; byte != EOF && byte != '\n' && byte != '\r'; byte = byte_next(lines))
        buf_add_byte(&lines->ahead, byte ? (char)byte : '\x1A');
    if (byte == '\r')
        end_of_line(lines);
    drop_byte_order_mark(&lines->ahead);
    return lines->has_ahead;
}

size_t vcard_head_length(str line)
{
    bool quoted = false;
    for (size_t i = 0; i < line.len; i++) {
        if (line.at[i] == '"')
            quoted = !quoted;
        else if (line.at[i] == ':' && !quoted)
            return i;
    }
    return quoted ? str_find_byte(line, ':') : line.len; // a stray quotation mark
}

size_t vcard_param_length(str head)
{
    bool quoted = false;
    for (size_t i = 0; i < head.len; i++) {
        if (head.at[i] == '"')
            quoted = !quoted;
        else if (head.at[i] == ';' && !quoted)
            return i;
    }
    return quoted ? str_find_byte(head, ';') : head.len;
}

static bool is_either(str word, str first, str second)
{
    return str_eq_ascii_case(word, first) || str_eq_ascii_case(word, second);
}

static bool param_says(str param, str first, str second)
{
    size_t equals = str_find_byte(param, '=');
    if (equals == param.len)
        return str_eq_ascii_case(str_trim(param), first);
    str value = str_trim(str_slice(param, equals + 1, param.len));
    if (value.len > 1 && value.at[0] == '"')
        value = str_slice(value, 1, value.len - 1);
    return str_eq_ascii_case(str_trim(str_slice(param, 0, equals)), STR("ENCODING")) &&
           is_either(value, first, second);
}

static bool head_says(str head, str first, str second)
{
    size_t end = str_find_byte(head, ';');
    while (end < head.len) {
        head = str_slice(head, end + 1, head.len);
        end = vcard_param_length(head);
        if (param_says(str_slice(head, 0, end), first, second))
            return true;
    }
    return false;
}

bool vcard_head_says_base64(str head)
{
    return head_says(head, STR("BASE64"), STR("B"));
}

bool vcard_head_says_quoted(str head)
{
    return head_says(head, STR("QUOTED-PRINTABLE"), STR("Q")) && !vcard_head_says_base64(head);
}

bool vcard_line_is(str line, str mark)
{
    line = str_trim(line);
    size_t colon = str_find_byte(line, ':');
    return str_eq_ascii_case(str_trim(str_slice(line, 0, colon)), mark) &&
           str_eq_ascii_case(str_trim(str_slice(line, colon + 1, line.len)), STR("VCARD"));
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

enum coding { PLAIN, QUOTED, BASE64 };

static enum coding coding_of(str line)
{
    str head = str_slice(line, 0, vcard_head_length(line));
    if (head.len == line.len || str_find_byte(head, ';') == head.len)
        return PLAIN;
    return vcard_head_says_base64(head) ? BASE64 : vcard_head_says_quoted(head) ? QUOTED : PLAIN;
}

// A soft line break of quoted-printable: "=" at the end, unless the card ends there.
static bool takes_soft_break(struct vcard_lines *lines, str next)
{
    if (!str_ends(buf_str(&lines->line), STR("=")) || vcard_line_is(next, STR("END")))
        return false;
    lines->line.len--;
    buf_add(&lines->line, next);
    return true;
}

static bool is_base64(str line)
{
    for (size_t i = 0; i < line.len; i++) {
        char c = line.at[i], letter = (char)(c | 0x20);
        if (!(c >= '0' && c <= '9') && !(letter >= 'a' && letter <= 'z') && c != '+' && c != '/' &&
            c != '=')
            return false;
    }
    return line.len > 0;
}

// Goes on looking for the end of the head in what was added to the line; true when it is found.
static bool finds_head(struct vcard_lines *lines)
{
    str line = buf_str(&lines->line);
    for (; lines->scanned < line.len && !lines->has_head; lines->scanned++) {
        lines->quoted ^= line.at[lines->scanned] == '"';
        lines->has_head = line.at[lines->scanned] == ':' && !lines->quoted;
    }
    return lines->has_head;
}

// Adds the line ahead when it continues the one begun.
static bool takes_ahead(struct vcard_lines *lines, enum coding coding)
{
    str next = buf_str(&lines->ahead);
    bool folded = next.len && is_blank(next.at[0]);
    if (folded && !lines->has_head)
        coding = PLAIN; // it goes on with the head, which is never encoded
    if (coding == QUOTED && takes_soft_break(lines, next))
        return true;
    if (!folded && (coding != BASE64 || !lines->is_2_1 || !is_base64(next)))
        return false; // base64 of 2.1 goes on without white space up to an empty line
    if (coding == BASE64)
        next = str_trim(next);
    else if (!lines->is_2_1)
        next = str_slice(next, 1, next.len);
    buf_add(&lines->line, next);
    return true;
}

bool vcard_lines_next(struct vcard_lines *lines, str *line)
{
    if (!look_ahead(lines))
        return false;
    buf_clear(&lines->line);
    buf_add(&lines->line, buf_str(&lines->ahead));
    lines->line.full |= lines->ahead.full;
    lines->line_number = lines->physical_line;
    lines->has_ahead = lines->has_head = lines->quoted = false;
    lines->scanned = 0;
    finds_head(lines);
    enum coding coding = coding_of(buf_str(&lines->line));
    while (look_ahead(lines) && takes_ahead(lines, coding)) {
        lines->line.full |= lines->ahead.full;
        lines->has_ahead = false;
        if (!lines->has_head && finds_head(lines))
            coding = coding_of(buf_str(&lines->line));
    }
    *line = buf_str(&lines->line);
    return true;
}

void vcard_lines_close(struct vcard_lines *lines)
{
    fclose(lines->file);
    buf_free(&lines->ahead);
    buf_free(&lines->line);
}
