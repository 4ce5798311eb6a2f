#include "format/csv_write.h"

struct csv_writer csv_write_begin(struct buf *out, char delimiter, bool with_mark)
{
    if (with_mark)
        buf_add(out, STR("\xEF\xBB\xBF"));
    return (struct csv_writer){ .out = out, .delimiter = delimiter };
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// Digits and what stands between them in telephone or other numbers, also in a list of such:
// nothing a formula could do with these but add up.
static bool is_signed_number(str cell)
{
    bool has_digit = false;
    for (size_t i = 1; i < cell.len; i++) {
        has_digit |= is_digit(cell.at[i]);
        if (!is_digit(cell.at[i]) && !memchr(" .,-()/;+", cell.at[i], 9))
            return false;
    }
    return has_digit;
}

static bool is_formula(str cell)
{
    if (!cell.len)
        return false;
    char first = cell.at[0];
    if (first == '=' || first == '@' || first == '\t' || first == '\r')
        return true;
    return (first == '+' || first == '-') && cell.len > 1 && !is_signed_number(cell);
}

static bool needs_quotes(const struct csv_writer *writer, str cell)
{
    if (!cell.len)
        return false;
    char first = cell.at[0], last = cell.at[cell.len - 1];
    if (first == ' ' || last == ' ' || first == '\t' || last == '\t')
        return true;
    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.at[i];
        if (c == writer->delimiter || c == '"' || c == '\n' || c == '\r')
            return true;
    }
    return false;
}

static void add_quoted(struct buf *out, str cell)
{
    size_t quote;
    while ((quote = str_find_byte(cell, '"')) < cell.len) {
        buf_add(out, str_slice(cell, 0, quote + 1));
        buf_add_byte(out, '"');
        cell = str_slice(cell, quote + 1, cell.len);
    }
    buf_add(out, cell);
}

void csv_write_cell(struct csv_writer *writer, str cell)
{
    struct buf *out = writer->out;
    bool quoted = needs_quotes(writer, cell);
    if (writer->in_row)
        buf_add_byte(out, writer->delimiter);
    writer->in_row = true;
    if (quoted)
        buf_add_byte(out, '"');
    if (is_formula(cell))
        buf_add_byte(out, '\'');
    add_quoted(out, cell);
    if (quoted)
        buf_add_byte(out, '"');
}

void csv_write_end_row(struct csv_writer *writer)
{
    buf_add(writer->out, STR("\r\n"));
    writer->in_row = false;
}
