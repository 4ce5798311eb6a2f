#include "value/field.h"

#define PERSON  (1u << ENTITY_PERSON)
#define COMPANY (1u << ENTITY_COMPANY)
#define BOTH    (PERSON | COMPANY)

static const struct field_info FIELDS[FIELD_COUNT] = {
    [FIELD_NONE] = { "", "", NULL, 0, false },
    [FIELD_TITLE] = { "title", "Title", NULL, PERSON, false },
    [FIELD_GIVEN] = { "given", "Given name", NULL, PERSON, false },
    [FIELD_MIDDLE] = { "middle", "Middle name", NULL, PERSON, false },
    [FIELD_FAMILY] = { "family", "Family name", NULL, PERSON, false },
    [FIELD_SUFFIX] = { "suffix", "Suffix", NULL, PERSON, false },
    [FIELD_NICKNAME] = { "nickname", "Nickname", NULL, PERSON, false },
    [FIELD_BIRTH_DATE] = { "birth_date", "Birth date", "date", PERSON, false },
    [FIELD_GENDER] = { "gender", "Gender", NULL, PERSON, false },
    [FIELD_LANGUAGE] = { "language", "Language", NULL, BOTH, false },
    [FIELD_JOB_TITLE] = { "job_title", "Job title", NULL, PERSON, false },
    [FIELD_DEPARTMENT] = { "department", "Department", NULL, PERSON, false },
    [FIELD_EMPLOYER] = { "employer", "Employer", "company", PERSON, false },
    [FIELD_COMPANY_NAME] = { "company_name", "Company name", "company", COMPANY, false },
    [FIELD_LEGAL_FORM] = { "legal_form", "Legal form", NULL, COMPANY, false },
    [FIELD_ORG_NUMBER] = { "org_number", "Organisation number", "number", COMPANY, false },
    [FIELD_VAT_NUMBER] = { "vat_number", "VAT number", "number", COMPANY, false },
    [FIELD_INDUSTRY] = { "industry", "Industry", NULL, COMPANY, false },
    [FIELD_EMPLOYEES] = { "employees", "Employees", NULL, COMPANY, false },
    [FIELD_EMAIL] = { "email", "E-mail", "email", BOTH, true },
    [FIELD_PHONE] = { "phone", "Phone", "phone", BOTH, true },
    [FIELD_ADDRESS] = { "address", "Address", NULL, BOTH, true },
    [FIELD_URL] = { "url", "Web site", "url", BOTH, true },
    [FIELD_NOTE] = { "note", "Note", NULL, BOTH, false },
    [FIELD_TAG] = { "tag", "Tag", NULL, BOTH, false },
    [FIELD_CUSTOM] = { "custom", "Custom field", NULL, BOTH, false },
};

const struct field_info *field_info(enum field field)
{
    return &FIELDS[field];
}

// Entries are read by the million: names are told apart by their length and first letters before
// they are compared.
enum field field_find(str name)
{
    for (enum field field = FIELD_NONE + 1; field < FIELD_COUNT && name.len; field++) {
        const char *candidate = FIELDS[field].name;
        if (candidate[0] == name.at[0] && strncmp(candidate, name.at, name.len) == 0 &&
            candidate[name.len] == '\0')
            return field;
    }
    return FIELD_NONE;
}
