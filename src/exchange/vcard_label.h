#pragma once

// What vCards call the kinds of e-mails, phones, addresses and web sites, and what we do.

#include "format/vcard.h"

// The label of a property: "work", "home", "mobile", "fax", "pager", "switchboard", "other", the
// card's own word in small letters, or empty. A label the person gave (X-ABLABEL) goes before TYPE.
str vcard_label(const struct vcard *card, const struct vcard_property *property,
                struct arena *arena);

// Says `label` on the card's last property: TYPE for those RFC 6350 knows, else X-ABLABEL.
void vcard_set_label(struct vcard *card, str label, struct arena *arena);
