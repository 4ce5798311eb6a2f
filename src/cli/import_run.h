#pragma once

// Lets a file in, to its end, from the command line: for every command that imports.

#include "cli/command.h"
#include "exchange/import.h"

// What Ctrl-C does to rows that were let in.
enum import_stop {
    IMPORT_STOP_UNDOES,
    IMPORT_STOP_KEEPS,   // the same import goes on from there
    IMPORT_STOP_FORGETS, // a rehearsal: there is nothing to take back
};

// Runs all steps of `import` and shows how far it is. ERR_CANCELLED: Ctrl-C. The reason of a
// failure is in cli->error.
enum status import_run(struct cli *cli, struct import *import, enum import_stop stop) MUST_USE;
