#pragma once

// Reads --set, --clear, --hide and --verify of kartotek edit into hand-made values, each in its
// standard form. What is wrong is refused in words.

#include "cli/command.h"
#include "contact/golden.h"
#include "contact/hand_value.h"

// For the contact `golden`. Custom fields that are new are made.
enum status edit_values_read(struct cli *cli, struct work *work, const struct golden *golden,
                             struct hand_value_list *out) MUST_USE;

// An ISO date from --from or --to; empty when the option was not given.
enum status edit_date_read(struct cli *cli, const char *option, str *out) MUST_USE;
