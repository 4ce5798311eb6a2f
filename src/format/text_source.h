#pragma once

// A text file seen through a window that slides over it. UTF-16 becomes UTF-8 on the way in; other
// encodings pass as they are and are dealt with cell by cell.

#include "base/buf.h"
#include "base/error.h"
#include "format/encoding.h"

enum { TEXT_CHUNK = 256 * 1024 };

struct text_source {
    int file;
    enum encoding encoding;
    int64_t size, taken; // bytes of the file, and those read so far
    struct buf window;   // text[start] .. text[len - 1] is not used yet; a line end lies behind it
    size_t start;
    bool at_end; // the window holds the end of the file
    size_t pending;
    char chunk[TEXT_CHUNK]; // `pending` bytes of it are half a character of UTF-16
};

// Opens `path`, finds its encoding unless `encoding` tells it, skips the byte order mark and fills
// the window. ERR_NOT_FOUND, ERR_DENIED: says so in words.
enum status text_source_open(struct text_source *source, const char *path, enum encoding encoding,
                             struct error *error) MUST_USE;

// What is in the window. The byte behind it is '\n', so that a scan stops there.
str text_source_text(const struct text_source *source);

// Reads on. False: the file ends, or a row's length is used up.
bool text_source_more(struct text_source *source);

// The first `len` bytes of the text are done with.
void text_source_skip(struct text_source *source, size_t len);

int64_t text_source_position(const struct text_source *source);
void text_source_close(struct text_source *source);
