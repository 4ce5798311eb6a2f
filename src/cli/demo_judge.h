#pragma once

// The demonstration knows who each of its rows is about, so the register filled from it can be
// marked: what was brought together rightly, wrongly, or not at all.

#include "cli/demo_mistakes.h"
#include "db/work.h"
#include "demo/demo_score.h"

enum { DEMO_SAMPLES = 4 };

// Two records that are together and should not be, or the other way round.
struct demo_sample {
    str a, b;   // "Anna Berg (crm)"
    str reason; // in words
};

struct demo_judgement {
    struct demo_score people, companies;
    int64_t questions, questions_right; // pairs that wait for a person
    int64_t missed, missed_waiting;     // pairs of contacts that are one
    struct demo_sample joined[DEMO_SAMPLES], parted[DEMO_SAMPLES];
    size_t joined_count, parted_count;
    struct demo_mistakes mistakes;
};

// Within a read work. Texts live in the work's arena. ERR_NOT_FOUND: a file of the demonstration
// is not in `directory`.
enum status demo_judge(struct work *work, const char *directory, struct demo_judgement *out)
    MUST_USE;
