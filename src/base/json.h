#pragma once

// Writes JSON (RFC 8259) as a stream: no tree, no limit but the buffer's.
// Commas and quoting are its business, nesting is the caller's: every begin has its end.

#include "base/buf.h"

struct json {
    struct buf *out;
    bool needs_comma;
};

static inline struct json json_to(struct buf *out)
{
    return (struct json){ .out = out };
}

void json_begin_object(struct json *json);
void json_end_object(struct json *json);
void json_begin_array(struct json *json);
void json_end_array(struct json *json);

// The name of the next value in an object.
void json_key(struct json *json, str name);

// Bytes that are not valid UTF-8 become U+FFFD.
void json_put_str(struct json *json, str value);
void json_put_int(struct json *json, int64_t value);
void json_put_double(struct json *json, double value, int decimals);
void json_put_bool(struct json *json, bool value);
void json_put_null(struct json *json);

// Text that is JSON already.
void json_put_raw(struct json *json, str value);

// "name": value, the three most used together.
#define json_key_str(json, name, value) (json_key((json), STR(name)), json_put_str((json), (value)))
#define json_key_int(json, name, value) (json_key((json), STR(name)), json_put_int((json), (value)))
#define json_key_bool(json, name, value) \
    (json_key((json), STR(name)), json_put_bool((json), (value)))
