#pragma once

// Rows of imports that did not become facts, by reason, with some of them.

#include "base/buf.h"
#include "insight/report_data.h"

void refused_table(struct buf *out, const struct report_refused *refused, const char *caption);
