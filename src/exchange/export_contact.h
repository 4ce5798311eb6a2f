#pragma once

// One contact as a JSON object with everything the register shows of it, and as a vCard.

#include "base/buf.h"
#include "exchange/export_page.h"

// Appends {"id": ..., "entity": "person", "name": ..., "values": {"given": {"value", "origin"}},
// "points": [...], "custom": {...}, "links", "tags", "notes", "records"}. An origin is the source
// and external id of a record, or by_hand.
void export_contact_json(const struct export_page *page, const struct export_contact *contact,
                         struct arena *arena, struct buf *out);

// Appends a vCard 4.0 whose UID is the contact's id; tags are its CATEGORIES.
void export_contact_vcard(const struct export_contact *contact, struct arena *arena,
                          struct buf *out);
