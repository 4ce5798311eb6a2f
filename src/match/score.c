#include "match/score.h"

struct sums {
    float total[MODEL_ALTERNATIVE_COUNT];
};

// What one feature weighs against each alternative.
static void weigh_feature(const struct model *model, const struct match_comparison *comparison,
                          enum match_feature f, float out[MODEL_ALTERNATIVE_COUNT])
{
    enum match_level level = (enum match_level)comparison->level[f];
    uint64_t value = comparison->value[f];
    float shared = value ? model_value_weight(model, f, level, value) : 0;
    for (size_t a = 0; a < MODEL_ALTERNATIVE_COUNT; a++) {
        float most = model->most[a][f];
        out[a] = !value ? model->weight[a][f][level] : shared < most ? shared : most;
    }
}

static enum model_alternative best_alternative(const struct sums *sums)
{
    enum model_alternative best = MODEL_STRANGERS;
    for (unsigned a = 1; a < MODEL_ALTERNATIVE_COUNT; a++)
        if (sums->total[a] < sums->total[best])
            best = (enum model_alternative)a;
    return best;
}

// Names go together: there are more people called Lars Eriksson than the shares of Lars and of
// Eriksson suggest. What a whole name weighs too much because of that, 0 or negative.
static float whole_name_weight(const struct model *model, const struct match_comparison *comparison)
{
    uint64_t name = comparison->value[MATCH_ORDER];
    if (!name)
        return 0;
    float share = model_value_share(model, name);
    if (share >= 0)
        return 0;
    float parts =
        model_value_weight(model, MATCH_GIVEN, LEVEL_SAME, comparison->value[MATCH_GIVEN]) +
        model_value_weight(model, MATCH_FAMILY, LEVEL_SAME, comparison->value[MATCH_FAMILY]);
    float whole = -share;
    return whole < parts ? whole - parts : 0;
}

struct match_weight match_weigh_levels(const struct model *model,
                                       const struct match_comparison *comparison)
{
    struct sums sums;
    float against = 0, weights[MODEL_ALTERNATIVE_COUNT];
    memcpy(sums.total, model->start, sizeof sums.total);
    for (unsigned f = 0; f < MATCH_FEATURE_COUNT; f++) {
        if (!comparison->level[f] && f != MATCH_COMPANY)
            continue;
        weigh_feature(model, comparison, (enum match_feature)f, weights);
        for (size_t a = 0; a < MODEL_ALTERNATIVE_COUNT; a++)
            sums.total[a] += weights[a];
        against += weights[MODEL_STRANGERS] < 0 ? weights[MODEL_STRANGERS] : 0;
    }
    float name = whole_name_weight(model, comparison);
    sums.total[MODEL_STRANGERS] += name;
    sums.total[MODEL_WORKPLACE] += name;
    enum model_alternative best = best_alternative(&sums);
    return (struct match_weight){ sums.total[best], against, best };
}

double match_feature_weight(const struct model *model, const struct match_comparison *comparison,
                            enum match_feature feature, enum model_alternative alternative)
{
    float weights[MODEL_ALTERNATIVE_COUNT];
    weigh_feature(model, comparison, feature, weights);
    return (double)weights[alternative];
}

struct match_weight match_weigh(const struct model *model, const struct match_record *a,
                                const struct match_record *b)
{
    struct match_comparison comparison;
    match_compare(a, b, &comparison);
    return match_weigh_levels(model, &comparison);
}
