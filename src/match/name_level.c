#include "match/name_level.h"

#include "match/compare.h"
#include "match/sound.h"
#include "value/nickname.h"

// Names of which one is known by its first letter only.
static enum match_level compare_initials(struct side a, struct side b)
{
    return side_text(a).at[0] == side_text(b).at[0] ? LEVEL_WEAK : LEVEL_DIFFERENT;
}

static enum match_level compare_spelling(struct side a, struct side b)
{
    str left = side_text(a), right = side_text(b);
    if (compare_unspaced(left, right) || compare_close(left, right))
        return LEVEL_CLOSE;
    if (a.item->code == b.item->code && a.item->code)
        return LEVEL_SOUND;
    return compare_alike(left, right, 0.85) ? LEVEL_SOUND : LEVEL_DIFFERENT;
}

static bool has_more_words(const struct match_item *item)
{
    return item->part_len < item->len;
}

enum match_level name_level_given(struct side a, struct side b)
{
    if (a.item->hash == b.item->hash)
        return a.item->flags & MATCH_IS_INITIAL ? LEVEL_WEAK : LEVEL_SAME;
    if ((a.item->flags | b.item->flags) & MATCH_IS_INITIAL)
        return compare_initials(a, b);
    str left = side_part(a), right = side_part(b);
    if (has_more_words(a.item) || has_more_words(b.item)) {
        size_t shared = 0;
        size_t missing = compare_words(side_text(a), side_text(b), &shared);
        if (missing == 0)
            return LEVEL_PART;
        if (str_eq(left, right))
            return LEVEL_CLOSE;
    }
    if (a.item->group & b.item->group && nickname_related(left, right))
        return LEVEL_VARIANT;
    enum match_level level = compare_spelling(a, b);
    if (level == LEVEL_DIFFERENT && (has_more_words(a.item) || has_more_words(b.item)) &&
        compare_close(left, right))
        return LEVEL_SOUND;
    return level;
}

// "berg" and "berg larsson" share a word that is more than a particle.
static bool shares_word(str a, str b)
{
    str word, other;
    while (str_split(&a, ' ', &word)) {
        str rest = b;
        while (word.len >= 3 && !sound_is_particle(word) && str_split(&rest, ' ', &other))
            if (str_eq(word, other))
                return true;
    }
    return false;
}

enum match_level name_level_family(struct side a, struct side b)
{
    if (a.item->hash == b.item->hash)
        return LEVEL_SAME;
    bool has_words = has_more_words(a.item) || has_more_words(b.item);
    if (has_words && shares_word(side_text(a), side_text(b)))
        return LEVEL_PART;
    if (a.item->len == 1 || b.item->len == 1)
        return compare_initials(a, b);
    return compare_spelling(a, b);
}

static enum match_level compare_crosswise(struct side a, struct side b)
{
    if (str_eq(side_text(a), side_text(b)))
        return LEVEL_SAME;
    enum match_level level = compare_spelling(a, b);
    return level == LEVEL_DIFFERENT && nickname_related(side_part(a), side_part(b)) ? LEVEL_VARIANT
                                                                                    : level;
}

// Given and family name in each other's place: tried when neither stands where it should.
void name_level_swapped(const struct match_record *a, const struct match_record *b,
                        struct match_comparison *out)
{
    if (out->level[MATCH_GIVEN] < LEVEL_WEAK || out->level[MATCH_FAMILY] < LEVEL_WEAK)
        return;
    struct side given = { a, match_items(a, MATCH_GIVEN) };
    struct side family = { b, match_items(b, MATCH_FAMILY) };
    struct side other_given = { b, match_items(b, MATCH_GIVEN) };
    struct side other_family = { a, match_items(a, MATCH_FAMILY) };
    if (given.item->code != family.item->code && other_given.item->code != other_family.item->code)
        return;
    enum match_level first = compare_crosswise(given, family);
    enum match_level second = compare_crosswise(other_family, other_given);
    if (!level_is_alike(first) || !level_is_alike(second))
        return;
    // Which of the two is the given name nobody knows; those vary more.
    out->level[MATCH_GIVEN] = (uint8_t)(first > second ? first : second);
    out->level[MATCH_FAMILY] = (uint8_t)(first > second ? second : first);
    out->value[MATCH_GIVEN] = out->value[MATCH_FAMILY] = 0;
    out->level[MATCH_ORDER] = LEVEL_DIFFERENT;
}
