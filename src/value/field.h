#pragma once

// The standard fields of a person and a company: one table that mapping, golden record, matching,
// export and report all read.

#include "base/str.h"

enum entity { ENTITY_PERSON = 1, ENTITY_COMPANY = 2 };

enum field {
    FIELD_NONE = 0,
    // Single values of a person.
    FIELD_TITLE,
    FIELD_GIVEN,
    FIELD_MIDDLE,
    FIELD_FAMILY,
    FIELD_SUFFIX,
    FIELD_NICKNAME,
    FIELD_BIRTH_DATE, // "1980-02-29"; year or month alone: "1980", "1980-02"
    FIELD_GENDER,     // male female other
    FIELD_LANGUAGE,   // BCP 47
    FIELD_JOB_TITLE,
    FIELD_DEPARTMENT,
    FIELD_EMPLOYER, // the company's name as the source wrote it
    // Single values of a company.
    FIELD_COMPANY_NAME, // with its legal form: "Nordlys Bygg AS"
    FIELD_LEGAL_FORM,
    FIELD_ORG_NUMBER, // with its country before: "NO 923609016"
    FIELD_VAT_NUMBER,
    FIELD_INDUSTRY,
    FIELD_EMPLOYEES,
    // Points: many per contact, each with a label.
    FIELD_EMAIL,
    FIELD_PHONE,
    FIELD_ADDRESS, // five lines: street, postcode, city, region, country code (see address.h)
    FIELD_URL,
    // Handled beside the golden record.
    FIELD_NOTE,
    FIELD_TAG,
    FIELD_CUSTOM, // one of the register's own fields
    FIELD_COUNT,
};

struct field_info {
    const char *name;       // in files, commands and columns: "birth_date"
    const char *title;      // for people: "Birth date"
    const char *value_kind; // how it is standardised; NULL: only trimmed
    unsigned entities;      // which it belongs to: bits 1 << ENTITY_...
    bool is_point;
};

const struct field_info *field_info(enum field field);

// The field called `name`, or FIELD_NONE.
enum field field_find(str name);

static inline bool field_is_single(enum field field)
{
    return field > FIELD_NONE && field < FIELD_EMAIL;
}
