#pragma once

// A vCard becomes a draft of a person or a company.

#include "format/vcard.h"
#include "intake/draft.h"

// Company fields that no vCard property holds travel as X-KARTOTEK-ORG-NUMBER and the like.
#define VCARD_FIELD_PREFIX "X-KARTOTEK-"

// Fills `draft`; texts live in `arena` or are the card's. A company is a card with KIND:org, or one
// whose only name is that of its ORG. Each address has a label of its own ("home", "home 2"), which
// its parts share. False: the card says it is neither (KIND:group, KIND:location ...).
bool vcard_draft(const struct vcard *card, struct arena *arena, struct draft *draft);

// A birthday of any form (RFC 6350 4.3, RFC 2426 3.1.5) as "1980-02-29", "1980-02", "1980", or
// without a year "--02-29", "--02", "---29"; other text is returned as it is.
str vcard_birth_date(const struct vcard_property *property, struct arena *arena);
