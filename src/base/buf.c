#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_CAPACITY = 256 };

static bool make_room(struct buf *buf, size_t more)
{
    if (buf->full || more > buf->limit - buf->len) {
        buf->full = true;
        return false;
    }
    if (buf->len + more <= buf->capacity)
        return true;
    size_t capacity = buf->capacity ? buf->capacity : FIRST_CAPACITY;
    while (capacity < buf->len + more)
        capacity *= 2;
    char *grown = realloc(buf->at, capacity);
    if (!grown) {
        fputs("kartotek: out of memory\n", stderr);
        abort();
    }
    buf->at = grown;
    buf->capacity = capacity;
    return true;
}

void buf_add(struct buf *buf, str s)
{
    if (!s.len || !make_room(buf, s.len))
        return;
    memcpy(buf->at + buf->len, s.at, s.len);
    buf->len += s.len;
}

void buf_add_byte(struct buf *buf, char byte)
{
    if (buf->len < buf->capacity && buf->len < buf->limit && !buf->full) // the hot path of writers
        buf->at[buf->len++] = byte;
    else
        buf_add(buf, (str){ &byte, 1 });
}

void buf_print(struct buf *buf, const char *format, ...)
{
    char small[512];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if (len >= 0 && (size_t)len < sizeof small) {
        buf_add(buf, (str){ small, (size_t)len });
    } else if (len >= 0 && make_room(buf, (size_t)len + 1)) {
        vsnprintf(buf->at + buf->len, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
}

void buf_free(struct buf *buf)
{
    free(buf->at);
    *buf = (struct buf){ .limit = buf->limit };
}
