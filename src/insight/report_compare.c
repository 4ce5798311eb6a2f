#include "insight/report_compare.h"

#include "insight/difference.h"
#include "insight/html.h"
#include "value/address.h"

#include <math.h>
#include <stdlib.h>

enum { RAW_MAX = 1500 };

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
    if (!other || is_shared(group, side, item))
        html_text(out, text);
    else
        difference_mark(out, text, shown_value(other, &arena), MARK);
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
    html_markup(out, any ? "</td>" : "<span class=\"none\">\xE2\x80\x93</span></td>");
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

static void put_head(struct buf *out, const struct report_group *group)
{
    html_markup(out, "<thead><tr><th scope=\"col\">Field</th>");
    for (size_t i = 0; i < group->side_count; i++) {
        html_markup(out, "<th scope=\"col\">");
        html_text(out, group->sides[i].source);
        html_markup(out, " <span class=\"key\">");
        html_text_cut(out, group->sides[i].external_id, 24);
        html_markup(out, "</span></th>");
    }
    html_markup(out, "</tr></thead>");
}

static void put_raw(struct buf *out, const struct report_group *group)
{
    html_markup(out, "<details><summary>As received</summary><dl class=\"raw\">");
    for (size_t i = 0; i < group->side_count; i++) {
        html_element(out, "dt", group->sides[i].source);
        html_markup(out, "<dd><pre>");
        html_text_cut(out, group->sides[i].raw, RAW_MAX);
        html_markup(out, "</pre></dd>");
    }
    html_markup(out, "</dl></details>");
}

void compare_table(struct buf *out, const struct report_group *group)
{
    html_markup(out, "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Records of ");
    html_text(out, group->names[0]);
    html_markup(out, "\"><table class=\"compare\"><caption>What each record says</caption>");
    put_head(out, group);
    html_markup(out, "<tbody>");
    const struct entry_item *row = NULL;
    while ((row = next_row(group, row)))
        put_row(out, group, row);
    html_markup(out, "</tbody></table></div>");
    if (group->record_count > group->side_count) {
        html_markup(out, "<p class=\"more\">and ");
        html_count(out, (int64_t)(group->record_count - group->side_count), "more record",
                   "more records");
        html_markup(out, "</p>");
    }
    put_raw(out, group);
}

// --- reasons ---

// One piece of evidence: "family names are the same (berg) +3.2".
struct reason {
    str words;
    double weight;
};

// Where the weight begins: behind the last space, with its sign. False: `part` does not end so.
static bool read_reason(str part, struct reason *out)
{
    size_t space = part.len;
    while (space > 0 && part.at[space - 1] != ' ')
        space--;
    str number = str_slice(part, space, part.len);
    if (space < 2 || number.len < 4 || (number.at[0] != '+' && number.at[0] != '-'))
        return false;
    char digits[24] = "";
    if (number.len >= sizeof digits || str_find_byte(number, '.') == number.len)
        return false;
    memcpy(digits, number.at, number.len);
    char *end = NULL;
    out->weight = strtod(digits, &end);
    out->words = str_slice(part, 0, space - 1);
    return *end == '\0';
}

// Takes the next reason off `rest`; a "; " inside a value does not end one.
static bool next_reason(str *rest, struct reason *out)
{
    for (size_t from = 0; rest->len && from <= rest->len;) {
        str tail = str_slice(*rest, from, rest->len);
        size_t end = from + str_find(tail, STR("; "));
        bool last = end >= rest->len;
        if (read_reason(str_slice(*rest, 0, end), out)) {
            *rest = last ? (str){ 0 } : str_slice(*rest, end + 2, rest->len);
            return true;
        }
        if (last)
            break;
        from = end + 2;
    }
    *out = (struct reason){ .words = *rest };
    bool any = rest->len > 0;
    *rest = (str){ 0 };
    return any;
}

static void put_reason(struct buf *out, const struct reason *reason)
{
    bool against = reason->weight < 0;
    buf_print(out, "<li class=\"%s\"><b>%s%.1f</b> ", against ? "against" : "for",
              against ? "\xE2\x88\x92" : "+", fabs(reason->weight));
    html_text(out, reason->words);
    html_markup(out, "</li>");
}

static void put_decision(struct buf *out, const struct decision *decision)
{
    html_markup(out, "<div class=\"reasons\"><p>");
    if (decision->by_person) {
        html_markup(out, "Joined by a person.</p></div>");
        return;
    }
    html_markup(out, "Odds of being the same: <b>");
    compare_odds(out, decision->weight);
    buf_print(out, "</b> <span class=\"key\">weight %.1f</span></p><ul>", decision->weight);
    str rest = decision->evidence;
    struct reason reason;
    while (next_reason(&rest, &reason))
        put_reason(out, &reason);
    html_markup(out, "</ul></div>");
}

void compare_reasons(struct buf *out, const struct report_group *group)
{
    enum { SHOWN = 2 };
    for (size_t i = 0; i < group->decisions.count && i < SHOWN; i++)
        put_decision(out, &group->decisions.items[i]);
}
