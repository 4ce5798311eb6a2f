#include "insight/report_bars.h"

#include "insight/chart.h"
#include "insight/html.h"

static void put_row(struct buf *out, const struct bars_row *row, int64_t most, int64_t whole)
{
    const struct chart_part part = { "good", row->value };
    html_markup(out, "<tr>");
    html_element(out, "th scope=\"row\"", row->name);
    html_markup(out, "<td class=\"picture\">");
    chart_bar(out, &part, 1, most, STR(""));
    html_markup(out, row->value ? "</td><td class=\"n\">" : "</td><td class=\"n zero\">");
    html_number(out, row->value);
    html_markup(out, "</td><td class=\"n quiet\">");
    html_percent(out, row->value, whole);
    html_markup(out, "</td></tr>");
}

void bars_table(struct buf *out, const char *title, const char *name, const char *value,
                const struct bars_row *rows, size_t count)
{
    int64_t whole = 0, most = 0;
    for (size_t i = 0; i < count; i++) {
        whole += rows[i].value;
        most = rows[i].value > most ? rows[i].value : most;
    }
    buf_print(out,
              "<h3>%s</h3><table class=\"bars\"><caption class=\"unseen\">%s</caption><thead><tr>"
              "<th scope=\"col\">%s</th><th scope=\"col\" colspan=\"2\" class=\"n\">%s</th>"
              "<th scope=\"col\" class=\"n\">Share</th></tr></thead><tbody>",
              title, title, name, value);
    for (size_t i = 0; i < count; i++)
        put_row(out, &rows[i], most, whole);
    html_markup(out, "</tbody></table>");
}
