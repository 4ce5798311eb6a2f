#pragma once

// The report: one self-contained HTML page about the register, for a manager to understand and a
// steward to act on. No script, nothing loaded from anywhere; light, dark and printed.

#include "base/buf.h"
#include "db/work.h"

enum { REPORT_BYTES_MAX = 64 * 1024 * 1024 };

// Appends the page about the register called `name`. Only reads. ERR_TOO_LARGE: `out` is full.
enum status report_write(struct work *work, str name, struct buf *out) MUST_USE;
