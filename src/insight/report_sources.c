// What came in per source, and how the sources overlap.

#include "insight/report_page.h"

#include "insight/chart.h"
#include "insight/html.h"

enum { SOURCE_MAX = 60, PAIR_MAX = 20 };

static void put_count(struct buf *out, const char *label, int64_t number)
{
    buf_print(out, "<td class=\"n%s\" data-label=\"%s\">", number ? "" : " zero", label);
    html_number(out, number);
    html_markup(out, "</td>");
}

static void put_source(struct buf *out, const struct report_source *source, int64_t most)
{
    const struct chart_part part = { "person", source->records };
    const struct chart_part shared = { "again", source->shared };
    html_markup(out, "<tr>");
    html_element(out, "th scope=\"row\"", source->name);
    html_markup(out, "<td class=\"picture\">");
    chart_bar(out, &part, 1, most, STR(""));
    html_markup(out, "</td>");
    put_count(out, "Records", source->records);
    put_count(out, "Contacts", source->contacts);
    html_markup(out, "<td class=\"picture small\">");
    chart_bar(out, &shared, 1, source->contacts, STR(""));
    html_markup(out, "</td><td class=\"n\" data-label=\"Found elsewhere too\">");
    html_percent(out, source->shared, source->contacts);
    html_markup(out, "</td>");
    put_count(out, "Rejected", source->rejected);
    html_markup(out, "<td class=\"n\" data-label=\"Last heard\">");
    html_date(out, source->last_at);
    html_markup(out, "</td></tr>");
}

static void put_sources(struct buf *out, const struct report_data *data)
{
    int64_t most = data->sources.count ? data->sources.items[0].records : 0;
    html_markup(
        out, "<table class=\"stack sources\"><caption class=\"unseen\">Sources and what they "
             "brought</caption><thead><tr>"
             "<th scope=\"col\">Source</th><th scope=\"col\" colspan=\"2\" class=\"n\">Records</th>"
             "<th scope=\"col\" class=\"n\">Contacts</th>"
             "<th scope=\"col\" colspan=\"2\" class=\"n\">Found elsewhere too</th>"
             "<th scope=\"col\" class=\"n\">Rejected</th>"
             "<th scope=\"col\" class=\"n\">Last heard</th></tr></thead><tbody>");
    for (size_t i = 0; i < data->sources.count && i < SOURCE_MAX; i++)
        put_source(out, &data->sources.items[i], most);
    html_markup(out, "</tbody></table>");
    if (data->sources.count > SOURCE_MAX) {
        html_markup(out, "<p class=\"more\">and ");
        html_count(out, (int64_t)data->sources.count - SOURCE_MAX, "more source", "more sources");
        html_markup(out, "</p>");
    }
}

static void put_pair(struct buf *out, const struct report_pair *pair, int64_t most)
{
    const struct chart_part part = { "again", pair->contacts };
    html_markup(out, "<tr><th scope=\"row\">");
    html_name(out, pair->a);
    html_markup(out, " <span class=\"key\">and</span> ");
    html_name(out, pair->b);
    html_markup(out, "</th><td class=\"picture\">");
    chart_bar(out, &part, 1, most, STR(""));
    html_markup(out, "</td>");
    put_count(out, "In both", pair->contacts);
    html_markup(out, "<td class=\"n\" data-label=\"Of the smaller\">");
    html_percent(out, pair->contacts, pair->smaller);
    html_markup(out, "</td></tr>");
}

static void put_pairs(struct buf *out, const struct report_data *data)
{
    if (data->sources.count < 2)
        return;
    html_markup(out, "<h3>How the sources overlap</h3>");
    if (data->pairs.count == 0) {
        html_markup(out, "<p>No contact is known to two sources.</p>");
        return;
    }
    html_markup(out,
                "<table class=\"stack pairs\"><caption class=\"unseen\">Contacts that two sources "
                "know</caption><thead><tr>"
                "<th scope=\"col\">Sources</th><th scope=\"col\" colspan=\"2\" "
                "class=\"n\">Contacts in both</th>"
                "<th scope=\"col\" class=\"n\">Of the smaller</th></tr></thead><tbody>");
    for (size_t i = 0; i < data->pairs.count && i < PAIR_MAX; i++)
        put_pair(out, &data->pairs.items[i], data->pairs.items[0].contacts);
    html_markup(out, "</tbody></table>");
    if (data->pairs.count > PAIR_MAX) {
        html_markup(out, "<p class=\"more\">and ");
        html_count(out, (int64_t)data->pairs.count - PAIR_MAX, "more pair", "more pairs");
        html_markup(out, "</p>");
    }
}

void page_sources(struct buf *out, const struct report_data *data)
{
    html_markup(out, "<section aria-labelledby=\"sources\"><h2 id=\"sources\">What came in</h2>");
    if (data->sources.count) {
        put_sources(out, data);
        put_pairs(out, data);
    } else {
        html_markup(out, "<p>Nothing yet.</p>");
    }
    html_markup(out, "</section>");
}
