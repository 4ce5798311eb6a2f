#pragma once

// One unfolded line becomes one property. Only the vCard reader includes this.

#include "format/vcard.h"

enum { VCARD_PARAM_MAX = 200 };

// Reads `line` (RFC 6350 3.3, and the bare parameters of 2.1). Texts live in `arena`. Returns NULL,
// or why the line is not a property, in words.
const char *vcard_property_read(str line, enum vcard_version version, struct arena *arena,
                                struct vcard_property *out);
