#pragma once

// Ctrl-C, noticed where a long command can stop in order: between two works. A second Ctrl-C, a
// second later or more, ends the program at once; nothing that was committed is lost by it.

#include <stdbool.h>

void interrupt_watch(void);
bool interrupt_came(void);
