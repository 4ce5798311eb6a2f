#include "match/email_level.h"

#include "match/compare.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool same_digits(str a, str b)
{
    size_t i = 0, j = 0;
    for (;;) {
        while (i < a.len && !is_digit(a.at[i]))
            i++;
        while (j < b.len && !is_digit(b.at[j]))
            j++;
        if (i == a.len || j == b.len)
            return i == a.len && j == b.len;
        if (a.at[i++] != b.at[j++])
            return false;
    }
}

// Mailboxes that only spell the name are alike for all namesakes, and "anna77" is not "anna78"
// mistyped.
static enum match_level compare_mailboxes(struct side a, struct side b)
{
    str left = side_part(a), right = side_part(b);
    size_t shorter = left.len < right.len ? left.len : right.len;
    if ((a.item->flags | b.item->flags) & MATCH_IS_NAMED || shorter < 4)
        return LEVEL_DIFFERENT;
    if (a.item->group != b.item->group && str_eq(left, right))
        return compare_edits(side_text(a), side_text(b), 2) <= 2 ? LEVEL_CLOSE : LEVEL_VARIANT;
    if (a.item->group == b.item->group && same_digits(left, right) &&
        compare_edits(left, right, 1) <= 1)
        return LEVEL_CLOSE;
    return LEVEL_DIFFERENT;
}

enum match_level email_level(struct side a, struct side b)
{
    if (a.item->hash == b.item->hash)
        return a.item->flags & MATCH_IS_ROLE ? LEVEL_WEAK : LEVEL_SAME;
    if ((a.item->flags | b.item->flags) & MATCH_IS_ROLE)
        return LEVEL_MISSING; // it says nothing about the person
    enum match_level level = compare_mailboxes(a, b);
    bool same_company = a.item->group == b.item->group && !(a.item->flags & MATCH_IS_FREEMAIL);
    return level == LEVEL_DIFFERENT && same_company ? LEVEL_SOUND : level;
}
