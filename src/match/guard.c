#include "match/guard.h"

// A pair contradicts when it weighs less than a match and this much speaks against it.
static const float CONTRADICTION = -7;
// One outlier with a typing mistake must not tear ten good records apart, nor join ten strangers.
static const float LEAST = -12, MOST = 16;
static const float MEAN_LEAST = 0;

// A pair that shares nothing says nothing: what counts against it is only what differs.
static float speaks(struct match_weight weight)
{
    if (weight.total >= 0)
        return weight.total < MOST ? weight.total : MOST;
    return weight.against > LEAST ? weight.against : LEAST;
}

bool match_coherent(const struct model *model, const struct match_group *a,
                    const struct match_group *b)
{
    size_t contradictions = 0, pairs = a->count * b->count;
    float sum = 0;
    for (size_t i = 0; i < a->count; i++) {
        for (size_t j = 0; j < b->count; j++) {
            struct match_weight weight = match_weigh(model, a->members[i], b->members[j]);
            if (weight.barred)
                return false;
            contradictions += weight.total < (float)model->match && weight.against < CONTRADICTION;
            sum += speaks(weight);
        }
    }
    return contradictions * 5 <= pairs && sum >= MEAN_LEAST * (float)pairs;
}
