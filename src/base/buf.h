#pragma once

// Text being built, up to a limit given at creation. Past the limit nothing is added and the error
// sticks: ask buf_full once at the end. The bytes live until buf_free.

#include "base/str.h"

struct buf {
    char *at;
    size_t len, capacity, limit;
    bool full;
};

static inline struct buf buf_new(size_t limit)
{
    return (struct buf){ .limit = limit };
}

void buf_add(struct buf *buf, str s);
void buf_add_byte(struct buf *buf, char byte);
void buf_print(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Empties it but keeps the memory.
static inline void buf_clear(struct buf *buf)
{
    buf->len = 0;
    buf->full = false;
}

// What was built so far; valid until the next change.
static inline str buf_str(const struct buf *buf)
{
    return (str){ buf->at, buf->len };
}

static inline bool buf_full(const struct buf *buf)
{
    return buf->full;
}

void buf_free(struct buf *buf);

#define auto_buf __attribute__((cleanup(buf_free))) struct buf
