#pragma once

// One line on a terminal: what is done, how fast, how long still. Nothing is written when standard
// error is no terminal, or with --quiet or --json.

#include "cli/command.h"

struct progress {
    bool shown;
    int64_t started_ms, next_ms; // the line changes a few times a second
    const char *what;            // is counted: "rows"
};

struct progress progress_begin(const struct cli *cli, const char *what);

// `done` of `total` units of work (bytes, records; 0: not known), and `count` of what is counted.
void progress_show(struct progress *progress, int64_t done, int64_t total, int64_t count);

// Takes the line away.
void progress_end(struct progress *progress);
