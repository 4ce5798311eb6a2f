#pragma once

// Variants of given names: Bill and William, Lasse and Lars (reference/nicknames.tsv). All names
// are folded words (value/fold.h).

#include "base/str.h"

// 0, or a number that variants of one name share. Not to be stored: a new release may renumber. A
// name of several groups answers the one it is the formal name of, else the first.
uint32_t nickname_group(str given);

// A bit for each group of the name, of 32: names that share none are not related.
uint32_t nickname_groups(str given);

// True when both are the same name or share a group; a name may belong to several ("Alex").
bool nickname_related(str a, str b);

// The formal name of a group, folded; a constant.
str nickname_formal(uint32_t group);
