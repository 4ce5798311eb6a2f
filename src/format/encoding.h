#pragma once

// How the characters of a text file are written, and the way from there to UTF-8.

#include "base/arena.h"
#include "base/buf.h"

enum encoding {
    ENCODING_UNKNOWN,
    ENCODING_UTF8,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODING_WINDOWS_1252, // ISO 8859-1 is read as this, as browsers do
};

// By its name or a common other name ("utf8", "latin1", "cp1252" ...), in any case.
enum encoding encoding_find(str name);

// "utf-8", "utf-16le", "utf-16be", "windows-1252"; empty for unknown.
str encoding_name(enum encoding encoding);

// What the first bytes of a file give away: a byte order mark, whose length goes to `mark_len`, or
// the zeros of UTF-16. Unknown when it is one of those that write ASCII as ASCII.
enum encoding encoding_of_start(str start, size_t *mark_len);

// Counts the characters beyond ASCII: those that are valid UTF-8 and those that are not.
struct encoding_count {
    int64_t valid, invalid;
};
void encoding_count(struct encoding_count *count, str block);

// True when no byte is above 127.
bool encoding_is_ascii(str s);

// The character of a byte. The five bytes without one stay what they are in ISO 8859-1 (the table
// "windows-1252" of the WHATWG Encoding Standard).
uint32_t windows_1252_character(unsigned char byte);

// The byte of a character, or -1.
int windows_1252_byte(uint32_t character);

str windows_1252_to_utf8(struct arena *arena, str s);

// Appends `units` (UTF-16) as UTF-8; halves of surrogate pairs that stand alone become U+FFFD.
// Returns how many bytes it took: it leaves a character that the block cuts in two.
size_t utf16_to_utf8(str units, enum encoding encoding, struct buf *out);
