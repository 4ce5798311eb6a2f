#pragma once

// Deciding about rows that the guard held back (contact/staged.h). Works under the work's job.

#include "contact/staged.h"
#include "intake/intake.h"

struct review_answer {
    enum told as;       // TOLD_LET_IN, TOLD_NEW or TOLD_SAME
    int64_t contact_id; // TOLD_SAME: any home id of the contact; 0: the one the row looks like
};

// Lets rows that wait in through the one door, in the given order. Their source said it when they
// were held back. A company that a row brings along comes with it, as the register has it by now.
// ERR_NOT_FOUND, ERR_CONFLICT: as staged_find. ERR_INVALID: a person and a company, or TOLD_SAME
// and the row looks like nobody.
enum status review_accept(struct work *work, const int64_t *staged_ids, size_t count,
                          struct review_answer answer, struct outcome *outcomes) MUST_USE;

// Drops rows that wait. They stay out as long as their source says the same.
enum status review_reject(struct work *work, const int64_t *staged_ids, size_t count, str reason)
    MUST_USE;
