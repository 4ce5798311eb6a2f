#pragma once

// The matching model (Fellegi and Sunter 1969): how often each comparison level is seen when two
// records are the same (m), and how often when they are not (u). Records that are not the same may
// agree for a reason, so there is more than one alternative: strangers, one household, one
// workplace. A pair has to beat the best of them. A model is frozen once made and then shared
// between threads.

#include "base/buf.h"
#include "base/error.h"
#include "match/match_record.h"

enum { MODEL_LEVEL_MAX = 8, MODEL_VERSION = 1 };

enum model_alternative {
    MODEL_STRANGERS,
    MODEL_HOUSEHOLD, // family, address and phone are shared; given name and birth date are not
    MODEL_WORKPLACE, // employer, switchboard, address, mail domain are shared
    MODEL_ALTERNATIVE_COUNT,
};

// How common single values are: open addressing, only values seen more than once.
struct model_frequencies {
    uint64_t *hashes; // 0: free
    uint32_t *counts;
    size_t capacity; // power of two, or 0
};

struct model {
    enum entity entity;
    int64_t records; // how many records it was made from; 0: the built-in one
    double m[MATCH_FEATURE_COUNT][MODEL_LEVEL_MAX];
    double u[MATCH_FEATURE_COUNT][MODEL_LEVEL_MAX];
    double prior;  // probability that two records taken at random are the same
    double match;  // weight from which two records are joined
    double review; // weight from which a person is asked
    struct model_frequencies frequencies;
    // Made from the above by model_freeze: log2(m / u) for each alternative.
    float weight[MODEL_ALTERNATIVE_COUNT][MATCH_FEATURE_COUNT][MODEL_LEVEL_MAX];
    float alternative[MODEL_ALTERNATIVE_COUNT]; // log2 of prior odds against each alternative
};

// The built-in model of an entity; needs no data and no memory.
struct model model_default(enum entity entity);

// Learns u from random pairs, m by expectation maximisation from candidate pairs, and the
// frequencies of values. Deterministic: the same records in the same order give the same model.
// Levels that the data say too little about stay near the built-in ones. `arena` holds the model.
struct model model_train(const struct match_record *records, size_t count, enum entity entity,
                         struct arena *arena);

// Computes the weights after m, u, prior or frequencies were set.
void model_freeze(struct model *model);

// log2 of how common the value with this hash is; `otherwise` when it is not in the table.
float model_log_frequency(const struct model *model, uint64_t hash, float otherwise);

// Appends the model as JSON, frequencies as hashes.
void model_write(const struct model *model, struct buf *out);

// Reads what model_write wrote. ERR_INVALID: not a model, or of a later version.
enum status model_read(str text, struct arena *arena, struct model *out, struct error *error)
    MUST_USE;
