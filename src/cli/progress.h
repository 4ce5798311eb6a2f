#pragma once

// One line on a terminal that says how far a long command is. Nothing is written when standard
// error is no terminal, or with --quiet or --json.

#include "cli/command.h"

struct progress {
    bool shown;
    int64_t next_ms; // the line changes a few times a second
};

struct progress progress_begin(const struct cli *cli);

// "undoing: 12000 records". `total` 0: not known.
void progress_show(struct progress *progress, const char *what, int64_t done, int64_t total);

// Takes the line away.
void progress_end(struct progress *progress);
