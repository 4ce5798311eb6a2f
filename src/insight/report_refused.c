#include "insight/report_refused.h"

#include "insight/report_page.h"

#include "insight/character.h"
#include "insight/html.h"
#include "insight/reason.h"
#include "insight/report_compare.h"

enum { REASON_LENGTH = 240, RAW_LENGTH = 240, RAW_BYTES_MAX = 1 << 20, KIND_MAX = 12 };

// A row as one line, "Email: xxx - City: Oslo": it is kept with a tab behind each column's name
// and a line end behind its value.
static void put_raw(struct buf *out, str raw)
{
    auto_buf line = buf_new(RAW_BYTES_MAX);
    str shown = character_cut(str_trim(raw), RAW_LENGTH);
    for (size_t i = 0; i < shown.len; i++)
        if (shown.at[i] == '\n')
            buf_add(&line, STR(" \u00B7 "));
        else if (shown.at[i] == '\t')
            buf_add(&line, STR(": "));
        else
            buf_add_byte(&line, shown.at[i]);
    html_markup(out, "<code>");
    html_text(out, buf_str(&line));
    html_markup(out, shown.len < str_trim(raw).len ? "\u2026</code>" : "</code>");
}

static void put_line(struct buf *out, const struct report_line *line, str kind)
{
    html_markup(out, "<li><span class=\"key\">");
    html_name(out, line->file_name.len ? line->file_name : line->source);
    html_markup(out, ", line ");
    html_number(out, line->line);
    html_markup(out, "</span> ");
    put_raw(out, line->raw);
    if (reason_ends(line->reason)) {
        html_markup(out, "<div class=\"reasons\">");
        compare_evidence(out, line->reason);
        html_markup(out, "</div>");
    } else if (line->reason.len > kind.len + 2) { // what the kind leaves out: ": anna@"
        html_markup(out, "<span class=\"sub\">");
        html_text_cut(out, str_slice(line->reason, kind.len + 2, line->reason.len), REASON_LENGTH);
        html_markup(out, "</span>");
    }
    html_markup(out, "</li>");
}

static void put_reason(struct buf *out, const struct report_reason *reason)
{
    html_markup(out, "<tr><th scope=\"row\">");
    html_text_cut(out, reason->reason, REASON_LENGTH);
    if (reason->column.len)
        html_element(out, "span class=\"sub\"", reason->column);
    html_markup(out, "</th><td class=\"n\" data-label=\"rows\">");
    html_number(out, reason->count);
    html_markup(out, "</td><td class=\"whole\"><ul class=\"lines\">");
    for (size_t i = 0; i < reason->sample_count; i++)
        put_line(out, &reason->samples[i], reason->reason);
    html_markup(out, "</ul></td></tr>");
}

void refused_table(struct buf *out, const struct report_refused *refused, const char *caption)
{
    buf_print(out,
              "<table class=\"stack refused\"><caption class=\"unseen\">%s</caption>"
              "<thead><tr><th scope=\"col\">Reason</th><th scope=\"col\" class=\"n\">Rows</th>"
              "<th scope=\"col\">For instance</th></tr></thead><tbody>",
              caption);
    for (size_t i = 0; i < refused->reasons.count && i < KIND_MAX; i++)
        put_reason(out, &refused->reasons.items[i]);
    html_markup(out, "</tbody></table>");
    if (refused->reasons.count > KIND_MAX) {
        html_markup(out, "<p class=\"more\">and ");
        html_count(out, (int64_t)refused->reasons.count - KIND_MAX, "more reason", "more reasons");
        html_markup(out, "</p>");
    }
}

void page_rejected(struct buf *out, const struct report_data *data)
{
    html_markup(out,
                "<section aria-labelledby=\"rejected\"><h2 id=\"rejected\">What was rejected</h2>");
    if (data->rejected.total == 0) {
        html_markup(out, "<p>No row was rejected.</p></section>");
        return;
    }
    html_markup(out,
                "<p class=\"note\">Counted in the latest import of every file, which wrote all "
                "of them with line and reason to <code>FILE.rejected.csv</code> beside the file, "
                "or where <code>--rejected</code> said. Mend them there or where they come from, "
                "and import the file again.</p>");
    refused_table(out, &data->rejected, "Rows rejected, by reason");
    html_markup(out, "</section>");
}
