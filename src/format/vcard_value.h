#pragma once

// Structured values of vCards: parts separated by ";" and ",", with backslash escapes
// (RFC 6350 3.4).

#include "base/arena.h"
#include "base/buf.h"

// The parts between unescaped separators, still escaped. An empty value has one empty part.
struct str_list vcard_split(struct arena *arena, str value, char separator);

// The text: "\n" becomes a line break, "\," a comma. A backslash before another letter or digit
// stays ("C:\temp"), before a sign it is dropped ("http\://").
str vcard_unescape(struct arena *arena, str value);

// Part `index` of a value of parts (N, ADR, ORG) as text; several texts in one part
// ("Lars,Erik") are joined by `joiner`. Empty when there is no such part.
str vcard_component(struct arena *arena, str value, size_t index, str joiner);

// Appends `text` with backslash, ",", ";" and line breaks escaped.
void vcard_escape(struct buf *out, str text);
str vcard_escaped(struct arena *arena, str text);
