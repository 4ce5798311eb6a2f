#pragma once

// How a call ended. The list is closed: each value has one HTTP status and one exit code, in the
// table of error.c.

enum status {
    OK = 0,
    ERR_INVALID, // the caller's data is wrong; `field` says which
    ERR_NOT_FOUND,
    ERR_CONFLICT, // someone changed it first, or it is there already
    ERR_DENIED,
    ERR_TOO_LARGE,
    ERR_UNAVAILABLE, // try again later
    ERR_CANCELLED,   // the person asked to stop
    ERR_FULL,        // no room on the disk; nothing was written
    ERR_INTERNAL,    // a bug or a broken disk: logged where it happens
};

enum { STATUS_COUNT = ERR_INTERNAL + 1 };

#define MUST_USE __attribute__((warn_unused_result))

struct error {
    enum status status;
    char field[64];
    char message[512];
};

struct status_row {
    const char *name; // as it stands in --json and in problem+json
    int http_status;
    int exit_code;
};

// The table's row for `status`.
const struct status_row *status_row(enum status status);

// Records what went wrong and returns `status`, so that a caller can `return fail(...)`.
enum status fail(struct error *error, enum status status, const char *field, const char *format,
                 ...) __attribute__((format(printf, 4, 5)));

// Leaves the function with the status of `call` unless it is OK. The only macro that returns.
#define TRY(call)                        \
    do {                                 \
        enum status try_status = (call); \
        if (try_status != OK)            \
            return try_status;           \
    } while (0)
