#pragma once

// Mojibake: UTF-8 that somebody read as Windows-1252 and saved again, so that "Malmö" became
// "MalmÃ¶".

#include "base/arena.h"

// The text as it was meant. Returns `cell` itself unless every character of it beyond ASCII is part
// of such damage and what comes out looks like what people write. `cell` is valid UTF-8.
str mojibake_mend(struct arena *arena, str cell);
