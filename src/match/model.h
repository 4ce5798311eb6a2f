#pragma once

// The matching model (Fellegi and Sunter 1969): how often each comparison level is seen when two
// records are the same (m), and how often when they are not (u). Records that are not the same may
// agree for a reason, so there is more than one alternative: strangers, one household, one
// workplace. A pair has to beat the best of them. A model is frozen once made and then shared
// between threads.

#include "base/buf.h"
#include "base/error.h"
#include "match/level.h"

enum { MODEL_VERSION = 1 };

// Why two records that are not the same may agree.
enum model_alternative {
    MODEL_STRANGERS,
    MODEL_HOUSEHOLD, // family name, address and phone are shared
    MODEL_WORKPLACE, // phone, address and mail domain are shared, or a company's by its group
    MODEL_ALTERNATIVE_COUNT,
};

// One value that many records have.
struct model_value {
    uint64_t hash; // 0: a free place of the table
    uint32_t count;
    uint16_t feature;
    uint16_t home;    // of a name: the country that most who bear it live in; 0 none
    float home_share; // how many of those whose country is known
    float log2_share; // of the records that have the feature; set by model_freeze
};

// A country and how many of the records whose country is known are of it.
struct model_country {
    uint16_t code;
    float share;
};

enum { MODEL_COUNTRY_MAX = 16 };

// How common values are: open addressing with at least half of the places free.
struct model_frequencies {
    struct model_value *places;
    size_t capacity; // power of two, or 0
    size_t used;
    double present[MATCH_FEATURE_COUNT]; // records that have the feature
    uint32_t least[MATCH_FEATURE_COUNT]; // values seen less often are not in the table
};

struct model {
    enum entity entity;
    int64_t records; // how many records it was made from; 0: the built-in one
    double m[MATCH_FEATURE_COUNT][MATCH_LEVEL_COUNT];
    double u[MATCH_FEATURE_COUNT][MATCH_LEVEL_COUNT];
    double prior;  // probability that two records taken at random are the same
    double match;  // weight from which two records are joined
    double review; // weight from which a person is asked
    struct model_frequencies frequencies;
    struct model_country countries[MODEL_COUNTRY_MAX]; // the largest; code 0 behind the last
    // Made from the above by model_freeze.
    float weight[MODEL_ALTERNATIVE_COUNT][MATCH_FEATURE_COUNT][MATCH_LEVEL_COUNT]; // log2(m / u)
    float most[MODEL_ALTERNATIVE_COUNT][MATCH_FEATURE_COUNT]; // the most a shared value weighs
    float log2_m[MATCH_FEATURE_COUNT][MATCH_LEVEL_COUNT];
    float rare[MATCH_FEATURE_COUNT][MATCH_LEVEL_COUNT]; // log2 share of values not in the table
    float start[MODEL_ALTERNATIVE_COUNT]; // log2 of the odds before anything is compared
    // The most a feature weighs: [0] when no two values are equal, [1] when some are.
    float highest[2][MODEL_ALTERNATIVE_COUNT][MATCH_FEATURE_COUNT];
    float least_share[MATCH_FEATURE_COUNT]; // log2, of the rarest value in the table
};

// The built-in model of an entity, frozen; needs no data and no memory.
struct model model_default(enum entity entity);

// Computes the weights after m, u, prior or frequencies were set.
void model_freeze(struct model *model);

// The weight of a shared value against strangers, in bits: the rarer, the more. Against another
// alternative it is at most model->most.
float model_value_weight(const struct model *model, enum match_feature feature,
                         enum match_level level, uint64_t hash);

// log2 of the share of a value that many records have; 1 when it is not known to be common.
float model_value_share(const struct model *model, uint64_t hash);

// How many bits a given and a family name weigh too much together because both are of one country:
// among a thousand Swedes with ten Finns, two called Jari Laine are no rarity. 0 or more.
float model_names_together(const struct model *model, uint64_t given, uint64_t family);

// Typing mistakes in rare names weigh at most so many bits more than usual, and a phone or address
// that few have speaks so much less for a workplace.
#define MODEL_MISTAKE_MOST 3.0F
#define MODEL_RARE_AT_WORK 2.0F

// Makes room for `count` values.
void model_frequencies_reserve(struct model_frequencies *table, size_t count, struct arena *arena);

// Puts a value where there is room for it. Its share is set by model_freeze.
void model_frequencies_put(struct model_frequencies *table, struct model_value value);

// Appends the model as JSON; values stand there as hashes.
void model_write(const struct model *model, struct buf *out);

// Reads what model_write wrote and freezes it. ERR_INVALID: not a model, or of a later version.
enum status model_read(str text, struct arena *arena, struct model *out, struct error *error)
    MUST_USE;

// The names of features and levels in models and reports: "given", "same".
const char *model_feature_name(enum match_feature feature);
const char *model_level_name(enum match_level level);
