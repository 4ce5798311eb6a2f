#include "match/level.h"

#include "match/compare.h"
#include "match/sound.h"
#include "value/nickname.h"

struct side {
    const struct match_record *record;
    const struct match_item *item;
};

static str text_of(struct side side)
{
    return match_text(side.record, side.item);
}

static str part_of(struct side side)
{
    return str_slice(text_of(side), 0, side.item->part_len);
}

// Names of which one is known by its first letter only.
static enum match_level compare_initials(struct side a, struct side b)
{
    return text_of(a).at[0] == text_of(b).at[0] ? LEVEL_WEAK : LEVEL_DIFFERENT;
}

static enum match_level compare_spelling(struct side a, struct side b)
{
    str left = text_of(a), right = text_of(b);
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

static enum match_level compare_given(struct side a, struct side b)
{
    if (a.item->hash == b.item->hash)
        return a.item->flags & MATCH_IS_INITIAL ? LEVEL_WEAK : LEVEL_SAME;
    if ((a.item->flags | b.item->flags) & MATCH_IS_INITIAL)
        return compare_initials(a, b);
    str left = part_of(a), right = part_of(b);
    if (has_more_words(a.item) || has_more_words(b.item)) {
        size_t shared = 0;
        size_t missing = compare_words(text_of(a), text_of(b), &shared);
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

static enum match_level compare_family(struct side a, struct side b)
{
    if (a.item->hash == b.item->hash)
        return LEVEL_SAME;
    bool has_words = has_more_words(a.item) || has_more_words(b.item);
    if (has_words && shares_word(text_of(a), text_of(b)))
        return LEVEL_PART;
    if (a.item->len == 1 || b.item->len == 1)
        return compare_initials(a, b);
    return compare_spelling(a, b);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

struct date {
    uint32_t year, month, day;
};

static struct date date_of(uint32_t packed)
{
    return (struct date){ packed / 10000, packed / 100 % 100, packed % 100 };
}

// "1985" for "1985-03-12", and the first of January for a day nobody knew.
static bool is_vague(struct date date)
{
    return !date.month || !date.day || (date.month == 1 && date.day == 1);
}

static size_t digit_differences(uint32_t a, uint32_t b)
{
    size_t count = 0;
    for (; a || b; a /= 10, b /= 10)
        count += a % 10 != b % 10;
    return count;
}

// Two neighbouring digits in each other's place.
static bool is_digit_swap(uint32_t a, uint32_t b)
{
    for (uint32_t scale = 1; scale <= 1000000; scale *= 10) {
        uint32_t right = a / scale % 10, left = a / scale / 10 % 10;
        int64_t difference = ((int64_t)right - left) * scale * 9;
        if (right != left && (int64_t)a + difference == (int64_t)b)
            return true;
    }
    return false;
}

static enum match_level compare_birth(struct side a, struct side b)
{
    uint32_t left = a.item->code, right = b.item->code;
    if (left == right)
        return LEVEL_SAME;
    struct date x = date_of(left), y = date_of(right);
    if (x.year == y.year && x.month == y.day && x.day == y.month)
        return LEVEL_VARIANT;
    if (x.year == y.year && (is_vague(x) || is_vague(y)))
        return LEVEL_PART;
    if (digit_differences(left, right) == 1 || is_digit_swap(left, right))
        return LEVEL_CLOSE;
    bool same_day = x.month == y.month && x.day == y.day;
    bool same_month = x.month == y.month && x.month;
    if ((same_day && !is_vague(x)) || (x.year == y.year && (same_month || x.day == y.day)) ||
        digit_differences(left, right) == 2)
        return LEVEL_SOUND;
    return x.year == y.year ? LEVEL_WEAK : LEVEL_DIFFERENT;
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
    str left = part_of(a), right = part_of(b);
    size_t shorter = left.len < right.len ? left.len : right.len;
    if ((a.item->flags | b.item->flags) & MATCH_IS_NAMED || shorter < 4)
        return LEVEL_DIFFERENT;
    if (a.item->group != b.item->group && str_eq(left, right))
        return compare_edits(text_of(a), text_of(b), 2) <= 2 ? LEVEL_CLOSE : LEVEL_VARIANT;
    if (a.item->group == b.item->group && same_digits(left, right) &&
        compare_edits(left, right, 1) <= 1)
        return LEVEL_CLOSE;
    return LEVEL_DIFFERENT;
}

static enum match_level compare_email(struct side a, struct side b)
{
    if (a.item->hash == b.item->hash)
        return a.item->flags & MATCH_IS_ROLE ? LEVEL_WEAK : LEVEL_SAME;
    if ((a.item->flags | b.item->flags) & MATCH_IS_ROLE)
        return LEVEL_MISSING; // it says nothing about the person
    enum match_level level = compare_mailboxes(a, b);
    bool same_company = a.item->group == b.item->group && !(a.item->flags & MATCH_IS_FREEMAIL);
    return level == LEVEL_DIFFERENT && same_company ? LEVEL_SOUND : level;
}

static enum match_level compare_digits(struct side a, struct side b)
{
    if (a.item->hash == b.item->hash)
        return LEVEL_SAME;
    if (compare_edits(text_of(a), text_of(b), 1) <= 1)
        return LEVEL_CLOSE;
    return (a.item->flags | b.item->flags) & MATCH_IS_INVALID ? LEVEL_MISSING : LEVEL_DIFFERENT;
}

// An organisation and a VAT number may be one company's though they differ.
static enum match_level compare_number(struct side a, struct side b)
{
    enum match_level level = compare_digits(a, b);
    bool of_two_kinds = (a.item->flags ^ b.item->flags) & MATCH_IS_VAT;
    return of_two_kinds && level != LEVEL_SAME ? LEVEL_MISSING : level;
}

static str house_number(struct side side)
{
    size_t at = side.item->extra_at;
    return str_slice(text_of(side), at, at ? at + side.item->extra_len : 0);
}

static str city_of(struct side side)
{
    size_t at = side.item->city_at;
    return at ? str_slice(text_of(side), at, side.item->len) : (str){ 0 };
}

static bool is_either_missing(str a, str b)
{
    return !a.len || !b.len;
}

static str postcode_of(struct side side)
{
    str text = text_of(side);
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

static enum match_level compare_address(struct side a, struct side b)
{
    if (a.item->hash == b.item->hash && a.item->part_len && a.item->extra_at)
        return LEVEL_SAME;
    str street = part_of(a), other = part_of(b);
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

static enum match_level compare_company(struct side a, struct side b)
{
    if (a.item->hash == b.item->hash)
        return LEVEL_SAME;
    str left = text_of(a), right = text_of(b);
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

static enum match_level compare_domain(struct side a, struct side b)
{
    if (a.item->hash == b.item->hash)
        return LEVEL_SAME;
    str left = text_of(a), right = text_of(b);
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

static enum match_level compare_form(struct side a, struct side b)
{
    str country = part_of(a), other = part_of(b);
    bool has_countries = !is_either_missing(country, other);
    if (has_countries && !str_eq(country, other))
        return LEVEL_DIFFERENT;
    str form = str_slice(text_of(a), country.len + 1, a.item->len);
    str other_form = str_slice(text_of(b), other.len + 1, b.item->len);
    if (is_either_missing(form, other_form))
        return has_countries ? LEVEL_PART : LEVEL_MISSING;
    if (!is_same_form(form, other_form))
        return LEVEL_WEAK;
    return has_countries ? LEVEL_SAME : LEVEL_PART;
}

static enum match_level compare_plain(struct side a, struct side b)
{
    return a.item->hash == b.item->hash ? LEVEL_SAME : LEVEL_DIFFERENT;
}

// Own fields of different numbers may share a feature; only like is compared with like.
static enum match_level compare_text(struct side a, struct side b)
{
    if (a.item->hash == b.item->hash)
        return LEVEL_SAME;
    if (a.item->group != b.item->group)
        return LEVEL_MISSING;
    size_t skip = a.item->group ? a.item->part_len : 0;
    str left = str_slice(text_of(a), skip, a.item->len);
    str right = str_slice(text_of(b), skip, b.item->len);
    size_t shared = 0;
    if (compare_words(left, right, &shared) == 0)
        return LEVEL_PART;
    return compare_close(left, right) ? LEVEL_CLOSE : LEVEL_DIFFERENT;
}

typedef enum match_level level_fn(struct side a, struct side b);

static level_fn *const COMPARE[MATCH_FEATURE_COUNT] = {
    [MATCH_GIVEN] = compare_given,     [MATCH_FAMILY] = compare_family,
    [MATCH_BIRTH] = compare_birth,     [MATCH_EMAIL] = compare_email,
    [MATCH_PHONE] = compare_digits,    [MATCH_ADDRESS] = compare_address,
    [MATCH_COMPANY] = compare_company, [MATCH_NUMBER] = compare_number,
    [MATCH_DOMAIN] = compare_domain,   [MATCH_GENDER] = compare_plain,
    [MATCH_JOB] = compare_text,        [MATCH_CUSTOM] = compare_text,
    [MATCH_CUSTOM_2] = compare_text,   [MATCH_CUSTOM_3] = compare_text,
    [MATCH_CUSTOM_4] = compare_text,   [MATCH_FORM] = compare_form,
};

// The value that two items share, as far as it says how common the agreement is.
static uint64_t shared_value(enum match_feature feature, enum match_level level,
                             const struct match_item *item)
{
    bool is_name = feature == MATCH_GIVEN || feature == MATCH_FAMILY;
    if (feature == MATCH_FORM) // a country's names are its own, so its rarity says nothing more
        return 0;
    if (level == LEVEL_SAME || (level == LEVEL_CLOSE && is_name))
        return item->hash;
    if (feature == MATCH_ADDRESS && level == LEVEL_SOUND)
        return match_group_hash(feature, item->group);
    return 0;
}

static void compare_feature(const struct match_record *a, const struct match_record *b,
                            enum match_feature feature, struct match_comparison *out)
{
    size_t lefts = match_count(a, feature), rights = match_count(b, feature);
    enum match_level best = LEVEL_MISSING;
    for (size_t i = 0; i < lefts; i++) {
        for (size_t j = 0; j < rights && best != LEVEL_SAME; j++) {
            struct side left = { a, match_items(a, feature) + i };
            struct side right = { b, match_items(b, feature) + j };
            enum match_level level = COMPARE[feature](left, right);
            if (level == LEVEL_MISSING || (best != LEVEL_MISSING && level >= best))
                continue;
            best = level;
            out->left[feature] = (uint8_t)i;
            out->right[feature] = (uint8_t)j;
            out->value[feature] = shared_value(feature, level, left.item);
            if (feature <= MATCH_FAMILY)
                out->other[feature] = right.item->hash;
        }
    }
    out->level[feature] = (uint8_t)best;
}

static bool is_alike(enum match_level level)
{
    return level >= LEVEL_SAME && level <= LEVEL_SOUND;
}

static enum match_level compare_crosswise(struct side a, struct side b)
{
    if (str_eq(text_of(a), text_of(b)))
        return LEVEL_SAME;
    enum match_level level = compare_spelling(a, b);
    return level == LEVEL_DIFFERENT && nickname_related(part_of(a), part_of(b)) ? LEVEL_VARIANT
                                                                                : level;
}

// Given and family name in each other's place: tried when neither stands where it should.
static void compare_swapped(const struct match_record *a, const struct match_record *b,
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
    if (!is_alike(first) || !is_alike(second))
        return;
    // Which of the two is the given name nobody knows; those vary more.
    out->level[MATCH_GIVEN] = (uint8_t)(first > second ? first : second);
    out->level[MATCH_FAMILY] = (uint8_t)(first > second ? second : first);
    out->value[MATCH_GIVEN] = out->value[MATCH_FAMILY] = 0;
    out->level[MATCH_ORDER] = LEVEL_DIFFERENT;
}

void match_compare_feature(const struct match_record *a, const struct match_record *b,
                           enum match_feature feature, struct match_comparison *out)
{
    if (COMPARE[feature] && match_count(a, feature) && match_count(b, feature))
        compare_feature(a, b, feature, out);
}

void match_compare_names(const struct match_record *a, const struct match_record *b,
                         struct match_comparison *out)
{
    memset(out, 0, sizeof *out);
    match_compare_feature(a, b, MATCH_GIVEN, out);
    match_compare_feature(a, b, MATCH_FAMILY, out);
    compare_swapped(a, b, out);
    if (out->level[MATCH_GIVEN] == LEVEL_SAME && out->level[MATCH_FAMILY] == LEVEL_SAME &&
        out->value[MATCH_GIVEN])
        out->value[MATCH_ORDER] =
            match_name_hash(out->value[MATCH_GIVEN], out->value[MATCH_FAMILY]);
}

// --- two people of one name ---

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
            enum match_level level = compare_digits(left, right);
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
static bool are_two_people(const struct match_record *a, const struct match_record *b,
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

static bool has_two_numbers(const struct match_record *a, const struct match_comparison *comparison)
{
    return a->entity == ENTITY_COMPANY && comparison->level[MATCH_NUMBER] == LEVEL_DIFFERENT;
}

void match_compare_finish(const struct match_record *a, const struct match_record *b,
                          struct match_comparison *out)
{
    out->two_numbers = has_two_numbers(a, out);
    out->two_people = a->entity == ENTITY_PERSON && are_two_people(a, b, out);
    if (out->level[MATCH_EMAIL] == LEVEL_SAME) {
        unsigned flags = match_items(a, MATCH_EMAIL)[out->left[MATCH_EMAIL]].flags;
        bool says_name = flags & (MATCH_SAYS_GIVEN | MATCH_SAYS_FAMILY);
        out->mailbox = says_name && flags & MATCH_IS_FREEMAIL ? (uint8_t)flags : 0;
    }
    enum match_level company = (enum match_level)out->level[MATCH_COMPANY];
    if (out->level[MATCH_DOMAIN] == LEVEL_SAME && is_alike(company))
        out->repeats_name =
            match_items(a, MATCH_DOMAIN)[out->left[MATCH_DOMAIN]].flags & MATCH_IS_NAMED;
}

void match_compare(const struct match_record *a, const struct match_record *b,
                   struct match_comparison *out)
{
    match_compare_names(a, b, out);
    for (unsigned feature = MATCH_BIRTH; feature < MATCH_FEATURE_COUNT; feature++)
        match_compare_feature(a, b, (enum match_feature)feature, out);
    match_compare_finish(a, b, out);
}
