#pragma once

// What people decide about contacts: that two are the same, that a contact is several, that two are
// not the same. Every call is a job of its own and can be undone.

#include "contact/record.h"
#include "db/work.h"

// Makes `other_ids` the same contact as `keep_id`, whose id is shown from then on. Ids are any home
// ids. ERR_INVALID: a person and a company. ERR_NOT_FOUND.
enum status merge(struct work *work, int64_t keep_id, const int64_t *other_ids, size_t count)
    MUST_USE;

// Takes records out of their contact: withdraws the decisions that joined them to the others. All
// records part when `count` is 0. What was written at a home stays at that home.
// ERR_CONFLICT: nothing joins them.
enum status unmerge(struct work *work, int64_t contact_id, const int64_t *record_ids, size_t count)
    MUST_USE;

// Says that two contacts, or two records of one contact, are not the same; they part when they
// were one. Remembered until undone.
enum status not_same(struct work *work, int64_t a, int64_t b) MUST_USE;
