#pragma once

// --help, written from the table of commands.

#include "cli/command.h"

#include <stdio.h>

// The list of commands, or one command's page when `command` is not NULL.
void help_print(FILE *out, const struct command *command);
