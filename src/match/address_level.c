#include "match/address_level.h"

#include "match/compare.h"

static str house_number(struct side side)
{
    size_t at = side.item->extra_at;
    return str_slice(side_text(side), at, at ? at + side.item->extra_len : 0);
}

static str city_of(struct side side)
{
    size_t at = side.item->city_at;
    return at ? str_slice(side_text(side), at, side.item->len) : (str){ 0 };
}

static bool is_either_missing(str a, str b)
{
    return !a.len || !b.len;
}

static str postcode_of(struct side side)
{
    str text = side_text(side);
    size_t from = str_find_byte(text, '|') + 1;
    str rest = str_slice(text, from, text.len);
    return str_slice(rest, 0, str_find_byte(rest, '|'));
}

// Both have a postcode, and one is not the other with a typing mistake. There is more than one
// Station Road in a large town.
static bool is_other_district(struct side a, struct side b)
{
    return a.item->group && b.item->group && a.item->group != b.item->group &&
           compare_edits(postcode_of(a), postcode_of(b), 1) > 1;
}

// The same town, as far as is known. `is_known`: at least one thing both have agrees.
static bool same_town(struct side a, struct side b, bool *is_known)
{
    bool has_postcodes = a.item->group && b.item->group;
    str left = city_of(a), right = city_of(b);
    bool has_cities = !is_either_missing(left, right);
    bool same_postcode = has_postcodes && a.item->group == b.item->group;
    *is_known = has_postcodes || has_cities;
    if (same_postcode || !*is_known)
        return true;
    return has_cities && (str_eq(left, right) || compare_close(left, right));
}

enum match_level address_level(struct side a, struct side b)
{
    if (a.item->hash == b.item->hash && a.item->part_len && a.item->extra_at)
        return LEVEL_SAME;
    str street = side_part(a), other = side_part(b);
    bool has_streets = !is_either_missing(street, other);
    bool same_street = has_streets && str_eq(street, other);
    str number = house_number(a), other_number = house_number(b);
    bool same_number = number.len && str_eq(number, other_number);
    bool is_known = false;
    bool is_town = same_town(a, b, &is_known);
    bool same_postcode = a.item->group && a.item->group == b.item->group;
    bool misses_number = is_either_missing(number, other_number);
    bool matters =
        is_town && (same_number || (misses_number && is_known)) && !is_other_district(a, b);
    if (matters && (same_street || (has_streets && compare_close(street, other)))) {
        if (misses_number)
            return LEVEL_VARIANT;
        return same_street && is_known ? LEVEL_SAME : LEVEL_CLOSE;
    }
    if (same_street && (same_number || is_town))
        return LEVEL_PART;
    if (same_postcode)
        return LEVEL_SOUND;
    return is_town && is_known ? LEVEL_WEAK : LEVEL_DIFFERENT;
}
