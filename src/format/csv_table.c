// The CSV reader: source -> scan -> cells.
//
//     file --text_source--> window of bytes --csv_scan--> spans --here--> row of texts
//
// A row whose quoting is broken is read again as the one line it begins with, so that a quotation
// mark that is never closed costs one row and not the rest of the file.

#include "base/utf8.h"
#include "format/csv_dialect.h"
#include "format/mojibake.h"
#include "format/table_reader.h"
#include "format/text_source.h"

struct csv {
    struct text_source source;
    struct csv_dialect dialect;
    struct arena arena; // the spans
    struct csv_row row;
    size_t expected; // columns; 0 while they are not known
    int64_t line;    // of the next row
};

// Scans the next row, reading on as needed. False: there is none.
static bool scan_row(struct csv *csv, bool *too_long)
{
    *too_long = false;
    for (;;) {
        str text = text_source_text(&csv->source);
        if (!text.len && csv->source.at_end)
            return false;
        if (text.len &&
            csv_scan_row(&csv->dialect, text, csv->source.at_end, CSV_ROW, &csv->row, &csv->arena))
            return true;
        if (text_source_more(&csv->source))
            continue;
        *too_long = true;
        return true;
    }
}

static bool needs_second_look(const struct csv_row *row, size_t expected)
{
    return row->broken || (row->stray && expected && row->cell_count != expected);
}

static size_t find_line_end(str text)
{
    size_t len = 0;
    while (len < text.len && text.at[len] != '\n' && text.at[len] != '\r')
        len++;
    return len;
}

// Reads the row as one line. False when even that is longer than a row may be.
static bool scan_line(struct csv *csv)
{
    str text = text_source_text(&csv->source);
    size_t len = find_line_end(text);
    if (len > TABLE_ROW_MAX || (len == text.len && !csv->source.at_end))
        return false;
    csv_scan_row(&csv->dialect, str_slice(text, 0, len), true, CSV_LINE, &csv->row, &csv->arena);
    if (len < text.len) {
        csv->row.len +=
            text.at[len] == '\r' && len + 1 < text.len && text.at[len + 1] == '\n' ? 2 : 1;
        csv->row.lines++;
    }
    return true;
}

// Passes over a line that is too long, up to the next one.
static void skip_line(struct csv *csv)
{
    csv->row = (struct csv_row){ .items = csv->row.items, .capacity = csv->row.capacity };
    do {
        str text = text_source_text(&csv->source);
        size_t end = find_line_end(text);
        text_source_skip(&csv->source, end < text.len ? end + 1 : end);
        if (end < text.len)
            break;
    } while (text_source_more(&csv->source));
    csv->line++;
}

static str cell_text(struct csv *csv, char *copy, const struct csv_span *span)
{
    char *at = copy + span->at;
    size_t len = span->escaped ? csv_unescape(&csv->dialect, at, span->len) : span->len;
    return (str){ at, len };
}

// A cell that is not ASCII as UTF-8. A file taken as UTF-8 may hold cells that are not.
static str decode(struct csv *csv, struct arena *arena, str cell, bool *mojibake)
{
    if (encoding_is_ascii(cell))
        return cell;
    if (csv->source.encoding == ENCODING_WINDOWS_1252 || !utf8_valid(cell))
        cell = windows_1252_to_utf8(arena, cell);
    str mended = mojibake_mend(arena, cell);
    *mojibake |= mended.at != cell.at;
    return mended;
}

static void check_cell(struct arena *arena, struct table_row *row, size_t column)
{
    if (row->cells[column].len <= TABLE_CELL_MAX)
        return;
    row->cells[column] = (str){ 0 };
    row->problem = arena_print(arena, "the text in column %zu is longer than %d characters",
                               column + 1, TABLE_CELL_MAX);
}

// The spans of the row as texts, in a copy that lives in `arena`.
static void fill_row(struct csv *csv, struct arena *arena, struct table_row *row)
{
    str raw = str_slice(text_source_text(&csv->source), 0, csv->row.len);
    char *copy = arena_alloc(arena, raw.len + 1);
    if (raw.len)
        memcpy(copy, raw.at, raw.len);
    row->count = csv->row.count;
    row->cells = ARENA_NEW(arena, str, row->count);
    bool ascii = encoding_is_ascii(raw);
    bool has_nul = raw.len && memchr(raw.at, '\0', raw.len);
    for (size_t i = 0; i < row->count; i++) {
        str cell = cell_text(csv, copy, &csv->row.items[i]);
        if (!ascii)
            cell = decode(csv, arena, cell, &row->mojibake);
        row->cells[i] = has_nul ? utf8_repair(arena, cell) : cell;
        check_cell(arena, row, i);
    }
    if (has_nul)
        row->problem = STR("the row holds NUL bytes, so it is damaged");
}

static bool is_empty(const struct csv *csv, str text)
{
    for (size_t i = 0; i < csv->row.count; i++) {
        const struct csv_span *span = &csv->row.items[i];
        if (str_trim(str_slice(text, span->at, span->at + span->len)).len)
            return false;
    }
    return true;
}

static void take_row(struct csv *csv, struct arena *arena, struct table_row *row)
{
    row->line = csv->line;
    fill_row(csv, arena, row);
    if (csv->row.broken)
        row->problem = arena_print(arena,
                                   "a quotation mark is opened in line %lld and not closed "
                                   "where the cell ends",
                                   (long long)row->line);
    else if (csv->row.cell_count > csv->row.count)
        row->problem = arena_print(arena, "the row has %zu cells, more than the %d there may be",
                                   csv->row.cell_count, TABLE_COLUMN_MAX);
    csv->line += csv->row.lines;
    text_source_skip(&csv->source, csv->row.len);
}

static void take_long_row(struct csv *csv, struct arena *arena, struct table_row *row)
{
    row->line = csv->line;
    row->cells = ARENA_NEW(arena, str, 1);
    row->problem = arena_print(arena, "the line is longer than %d bytes", TABLE_ROW_MAX);
    skip_line(csv);
}

static enum status csv_next(void *state, struct arena *arena, struct table_row *row, bool *done,
                            struct error *error)
{
    (void)error;
    struct csv *csv = state;
    bool too_long;
    *done = false;
    while (scan_row(csv, &too_long)) {
        if (too_long || needs_second_look(&csv->row, csv->expected))
            too_long = !scan_line(csv);
        if (too_long) {
            take_long_row(csv, arena, row);
            return OK;
        }
        if (is_empty(csv, text_source_text(&csv->source))) {
            csv->line += csv->row.lines;
            text_source_skip(&csv->source, csv->row.len);
            continue;
        }
        take_row(csv, arena, row);
        return OK;
    }
    *done = true;
    return OK;
}

// "sep=;" in the first line tells a spreadsheet the delimiter.
static void read_separator_line(struct csv *csv, struct table_options *found)
{
    str text = text_source_text(&csv->source);
    str line = str_slice(text, 0, str_find_byte(text, '\n') + 1);
    if (!str_eq_ascii_case(str_slice(line, 0, 4), STR("sep=")) || str_trim(line).len > 5 ||
        line.len < 6 || (line.at[5] != '\r' && line.at[5] != '\n'))
        return;
    if (!found->delimiter)
        found->delimiter = line.at[4];
    text_source_skip(&csv->source, line.len);
    csv->line++;
}

static enum status skip_rows(struct csv *csv, size_t rows, struct error *error)
{
    auto_arena arena = { 0 };
    for (size_t i = 0; i < rows; i++) {
        struct table_row row = { 0 };
        bool done;
        TRY(csv_next(csv, &arena, &row, &done, error));
        arena_reset(&arena);
    }
    return OK;
}

// Where a row begins, to go back to.
struct place {
    size_t start;
    int64_t line, taken;
};

static struct place place_of(const struct csv *csv)
{
    return (struct place){ csv->source.start, csv->line, csv->source.taken };
}

// Back to `place` while the window has not slid on; else to the row just read, which it still
// holds.
static void go_back(struct csv *csv, struct place place, const struct table_row *row)
{
    bool slid = csv->source.taken != place.taken;
    if (slid && !csv->row.len) // a row too long to be kept
        return;
    csv->source.start = slid ? csv->source.start - csv->row.len : place.start;
    csv->line = slid ? row->line : place.line;
}

static void add_columns(struct str_list *columns, struct arena *arena, const str *cells,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        *LIST_PUSH(columns, arena) = cells ? cells[i] : (str){ 0 };
}

// Reads the header where it was told to be. Without one the first row says how many columns there
// are, and is read again as data.
static enum status read_told_header(struct csv *csv, int header_rows, struct table_row *row,
                                    struct arena *arena, struct error *error)
{
    bool done;
    if (header_rows > 1)
        TRY(skip_rows(csv, (size_t)header_rows - 1, error));
    struct place place = place_of(csv);
    TRY(csv_next(csv, arena, row, &done, error));
    if (done)
        return fail(error, ERR_INVALID, "file", "the file holds no rows");
    if (header_rows < 0)
        go_back(csv, place, row);
    return OK;
}

// Looks for a header, below rows with a title too; those are data when no header follows. Leaves
// how many rows it took, or -1.
static enum status find_header(struct csv *csv, size_t title_rows, struct table_row *row,
                               struct arena *arena, int *header_rows, struct error *error)
{
    struct place place = place_of(csv);
    *header_rows = 1 + (int)title_rows;
    TRY(read_told_header(csv, *header_rows, row, arena, error));
    if (!row->problem.len && table_row_is_header(row->cells, row->count))
        return OK;
    go_back(csv, place, row);
    *header_rows = -1;
    return OK;
}

static enum status read_header(struct csv *csv, const struct csv_guess *guess,
                               struct table_options *found, struct str_list *columns,
                               struct arena *arena, struct error *error)
{
    struct table_row row = { 0 };
    if (found->header_rows)
        TRY(read_told_header(csv, found->header_rows, &row, arena, error));
    else
        TRY(find_header(csv, guess->title_rows, &row, arena, &found->header_rows, error));
    if (found->header_rows > 0)
        add_columns(columns, arena, row.cells, row.count);
    else
        add_columns(columns, arena, NULL, guess->columns > row.count ? guess->columns : row.count);
    return OK;
}

static enum status open_rows(struct csv *csv, struct table_options *found, struct str_list *columns,
                             struct arena *arena, struct error *error)
{
    csv->line = 1;
    found->format = TABLE_CSV;
    found->encoding = encoding_name(csv->source.encoding);
    read_separator_line(csv, found);
    struct csv_guess guess =
        csv_dialect_guess(text_source_text(&csv->source), csv->source.at_end, found->delimiter);
    csv->dialect = guess.dialect;
    found->delimiter = guess.dialect.delimiter;
    TRY(read_header(csv, &guess, found, columns, arena, error));
    csv->expected = columns->count;
    return OK;
}

static void csv_close(void *state)
{
    struct csv *csv = state;
    text_source_close(&csv->source);
    arena_free(&csv->arena);
}

static enum status csv_open(void **state, const char *path, struct table_options *found,
                            struct str_list *columns, struct arena *arena, struct error *error)
{
    enum encoding encoding = encoding_find(found->encoding);
    if (found->encoding.len && encoding == ENCODING_UNKNOWN)
        return fail(error, ERR_INVALID, "encoding",
                    "the encoding \"" STR_FMT "\" is not one of utf-8, utf-16le, utf-16be, "
                    "windows-1252",
                    STR_ARG(found->encoding));
    struct csv *csv = arena_alloc(arena, sizeof *csv);
    TRY(text_source_open(&csv->source, path, encoding, error));
    enum status status = open_rows(csv, found, columns, arena, error);
    if (status != OK)
        csv_close(csv);
    *state = csv;
    return status;
}

static int64_t csv_position(const void *state)
{
    const struct csv *csv = state;
    return text_source_position(&csv->source);
}

static int64_t csv_size(const void *state)
{
    const struct csv *csv = state;
    return csv->source.size;
}

const struct table_reader CSV_READER = { csv_open, csv_next, csv_position, csv_size, csv_close };
