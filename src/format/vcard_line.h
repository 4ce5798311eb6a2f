#pragma once

// The lines of a vCard file, unfolded, one at a time. Only the vCard reader includes this.

#include "base/buf.h"

#include <stdio.h>

enum { VCARD_LINE_MAX = 16 * 1024 * 1024 }; // of one unfolded line; photographs are the long ones

struct vcard_lines {
    FILE *file;
    int64_t position;      // bytes read
    int utf16;             // 0: no; 1: little endian; 2: big endian
    char waiting[4];       // the end of it is a character of UTF-16 as UTF-8
    size_t waiting_count;  // how many bytes of that are not taken
    int pushed_back;       // a byte to be read again, or EOF
    int64_t physical_line; // number of the line in `ahead`
    bool has_ahead;        // `ahead` holds a line that was not used yet
    bool is_2_1;           // folding inserts a line break before white space that stays
    struct buf ahead;      // the next physical line without its end
    struct buf line;       // the line being unfolded
    int64_t line_number;   // where `line` begins
    size_t scanned;        // how much of `line` was searched for the end of its head
    bool quoted, has_head; // within a parameter's quotation marks; the ":" behind it was found
};

// Takes over `file`. Byte order marks are skipped; that of UTF-16 says the file is UTF-16.
struct vcard_lines vcard_lines_open(FILE *file);

// The next unfolded line, valid until the next call; a line that is too long is cut and
// `lines->line` is full. False at the end of the file.
bool vcard_lines_next(struct vcard_lines *lines, str *line);

// The length of the part before the ":" that begins the value; line.len when there is none.
size_t vcard_head_length(str line);

// The length of the first parameter of `head`, up to a ";" outside quotation marks.
size_t vcard_param_length(str head);

// Whether the parameters in front of the value say base64, or quoted-printable (and not base64).
bool vcard_head_says_base64(str head);
bool vcard_head_says_quoted(str head);

// "BEGIN:VCARD" or "END:VCARD", in any case and with blanks.
bool vcard_line_is(str line, str mark);

void vcard_lines_close(struct vcard_lines *lines);
