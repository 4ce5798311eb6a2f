#include "match/namesake.h"

#include "match/digits_level.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// The year in a mailbox that says its owner's name, without its century: 68 of "anna.berg68@..."
// and of "anna1968@..."; -1 without.
static int mailbox_year(const struct match_record *record, const struct match_item *item)
{
    str local = str_slice(match_text(record, item), 0, item->part_len);
    int year = 0, digits = 0;
    if (!(item->flags & MATCH_HAS_DIGITS) ||
        !(item->flags & (MATCH_SAYS_GIVEN | MATCH_SAYS_FAMILY)))
        return -1;
    for (size_t i = 0; i < local.len; i++) {
        digits += is_digit(local.at[i]);
        year = is_digit(local.at[i]) ? year * 10 % 100 + (local.at[i] - '0') : year;
    }
    return digits == 2 || digits == 4 ? year : -1;
}

static bool has_two_years(const struct match_record *a, const struct match_record *b)
{
    for (size_t i = 0; i < match_count(a, MATCH_EMAIL); i++)
        for (size_t j = 0; j < match_count(b, MATCH_EMAIL); j++) {
            int left = mailbox_year(a, match_items(a, MATCH_EMAIL) + i);
            int right = mailbox_year(b, match_items(b, MATCH_EMAIL) + j);
            if (left >= 0 && right >= 0 && left != right)
                return true;
        }
    return false;
}

// How alike the mobile phones of the two are; a phone at home may be shared beside them.
static enum match_level compare_mobiles(const struct match_record *a, const struct match_record *b)
{
    enum match_level best = LEVEL_MISSING;
    for (size_t i = 0; i < match_count(a, MATCH_PHONE); i++)
        for (size_t j = 0; j < match_count(b, MATCH_PHONE); j++) {
            struct side left = { a, match_items(a, MATCH_PHONE) + i };
            struct side right = { b, match_items(b, MATCH_PHONE) + j };
            if (!(left.item->flags & right.item->flags & MATCH_IS_MOBILE))
                continue;
            enum match_level level = digits_level(left, right);
            best = best == LEVEL_MISSING || level < best ? level : best;
        }
    return best;
}

static unsigned generation_of(const struct match_record *record)
{
    return match_count(record, MATCH_GIVEN) ? match_items(record, MATCH_GIVEN)->extra_at : 0;
}

// A father and a son of one name live at one address. What tells them apart: birth dates; where one
// is not known, "Jr", the years in their mailboxes, and that each has a mobile phone and a mailbox
// of his own.
bool namesake_is_other(const struct match_record *a, const struct match_record *b,
                       const struct match_comparison *comparison)
{
    enum match_level email = (enum match_level)comparison->level[MATCH_EMAIL];
    bool is_one_home = comparison->level[MATCH_ADDRESS] != LEVEL_MISSING &&
                       comparison->level[MATCH_ADDRESS] <= LEVEL_CLOSE &&
                       comparison->level[MATCH_ADDRESS] != LEVEL_PART;
    bool has_two_mailboxes = email == LEVEL_SOUND || email == LEVEL_DIFFERENT;
    if (comparison->level[MATCH_GIVEN] == LEVEL_MISSING || !is_one_home)
        return false;
    if (comparison->level[MATCH_BIRTH] != LEVEL_MISSING)
        return comparison->level[MATCH_BIRTH] == LEVEL_DIFFERENT && email != LEVEL_SAME &&
               comparison->level[MATCH_CUSTOM] != LEVEL_SAME;
    enum match_level mobiles = compare_mobiles(a, b);
    bool has_two_mobiles = mobiles == LEVEL_DIFFERENT;
    bool is_one = mobiles == LEVEL_SAME || comparison->level[MATCH_COMPANY] == LEVEL_SAME;
    if (generation_of(a) && generation_of(b) && generation_of(a) != generation_of(b))
        return true;
    if (is_one || !has_two_mailboxes)
        return false;
    return has_two_mobiles || generation_of(a) != generation_of(b) || has_two_years(a, b);
}
