// What was mended, how complete and valid contacts are, and what was rejected.

#include "insight/report_page.h"

#include "insight/chart.h"
#include "insight/difference.h"
#include "insight/html.h"

#include <jansson.h>

enum { MENDED_MAX = 60, EXAMPLE_MAX = 2, EXAMPLE_LENGTH = 160, RAW_LENGTH = 240 };

static const struct difference_tags REMOVED = { "<del>", "</del>" };
static const struct difference_tags ADDED = { "<ins>", "</ins>" };

// --- mended ---

// "trim_space" as people read it. Fields go by their titles.
static void put_words(struct buf *out, str name)
{
    enum field field = field_find(name);
    if (field != FIELD_NONE) {
        html_text(out, str_of(field_info(field)->title));
        return;
    }
    for (size_t i = 0; i < name.len; i++)
        html_text(out, name.at[i] == '_' ? STR(" ") : str_slice(name, i, i + 1));
}

static str json_text(const json_t *value)
{
    return json_is_string(value) ? (str){ json_string_value(value), json_string_length(value) }
                                 : (str){ 0 };
}

static void put_example(struct buf *out, str before, str after)
{
    before = str_slice(before, 0, EXAMPLE_LENGTH);
    after = str_slice(after, 0, EXAMPLE_LENGTH);
    html_markup(out, "<li><span class=\"before\">");
    difference_mark(out, before, after, REMOVED);
    html_markup(out, "</span> <span class=\"arrow\" aria-label=\"becomes\" role=\"img\">"
                     "\xE2\x86\x92</span> <span class=\"after\">");
    if (after.len)
        difference_mark(out, after, before, ADDED);
    else
        html_markup(out, "<i>nothing</i>");
    html_markup(out, "</span></li>");
}

static void put_examples(struct buf *out, str samples)
{
    json_t *root = json_loadb(samples.at, samples.len, 0, NULL);
    html_markup(out, "<td><ul class=\"examples\">");
    for (size_t i = 0; i < json_array_size(root) && i < EXAMPLE_MAX; i++) {
        const json_t *pair = json_array_get(root, i);
        put_example(out, json_text(json_array_get(pair, 0)), json_text(json_array_get(pair, 1)));
    }
    html_markup(out, "</ul></td>");
    json_decref(root);
}

static void put_mended(struct buf *out, const struct report_mended *mended, int64_t most)
{
    const struct chart_part part = { "good", mended->count };
    html_markup(out, "<tr><th scope=\"row\">");
    put_words(out, mended->rule);
    html_markup(out, "<span class=\"sub\">");
    put_words(out, mended->field);
    html_markup(out, "</span></th><td class=\"n\">");
    html_number(out, mended->count);
    html_markup(out, "</td><td class=\"picture small\">");
    chart_bar(out, &part, 1, most, STR(""));
    html_markup(out, "</td>");
    put_examples(out, mended->samples);
    html_markup(out, "</tr>");
}

void page_mended(struct buf *out, const struct report_data *data)
{
    html_markup(out, "<section aria-labelledby=\"mended\"><h2 id=\"mended\">What was mended</h2>");
    if (data->mended.count == 0) {
        html_markup(out, "<p>No value had to be mended.</p></section>");
        return;
    }
    html_markup(out,
                "<p class=\"note\">What was received is kept beside what it became. Counted in the "
                "latest import of every file.</p>"
                "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Mended values\">"
                "<table class=\"mended\"><caption>Values mended, by rule and field</caption>"
                "<thead><tr><th scope=\"col\">Rule and field</th>"
                "<th scope=\"col\" colspan=\"2\">Values</th>"
                "<th scope=\"col\">For instance</th></tr></thead><tbody>");
    for (size_t i = 0; i < data->mended.count && i < MENDED_MAX; i++)
        put_mended(out, &data->mended.items[i], data->mended.items[0].count);
    html_markup(out, "</tbody></table></div></section>");
}

// --- completeness and validity ---

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
              " complete</p><table class=\"fields\"><caption>%s by field</caption><thead><tr>"
              "<th scope=\"col\">Field</th><th scope=\"col\" colspan=\"2\">Known</th>"
              "<th scope=\"col\" class=\"n\">Contacts</th>"
              "<th scope=\"col\" class=\"n\">Invalid</th></tr></thead><tbody>",
              title);
    for (size_t i = 0; i < entity->field_count; i++)
        put_field(out, &entity->fields[i], entity->count);
    html_markup(out, "</tbody></table></div>");
}

void page_quality(struct buf *out, const struct report_data *data)
{
    html_markup(out, "<section aria-labelledby=\"quality\"><h2 id=\"quality\">How good it is</h2>"
                     "<ul class=\"legend\"><li><span class=\"dot good\"></span>known and valid</li>"
                     "<li><span class=\"dot bad\"></span>known, but not valid</li></ul>"
                     "<div class=\"halves\">");
    put_entity(out, "persons", "Persons", &data->person);
    put_entity(out, "companies", "Companies", &data->company);
    html_markup(out, "</div></section>");
}

// --- rejected ---

static void put_line(struct buf *out, const struct report_line *line)
{
    html_markup(out, "<li><span class=\"key\">");
    html_text(out, line->file_name.len ? line->file_name : line->source);
    html_markup(out, ", line ");
    html_number(out, line->line);
    html_markup(out, "</span> <code>");
    html_text_cut(out, line->raw, RAW_LENGTH);
    html_markup(out, "</code></li>");
}

static void put_reason(struct buf *out, const struct report_rejected *rejected)
{
    html_markup(out, "<tr><th scope=\"row\">");
    html_text_cut(out, rejected->reason, RAW_LENGTH);
    if (rejected->column.len)
        html_element(out, "span class=\"sub\"", rejected->column);
    html_markup(out, "</th><td class=\"n\">");
    html_number(out, rejected->count);
    html_markup(out, "</td><td><ul class=\"lines\">");
    for (size_t i = 0; i < rejected->sample_count; i++)
        put_line(out, &rejected->samples[i]);
    html_markup(out, "</ul></td></tr>");
}

void page_rejected(struct buf *out, const struct report_data *data)
{
    html_markup(out,
                "<section aria-labelledby=\"rejected\"><h2 id=\"rejected\">What was rejected</h2>");
    if (data->rejected_total == 0) {
        html_markup(out, "<p>Every row was let in.</p></section>");
        return;
    }
    html_markup(out,
                "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Rejected "
                "rows\"><table class=\"rejected\"><caption>Rows rejected, by reason</caption>"
                "<thead><tr><th scope=\"col\">Reason</th><th scope=\"col\" class=\"n\">Rows</th>"
                "<th scope=\"col\">For instance</th></tr></thead><tbody>");
    for (size_t i = 0; i < data->rejected.count; i++)
        put_reason(out, &data->rejected.items[i]);
    html_markup(out, "</tbody></table></div>");
    int64_t more = data->reason_count - (int64_t)data->rejected.count;
    if (more > 0) {
        html_markup(out, "<p class=\"more\">and ");
        html_count(out, more, "more reason", "more reasons");
        html_markup(out, "</p>");
    }
    html_markup(out, "</section>");
}
