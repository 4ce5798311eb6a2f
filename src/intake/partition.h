#pragma once

// Which records belong together: a pure function of the live decisions, in no matter which order
// they are given. No machine splits or fuses against a person:
//
//   1. Persons' decisions count from the newest to the oldest. "Same" joins two groups unless a
//      newer "different" stands between them; "different" stands unless newer ones joined the two.
//   2. The machine's count from the oldest on; one that would join what stands apart is passed
//   over.
//
// Decisions about records that are not live are inert.

#include "contact/decision.h"

// `records` are live ids, sorted. Sets `shown[i]` to the id that the group of records[i] shows: the
// one that the newest decision in the group asks to keep, else the oldest.
void partition(const int64_t *records, size_t count, const struct decision *decisions,
               size_t decision_count, struct arena *arena, int64_t *shown);
