#pragma once

// A full dump: every fact, rule and job, the golden contacts with their versions, and the history,
// as JSON lines that any engine of any later release can load (docs/dump-format.md).
//
//     {"kartotek_dump":1,"schema":1,...,"tables":[{"name":"source","columns":[...],"rows":2},...]}
//     ["source",1,"crm",...]
//     ...
//     {"rows":2,"xxh3_128":"..."}
//
// What can be computed from it (search index, blocking keys) is left out.

#include "db/work.h"
#include "exchange/export_file.h"

enum { DUMP_FORMAT = 1 };

// Writes the register to `out`, in constant memory, within one read transaction that the caller has
// begun, so that it shows one moment. `rows`: how many it wrote. Resets the work's arena.
enum status dump_write(struct work *work, struct export_file *out, int64_t *rows) MUST_USE;
