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
    MATCH_KEY_EMAIL,
    MATCH_KEY_PHONE,
    MATCH_KEY_NAME,          // sound of family and given name, in either order
    MATCH_KEY_NAME_BIRTH,    // sound of family name, birth year and month
    MATCH_KEY_BIRTH_INITIAL, // birth date and first letter of the given name
    MATCH_KEY_POSTCODE_NAME, // postcode and sound of family name
    MATCH_KEY_STREET_NAME,   // street, house number and first letter of the given name
    MATCH_KEY_COMPANY_NAME,  // employer and sound of a name
    MATCH_KEY_NUMBER,        // organisation number
    MATCH_KEY_COMPANY,       // company's base name
    MATCH_KEY_DOMAIN,        // company's domain
    MATCH_KEY_IDENTITY,      // identifying only: name and value together
};

// Two records that share an identifying key may be the same and nothing else tells them apart soon
// enough, so they are entered one after the other (claimed before looking). Every identifying key
// also finds candidates.
struct match_key {
    uint64_t key;
    enum match_key_kind kind;
    bool identifying;
};

// The different keys of a record, at most MATCH_KEY_MAX; identifying ones first. Returns how many.
size_t match_keys(const struct match_record *record, struct match_key out[MATCH_KEY_MAX]);

// "email", "name" ... for reports.
const char *match_key_name(enum match_key_kind kind);
