#pragma once

// Compares two records: one level per feature, and the weight (log2 of the odds) that they are the
// same person or company. 0 means as likely as not; +3 eight to one.

#include "match/level.h"
#include "match/model.h"

struct match_evidence_item {
    enum match_feature feature;
    enum match_level level;
    double weight; // bits for (+) or against (-), compared with strangers
    str words;     // "given names are variants of one name (lasse / lars)"
};

struct match_evidence {
    struct arena *arena;                // set by the caller: where the words live
    enum model_alternative alternative; // what else would explain that they agree
    double explained; // bits that it takes away from what speaks for them, 0 or negative
    double common;    // bits that a common name takes away, 0 or negative
    struct match_evidence_item items[MATCH_FEATURE_COUNT]; // what was compared, strongest first
    size_t count;
};

// The weight that `a` and `b` are the same. `evidence` may be NULL (then it costs well under a
// microsecond). Symmetric: the order of the two does not matter.
double match_score(const struct model *model, const struct match_record *a,
                   const struct match_record *b, struct match_evidence *evidence);

// The same, but two that cannot reach `threshold` are given up early: then the answer is some
// weight below it.
double match_score_above(const struct model *model, const struct match_record *a,
                         const struct match_record *b, double threshold);

// True when the two are of one kind and alike enough for a person to look. `b` may be NULL.
bool match_resembles(const struct model *model, const struct match_record *a,
                     const struct match_record *b);

struct match_weight {
    float total;     // as match_score
    float against;   // what speaks against it and does not change: names, birth date; 0 or negative
    float strangers; // the weight when nothing but chance would explain what they share
    enum model_alternative alternative; // the best explanation why they agree if not the same
    bool barred;    // never one, whatever else speaks for it: companies with different numbers
    bool namesakes; // companies of one name, compatible in form and country, and nothing against
};

// The same with what clustering needs to know.
struct match_weight match_weigh(const struct model *model, const struct match_record *a,
                                const struct match_record *b);

// Bits that speak for the two being the same beside what they are called, 0 or more.
double match_beside_names(const struct model *model, const struct match_record *a,
                          const struct match_record *b);

// The same from levels that are known already.
struct match_weight match_weigh_levels(const struct model *model,
                                       const struct match_comparison *comparison);

// What one feature weighs against one alternative, in bits.
double match_feature_weight(const struct model *model, const struct match_comparison *comparison,
                            enum match_feature feature, enum model_alternative alternative);

// The evidence in one line: "given names are the same (anna) +6.1; birth dates differ ... -5.8".
str match_evidence_text(const struct match_evidence *evidence, struct arena *arena);
