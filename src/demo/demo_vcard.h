#pragma once

// Writes the lines of a vCard the way three generations of phones do: vCard 2.1 with
// quoted-printable, 3.0 (RFC 2426) and 4.0 (RFC 6350).

#include "base/arena.h"
#include "base/buf.h"

struct demo_vcard {
    struct buf *out;
    struct arena *arena;
    int version; // 21, 30 or 40
};

void demo_vcard_begin(const struct demo_vcard *card);
void demo_vcard_end(const struct demo_vcard *card);

// "name:parts[0];parts[1]...", escaped, encoded and folded as the version wants it. `name` holds
// the parameters: "TEL;CELL".
void demo_vcard_line(const struct demo_vcard *card, const char *name, const str *parts,
                     size_t count);

// The same with one part; nothing when it is empty.
void demo_vcard_text(const struct demo_vcard *card, const char *name, str text);
