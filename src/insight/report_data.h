#pragma once

// The figures of the report: what came in, what became of it, and how good it is. All of them are
// aggregates of SQL, so that a large register answers as a small one.

#include "db/work.h"
#include "value/field.h"

enum { REPORT_FIELD_MAX = 20, REPORT_BAND_COUNT = 6, REPORT_SAMPLE_MAX = 3 };

struct report_field {
    enum field field;
    int64_t filled;  // contacts that have it, valid or not
    int64_t invalid; // of these, contacts that have only invalid ones
};

// All persons, or all companies.
struct report_entity {
    int64_t count, records;
    int64_t completeness_sum; // percents
    int64_t unreachable;      // neither e-mail nor phone
    struct report_field fields[REPORT_FIELD_MAX];
    size_t field_count;
};

struct report_source {
    int64_t id;
    str name;
    int64_t records, contacts;
    int64_t shared; // contacts that another source knows too
    int64_t rejected;
    int64_t last_at; // of its latest job; 0: never
};

struct report_pair {
    str a, b;
    int64_t contacts; // known to both
    int64_t smaller;  // contacts of the smaller source
};

struct report_bucket {
    int64_t value, contacts;
};

struct report_mended {
    str rule, field;
    int64_t count;
    str samples; // JSON: [[before, after], ...]
};

struct report_line {
    str source, file_name, raw, reason;
    int64_t line;
};

// Why rows of imports did not become facts: "E-mail is not valid" of all the rows that end in the
// value that is not.
struct report_reason {
    str column, reason;
    int64_t count;
    struct report_line samples[REPORT_SAMPLE_MAX];
    size_t sample_count;
};

struct report_unfinished {
    str source, file_name;
};

// Live decisions of the machine that two records are the same, by their weight.
struct report_joins {
    int64_t by_machine, by_person, different;
    int64_t bands[REPORT_BAND_COUNT]; // see REPORT_BANDS
};

// The upper end of each band but the last, in bits: odds of 16, 64, 1 000, 32 000, 1 000 000 to 1.
extern const double REPORT_BANDS[REPORT_BAND_COUNT - 1];

#define REPORT_LIST(type)       \
    struct type##_list {        \
        struct type *items;     \
        size_t count, capacity; \
    }

REPORT_LIST(report_source);
REPORT_LIST(report_pair);
REPORT_LIST(report_bucket);
REPORT_LIST(report_mended);
REPORT_LIST(report_reason);
REPORT_LIST(report_unfinished);

struct report_refused {
    struct report_reason_list reasons; // by count, most first
    int64_t total;
};

struct report_data {
    struct report_entity person, company;
    struct report_bucket_list sizes;        // contacts by number of records
    struct report_bucket_list completeness; // contacts by percent
    struct report_source_list sources;      // by records, most first
    struct report_pair_list pairs;          // by contacts, most first
    struct report_mended_list mended;       // by count, most first
    struct report_mended_list doubtful;     // what looks wrong and no rule could mend
    struct report_refused rejected, staged; // rows thrown out; rows kept out until a person decides
    struct report_unfinished_list unfinished;
    struct report_joins joins;
    int64_t mended_total, doubtful_total;
    int64_t proposal_total; // pairs that wait
};

enum report_refusal {
    REFUSAL_REJECTED, // of the latest import of every file
    REFUSAL_WAITING,  // see contact/staged.h
};

enum status report_refused_load(struct work *work, enum report_refusal refusal,
                                struct report_refused *out) MUST_USE;

// Texts live in the work's arena. Rejected rows and mended values are those of the latest import of
// every file, because an import of the same file again tells the same again.
enum status report_data_load(struct work *work, struct report_data *out) MUST_USE;

static inline int64_t report_contacts(const struct report_data *data)
{
    return data->person.count + data->company.count;
}

static inline int64_t report_records(const struct report_data *data)
{
    return data->person.records + data->company.records;
}

// The figures of one field, or NULL.
const struct report_field *report_field_find(const struct report_entity *entity, enum field field);
