#pragma once

// How alike two phone numbers are, and two numbers of people or companies.

#include "match/side.h"

enum match_level digits_level(struct side a, struct side b);
enum match_level digits_level_number(struct side a, struct side b);
