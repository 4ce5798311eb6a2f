#pragma once

// Learns a model from records.

#include "match/candidate.h"
#include "match/model.h"

// Learns how common values are, u from random pairs, and m and the prior by expectation
// maximisation from candidate pairs. Deterministic: the same records in the same order give the
// same model. Levels that the data say little about stay near the built-in ones. `blocks` are of
// the same records, or NULL. `arena` holds the model.
struct model model_train(const struct match_record *records, size_t count, enum entity entity,
                         const struct match_blocks *blocks, struct arena *arena);
