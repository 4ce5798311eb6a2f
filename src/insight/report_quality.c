// How complete and valid contacts are.

#include "insight/report_page.h"

#include "insight/chart.h"
#include "insight/html.h"
#include "insight/report_bars.h"

enum { BAND_COUNT = 5, BAND_PERCENT = 25 };

static void put_field(struct buf *out, const struct report_field *field, int64_t count)
{
    const struct chart_part parts[] = {
        { "good", field->filled - field->invalid },
        { "bad", field->invalid },
    };
    html_markup(out, "<tr>");
    html_element(out, "th scope=\"row\"", str_of(field_info(field->field)->title));
    html_markup(out, "<td class=\"picture\">");
    chart_bar(out, parts, LENGTH(parts), count, STR(""));
    html_markup(out, "</td><td class=\"n\">");
    html_percent(out, field->filled, count);
    html_markup(out, "</td><td class=\"n quiet\">");
    html_number(out, field->filled);
    html_markup(out,
                field->invalid ? "</td><td class=\"n invalid\">" : "</td><td class=\"n zero\">");
    if (field_info(field->field)->is_point)
        html_number(out, field->invalid);
    else
        html_markup(out, "\u2013");
    html_markup(out, "</td></tr>");
}

static void put_entity(struct buf *out, const char *id, const char *title,
                       const struct report_entity *entity)
{
    buf_print(out, "<div><h3 id=\"%s\">%s</h3>", id, title);
    if (entity->count == 0) {
        html_markup(out, "<p>There are none.</p></div>");
        return;
    }
    html_markup(out, "<p class=\"note\">");
    html_number(out, entity->count);
    html_markup(out, ", on average ");
    html_percent(out, entity->completeness_sum, 100 * entity->count);
    buf_print(out,
              " complete</p><table class=\"fields\"><caption class=\"unseen\">%s by "
              "field</caption><thead><tr>"
              "<th scope=\"col\">Field</th><th scope=\"col\" colspan=\"2\" class=\"n\">Known</th>"
              "<th scope=\"col\" class=\"n\">Contacts</th>"
              "<th scope=\"col\" class=\"n\">Invalid</th></tr></thead><tbody>",
              title);
    for (size_t i = 0; i < entity->field_count; i++)
        put_field(out, &entity->fields[i], entity->count);
    html_markup(out, "</tbody></table></div>");
}

static void put_bands(struct buf *out, const struct report_data *data)
{
    static const char *const NAMES[BAND_COUNT] = { "0\u201324 %", "25\u201349 %", "50\u201374 %",
                                                   "75\u201399 %", "100 %" };
    struct bars_row rows[BAND_COUNT] = { 0 };
    for (size_t i = 0; i < BAND_COUNT; i++)
        rows[i].name = str_of(NAMES[i]);
    for (size_t i = 0; i < data->completeness.count; i++) {
        int64_t percent = data->completeness.items[i].value;
        int64_t band = percent < 0 ? 0 : percent / BAND_PERCENT;
        rows[band < BAND_COUNT ? band : BAND_COUNT - 1].value +=
            data->completeness.items[i].contacts;
    }
    html_markup(out, "<div>");
    bars_table(out, "Contacts by completeness", "Complete", "Contacts", rows, BAND_COUNT);
    html_markup(out, "</div>");
}

void page_quality(struct buf *out, const struct report_data *data)
{
    html_markup(out, "<section aria-labelledby=\"quality\"><h2 id=\"quality\">How complete and "
                     "valid it is</h2>");
    if (report_contacts(data) == 0) {
        html_markup(out, "<p>There are no contacts yet.</p></section>");
        return;
    }
    html_markup(out, "<ul class=\"legend\"><li><span class=\"dot good\"></span>known and valid</li>"
                     "<li><span class=\"dot bad\"></span>known, but not valid</li></ul>"
                     "<div class=\"halves\">");
    put_entity(out, "persons", "Persons", &data->person);
    put_entity(out, "companies", "Companies", &data->company);
    html_markup(out,
                "</div><p class=\"note\">A date or number that is not valid is never shown at a "
                "contact, so it counts as not known.</p><div class=\"halves\">");
    put_bands(out, data);
    html_markup(out, "</div></section>");
}
