#include "format/csv_scan.h"

#include "format/table.h"

struct scan {
    const struct csv_dialect *dialect;
    const char *begin, *end, *at;
    bool at_end, line_only;
    struct csv_row *row;
    struct arena *arena;
};

// How a quoted cell ended.
enum quoted { QUOTED_CLOSED, QUOTED_WRONG, QUOTED_MORE };

struct csv_dialect csv_dialect_make(char delimiter, bool backslash)
{
    struct csv_dialect dialect = { .delimiter = delimiter, .backslash = backslash };
    dialect.is_stop[(unsigned char)delimiter] = true;
    dialect.is_stop['\r'] = dialect.is_stop['\n'] = true;
    return dialect;
}

static bool stops(const struct scan *scan, const char *at)
{
    return scan->dialect->is_stop[(unsigned char)*at];
}

static const char *skip_blanks(const struct scan *scan, const char *at)
{
    while (at < scan->end && (*at == ' ' || *at == '\t') && !stops(scan, at))
        at++;
    return at;
}

static void add_cell(struct scan *scan, const char *from, const char *to, bool escaped)
{
    struct csv_row *row = scan->row;
    row->cell_count++;
    if (row->count == TABLE_COLUMN_MAX)
        return;
    struct csv_span span = { (size_t)(from - scan->begin), (size_t)(to - from), escaped };
    if (row->count < row->capacity)
        row->items[row->count++] = span;
    else
        *LIST_PUSH(row, scan->arena) = span;
}

static int64_t count_lines(const char *from, const char *to)
{
    int64_t lines = 0;
    for (const char *p = from; p < to; p++)
        if (*p == '\n' || (*p == '\r' && p[1] != '\n'))
            lines++;
    return lines;
}

// The next quotation mark, over those that a backslash escapes. NULL: none before the end.
static const char *find_quote(const struct scan *scan, const char *from, bool *escaped)
{
    if (!scan->dialect->backslash)
        return memchr(from, '"', (size_t)(scan->end - from));
    for (const char *p = from; p < scan->end; p++) {
        if (*p == '"')
            return p;
        if (*p == '\\') {
            *escaped = true;
            p++;
        }
    }
    return NULL;
}

// A quotation mark inside a quoted cell that neither ends it nor is escaped. On the cell's first
// line it is text; after that the mark that opened the cell was most likely never closed.
static bool stray_quote_is_text(struct scan *scan, const char *first, const char *quote)
{
    scan->row->stray = true;
    if (!scan->line_only && count_lines(first, quote) == 0)
        return true;
    scan->row->broken = true;
    return false;
}

// `scan->at` is behind the opening mark; leaves it on the stop behind the cell.
static enum quoted scan_quoted(struct scan *scan)
{
    const char *first = scan->at, *from = first;
    bool escaped = false;
    for (;;) {
        const char *quote = find_quote(scan, from, &escaped);
        if (!quote && !scan->at_end)
            return QUOTED_MORE;
        if (!quote) {
            scan->row->broken = true;
            return QUOTED_WRONG;
        }
        const char *next = skip_blanks(scan, quote + 1);
        if (next == scan->end && !scan->at_end)
            return QUOTED_MORE;
        if (next == quote + 1 && next < scan->end && *next == '"') {
            escaped = true;
            from = next + 1;
        } else if (next == scan->end || stops(scan, next)) {
            add_cell(scan, first, quote, escaped);
            scan->row->lines += count_lines(first, quote);
            scan->at = next;
            return QUOTED_CLOSED;
        } else if (stray_quote_is_text(scan, first, quote)) {
            from = quote + 1;
        } else {
            return QUOTED_WRONG;
        }
    }
}

static void scan_plain(struct scan *scan)
{
    const char *p = scan->at;
    while (!stops(scan, p)) // the '\n' behind the text stops it at the latest
        p++;
    add_cell(scan, scan->at, p, false);
    scan->at = p;
}

static bool has_odd_quotes(const char *from, const char *to)
{
    bool odd = false;
    for (const char *p = from; p < to; p++)
        odd ^= *p == '"';
    return odd;
}

// A cell that begins with a quotation mark but is not a quoted one.
static void scan_as_it_stands(struct scan *scan, const char *from)
{
    scan->at = from;
    scan_plain(scan);
    scan->row->broken |= has_odd_quotes(from, scan->at);
}

// One cell. False: the row goes on behind the text, or it is broken.
static bool scan_cell(struct scan *scan)
{
    const char *from = scan->at, *open = skip_blanks(scan, from);
    if (open == scan->end || *open != '"') {
        scan_plain(scan);
        return true;
    }
    bool was_broken = scan->row->broken;
    scan->at = open + 1;
    enum quoted quoted = scan_quoted(scan);
    if (quoted == QUOTED_CLOSED)
        return true;
    if (!scan->line_only)
        return false;
    scan->row->broken = was_broken;
    scan_as_it_stands(scan, from);
    return true;
}

// At a line end or the end of the text. False: whether a '\n' follows a '\r' is not known yet.
static bool finish_row(struct scan *scan)
{
    const char *p = scan->at;
    if (p == scan->end && !scan->at_end)
        return false;
    if (p < scan->end) {
        if (*p == '\r' && p + 1 == scan->end && !scan->at_end)
            return false;
        p += *p == '\r' && p + 1 < scan->end && p[1] == '\n' ? 2 : 1;
        scan->row->lines++;
    }
    scan->row->len = (size_t)(p - scan->begin);
    return true;
}

bool csv_scan_row(const struct csv_dialect *dialect, str text, bool at_end, enum csv_reading how,
                  struct csv_row *row, struct arena *arena)
{
    *row = (struct csv_row){ .items = row->items, .capacity = row->capacity };
    struct scan scan = { .dialect = dialect,
                         .begin = text.at,
                         .end = text.at + text.len,
                         .at = text.at,
                         .at_end = at_end,
                         .line_only = how == CSV_LINE,
                         .row = row,
                         .arena = arena };
    for (;;) {
        if (!scan_cell(&scan))
            return row->broken;
        if (scan.at == scan.end || *scan.at != dialect->delimiter)
            return finish_row(&scan);
        scan.at++;
    }
}

size_t csv_unescape(const struct csv_dialect *dialect, char *at, size_t len)
{
    size_t out = 0;
    for (size_t i = 0; i < len; i++) {
        bool pair = i + 1 < len && at[i] == '"' && at[i + 1] == '"';
        bool escape = dialect->backslash && i + 1 < len && at[i] == '\\' &&
                      (at[i + 1] == '"' || at[i + 1] == '\\');
        i += pair || escape;
        at[out++] = at[i];
    }
    return out;
}
