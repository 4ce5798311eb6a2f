#include "match/level.h"

#include "match/address_level.h"
#include "match/birth_level.h"
#include "match/company_level.h"
#include "match/compare.h"
#include "match/digits_level.h"
#include "match/email_level.h"
#include "match/name_level.h"
#include "match/namesake.h"

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
    str left = str_slice(side_text(a), skip, a.item->len);
    str right = str_slice(side_text(b), skip, b.item->len);
    size_t shared = 0;
    if (compare_words(left, right, &shared) == 0)
        return LEVEL_PART;
    return compare_close(left, right) ? LEVEL_CLOSE : LEVEL_DIFFERENT;
}

typedef enum match_level level_fn(struct side a, struct side b);

static level_fn *const COMPARE[MATCH_FEATURE_COUNT] = {
    [MATCH_GIVEN] = name_level_given,
    [MATCH_FAMILY] = name_level_family,
    [MATCH_BIRTH] = birth_level,
    [MATCH_EMAIL] = email_level,
    [MATCH_PHONE] = digits_level,
    [MATCH_ADDRESS] = address_level,
    [MATCH_COMPANY] = company_level_name,
    [MATCH_NUMBER] = digits_level_number,
    [MATCH_DOMAIN] = company_level_domain,
    [MATCH_GENDER] = compare_plain,
    [MATCH_JOB] = compare_text,
    [MATCH_CUSTOM] = compare_text,
    [MATCH_CUSTOM_2] = compare_text,
    [MATCH_CUSTOM_3] = compare_text,
    [MATCH_CUSTOM_4] = compare_text,
    [MATCH_FORM] = company_level_form,
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
    name_level_swapped(a, b, out);
    if (out->level[MATCH_GIVEN] == LEVEL_SAME && out->level[MATCH_FAMILY] == LEVEL_SAME &&
        out->value[MATCH_GIVEN])
        out->value[MATCH_ORDER] =
            match_name_hash(out->value[MATCH_GIVEN], out->value[MATCH_FAMILY]);
}

static bool has_two_numbers(const struct match_record *a, const struct match_comparison *comparison)
{
    return a->entity == ENTITY_COMPANY && comparison->level[MATCH_NUMBER] == LEVEL_DIFFERENT;
}

void match_compare_finish(const struct match_record *a, const struct match_record *b,
                          struct match_comparison *out)
{
    out->two_numbers = has_two_numbers(a, out);
    out->two_people = a->entity == ENTITY_PERSON && namesake_is_other(a, b, out);
    if (out->level[MATCH_EMAIL] == LEVEL_SAME) {
        unsigned flags = match_items(a, MATCH_EMAIL)[out->left[MATCH_EMAIL]].flags;
        bool says_name = flags & (MATCH_SAYS_GIVEN | MATCH_SAYS_FAMILY);
        out->mailbox = says_name && flags & MATCH_IS_FREEMAIL ? (uint8_t)flags : 0;
    }
    enum match_level company = (enum match_level)out->level[MATCH_COMPANY];
    if (out->level[MATCH_DOMAIN] == LEVEL_SAME && level_is_alike(company))
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
