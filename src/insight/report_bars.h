#pragma once

// A distribution as a table with a bar in each row: the picture and its figures in one.

#include "base/buf.h"

struct bars_row {
    str name;
    int64_t value;
};

// The table and its heading. `name` and `value` head the columns; a third one holds the share.
void bars_table(struct buf *out, const char *title, const char *name, const char *value,
                const struct bars_row *rows, size_t count);
