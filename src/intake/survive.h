#pragma once

// Survivorship: which value of each field wins. A pure function of the live facts of one cluster;
// the same facts in any order give the same golden contact.
//
// A value made by hand wins over everything said. Among what sources say the criteria of the
// field's rule decide in turn: trust of the source; when the source first said the value (newest or
// oldest); completeness; how many records say it. What is still equal goes by the bytes. The parts
// of a name are chosen together, from one record.

#include "contact/golden.h"
#include "contact/hand_value.h"
#include "value/entry.h"

enum criterion {
    CRITERION_NONE,
    CRITERION_TRUST,
    CRITERION_NEWEST,
    CRITERION_OLDEST,
    CRITERION_COMPLETE,
    CRITERION_FREQUENT,
};

enum { CRITERION_MAX = 5 };

struct survivorship {
    enum criterion criteria[FIELD_COUNT][CRITERION_MAX]; // in order, CRITERION_NONE ends
};

struct survive_version {
    struct entry entry;
    int64_t seen_at;
};

// One record with its live versions, oldest first; the last one is what it says now.
struct survive_record {
    int64_t id, trust;
    const struct survive_version *versions;
    size_t version_count;
};

struct survive_cluster {
    int64_t id; // the home shown
    enum entity entity;
    const struct survive_record *records; // at least one
    size_t record_count;
    const struct hand_value *hand; // of all homes of the cluster
    size_t hand_count;
};

// Names: complete, trust, frequent, newest. Addresses: complete, trust, newest. All else: trust,
// newest, complete.
struct survivorship survivorship_default(void);

const char *criterion_name(enum criterion criterion);

// Reads "trust newest complete". False: an unknown word, or too many.
bool survivorship_read(str text, enum criterion out[CRITERION_MAX]);

// Texts in the answer are those of the facts, or live in `arena`. Version and times are left 0.
struct golden survive(const struct survive_cluster *cluster, const struct survivorship *rules,
                      struct arena *arena);
