#pragma once

// The function behind each command; commands.c says which is which.

#include "cli/command.h"

enum status run_help(struct cli *cli) MUST_USE;
enum status run_value(struct cli *cli) MUST_USE;
