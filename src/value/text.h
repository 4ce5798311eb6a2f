#pragma once

// Plain text: valid UTF-8 in NFC, no control characters, runs of white space as one space.

#include "value/value.h"

void text_standardise(str input, const struct value_context *context, struct arena *arena,
                      struct value *out);

// The same for callers that need only the text.
str text_clean(struct arena *arena, str input);
