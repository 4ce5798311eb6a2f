#pragma once

// Values made by hand on a contact, as one request that can be undone.

#include "contact/hand_value.h"

// Stores `values` (field, custom, normal, state, value, label are taken; values are standard forms)
// on the contact of `contact_id` and recomputes it. Each is kept at the home whose value it
// replaces, so that after an unmerge it follows that half. ERR_NOT_FOUND.
enum status edit(struct work *work, int64_t contact_id, struct hand_value *values, size_t count)
    MUST_USE;

// Leave a tag, a note or a link at the contact's home, or take facts of this kind back; each call
// is a request of its own.
enum status edit_tag(struct work *work, int64_t contact_id, str name) MUST_USE;
enum status edit_note(struct work *work, int64_t contact_id, str body) MUST_USE;
enum status edit_link(struct work *work, int64_t person_id, int64_t company_id, str role,
                      str from_date, str to_date) MUST_USE;
enum status edit_withdraw(struct work *work, int64_t contact_id, const int64_t *fact_ids,
                          size_t count) MUST_USE;
