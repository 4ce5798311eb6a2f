// The first byte chooses the kind, the second the country, the third the format; the rest is the
// text. Whatever comes in: no crash, and what is valid stays the same when standardised again.

#include "base/utf8.h"
#include "value/value.h"

#include <stdlib.h>

static const char *const COUNTRIES[] = { "", "SE", "NO", "DK", "FI", "IS", "GB", "US", "IE", "LV" };
static const char *const FORMATS[] = { "",       "no.orgnr", "se.personnummer",  "fi.hetu", "iban",
                                       "eu.vat", "ie.vat",   "ro.onrc",          "bic",     "dmy",
                                       "mdy",    "ymd",      "it.codicefiscale", "fr.nir" };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 3 || size > VALUE_INPUT_MAX)
        return 0;
    auto_arena arena = { 0 };
    size_t count = 0;
    const struct value_kind *kind = value_kinds(&count);
    kind += data[0] % count;
    struct value_context context = { str_of(COUNTRIES[data[1] % LENGTH(COUNTRIES)]),
                                     str_of(FORMATS[data[2] % LENGTH(FORMATS)]) };
    str text = { (const char *)data + 3, size - 3 };
    struct value first, again;
    kind->standardise(text, &context, &arena, &first);
    if (!first.valid && !first.problem.len)
        abort();
    if (!first.valid || first.value.len > VALUE_INPUT_MAX)
        return 0;
    kind->standardise(first.value, &context, &arena, &again);
    bool stays = strcmp(kind->name, "email") == 0 || strcmp(kind->name, "phone") == 0 ||
                 strcmp(kind->name, "postcode") == 0;
    if (stays && utf8_valid(text) && (!again.valid || !str_eq(first.value, again.value)))
        abort();
    return 0;
}
