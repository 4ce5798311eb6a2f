#pragma once

// An entry becomes a vCard 4.0 for export.

#include "format/vcard.h"
#include "value/entry.h"

// The card of `entry` with `uid` (may be empty). Always has FN (RFC 6350 6.2.1): the name, else
// the company, e-mail or phone. Texts live in `arena` or are the entry's.
struct vcard vcard_from_entry(const struct entry *entry, str uid, struct arena *arena);
