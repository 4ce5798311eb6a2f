#pragma once

// A match record is an entry made ready for comparing: folded texts, hashes, name variants and
// packed dates, all in one block of memory. Preparing is slow (microseconds), comparing is fast.

#include "value/entry.h"

// What is compared. Each feature has comparison levels (score.h) and a place in the model.
enum match_feature {
    MATCH_GIVEN,   // given and middle names
    MATCH_FAMILY,  // family name
    MATCH_ORDER,   // given and family name stand in each other's place
    MATCH_BIRTH,   // birth date
    MATCH_EMAIL,   // e-mail addresses
    MATCH_PHONE,   // phone numbers
    MATCH_ADDRESS, // postal addresses
    MATCH_COMPANY, // a person's employer, a company's name
    MATCH_NUMBER,  // organisation number
    MATCH_DOMAIN,  // the domain of a company's web site and mail
    MATCH_GENDER,
    MATCH_JOB,      // job title, industry
    MATCH_CUSTOM,   // the register's own fields, numbers 1, 5, 9 ...
    MATCH_CUSTOM_2, // 2, 6, 10 ...
    MATCH_CUSTOM_3,
    MATCH_CUSTOM_4,
    MATCH_FORM, // a company's legal form and country
    MATCH_FEATURE_COUNT,
};

enum match_flag {
    MATCH_IS_ROLE = 1,     // an e-mail address of a role: info@, sales@
    MATCH_IS_FREEMAIL = 2, // an e-mail address at a public provider
    MATCH_IS_INITIAL = 4,  // a given name of which only the first letter is known
    // A mailbox that says the person's name and nothing else, a domain that says the company's.
    MATCH_IS_NAMED = 8,
    // The names a mailbox is made of, digits apart: "anna77" says the given name.
    MATCH_SAYS_GIVEN = 16,
    MATCH_SAYS_FAMILY = 32,
    MATCH_HAS_DIGITS = 64,
    // A phone or organisation number that is wrong: the same mistake twice still tells something, a
    // difference does not.
    MATCH_IS_INVALID = 128,
    // Flags of numbers only.
    MATCH_IS_MOBILE = 1, // a phone that one person carries
    MATCH_IS_VAT = 2,    // a VAT number, which need not be an organisation number
};

// One value of a record. Texts are slices of the record's block, 255 bytes at most.
struct match_item {
    uint64_t hash;     // of feature and text: equal hashes mean equal values; never 0
    uint32_t code;     // names: how they sound; birth date: yyyymmdd, unknown parts 0
    uint32_t group;    // given name: bits of its nickname groups; family name: sound of its first
                       // word; e-mail: its domain; address: its postcode; own field: its number
    uint16_t at;       // where its text begins in the block
    uint8_t len;       // bytes of text
    uint8_t feature;   // enum match_feature
    uint8_t flags;     // enum match_flag
    uint8_t part_len;  // names: first word; e-mail: local part; address: street name;
                       // own field: its number and a space; legal form: its country
    uint8_t extra_at;  // address: where the house number begins, 0 none;
                       // given name: the generation ("Jr"), 0 unknown
    uint8_t extra_len; //
    uint8_t city_at;   // address: where the city begins, 0 none
};

enum { MATCH_ITEM_MAX = 40 }; // of one record; further values are not compared

struct match_record {
    const struct match_item *items; // ordered by feature, then as in the entry
    const char *text;
    uint8_t first[MATCH_FEATURE_COUNT + 1]; // the items of feature f: first[f] .. first[f + 1] - 1
    uint8_t entity;                         // enum entity
    uint16_t country; // its two letters, of the address or else of the phone; 0 unknown
};

// Makes a record of what is valid in `entry`, and of wrong numbers long enough to be one's own. Its
// one block lives in `arena`; `entry` and its texts are not needed afterwards. Never fails: what
// cannot be compared is left out.
struct match_record match_prepare(const struct entry *entry, struct arena *arena);

// The same in a block of `arena`.
struct match_record match_record_copy(const struct match_record *record, struct arena *arena);

// The items of one feature.
static inline size_t match_count(const struct match_record *record, enum match_feature feature)
{
    return (size_t)record->first[feature + 1] - record->first[feature];
}

// One of the register's own fields.
static inline bool match_is_custom(enum match_feature feature)
{
    return feature >= MATCH_CUSTOM && feature <= MATCH_CUSTOM_4;
}

// "SE" as one number; 0 unless it is two letters.
static inline uint16_t match_country(str code)
{
    return code.len == 2 ? (uint16_t)((uint8_t)code.at[0] << 8 | (uint8_t)code.at[1]) : 0;
}

static inline const struct match_item *match_items(const struct match_record *record,
                                                   enum match_feature feature)
{
    return record->items + record->first[feature];
}

// The folded text of an item.
static inline str match_text(const struct match_record *record, const struct match_item *item)
{
    return (str){ record->text + item->at, item->len };
}

// The hash by which the frequency of a whole name is known, from those of its two parts.
static inline uint64_t match_name_hash(uint64_t given, uint64_t family)
{
    return (given * 3 ^ family) | 1;
}

// The hash of the same text as the other of given and family name.
static inline uint64_t match_crosswise_hash(uint64_t hash)
{
    return hash ^ 0x9E3779B97F4A7C15ULL;
}

// The hash by which the frequency of an item's group (a postcode) is known.
static inline uint64_t match_group_hash(enum match_feature feature, uint32_t group)
{
    return ((uint64_t)feature + 1) << 32 | group;
}
