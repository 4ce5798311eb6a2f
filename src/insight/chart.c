#include "insight/chart.h"

#include "insight/html.h"

#include <math.h>

enum { BAR_WIDTH = 1000, LEAST_LENGTH = 6 };

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
