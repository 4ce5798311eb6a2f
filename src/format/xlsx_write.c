#include "format/xlsx_write.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
    TEXT_UNITS_MAX = 32767, // of UTF-16, as Excel counts
    SHEET_NAME_MAX = 31,
    NUMBER_DIGITS_MAX = 15, // more are not kept by a spreadsheet
    WIDTH_LEAST = 10,
    WIDTH_MOST = 60,
};

struct xlsx_writer {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *bold;
    struct xlsx_options options;
    int64_t row; // of data on this sheet
    int sheets;
    int64_t cut_count;
    struct buf text; // a cell with a NUL behind it
};

static enum status write_failed(lxw_error code, struct error *error)
{
    enum status status = errno == ENOSPC ? ERR_FULL : ERR_INTERNAL;
    return fail(error, status, "file", "the XLSX file cannot be written: %s", lxw_strerror(code));
}

// A sheet's name has at most 31 characters and none of []:*?/\ (Excel's rule).
static void add_sheet_name(struct buf *out, str name, size_t room)
{
    while (name.len && room--) {
        char character[4];
        uint32_t c = utf8_next(&name);
        if (c < ' ' || (c < 0x80 && strchr("[]:*?/\\'", (int)c)))
            c = '_';
        buf_add(out, (str){ character, utf8_put(character, c) });
    }
}

static void name_sheet(struct xlsx_writer *writer)
{
    char number[16] = "";
    if (writer->sheets > 1)
        snprintf(number, sizeof number, " %d", writer->sheets);
    str name = writer->options.sheet.len ? writer->options.sheet : STR("Sheet1");
    buf_clear(&writer->text);
    add_sheet_name(&writer->text, name, SHEET_NAME_MAX - strlen(number));
    buf_add(&writer->text, str_of(number));
    buf_add_byte(&writer->text, '\0');
}

// Whether XML can hold the character (XML 1.0 2.2); others up to U+001F libxlsxwriter escapes.
static bool is_xml(uint32_t c)
{
    return c && c != 0xFFFE && c != 0xFFFF;
}

// Whether "_x000D_" begins here, which Excel would read as the character it names.
static bool is_escape(str s)
{
    static const char HEX[] = "0123456789abcdefABCDEF";
    bool is = s.len >= 7 && s.at[0] == '_' && s.at[1] == 'x' && s.at[6] == '_';
    for (int i = 2; is && i < 6; i++)
        is = memchr(HEX, s.at[i], sizeof HEX - 1) != NULL;
    return is;
}

// Adds the first character of `cell` and returns how many units it takes.
static int add_character(struct buf *out, str *cell)
{
    static const str UNDERSCORE = { "_x005F_", 7 };
    if (is_escape(*cell)) {
        *cell = str_slice(*cell, 1, cell->len);
        buf_add(out, UNDERSCORE);
        return (int)UNDERSCORE.len;
    }
    char character[4];
    uint32_t c = utf8_next(cell);
    buf_add(out, (str){ character, utf8_put(character, is_xml(c) ? c : UTF8_BAD) });
    return c > 0xFFFF ? 2 : 1;
}

// The cell as C text that Excel takes: valid, not too long.
static const char *cell_text(struct xlsx_writer *writer, str cell)
{
    size_t fits = 0; // up to where there is room for "…"
    buf_clear(&writer->text);
    for (int units = 0; cell.len;) {
        units += add_character(&writer->text, &cell);
        if (units > TEXT_UNITS_MAX) {
            writer->text.len = fits;
            buf_add(&writer->text, STR("…"));
            writer->cut_count++;
            break;
        }
        if (units < TEXT_UNITS_MAX)
            fits = writer->text.len;
    }
    buf_add_byte(&writer->text, '\0');
    return writer->text.at;
}

static int title_width(const struct xlsx_column *column)
{
    if (column->width > 0)
        return column->width;
    size_t len = utf8_length(column->title) + 4;
    return len < WIDTH_LEAST ? WIDTH_LEAST : len > WIDTH_MOST ? WIDTH_MOST : (int)len;
}

static enum status begin_sheet(struct xlsx_writer *writer, struct error *error)
{
    writer->sheets++;
    writer->row = 0;
    name_sheet(writer);
    writer->sheet = workbook_add_worksheet(writer->book, writer->text.at);
    if (!writer->sheet)
        return fail(error, ERR_INTERNAL, "sheet", "the sheet \"%s\" cannot be added",
                    writer->text.at);
    worksheet_freeze_panes(writer->sheet, 1, 0);
    for (size_t i = 0; i < writer->options.column_count; i++) {
        const struct xlsx_column *column = &writer->options.columns[i];
        lxw_col_t at = (lxw_col_t)i;
        worksheet_set_column(writer->sheet, at, at, title_width(column), NULL);
        lxw_error code = worksheet_write_string(writer->sheet, 0, at,
                                                cell_text(writer, column->title), writer->bold);
        if (code != LXW_NO_ERROR)
            return write_failed(code, error);
    }
    return OK;
}

static void writer_free(struct xlsx_writer *writer)
{
    buf_free(&writer->text);
    free(writer);
}

// libxlsxwriter creates the file only when everything was written: too late to hear of a mistake,
// and readable by all.
static enum status check_path(const char *path, struct error *error)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return fail(error, ERR_DENIED, "file", "the file \"%s\" cannot be created: %s", path,
                    strerror(errno));
    close(file);
    return OK;
}

enum status xlsx_write_open(struct xlsx_writer **out, const char *path,
                            const struct xlsx_options *options, struct error *error)
{
    if (!options->column_count || options->column_count > LXW_COL_MAX)
        return fail(error, ERR_INVALID, "columns", "a sheet has 1 to %d columns, not %zu",
                    LXW_COL_MAX, options->column_count);
    TRY(check_path(path, error));
    struct xlsx_writer *writer = calloc(1, sizeof *writer);
    lxw_workbook_options settings = { .constant_memory = LXW_TRUE, .use_zip64 = LXW_TRUE };
    if (!writer || !(writer->book = workbook_new_opt(path, &settings)))
        abort();
    writer->text = buf_new(SIZE_MAX);
    writer->options = *options;
    if (options->rows_per_sheet <= 0 || options->rows_per_sheet > XLSX_ROW_MAX)
        writer->options.rows_per_sheet = XLSX_ROW_MAX;
    writer->bold = workbook_add_format(writer->book);
    format_set_bold(writer->bold);
    enum status status = begin_sheet(writer, error);
    if (status == OK) {
        *out = writer;
        return OK;
    }
    lxw_workbook_free(writer->book);
    writer_free(writer);
    return status;
}

// "12", "-3.5": no leading zero that a number would lose, no more digits than it would keep.
static bool is_number(str s)
{
    size_t start = s.len && s.at[0] == '-', digits = 0, points = 0;
    for (size_t i = start; i < s.len; i++) {
        bool point = s.at[i] == '.' && i > start && i + 1 < s.len;
        points += point;
        digits += !point;
        if (!point && (s.at[i] < '0' || s.at[i] > '9'))
            return false;
    }
    bool leading_zero =
        digits - 1 > 0 && s.len > start + 1 && s.at[start] == '0' && s.at[start + 1] != '.';
    return digits > 0 && digits <= NUMBER_DIGITS_MAX && points <= 1 && !leading_zero;
}

static lxw_error write_cell(struct xlsx_writer *writer, size_t column, str cell)
{
    lxw_row_t row = (lxw_row_t)writer->row;
    if (writer->options.columns[column].is_number && is_number(cell))
        return worksheet_write_number(writer->sheet, row, (lxw_col_t)column,
                                      strtod(cell_text(writer, cell), NULL), NULL);
    return worksheet_write_string(writer->sheet, row, (lxw_col_t)column, cell_text(writer, cell),
                                  NULL);
}

enum status xlsx_write_row(struct xlsx_writer *writer, const str *cells, struct error *error)
{
    if (writer->row == writer->options.rows_per_sheet)
        TRY(begin_sheet(writer, error));
    writer->row++;
    for (size_t i = 0; i < writer->options.column_count; i++) {
        lxw_error code = cells[i].len ? write_cell(writer, i, cells[i]) : LXW_NO_ERROR;
        if (code != LXW_NO_ERROR)
            return write_failed(code, error);
    }
    return OK;
}

int64_t xlsx_write_cut_count(const struct xlsx_writer *writer)
{
    return writer->cut_count;
}

enum status xlsx_write_close(struct xlsx_writer *writer, struct error *error)
{
    errno = 0;
    lxw_error code = workbook_close(writer->book);
    writer_free(writer);
    return code == LXW_NO_ERROR ? OK : write_failed(code, error);
}
