#pragma once

// A batch on its way through the one door; private to intake.c, known.c, held.c and
// baggage.c.

#include "contact/decision.h"
#include "contact/record.h"
#include "contact/staged.h"
#include "intake/intake.h"
#include "intake/proposal.h"

enum passage {
    PASS_NEW,     // no record of its source has this key
    PASS_REVIVED, // there is a record, but nothing it said is live
    PASS_CHANGED,
    PASS_UNCHANGED,
    PASS_SHARED,  // an earlier item of the batch is the same record
    PASS_STOPPED, // blocked or staged
};

struct passing {
    const struct incoming *incoming;
    str external_id;
    int64_t record_id;
    enum passage passage;
    bool again;   // PASS_CHANGED: in what it is known by, so it must be recognised again
    bool brought; // the company of another item: the guard says nothing of whom it looks like
    const char *finding;             // why the guard stopped it
    const struct staged_mark *marks; // rows with its key that were held back before, by age
    size_t mark_count;
    int64_t version_id; // of what its record says now; 0: nothing
    size_t first;       // PASS_SHARED: the item that is the same record
};

struct batch {
    struct work *work;
    struct intake *intake;
    struct passing *items;
    struct outcome *outcomes;
    size_t count;
    bool any_staged; // rows of this source were held back before
    struct decision_list decisions;
    struct proposal *proposals;
    size_t proposal_count;
    struct record *records; // made by this batch, by id
    size_t record_count;
    struct record_version *versions; // theirs first, in the same order, then those of known records
    size_t version_count;
};

// True for those whose record gets a version from this batch.
static inline bool says_something_new(const struct passing *item)
{
    return item->passage == PASS_NEW || item->passage == PASS_REVIVED ||
           item->passage == PASS_CHANGED;
}

// Finds out what the source has said of each item before: sets record ids, minted for new ones, and
// passages. ERR_INVALID: a key that stands in too many rows to be one.
enum status known_find(struct batch *batch) MUST_USE;

// Stops what a person rejected before, whatever the policy is now.
void held_reject(struct batch *batch);

// Stages the rows that were stopped for review, each once, and says of rows that waited that their
// source says something else now.
enum status held_store(struct batch *batch) MUST_USE;

// Leaves at the records' homes what their rows bring along: links to companies, notes, tags.
enum status baggage_leave(struct batch *batch) MUST_USE;
