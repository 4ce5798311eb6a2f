#pragma once

// Reads the command line into a struct cli.

#include "cli/command.h"

// `argv` must outlive `cli`. ERR_INVALID: unknown command or option, or too few or many arguments.
// `wants_help` and `wants_version` are set when these were asked for instead.
enum status arguments_read(struct cli *cli, int argc, char **argv, bool *wants_help,
                           bool *wants_version) MUST_USE;
