// What imports mended, and what looked wrong and was left as it came.

#include "insight/report_page.h"

#include "insight/character.h"
#include "insight/chart.h"
#include "insight/difference.h"
#include "insight/html.h"

#include "value/field.h"

#include <jansson.h>

enum { ROW_MAX = 60, EXAMPLE_MAX = 2, DOUBT_MAX = 4, EXAMPLE_LENGTH = 160 };

static const struct difference_tags REMOVED = { "<del>", "</del>" };
static const struct difference_tags ADDED = { "<ins>", "</ins>" };

// What a rule does, and what is said where its sample ends in nothing. Rules that are called like
// their field put it in standard form.
static const struct rule_words {
    const char *rule, *does, *end;
} RULES[] = {
    { "junk", "says nothing: left out", "left out" },
    { "split", "several in one cell: taken apart", "taken apart" },
    { "moved", "in the wrong column: moved", "moved" },
    { "extension", "extension taken off", "" },
    { "name", "taken apart and written evenly", "" },
    { "suggestion", "looks mistyped", "" },
};

static const struct rule_words *words_of(str rule)
{
    static const struct rule_words STANDARD = { "", "put in standard form", "" };
    for (size_t i = 0; i < LENGTH(RULES); i++)
        if (str_eq(rule, str_of(RULES[i].rule)))
            return &RULES[i];
    return &STANDARD;
}

static str does_what(const struct report_mended *mended)
{
    if (!str_eq(mended->rule, STR("doubtful")))
        return str_of(words_of(mended->rule)->does);
    return str_eq(mended->field, STR("address")) ? STR("postcode or country") : STR("");
}

static str title_of(const struct report_mended *mended)
{
    enum field field = field_find(mended->field);
    if (field != FIELD_NONE)
        return str_of(field_info(field)->title);
    return str_eq(mended->rule, STR("name")) ? STR("Whole name") : STR("Other columns");
}

static str json_text(const json_t *value)
{
    return json_is_string(value) ? (str){ json_string_value(value), json_string_length(value) }
                                 : (str){ 0 };
}

// `text` marked where `other` lacks it. A long one is cut between two characters.
static void put_marked(struct buf *out, str text, str other, struct difference_tags tags)
{
    str shown = character_cut(text, EXAMPLE_LENGTH);
    difference_mark(out, shown, character_cut(other, EXAMPLE_LENGTH), tags);
    if (shown.len < text.len)
        html_markup(out, "\u2026");
}

static void put_example(struct buf *out, str before, str after, const char *end)
{
    html_markup(out, "<li><span class=\"before\">");
    put_marked(out, before, after, REMOVED);
    html_markup(out, "</span> <span class=\"arrow\" aria-label=\"becomes\" role=\"img\">"
                     "\u2192</span> <span class=\"after\">");
    put_marked(out, after, before, ADDED);
    if (!after.len)
        html_element(out, "i", str_of(end));
    html_markup(out, "</span></li>");
}

static void put_doubt(struct buf *out, str value, str suggestion)
{
    html_markup(out, "<li><span>");
    html_text_cut(out, value, EXAMPLE_LENGTH);
    html_markup(out, "</span>");
    if (suggestion.len) {
        html_markup(out, " <span class=\"key\">perhaps</span> <span>");
        put_marked(out, suggestion, value, ADDED);
        html_markup(out, "</span>");
    }
    html_markup(out, "</li>");
}

static void put_examples(struct buf *out, const struct report_mended *mended, bool doubtful)
{
    json_t *root = json_loadb(mended->samples.at, mended->samples.len, 0, NULL);
    size_t most = doubtful ? DOUBT_MAX : EXAMPLE_MAX;
    buf_print(out, "<td class=\"whole\"><ul class=\"examples%s\">", doubtful ? " doubts" : "");
    for (size_t i = 0; i < json_array_size(root) && i < most; i++) {
        const json_t *pair = json_array_get(root, i);
        str before = json_text(json_array_get(pair, 0)), after = json_text(json_array_get(pair, 1));
        if (doubtful)
            put_doubt(out, before, after);
        else
            put_example(out, before, after, words_of(mended->rule)->end);
    }
    html_markup(out, "</ul></td>");
    json_decref(root);
}

static void put_row(struct buf *out, const struct report_mended *mended, int64_t most,
                    bool doubtful)
{
    const struct chart_part part = { doubtful ? "bad" : "good", mended->count };
    html_markup(out, "<tr><th scope=\"row\">");
    html_text(out, title_of(mended));
    if (does_what(mended).len)
        html_element(out, "span class=\"sub\"", does_what(mended));
    html_markup(out, "</th><td class=\"picture small\">");
    chart_bar(out, &part, 1, most, STR(""));
    html_markup(out, "</td><td class=\"n\" data-label=\"values\">");
    html_number(out, mended->count);
    html_markup(out, "</td>");
    put_examples(out, mended, doubtful);
    html_markup(out, "</tr>");
}

static void put_table(struct buf *out, const struct report_mended_list *list, const char *caption,
                      bool doubtful)
{
    buf_print(out,
              "<table class=\"stack mended\"><caption class=\"unseen\">%s</caption>"
              "<thead><tr><th scope=\"col\">Field</th>"
              "<th scope=\"col\" colspan=\"2\" class=\"n\">Values</th>"
              "<th scope=\"col\">For instance</th></tr></thead><tbody>",
              caption);
    for (size_t i = 0; i < list->count && i < ROW_MAX; i++)
        put_row(out, &list->items[i], list->items[0].count, doubtful);
    html_markup(out, "</tbody></table>");
}

static void put_doubtful(struct buf *out, const struct report_data *data)
{
    if (data->doubtful.count == 0)
        return;
    html_markup(out, "<h3>What looks wrong and was left as it is</h3><p class=\"note\">");
    html_count(out, data->doubtful_total, "value that", "values that");
    html_markup(
        out, " no rule can mend: kept as received, and not used to recognise anybody. "
             "Correct such values where they come from, or with <code>kartotek edit</code>.</p>");
    put_table(out, &data->doubtful, "Values that look wrong, by field", true);
}

void page_mended(struct buf *out, const struct report_data *data)
{
    html_markup(out, "<section aria-labelledby=\"mended\"><h2 id=\"mended\">What was mended</h2>");
    if (data->mended.count == 0) {
        html_markup(out, "<p>No value had to be mended.</p>");
    } else {
        html_markup(out, "<p class=\"note\">What was received is kept beside what it became. "
                         "Counted in the latest import of every file.</p>");
        put_table(out, &data->mended, "Values mended, by field and rule", false);
    }
    put_doubtful(out, data);
    html_markup(out, "</section>");
}
