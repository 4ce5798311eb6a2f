#pragma once

// The matching model of a register is learned once, from the first rows of the first file that has
// enough of them, and then frozen: import after import decides alike.

#include "db/work.h"
#include "exchange/mapping.h"
#include "value/value.h"

// Rows that it learns from; fewer than the least and the built-in model stays.
enum { IMPORT_MODEL_ROWS = 50 * 1000, IMPORT_MODEL_LEAST = 2000 };

// Between works, under the work's job: learning takes seconds and keeps no writer waiting. Does
// nothing when the register has a model.
enum status import_model_learn(struct work *work, const char *path,
                               const struct table_options *options, const struct mapping *mapping,
                               const struct value_context *context) MUST_USE;
