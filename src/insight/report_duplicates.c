// Who was joined, how surely, and who may have to be.

#include "insight/report_page.h"

#include "insight/html.h"
#include "insight/report_bars.h"
#include "insight/report_compare.h"
#include "insight/report_refused.h"

#include "base/id.h"

enum { SIZE_ROW_MAX = 7 };

// --- how many, how certain ---

// Sizes beyond the last row are counted there.
static size_t collect_sizes(const struct report_data *data, struct arena *arena,
                            struct bars_row rows[SIZE_ROW_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < SIZE_ROW_MAX; i++)
        rows[i].name = arena_print(arena, i + 1 == SIZE_ROW_MAX ? "%zu or more" : "%zu", i + 1);
    for (size_t i = 0; i < data->sizes.count; i++) {
        int64_t size = data->sizes.items[i].value;
        if (size < 1)
            continue;
        size_t place = size < SIZE_ROW_MAX ? (size_t)size - 1 : SIZE_ROW_MAX - 1;
        rows[place].value += data->sizes.items[i].contacts;
        count = place + 1 > count ? place + 1 : count;
    }
    return count;
}

static void put_sizes(struct buf *out, const struct report_data *data)
{
    auto_arena arena = { 0 };
    struct bars_row rows[SIZE_ROW_MAX] = { 0 };
    size_t count = collect_sizes(data, &arena, rows);
    html_markup(out, "<div>");
    bars_table(out, "How many records make a contact", "Records", "Contacts", rows, count);
    html_markup(out, "</div>");
}

static void put_certainty(struct buf *out, const struct report_data *data)
{
    static const char *const NAMES[REPORT_BAND_COUNT] = {
        "under 16",
        "16 and more",
        "64 and more",
        "1\u202F000 and more",
        "32\u202F000 and more",
        "a million and more",
    };
    struct bars_row rows[REPORT_BAND_COUNT];
    for (size_t i = 0; i < REPORT_BAND_COUNT; i++)
        rows[i] = (struct bars_row){ str_of(NAMES[i]), data->joins.bands[i] };
    html_markup(out, "<div>");
    bars_table(out, "How sure the machine was", "Odds, to 1", "Joins", rows, REPORT_BAND_COUNT);
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
                     "\u22123 eight times worse.</p>");
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
    html_name(out, group->names[0].len ? group->names[0] : STR("Without a name"));
    if (group->contact_ids[1]) {
        html_markup(out, " <span class=\"key\">or</span> ");
        html_name(out, group->names[1].len ? group->names[1] : STR("Without a name"));
    }
    html_markup(out, "</h4>");
}

// The record to take out of a larger group is the first one: of a doubtful join, the later comer.
static void put_parting(struct buf *out, const struct report_group *group)
{
    const struct report_side *first = &group->sides[0];
    html_markup(out, "<p class=\"command\">Not the same? <code>kartotek unmerge ");
    put_id(out, group->contact_ids[0]);
    if (group->record_count > 2 && group->side_count) {
        html_markup(out, " ");
        put_id(out, first->record_id);
        html_markup(out, "</code> takes ");
        compare_record(out, first);
        html_markup(out, " out, without the last id all apart.</p>");
    } else {
        html_markup(out, "</code></p>");
    }
}

static void put_joined(struct buf *out, const struct report_group_list *groups)
{
    for (size_t i = 0; i < groups->count; i++) {
        const struct report_group *group = &groups->items[i];
        html_markup(out, "<article>");
        put_group_name(out, group);
        html_markup(out, "<p class=\"facts\">");
        html_count(out, (int64_t)group->record_count, "record", "records");
        html_markup(out, " \u00B7 <code>");
        put_id(out, group->contact_ids[0]);
        html_markup(out, "</code></p>");
        compare_table(out, group);
        compare_reasons(out, group);
        put_parting(out, group);
        html_markup(out, "</article>");
    }
}

static void put_least(struct buf *out, const struct report_data *data,
                      const struct report_group_list *least)
{
    if (least->count == 0)
        return;
    html_markup(out, "<h3>The least certain joins</h3><p class=\"note\">Of ");
    html_count(out, data->joins.by_machine, "join", "joins");
    html_markup(out,
                " by the machine these have the lowest odds, so errors are likeliest here. They "
                "show how the machine errs, not how often: if one is wrong, look for more of "
                "its kind; if all are right, the others are likelier still, but not "
                "proven.</p>");
    put_joined(out, least);
}

void page_duplicates(struct buf *out, const struct report_data *data,
                     const struct report_group_list *least, const struct report_group_list *largest)
{
    html_markup(out, "<section aria-labelledby=\"duplicates\"><h2 id=\"duplicates\">Duplicates "
                     "found</h2>");
    if (least->count + largest->count == 0) {
        html_markup(out, "<p>No two records were taken for the same person or company.</p>"
                         "</section>");
        return;
    }
    put_deciders(out, &data->joins);
    html_markup(out, "<div class=\"halves\">");
    put_sizes(out, data);
    put_certainty(out, data);
    html_markup(out, "</div>");
    put_least(out, data, least);
    if (largest->count)
        html_markup(out, "<h3>The largest groups</h3><p class=\"note\">Many records of one contact "
                         "may be right, or a shared address that swallowed several people.</p>");
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

static void put_pairs(struct buf *out, const struct report_data *data,
                      const struct report_group_list *proposals)
{
    html_markup(out, "<h3>Pairs that may be one and the same</h3><p class=\"note\">");
    if (data->proposal_total > (int64_t)proposals->count) {
        html_markup(out, "The most likely ");
        html_number(out, (int64_t)proposals->count);
        html_markup(out, " of ");
    }
    html_count(out, data->proposal_total, "pair", "pairs");
    html_markup(out, "; <code>kartotek duplicates</code> lists all. The first of the two is kept "
                     "when they are merged.</p>");
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
}

static void put_staged(struct buf *out, const struct report_data *data)
{
    html_markup(out, "<h3>Rows that wait outside</h3><p class=\"note\">");
    html_count(out, data->staged.total, "row is", "rows are");
    html_markup(out,
                " kept out of the register until somebody decides. <code>kartotek review</code> "
                "lists them with their ids, <code>kartotek review accept ID</code> lets one in, "
                "<code>kartotek review reject ID</code> drops it.</p>");
    refused_table(out, &data->staged, "Rows that wait, by reason");
}

void page_review(struct buf *out, const struct report_data *data,
                 const struct report_group_list *proposals)
{
    html_markup(out,
                "<section aria-labelledby=\"review\"><h2 id=\"review\">What awaits review</h2>");
    if (data->proposal_total + data->staged.total == 0)
        html_markup(out, "<p>Nothing: no pair and no row waits for a decision.</p>");
    if (data->staged.total)
        put_staged(out, data);
    if (data->proposal_total)
        put_pairs(out, data, proposals);
    html_markup(out, "</section>");
}
