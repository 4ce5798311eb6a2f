// The table of all kinds of values.

#include "value/company_name.h"
#include "value/country.h"
#include "value/date.h"
#include "value/email.h"
#include "value/number.h"
#include "value/person_name.h"
#include "value/phone.h"
#include "value/postcode.h"
#include "value/text.h"
#include "value/url.h"
#include "value/value.h"

static const struct value_kind KINDS[] = {
    { "company", company_standardise, "name of a company: base and legal form" },
    { "country", country_standardise, "country in any language -> ISO 3166-1 alpha-2" },
    { "name", person_name_standardise, "name of a person: title, given, middle, family ..." },
    { "text", text_standardise, "plain text: NFC, single spaces" },
    { "email", email_standardise, "an e-mail address" },
    { "phone", phone_standardise, "a phone number: E.164" },
    { "date", date_standardise, "a date: ISO 8601" },
    { "url", url_standardise, "a web site" },
    { "number", number_standardise, "an organisation or VAT number, checked by its check digits" },
    { "postcode", postcode_standardise, "a postcode of a country" },
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
