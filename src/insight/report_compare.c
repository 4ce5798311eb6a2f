#include "insight/report_compare.h"

#include "insight/difference.h"
#include "insight/html.h"
#include "value/address.h"
#include "insight/reason.h"

#include <math.h>

enum { RAW_MAX = 1500, KEY_MAX = 24 };

static const struct difference_tags MARK = { "<mark>", "</mark>" };

void compare_odds(struct buf *out, double weight)
{
    double odds = exp2(fmin(fabs(weight), 40));
    bool for_it = weight >= 0;
    // Two digits are all that a weight knows.
    double unit = pow(10, fmax(0, floor(log10(odds)) - 1));
    int64_t number = (int64_t)(round(odds / unit) * unit);
    if (!for_it)
        html_markup(out, "1 to ");
    if (number > 1000000000)
        html_markup(out, "over a billion");
    else
        html_number(out, number);
    if (for_it)
        html_markup(out, " to 1");
}

// --- values ---

static str shown_value(const struct entry_item *item, struct arena *arena)
{
    if (item->field != FIELD_ADDRESS)
        return item->value;
    const struct address address = address_split(item->value);
    return address_format(&address, arena);
}

// The value of another side to read `item` against: one of the same field that is not there too.
static const struct entry_item *counterpart(const struct report_group *group, size_t side,
                                            const struct entry_item *item)
{
    for (size_t i = 0; i < group->side_count; i++) {
        const struct entry *entry = &group->sides[i].entry;
        for (size_t j = 0; i != side && j < entry->count; j++)
            if (entry->items[j].field == item->field && entry->items[j].custom == item->custom)
                return &entry->items[j];
    }
    return NULL;
}

static bool is_shared(const struct report_group *group, size_t side, const struct entry_item *item)
{
    for (size_t i = 0; i < group->side_count; i++)
        if (i != side && entry_says(&group->sides[i].entry, item))
            return true;
    return false;
}

static void put_value(struct buf *out, const struct report_group *group, size_t side,
                      const struct entry_item *item)
{
    auto_arena arena = { 0 };
    const struct entry_item *other = counterpart(group, side, item);
    str text = shown_value(item, &arena);
    html_markup(out, item->invalid ? "<span class=\"wrong\" title=\"not valid\">" : "<span>");
    bool same = !other || is_shared(group, side, item);
    difference_mark(out, text, same ? text : shown_value(other, &arena), MARK);
    html_markup(out, "</span>");
}

static void put_cell(struct buf *out, const struct report_group *group, size_t side,
                     const struct entry_item *row)
{
    const struct entry *entry = &group->sides[side].entry;
    bool any = false;
    html_markup(out, "<td>");
    for (size_t i = 0; i < entry->count; i++) {
        const struct entry_item *item = &entry->items[i];
        if (item->field != row->field || item->custom != row->custom)
            continue;
        html_markup(out, any ? "<br>" : "");
        put_value(out, group, side, item);
        any = true;
    }
    html_markup(out, any ? "</td>" : "<span class=\"none\">\u2013</span></td>");
}

// --- rows ---

// The first item of the group's rows: fields in their order, each custom field by itself.
static const struct entry_item *next_row(const struct report_group *group,
                                         const struct entry_item *after)
{
    const struct entry_item *best = NULL;
    for (size_t i = 0; i < group->side_count; i++)
        for (size_t j = 0; j < group->sides[i].entry.count; j++) {
            const struct entry_item *item = &group->sides[i].entry.items[j];
            bool later = !after || item->field > after->field ||
                         (item->field == after->field && item->custom > after->custom);
            bool sooner = !best || item->field < best->field ||
                          (item->field == best->field && item->custom < best->custom);
            if (later && sooner)
                best = item;
        }
    return best;
}

static bool row_differs(const struct report_group *group, const struct entry_item *row)
{
    for (size_t i = 0; i < group->side_count; i++)
        for (size_t j = 0; j < group->sides[i].entry.count; j++) {
            const struct entry_item *item = &group->sides[i].entry.items[j];
            if (item->field == row->field && item->custom == row->custom &&
                counterpart(group, i, item) && !is_shared(group, i, item))
                return true;
        }
    return false;
}

static void put_row(struct buf *out, const struct report_group *group, const struct entry_item *row)
{
    html_markup(out, row_differs(group, row) ? "<tr class=\"differs\">" : "<tr>");
    html_element(out, "th scope=\"row\"", str_of(field_info(row->field)->title));
    for (size_t i = 0; i < group->side_count; i++)
        put_cell(out, group, i, row);
    html_markup(out, "</tr>");
}

void compare_record(struct buf *out, const struct report_side *side)
{
    html_name(out, side->source);
    html_markup(out, " <span class=\"key\">");
    html_text_cut(out, side->external_id, KEY_MAX);
    html_markup(out, "</span>");
}

static void put_head(struct buf *out, const struct report_group *group)
{
    html_markup(out, "<thead><tr><th scope=\"col\">Field</th>");
    for (size_t i = 0; i < group->side_count; i++) {
        html_markup(out, "<th scope=\"col\">");
        compare_record(out, &group->sides[i]);
        html_markup(out, "</th>");
    }
    html_markup(out, "</tr></thead>");
}

static void put_raw(struct buf *out, const struct report_group *group)
{
    html_markup(out, "<details><summary>As received</summary><dl class=\"raw\">");
    for (size_t i = 0; i < group->side_count; i++) {
        html_markup(out, "<dt>");
        compare_record(out, &group->sides[i]);
        html_markup(out, "</dt><dd><pre>");
        html_text_cut(out, group->sides[i].raw, RAW_MAX);
        html_markup(out, "</pre></dd>");
    }
    html_markup(out, "</dl></details>");
}

void compare_table(struct buf *out, const struct report_group *group)
{
    html_markup(out, "<section class=\"wide\" tabindex=\"0\" aria-label=\"Records of ");
    html_text(out, group->names[0]);
    buf_print(out, "\"><table class=\"compare of%zu\">", group->side_count);
    html_markup(out, "<caption class=\"unseen\">What each record says</caption>");
    put_head(out, group);
    html_markup(out, "<tbody>");
    const struct entry_item *row = NULL;
    while ((row = next_row(group, row)))
        put_row(out, group, row);
    html_markup(out, "</tbody></table></section>");
    if (group->record_count > group->side_count) {
        html_markup(out, "<p class=\"more\">and ");
        html_count(out, (int64_t)(group->record_count - group->side_count), "more record",
                   "more records");
        html_markup(out, "</p>");
    }
    put_raw(out, group);
}

// --- reasons ---

static void put_reason(struct buf *out, const struct reason *reason)
{
    bool against = reason->weight < 0;
    buf_print(out, "<li class=\"%s\"><b>%s%.1f</b> ", against ? "against" : "for",
              against ? "\u2212" : "+", fabs(reason->weight));
    html_element(out, "span", reason->words);
    html_markup(out, "</li>");
}

void compare_evidence(struct buf *out, str evidence)
{
    struct reason reason;
    html_markup(out, "<ul>");
    while (reason_next(&evidence, &reason))
        put_reason(out, &reason);
    html_markup(out, "</ul>");
}

static const struct report_side *find_side(const struct report_group *group, int64_t record_id)
{
    for (size_t i = 0; i < group->side_count; i++)
        if (group->sides[i].record_id == record_id)
            return &group->sides[i];
    return NULL;
}

// Which two of a larger group are meant.
static void put_two(struct buf *out, const struct report_group *group,
                    const struct decision *decision)
{
    const struct report_side *a = find_side(group, decision->record_a);
    const struct report_side *b = find_side(group, decision->record_b);
    if (group->side_count <= 2 || !a || !b)
        return;
    compare_record(out, a);
    html_markup(out, " and ");
    compare_record(out, b);
    html_markup(out, "<br>");
}

static void put_decision(struct buf *out, const struct report_group *group,
                         const struct decision *decision)
{
    html_markup(out, "<div class=\"reasons\"><p>");
    put_two(out, group, decision);
    if (decision->by_person) {
        html_markup(out, "Joined by a person.</p></div>");
        return;
    }
    html_markup(out, "Odds of being the same: <b>");
    compare_odds(out, decision->weight);
    buf_print(out, "</b> <span class=\"key\">weight %.1f</span></p>", decision->weight);
    compare_evidence(out, decision->evidence);
    html_markup(out, "</div>");
}

void compare_reasons(struct buf *out, const struct report_group *group)
{
    enum { SHOWN = 2 };
    for (size_t i = 0; i < group->decisions.count && i < SHOWN; i++)
        put_decision(out, group, &group->decisions.items[i]);
}
