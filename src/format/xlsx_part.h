#pragma once

// The parts (files) inside an XLSX file, unpacked as a stream. Only the XLSX reader includes this.

#include "base/arena.h"
#include "base/error.h"

// A part may grow to 4 GB when unpacked. Beyond 64 MB it must not be more than 300 times as large
// as the whole file: real sheets stay below 100, a zip bomb reaches 1,000.
#define XLSX_PART_MAX (INT64_C(4) << 30)
enum { XLSX_RATIO_FREE = 64 * 1024 * 1024, XLSX_RATIO_MAX = 300 };

struct xlsx_part;

// ERR_NOT_FOUND: there is no part called `name` ("xl/workbook.xml"; case does not matter).
// ERR_INVALID: not a ZIP file, damaged or encrypted.
enum status xlsx_part_open(struct xlsx_part **out, const char *path, str name, struct error *error)
    MUST_USE;

// Reads up to `size` bytes; `got` is 0 at the end.
enum status xlsx_part_read(struct xlsx_part *part, char *buffer, size_t size, size_t *got,
                           struct error *error) MUST_USE;

// Bytes unpacked so far, and all of them as the file says.
int64_t xlsx_part_position(const struct xlsx_part *part);
int64_t xlsx_part_size(const struct xlsx_part *part);

void xlsx_part_close(struct xlsx_part *part);
