#pragma once

// How alike two records are, feature by feature, as comparison levels. Where a record has several
// values (e-mails, phones), the two most alike count.

#include "match/match_record.h"

// From most to least alike. Not every feature has all.
enum match_level {
    LEVEL_MISSING, // at least one of the records says nothing: no evidence
    LEVEL_SAME,
    LEVEL_VARIANT, // nicknames; day and month swapped; one mailbox name at two providers
    LEVEL_PART,    // one holds the other: "anna" in "anna maria"; the year of a whole date
    LEVEL_CLOSE,   // a typing mistake apart
    LEVEL_SOUND,   // sounds alike; shares a mail domain; shares a postcode
    LEVEL_WEAK,    // shares little: the initial, the city, the birth year, a mailbox of a role
    LEVEL_DIFFERENT,
};

enum { MATCH_LEVEL_COUNT = LEVEL_DIFFERENT + 1 };

// The two may well be one value, written down differently.
static inline bool level_is_alike(enum match_level level)
{
    return level >= LEVEL_SAME && level <= LEVEL_SOUND;
}

struct match_comparison {
    uint8_t level[MATCH_FEATURE_COUNT];
    uint8_t left[MATCH_FEATURE_COUNT];  // the item of the first record that counted, behind `first`
    uint8_t right[MATCH_FEATURE_COUNT]; // and that of the second
    uint8_t mailbox;   // flags of a shared address at a public provider that says a name; else 0
    bool repeats_name; // the domain that both share is spelled like the company's name
    bool two_numbers;  // companies with an organisation number each
    bool two_people;   // one name at one home, but what else is known looks like two people's
    // What both share, for how common it is; else 0. Of MATCH_ORDER: the whole name.
    uint64_t value[MATCH_FEATURE_COUNT];
    uint64_t other[MATCH_FAMILY + 1]; // names a typing mistake apart: the second one
};

// Compares two records of one entity. The order of the two does not matter for the levels.
void match_compare(const struct match_record *a, const struct match_record *b,
                   struct match_comparison *out);

// The same in three steps, so that a caller may stop between: names clear `out` and come first,
// then every other feature in any order, then what follows from several.
void match_compare_names(const struct match_record *a, const struct match_record *b,
                         struct match_comparison *out);
void match_compare_feature(const struct match_record *a, const struct match_record *b,
                           enum match_feature feature, struct match_comparison *out);
void match_compare_finish(const struct match_record *a, const struct match_record *b,
                          struct match_comparison *out);
