#pragma once

// How kartotek demo tells its story: in words, or as JSON.

#include "cli/demo_judge.h"
#include "contact/job.h"

struct demo_told {
    const struct demo_source *sources;
    const struct job_counts *counts; // of each source
    size_t source_count;
    str directory;
    int64_t people, companies; // in the register
    double seconds;            // importing took
    const struct demo_judgement *judgement;
};

void demo_write_words(const struct demo_told *told, struct arena *arena, struct buf *out);
void demo_write_json(const struct demo_told *told, struct buf *out);
