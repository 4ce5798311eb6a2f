#pragma once

// Merging runs into a larger one, page by page: each input is read once, in order.

#include "intake/key_run.h"

enum { KEY_MERGE_MAX = 8 };

struct key_merge;

// Begins to merge `inputs`, at most KEY_MERGE_MAX, into `output`, which is new and taken over.
struct key_merge *key_merge_open(const struct key_runs *inputs, struct key_run *output);

// Writes pages until about `budget` entries were taken from the inputs, or all were: `done`.
enum status key_merge_step(struct work *work, struct key_merge *merge, size_t budget, bool *done)
    MUST_USE;

const struct key_runs *key_merge_inputs(const struct key_merge *merge);
struct key_run *key_merge_output(const struct key_merge *merge);
void key_merge_close(struct key_merge *merge); // NULL: nothing happens
