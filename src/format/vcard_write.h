#pragma once

// Writes cards as vCard 4.0 (RFC 6350). Reading them again gives the same properties. Values are
// written as they are, so that they must be escaped already (vcard_escape).

#include "base/buf.h"
#include "format/vcard.h"

// Appends `card` from BEGIN to END, folded at 75 octets, never inside a character.
void vcard_write(const struct vcard *card, struct buf *out);
