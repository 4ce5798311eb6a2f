#pragma once

// The domains most people have their mail at, and which of them a mistyped one was meant to be.

#include "base/arena.h"

// The domain `domain` (lower case) was probably meant to be, or an empty str. A public domain that
// is only similar to a known one is left alone unless a slip of a key or two explains it.
str email_domain_meant(str domain, struct arena *arena);
