#pragma once

// Two texts with what differs between them marked, for the eye to find at once.

#include "base/buf.h"

struct difference_tags {
    const char *open, *close;
};

// Appends `text` as HTML with every part that `other` lacks between the tags. Runs of less than two
// equal characters between two marked parts are marked with them: confetti does not help a reader.
void difference_mark(struct buf *out, str text, str other, struct difference_tags tags);
