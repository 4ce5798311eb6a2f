#include "insight/chart.h"

#include "insight/html.h"

#include <math.h>

enum { LEAST_LENGTH = 6 };
enum {
    BAR_WIDTH = 1000,
    COLUMN_WIDTH = 56,
    COLUMN_GAP = 10,
    COLUMN_HEIGHT = 120,
    LABEL_SPACE = 22
};

static void begin(struct buf *out, const char *class, str label)
{
    buf_print(out, "<svg class=\"%s\" ", class);
    if (label.len) {
        html_markup(out, "role=\"img\" aria-label=\"");
        html_text(out, label);
        html_markup(out, "\"");
    } else {
        html_markup(out, "aria-hidden=\"true\" focusable=\"false\"");
    }
}

// The length of `value` in a picture `most` long. What is there at all can be seen.
static double length_of(int64_t value, int64_t whole, double most, double least)
{
    if (value <= 0 || whole <= 0)
        return 0;
    return fmin(most, fmax(least, most * (double)value / (double)whole));
}

void chart_bar(struct buf *out, const struct chart_part *parts, size_t count, int64_t whole,
               str label)
{
    double at = 0;
    begin(out, "bar", label);
    buf_print(out, " viewBox=\"0 0 %d 10\" preserveAspectRatio=\"none\">", BAR_WIDTH);
    buf_print(out, "<rect class=\"track\" width=\"%d\" height=\"10\"/>", BAR_WIDTH);
    for (size_t i = 0; i < count; i++) {
        double length = length_of(parts[i].value, whole, BAR_WIDTH, LEAST_LENGTH);
        double from = fmin(at, BAR_WIDTH - length); // a small last part covers the end
        if (length > 0)
            buf_print(out, "<rect class=\"%s\" x=\"%.1f\" width=\"%.1f\" height=\"10\"/>",
                      parts[i].class, from, length);
        at = from + length;
    }
    html_markup(out, "</svg>");
}

static int64_t tallest(const struct chart_column *columns, size_t count)
{
    int64_t most = 0;
    for (size_t i = 0; i < count; i++)
        most = columns[i].value > most ? columns[i].value : most;
    return most;
}

void chart_columns(struct buf *out, const struct chart_column *columns, size_t count, str label)
{
    int64_t most = tallest(columns, count);
    int width = (int)count * (COLUMN_WIDTH + COLUMN_GAP) - COLUMN_GAP;
    begin(out, "columns", label);
    buf_print(out, " viewBox=\"0 0 %d %d\" width=\"%d\">", width, COLUMN_HEIGHT + 2 * LABEL_SPACE,
              width);
    for (size_t i = 0; i < count; i++) {
        int x = (int)i * (COLUMN_WIDTH + COLUMN_GAP), middle = x + COLUMN_WIDTH / 2;
        double height = length_of(columns[i].value, most, COLUMN_HEIGHT, 2);
        double top = LABEL_SPACE + COLUMN_HEIGHT - height;
        buf_print(out, "<rect class=\"good\" x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>", x,
                  top, COLUMN_WIDTH, height);
        buf_print(out, "<text x=\"%d\" y=\"%.1f\">", middle, top - 6);
        html_number(out, columns[i].value);
        buf_print(out, "</text><text class=\"axis\" x=\"%d\" y=\"%d\">", middle,
                  COLUMN_HEIGHT + 2 * LABEL_SPACE - 6);
        html_text(out, columns[i].name);
        html_markup(out, "</text>");
    }
    html_markup(out, "</svg>");
}
