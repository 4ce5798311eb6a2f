#pragma once

// Cells that say nothing: what people and programs write where a value should be.

#include "base/arena.h"

// True for "n/a", "-", "unknown", "xxx", "okänd", "0000" and the like, in any case.
bool junk_is(str text);
