#pragma once

// Records beside one another: a column each, a row per field, what differs marked; and the reasons
// for taking them as one.

#include "insight/report_group.h"

// The table of a group's records.
void compare_table(struct buf *out, const struct report_group *group);

// The evidence of a decision in words: what speaks for, what against, and the odds.
void compare_reasons(struct buf *out, const struct report_group *group);

// A list of what speaks for and against.
void compare_evidence(struct buf *out, str evidence);

// Which record it is: "crm K20819".
void compare_record(struct buf *out, const struct report_side *side);

// The odds that a weight in bits stands for: "12 to 1", "1 to 3".
void compare_odds(struct buf *out, double weight);
