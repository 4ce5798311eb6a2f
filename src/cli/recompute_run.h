#pragma once

// Computes every contact anew, to the end, from the command line (intake/recompute.h), and shows
// how far it is. What is killed goes on with the next kartotek recompute.

#include "cli/command.h"
#include "contact/job.h"

// Begins or goes on. `job` counts contacts made, and changed or removed, as created and updated.
enum status recompute_run(struct cli *cli, struct job *job) MUST_USE;

// The same after a command that changed rules and asked for it, and says how many contacts changed.
enum status recompute_after_change(struct cli *cli) MUST_USE;
