#pragma once

// What commands that read a table have in common: how the file is written, and what was found.

#include "cli/command.h"
#include "exchange/mapping.h"
#include "format/table.h"

// --delimiter, --encoding, --header and --sheet. ERR_INVALID says which is wrong.
enum status cli_table_options(struct cli *cli, struct table_options *options) MUST_USE;

// Prints the format of the file and what each column is taken for.
void cli_print_found(struct cli *cli, const struct table_options *table,
                     const struct mapping *mapping);
