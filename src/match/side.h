#pragma once

// One value of one of the two records that are compared: what the functions that know a feature
// get.

#include "match/level.h"

struct side {
    const struct match_record *record;
    const struct match_item *item;
};

static inline str side_text(struct side side)
{
    return match_text(side.record, side.item);
}

static inline str side_part(struct side side)
{
    return str_slice(side_text(side), 0, side.item->part_len);
}
