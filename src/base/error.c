#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

static const struct status_row ROWS[STATUS_COUNT] = {
    [OK] = { "ok", 200, 0 },
    [ERR_INVALID] = { "invalid", 422, 2 },
    [ERR_NOT_FOUND] = { "not_found", 404, 3 },
    [ERR_CONFLICT] = { "conflict", 409, 4 },
    [ERR_DENIED] = { "denied", 403, 5 },
    [ERR_TOO_LARGE] = { "too_large", 413, 6 },
    [ERR_UNAVAILABLE] = { "unavailable", 503, 7 },
    [ERR_CANCELLED] = { "cancelled", 499, 8 },
    [ERR_FULL] = { "full", 507, 9 },
    [ERR_INTERNAL] = { "internal", 500, 10 },
};

const struct status_row *status_row(enum status status)
{
    return &ROWS[status];
}

enum status fail(struct error *error, enum status status, const char *field, const char *format,
                 ...)
{
    error->status = status;
    snprintf(error->field, sizeof error->field, "%s", field);
    va_list args;
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    return status;
}
