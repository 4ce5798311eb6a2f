#pragma once

// Countries in any language -> ISO 3166-1 alpha-2 ("Ruotsi", "SWE", "752" and "Schweden" are "SE").
// Kosovo is XK. What is no country, or might be two, is invalid, with a suggestion if there is one.

#include "value/value.h"

// A value_fn: value and normal are the code. A long name with one wrong letter is accepted.
void country_standardise(str input, const struct value_context *context, struct arena *arena,
                         struct value *out);

// The code of a name or code, or an empty str. Misspelt names have none.
str country_code(struct arena *arena, str text);
