#include "match/company_level.h"

#include "match/compare.h"

static bool is_either_missing(str a, str b)
{
    return !a.len || !b.len;
}

// "redov" for "redovisning": every word of one is the beginning of, or close to, one of the other.
static bool is_abbreviated(str a, str b)
{
    str word, other;
    while (str_split(&a, ' ', &word)) {
        str rest = b;
        bool found = false;
        while (!found && str_split(&rest, ' ', &other))
            found = (word.len >= 2 && str_starts(other, word)) ||
                    (other.len >= 2 && str_starts(word, other)) || compare_close(word, other);
        if (!found)
            return false;
    }
    return true;
}

static str first_word(str s)
{
    return str_slice(s, 0, str_find_byte(s, ' '));
}

enum match_level company_level_name(struct side a, struct side b)
{
    if (a.item->hash == b.item->hash)
        return LEVEL_SAME;
    str left = side_text(a), right = side_text(b);
    if (compare_unspaced(left, right) || compare_edits(left, right, 2) <= (left.len > 8 ? 2 : 1))
        return LEVEL_CLOSE;
    size_t shared = 0;
    if (compare_words(left, right, &shared) == 0)
        return LEVEL_PART;
    str shorter = left.len < right.len ? left : right;
    str longer = left.len < right.len ? right : left;
    if (is_abbreviated(shorter, longer))
        return LEVEL_VARIANT;
    if (compare_alike(left, right, 0.95))
        return LEVEL_SOUND;
    return str_eq(first_word(left), first_word(right)) ? LEVEL_WEAK : LEVEL_DIFFERENT;
}

enum match_level company_level_domain(struct side a, struct side b)
{
    if (a.item->hash == b.item->hash)
        return LEVEL_SAME;
    str left = side_text(a), right = side_text(b);
    str name = str_slice(left, 0, str_find_byte(left, '.'));
    str other = str_slice(right, 0, str_find_byte(right, '.'));
    if (name.len < 4 || !str_eq(name, other))
        return LEVEL_DIFFERENT;
    return (a.item->flags | b.item->flags) & MATCH_IS_NAMED ? LEVEL_MISSING : LEVEL_VARIANT;
}

// Forms that one company may go by: public or not, in either of Finland's languages, and as a
// register abbreviates it.
static bool is_same_form(str a, str b)
{
    static const char *const GROUPS[][6] = {
        { "as", "asa" },
        { "oy", "oyj", "oyab", "aboy", "ab", "abp" },
        { "ltd", "plc", "coltd", "limited" },
        { "aps", "ivs" },
        { "gmbh", "mbh", "ggmbh", "ug" },
        { "inc", "corp" },
        { "sas", "sasu" },
        { "sarl", "eurl" },
    };
    for (size_t i = 0; i < LENGTH(GROUPS) && !str_eq(a, b); i++) {
        bool has_a = false, has_b = false;
        for (size_t k = 0; k < LENGTH(GROUPS[i]) && GROUPS[i][k]; k++) {
            has_a |= str_eq(a, str_of(GROUPS[i][k]));
            has_b |= str_eq(b, str_of(GROUPS[i][k]));
        }
        if (has_a && has_b)
            return true;
    }
    return str_eq(a, b);
}

enum match_level company_level_form(struct side a, struct side b)
{
    str country = side_part(a), other = side_part(b);
    bool has_countries = !is_either_missing(country, other);
    if (has_countries && !str_eq(country, other))
        return LEVEL_DIFFERENT;
    str form = str_slice(side_text(a), country.len + 1, a.item->len);
    str other_form = str_slice(side_text(b), other.len + 1, b.item->len);
    if (is_either_missing(form, other_form))
        return has_countries ? LEVEL_PART : LEVEL_MISSING;
    if (!is_same_form(form, other_form))
        return LEVEL_WEAK;
    return has_countries ? LEVEL_SAME : LEVEL_PART;
}
