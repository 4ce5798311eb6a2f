// Who was joined, how surely, and who may have to be.

#include "insight/report_page.h"

#include "insight/chart.h"
#include "insight/html.h"
#include "insight/report_compare.h"

#include "base/id.h"

#include <math.h>

enum { SIZE_COLUMN_MAX = 7 };

// --- how many, how certain ---

// Sizes beyond the last column are counted there.
static size_t collect_sizes(const struct report_data *data, struct arena *arena,
                            struct chart_column columns[SIZE_COLUMN_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < SIZE_COLUMN_MAX; i++)
        columns[i].name = arena_print(arena, i + 1 == SIZE_COLUMN_MAX ? "%zu+" : "%zu", i + 1);
    for (size_t i = 0; i < data->sizes.count; i++) {
        int64_t size = data->sizes.items[i].value;
        if (size < 1)
            continue;
        size_t place = size < SIZE_COLUMN_MAX ? (size_t)size - 1 : SIZE_COLUMN_MAX - 1;
        columns[place].value += data->sizes.items[i].contacts;
        count = place + 1 > count ? place + 1 : count;
    }
    return count;
}

static void put_columns_table(struct buf *out, const char *caption, const char *heads,
                              const struct chart_column *columns, size_t count)
{
    int64_t whole = 0;
    for (size_t i = 0; i < count; i++)
        whole += columns[i].value;
    buf_print(out, "<table class=\"narrow\"><caption>%s</caption><thead><tr>%s</tr></thead><tbody>",
              caption, heads);
    for (size_t i = 0; i < count; i++) {
        html_markup(out, "<tr>");
        html_element(out, "th scope=\"row\"", columns[i].name);
        html_markup(out, "<td class=\"n\">");
        html_number(out, columns[i].value);
        html_markup(out, "</td><td class=\"n quiet\">");
        html_percent(out, columns[i].value, whole);
        html_markup(out, "</td></tr>");
    }
    html_markup(out, "</tbody></table>");
}

static void put_sizes(struct buf *out, const struct report_data *data)
{
    auto_arena arena = { 0 };
    struct chart_column columns[SIZE_COLUMN_MAX] = { 0 };
    size_t count = collect_sizes(data, &arena, columns);
    html_markup(out, "<div><h3>How many records make a contact</h3>");
    chart_columns(out, columns, count, STR("Contacts by number of records; the table follows."));
    put_columns_table(out, "Contacts by number of records",
                      "<th scope=\"col\">Records</th><th scope=\"col\" class=\"n\">Contacts</th>"
                      "<th scope=\"col\" class=\"n\">Share</th>",
                      columns, count);
    html_markup(out, "</div>");
}

static void put_certainty(struct buf *out, const struct report_data *data)
{
    static const char *const NAMES[REPORT_BAND_COUNT] = { "< 16",  "< 64", "< 1k",
                                                          "< 32k", "< 1M", "more" };
    struct chart_column columns[REPORT_BAND_COUNT];
    for (size_t i = 0; i < REPORT_BAND_COUNT; i++)
        columns[i] = (struct chart_column){ str_of(NAMES[i]), data->joins.bands[i] };
    html_markup(out, "<div><h3>How sure the machine was</h3>");
    chart_columns(out, columns, REPORT_BAND_COUNT, STR("Joins by odds; the table follows."));
    put_columns_table(out, "Joins by their odds of being right, to one",
                      "<th scope=\"col\">Odds</th><th scope=\"col\" class=\"n\">Joins</th>"
                      "<th scope=\"col\" class=\"n\">Share</th>",
                      columns, REPORT_BAND_COUNT);
    html_markup(out, "</div>");
}

static void put_deciders(struct buf *out, const struct report_joins *joins)
{
    html_markup(out, "<p class=\"note\">");
    html_count(out, joins->by_machine, "join by the machine", "joins by the machine");
    html_markup(out, ", ");
    html_count(out, joins->by_person, "by a person", "by persons");
    html_markup(out, "; ");
    html_count(out, joins->different, "pair kept apart", "pairs kept apart");
    html_markup(out, ". A weight counts doublings of the odds: +3 makes them eight times better, "
                     "\xE2\x88\x92"
                     "3 eight times worse.</p>");
}

// --- groups ---

static void put_id(struct buf *out, int64_t id)
{
    char text[ID_TEXT_LEN + 1];
    id_write(id, text);
    html_text(out, str_of(text));
}

static void put_group_name(struct buf *out, const struct report_group *group)
{
    html_markup(out, "<h4>");
    html_text(out, group->names[0].len ? group->names[0] : STR("Without a name"));
    if (group->contact_ids[1]) {
        html_markup(out, " <span class=\"key\">or</span> ");
        html_text(out, group->names[1].len ? group->names[1] : STR("Without a name"));
    }
    html_markup(out, "</h4>");
}

static void put_joined(struct buf *out, const struct report_group_list *groups)
{
    for (size_t i = 0; i < groups->count; i++) {
        const struct report_group *group = &groups->items[i];
        html_markup(out, "<article>");
        put_group_name(out, group);
        html_markup(out, "<p class=\"facts\">");
        html_count(out, (int64_t)group->record_count, "record", "records");
        html_markup(out, " \xC2\xB7 <code>");
        put_id(out, group->contact_ids[0]);
        html_markup(out, "</code></p>");
        compare_table(out, group);
        compare_reasons(out, group);
        html_markup(out, "<p class=\"command\">Not the same? <code>kartotek unmerge ");
        put_id(out, group->contact_ids[0]);
        html_markup(out, "</code></p></article>");
    }
}

void page_duplicates(struct buf *out, const struct report_data *data,
                     const struct report_group_list *least, const struct report_group_list *largest)
{
    html_markup(out, "<section aria-labelledby=\"duplicates\"><h2 id=\"duplicates\">Duplicates "
                     "found</h2>");
    if (least->count + largest->count == 0) {
        html_markup(out, "<p>No two records are the same person or company.</p></section>");
        return;
    }
    put_deciders(out, &data->joins);
    html_markup(out, "<div class=\"halves\">");
    put_sizes(out, data);
    put_certainty(out, data);
    html_markup(out, "</div>");
    if (least->count)
        html_markup(out, "<h3>The least certain joins</h3><p class=\"note\">If one of these is "
                         "wrong, look at more of its kind. If all are right, the rest is.</p>");
    put_joined(out, least);
    if (largest->count)
        html_markup(out, "<h3>The largest groups</h3>");
    put_joined(out, largest);
    html_markup(out, "</section>");
}

// --- review ---

static void put_command(struct buf *out, const char *command, const char *when,
                        const struct report_group *group)
{
    buf_print(out, "%s <code>kartotek %s ", when, command);
    put_id(out, group->contact_ids[0]);
    html_markup(out, " ");
    put_id(out, group->contact_ids[1]);
    html_markup(out, "</code>");
}

void page_review(struct buf *out, const struct report_data *data,
                 const struct report_group_list *proposals)
{
    html_markup(out, "<section aria-labelledby=\"review\"><h2 id=\"review\">What awaits you</h2>");
    if (data->proposal_total == 0)
        html_markup(out, "<p>No pair waits for a decision.</p>");
    if (data->proposal_total > (int64_t)proposals->count) {
        html_markup(out, "<p class=\"note\">The most likely ");
        html_number(out, (int64_t)proposals->count);
        html_markup(out, " of ");
        html_count(out, data->proposal_total, "pair", "pairs");
        html_markup(out, ".</p>");
    }
    for (size_t i = 0; i < proposals->count; i++) {
        const struct report_group *group = &proposals->items[i];
        html_markup(out, "<article>");
        put_group_name(out, group);
        compare_table(out, group);
        compare_reasons(out, group);
        html_markup(out, "<p class=\"command\">");
        put_command(out, "merge", "The same:", group);
        html_markup(out, "<br>");
        put_command(out, "not-same", "Not the same:", group);
        html_markup(out, "</p></article>");
    }
    html_markup(out, "</section>");
}
