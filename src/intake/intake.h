#pragma once

// The one door. Every channel lets people and companies in through here, already standardised:
//
//     incoming ──> known to its source? ──unchanged──> done
//                        │ new or changed
//                   recognise (claim, compare) ──> guard: block, warn, log or review
//                        │
//                   facts: record, version, decision, link ──> resolve ──> golden, history, search
//
// What differs per channel is policy, which is data (rules.h).

#include "contact/source.h"
#include "intake/incoming.h"
#include "intake/recognise.h"
#include "intake/rules.h"

enum verdict {
    VERDICT_CREATED,   // a contact that was not there
    VERDICT_UPDATED,   // joined a contact, or its record changed
    VERDICT_UNCHANGED, // the source said this already
    VERDICT_REJECTED,  // blocked; nothing was written
    VERDICT_REVIEW,    // perhaps somebody we have: waits for a person
};

struct outcome {
    enum verdict verdict;
    int64_t record_id;      // 0 when rejected
    bool staged;            // VERDICT_REVIEW: nothing was written either
    int64_t like_record_id; // whom it joined or resembles; 0: nobody
    double weight;          // of that resemblance
    str reason;             // in words: why it joined, waits or was rejected
};

// One channel's way in; one per connection.
struct intake {
    struct recogniser recogniser;
    struct source source;
    str channel;     // typed, import, api ...
    int64_t seen_at; // when the source said it; 0: the work's time
    enum guard_action on_duplicate, on_possible, on_invalid; // the channel's policy
};

// Within a work. `channel` decides what findings lead to.
enum status intake_open(struct work *work, struct intake *intake, const struct source *source,
                        str channel) MUST_USE;
void intake_close(struct intake *intake);

// Lets a batch in, in its order, under the work's job. Answers and their texts live in the work's
// arena. On an error nothing of the batch may be committed.
enum status intake_batch(struct work *work, struct intake *intake, const struct incoming *items,
                         size_t count, struct outcome *outcomes) MUST_USE;

const char *verdict_name(enum verdict verdict);
