#pragma once

// The man page kartotek(1), written from the table of commands and the table of statuses.

#include "base/buf.h"

// roff with the man macros (man(7)), ASCII only.
void manual_write(struct buf *out);
