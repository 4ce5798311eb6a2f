// The table of all kinds of values.

#include "value/company_name.h"
#include "value/country.h"
#include "value/person_name.h"
#include "value/text.h"
#include "value/value.h"

static const struct value_kind KINDS[] = {
    { "company", company_standardise, "name of a company: base and legal form" },
    { "country", country_standardise, "country in any language -> ISO 3166-1 alpha-2" },
    { "name", person_name_standardise, "name of a person: title, given, middle, family ..." },
    { "text", text_standardise, "plain text: NFC, single spaces" },
};

const struct value_kind *value_kinds(size_t *count)
{
    *count = LENGTH(KINDS);
    return KINDS;
}

const struct value_kind *value_kind_find(str name)
{
    for (size_t i = 0; i < LENGTH(KINDS); i++)
        if (str_eq(name, str_of(KINDS[i].name)))
            return &KINDS[i];
    return NULL;
}
