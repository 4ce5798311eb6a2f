#pragma once

// Names of companies and organisations, and their legal form.

#include "value/value.h"

// A value_fn. Parts: base ("Nordlys Bygg"), legal_form ("A/S"). `value` keeps the source's words
// with mended case and the legal form in its usual spelling; `normal` is the folded base without
// legal form, articles and "and", so that "The Berg & Lie Company" and "berg og lie company" agree.
// The base is never empty unless the input is.
void company_standardise(str input, const struct value_context *context, struct arena *arena,
                         struct value *out);
