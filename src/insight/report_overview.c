// The top of the page: what a manager reads in a minute and a steward acts on.

#include "insight/report_page.h"

#include "insight/chart.h"
#include "insight/html.h"

#include "base/clock.h"

enum { STALE_DAYS = 180, DAY_MS = 24 * 3600 * 1000 };

static int64_t joined(const struct report_data *data)
{
    return report_records(data) - report_contacts(data);
}

static int64_t waiting(const struct report_data *data)
{
    return data->proposal_total + data->staged.total;
}

// --- headline ---

static void put_header(struct buf *out, str name, int64_t at)
{
    auto_arena arena = { 0 };
    str time = clock_format(&arena, at);
    html_markup(out, "<header><p class=\"kicker\">Kartotek report</p>");
    html_element(out, "h1", name);
    buf_print(out,
              "<p class=\"when\"><time datetime=\"" STR_FMT "\">" STR_FMT " " STR_FMT
              "</time> UTC</p></header>",
              STR_ARG(time), STR_ARG(str_slice(time, 0, 10)), STR_ARG(str_slice(time, 11, 16)));
}

static void put_sentence(struct buf *out, const struct report_data *data)
{
    html_markup(out, "<p class=\"lead\">");
    if (report_records(data) == 0) {
        html_markup(out, "The register holds no contacts yet.</p>");
        return;
    }
    html_count(out, (int64_t)data->sources.count, "source sent ", "sources sent ");
    html_count(out, report_records(data), "record", "records");
    html_markup(out, ". They are <b>");
    html_count(out, report_contacts(data), "contact", "contacts");
    html_markup(out, "</b>: ");
    html_count(out, data->person.count, "person", "persons");
    html_markup(out, " and ");
    html_count(out, data->company.count, "company", "companies");
    html_markup(out, ". ");
    if (joined(data)) {
        html_count(out, joined(data), "record", "records");
        html_markup(out, " (");
        html_percent(out, joined(data), report_records(data));
        html_markup(out, joined(data) == 1 ? ") repeats somebody already there."
                                           : ") repeat somebody already there.");
    } else {
        html_markup(out, "None of them was there twice.");
    }
    html_markup(out, "</p>");
}

// What the records became: one bar and its legend.
static void put_flow(struct buf *out, const struct report_data *data)
{
    const struct chart_part parts[] = {
        { "person", data->person.count },
        { "company", data->company.count },
        { "again", joined(data) },
    };
    static const char *const NAMES[] = { "Persons", "Companies", "Repetitions, joined" };
    html_markup(out, "<div class=\"flow\">");
    chart_bar(out, parts, LENGTH(parts), report_records(data),
              STR("Records by what they became; the figures follow."));
    html_markup(out, "<ul class=\"legend\">");
    for (size_t i = 0; i < LENGTH(parts); i++) {
        buf_print(out, "<li><span class=\"dot %s\"></span>%s <b>", parts[i].class, NAMES[i]);
        html_percent(out, parts[i].value, report_records(data));
        html_markup(out, "</b></li>");
    }
    html_markup(out, "</ul></div>");
}

static void put_card(struct buf *out, const char *anchor, const char *title, int64_t number,
                     bool calls)
{
    buf_print(out, "<li%s><a href=\"#%s\"><span class=\"what\">%s</span><b>",
              calls && number ? " class=\"calls\"" : "", anchor, title);
    html_number(out, number);
    html_markup(out, "</b></a></li>");
}

static void put_headline(struct buf *out, const struct report_data *data)
{
    html_markup(out, "<section aria-labelledby=\"short\"><h2 id=\"short\">In short</h2>");
    put_sentence(out, data);
    if (report_records(data))
        put_flow(out, data);
    html_markup(out, "<ul class=\"cards\">");
    put_card(out, "sources", "Records in", report_records(data), false);
    put_card(out, "quality", "Persons", data->person.count, false);
    put_card(out, "quality", "Companies", data->company.count, false);
    put_card(out, "duplicates", "Duplicates joined", joined(data), false);
    put_card(out, "mended", "Values mended", data->mended_total, false);
    put_card(out, "review", "To review", waiting(data), true);
    put_card(out, "rejected", "Rows rejected", data->rejected.total, true);
    html_markup(out, "</ul></section>");
}

// --- next steps ---

struct steps {
    struct buf *out;
    int64_t count;
};

// Begins a step: "<count> <one or many>".
static void step_begin(struct steps *steps, const char *anchor, int64_t count, const char *one,
                       const char *many)
{
    if (steps->count++ == 0)
        html_markup(steps->out, "<ol class=\"steps\">");
    buf_print(steps->out, "<li><a href=\"#%s\">", anchor);
    html_count(steps->out, count, one, many);
    html_markup(steps->out, "</a> ");
}

static void step_end(struct steps *steps, const char *words)
{
    html_markup(steps->out, words);
    html_markup(steps->out, "</li>");
}

static void step_review(struct steps *steps, const struct report_data *data)
{
    if (data->proposal_total) {
        step_begin(steps, "review", data->proposal_total, "pair", "pairs");
        step_end(steps, "may be one and the same. Decide the most likely first; what is decided "
                        "once is not asked again.");
    }
    if (data->staged.total) {
        step_begin(steps, "review", data->staged.total, "row", "rows");
        step_end(steps, "of imports wait outside until somebody lets them in: "
                        "<code>kartotek review</code>");
    }
}

static void step_rejected(struct steps *steps, const struct report_data *data)
{
    if (data->rejected.total == 0)
        return;
    const struct report_reason *first = &data->rejected.reasons.items[0];
    step_begin(steps, "rejected", data->rejected.total, "row was rejected,", "rows were rejected,");
    bool one_reason = data->rejected.reasons.count == 1;
    html_markup(steps->out, one_reason ? "because \u201C" : "most often because \u201C");
    html_text_cut(steps->out, first->reason, 120);
    html_markup(steps->out, "\u201D");
    if (!one_reason) {
        html_markup(steps->out, " (");
        html_number(steps->out, first->count);
        html_markup(steps->out, ")");
    }
    step_end(steps, ". Mend what is wrong in the file and import it again.");
}

static void step_unfinished(struct steps *steps, const struct report_data *data)
{
    if (data->unfinished.count == 0)
        return;
    const struct report_unfinished *first = &data->unfinished.items[0];
    step_begin(steps, "sources", (int64_t)data->unfinished.count,
               "import has not finished:", "imports have not finished, for instance");
    html_name(steps->out, first->file_name.len ? first->file_name : first->source);
    step_end(steps, ". Start it again and it goes on where it stopped.");
}

static void step_weak_joins(struct steps *steps, const struct report_data *data)
{
    int64_t weak = data->joins.bands[0] + data->joins.bands[1];
    if (weak == 0)
        return;
    step_begin(steps, "duplicates", weak, "join has", "joins have");
    step_end(steps, "odds below 64 to 1. The least certain ones are shown with their reasons: look "
                    "whether they are right.");
}

static void step_invalid(struct steps *steps, const struct report_data *data, enum field field,
                         const char *one, const char *many)
{
    const struct report_field *person = report_field_find(&data->person, field);
    const struct report_field *company = report_field_find(&data->company, field);
    int64_t count = person->invalid + company->invalid;
    if (count == 0)
        return;
    step_begin(steps, person->invalid >= company->invalid ? "persons" : "companies", count, one,
               many);
    step_end(steps, "that cannot be right, and no other. Ask for it at the next contact.");
}

static void step_gaps(struct steps *steps, const struct report_data *data)
{
    const struct report_field *number = report_field_find(&data->company, FIELD_ORG_NUMBER);
    if (data->person.unreachable) {
        step_begin(steps, "persons", data->person.unreachable, "person has", "persons have");
        step_end(steps, "neither e-mail nor phone. Complete them or leave them out of mailings.");
    }
    if (data->company.unreachable) {
        step_begin(steps, "companies", data->company.unreachable, "company has", "companies have");
        step_end(steps, "neither e-mail nor phone.");
    }
    if (data->company.count > number->filled) {
        step_begin(steps, "companies", data->company.count - number->filled, "company has",
                   "companies have");
        step_end(steps, "no organisation number. It is the surest way to tell companies apart.");
    }
}

static void step_stale(struct steps *steps, const struct report_data *data, int64_t at)
{
    const struct report_source *oldest = NULL;
    int64_t count = 0;
    for (size_t i = 0; i < data->sources.count; i++) {
        const struct report_source *source = &data->sources.items[i];
        if (source->last_at == 0 || at - source->last_at < (int64_t)STALE_DAYS * DAY_MS)
            continue;
        count++;
        if (!oldest || source->last_at < oldest->last_at)
            oldest = source;
    }
    if (!oldest)
        return;
    step_begin(steps, "sources", count, "source has", "sources have");
    html_markup(steps->out, "told nothing for half a year or more; the oldest is ");
    html_name(steps->out, oldest->name);
    step_end(steps, ". Import it anew or lower its trust.");
}

static void put_steps(struct buf *out, const struct report_data *data, int64_t at)
{
    struct steps steps = { out, 0 };
    html_markup(out, "<section aria-labelledby=\"next\"><h2 id=\"next\">What to do next</h2>");
    step_unfinished(&steps, data);
    step_review(&steps, data);
    step_rejected(&steps, data);
    step_weak_joins(&steps, data);
    step_invalid(&steps, data, FIELD_EMAIL, "contact has an e-mail address",
                 "contacts have an e-mail address");
    step_invalid(&steps, data, FIELD_PHONE, "contact has a phone number",
                 "contacts have a phone number");
    step_gaps(&steps, data);
    step_stale(&steps, data, at);
    if (steps.count)
        html_markup(out, "</ol>");
    else if (report_contacts(data))
        html_markup(out, "<p>Nothing: no pair waits, no row was rejected, and every contact can "
                         "be reached.</p>");
    else
        html_markup(out, "<p>The register is empty. Begin with a file: <code>kartotek import FILE "
                         "--source NAME</code></p>");
    html_markup(out, "</section>");
}

static void put_contents(struct buf *out)
{
    static const char *const ANCHORS[] = { "sources",    "mended", "quality",
                                           "duplicates", "review", "rejected" };
    static const char *const NAMES[] = {
        "What came in",     "What was mended",    "How complete and valid it is",
        "Duplicates found", "What awaits review", "What was rejected"
    };
    html_markup(out, "<nav aria-label=\"Contents\"><ul>");
    for (size_t i = 0; i < LENGTH(ANCHORS); i++)
        buf_print(out, "<li><a href=\"#%s\">%s</a></li>", ANCHORS[i], NAMES[i]);
    html_markup(out, "</ul></nav>");
}

void page_overview(struct buf *out, const struct report_data *data, str name, int64_t at)
{
    put_header(out, name, at);
    html_markup(out, "<main>");
    put_headline(out, data);
    put_steps(out, data, at);
    put_contents(out);
}
