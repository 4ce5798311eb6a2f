#pragma once

// Two texts with what differs between them marked, for the eye to find at once.

#include "base/buf.h"

struct difference_tags {
    const char *open, *close;
};

// Appends `text` as HTML with every part that `other` lacks between the tags. One equal character
// between two marked parts is marked with them, and a text that has less than half in common with
// the other is marked whole: confetti does not help a reader.
void difference_mark(struct buf *out, str text, str other, struct difference_tags tags);
