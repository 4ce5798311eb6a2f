#include "format/csv_dialect.h"

enum { SAMPLE_ROWS = 100, TITLE_ROW_MAX = 5 };

static const char DELIMITERS[] = { ',', ';', '\t', '|' };

struct sample {
    size_t counts[SAMPLE_ROWS]; // cells in each row
    size_t filled[SAMPLE_ROWS]; // and how many of them hold text
    size_t rows;
};

static size_t count_filled(str text, const struct csv_row *row)
{
    size_t filled = 0;
    for (size_t i = 0; i < row->count; i++) {
        const struct csv_span *span = &row->items[i];
        filled += str_trim(str_slice(text, span->at, span->at + span->len)).len > 0;
    }
    return filled;
}

static struct sample take_sample(const struct csv_dialect *dialect, str text, bool at_end)
{
    struct sample sample = { .rows = 0 };
    auto_arena arena = { 0 };
    struct csv_row row = { 0 };
    while (text.len && sample.rows < SAMPLE_ROWS) {
        if (!csv_scan_row(dialect, text, at_end, CSV_ROW, &row, &arena))
            break;
        if (row.broken) // where it goes on is not known
            break;
        size_t filled = count_filled(text, &row);
        if (filled) {
            sample.counts[sample.rows] = row.cell_count;
            sample.filled[sample.rows++] = filled;
        }
        text = str_slice(text, row.len, text.len);
    }
    return sample;
}

// The count that most rows have.
static size_t usual_count(const struct sample *sample, size_t *rows_with_it)
{
    size_t best = 0;
    *rows_with_it = 0;
    for (size_t i = 0; i < sample->rows; i++) {
        size_t same = 0;
        for (size_t k = 0; k < sample->rows; k++)
            same += sample->counts[k] == sample->counts[i];
        if (same > *rows_with_it) {
            *rows_with_it = same;
            best = sample->counts[i];
        }
    }
    return best;
}

// How much a sample looks like a table, from 0 to 1000, and a little more for more columns.
static size_t score(const struct sample *sample)
{
    size_t rows_with_it, columns = usual_count(sample, &rows_with_it);
    if (columns < 2 || sample->rows == 0)
        return 0;
    size_t points = 1000 * rows_with_it / sample->rows;
    if (columns == 2 && sample->counts[0] != 2) // "Berg, Anna" in a list of names
        points /= 2;
    return points * 20 + (columns < 20 ? columns : 20);
}

// Whether quotation marks are escaped by backslashes: such a mark goes on into text more often than
// doubled ones are seen.
static bool uses_backslash(str text)
{
    size_t backslashes = 0, doubled = 0;
    for (size_t i = 1; i + 2 < text.len; i++) {
        if (text.at[i] != '"')
            continue;
        bool ends_cell = strchr(",;\t|\r\n\"", text.at[i + 1]) != NULL;
        if (text.at[i - 1] == '\\')
            backslashes += !ends_cell;
        else if (text.at[i + 1] == '"' && !strchr(",;\t|\r\n", text.at[i - 1]))
            doubled++;
    }
    return backslashes > doubled;
}

// For a file of one column: a delimiter that does not occur in it.
static char unused_delimiter(str text)
{
    for (size_t i = 0; i < LENGTH(DELIMITERS); i++)
        if (str_find_byte(text, DELIMITERS[i]) == text.len)
            return DELIMITERS[i];
    return '\x1f'; // the unit separator of ASCII
}

static char find_delimiter(str text, bool at_end, bool backslash)
{
    enum { LEAST = 8000 }; // fewer than four rows in ten agree
    char best = 0;
    size_t best_score = LEAST;
    for (size_t i = 0; i < LENGTH(DELIMITERS); i++) {
        struct csv_dialect dialect = csv_dialect_make(DELIMITERS[i], backslash);
        struct sample sample = take_sample(&dialect, text, at_end);
        size_t points = score(&sample);
        if (points > best_score) {
            best = DELIMITERS[i];
            best_score = points;
        }
    }
    return best ? best : unused_delimiter(text);
}

static size_t count_title_rows(const struct sample *sample, size_t columns)
{
    size_t rows = 0;
    while (columns > 2 && rows < sample->rows && rows < TITLE_ROW_MAX && sample->filled[rows] == 1)
        rows++;
    return rows;
}

struct csv_guess csv_dialect_guess(str text, bool at_end, char delimiter)
{
    bool backslash = uses_backslash(text);
    if (!delimiter)
        delimiter = find_delimiter(text, at_end, backslash);
    struct csv_guess guess = { .dialect = csv_dialect_make(delimiter, backslash) };
    struct sample sample = take_sample(&guess.dialect, text, at_end);
    size_t rows_with_it;
    guess.columns = usual_count(&sample, &rows_with_it);
    guess.title_rows = count_title_rows(&sample, guess.columns);
    return guess;
}
