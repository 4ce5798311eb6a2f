#pragma once

// Blocking: only records that share a key are compared. Keys are stored on disk, so their values
// are the same on every machine and in every release with the same MATCH_KEY_VERSION.
//
// A key shared by very many records (a switchboard, a common name) is not fully compared: the
// candidates of a record are the first MATCH_BLOCK_MAX records that hold the key in order of
// arrival, and no others. The whole-file run and the check at entry follow the same rule:
//
//     block of "smith j":   1  2  3 ... N | N+1  N+2 ...
//                           every one with  these only with 1 .. N
//                           every other

#include "match/match_record.h"

enum { MATCH_KEY_MAX = 12, MATCH_BLOCK_MAX = 48, MATCH_KEY_VERSION = 1 };

enum match_key_kind {
    MATCH_KEY_EMAIL, // with the given name's initial for mailboxes of a role
    MATCH_KEY_PHONE,
    MATCH_KEY_NAME,            // sound of family and given name, in either order
    MATCH_KEY_NAME_BIRTH,      // sound of family name and birth year
    MATCH_KEY_BIRTH_INITIAL,   // birth date and the initial of one of the names
    MATCH_KEY_POSTCODE_NAME,   // postcode and sound of family or company name
    MATCH_KEY_POSTCODE_NUMBER, // postcode and house number
    MATCH_KEY_STREET_NAME,     // street, house number and the given name's initial
    MATCH_KEY_COMPANY_NAME,    // employer and sound of one of the names
    MATCH_KEY_NUMBER,          // organisation number
    MATCH_KEY_COMPANY,         // sound of a company's name
    MATCH_KEY_DOMAIN,          // domain of a company
    MATCH_KEY_KIND_COUNT,
};

// Two records that share an identifying key may be the same and nothing else tells them apart soon
// enough, so they are entered one after the other (claimed before looking). Every identifying key
// also finds candidates.
struct match_key {
    uint64_t key;
    enum match_key_kind kind;
    bool identifying;
};

// The different keys of a record, at most MATCH_KEY_MAX. Returns how many.
size_t match_keys(const struct match_record *record, struct match_key out[MATCH_KEY_MAX]);

// "email", "name" ... for reports.
const char *match_key_name(enum match_key_kind kind);
