#pragma once

// Times are UTC Unix milliseconds.

#include "base/arena.h"

int64_t clock_now(void);

// Milliseconds that only ever go forward, for measuring; not related to the time of day.
int64_t clock_monotonic_ms(void);
int64_t clock_monotonic_us(void);

// "2026-03-01T08:30:00Z" (RFC 3339).
str clock_format(struct arena *arena, int64_t time_ms);
