#pragma once

// kartotek review accept and reject.

#include "cli/command.h"

enum status review_decide_accept(struct cli *cli) MUST_USE;
enum status review_decide_reject(struct cli *cli) MUST_USE;
