#include "match/score.h"

#include <math.h>

struct sums {
    float total[MODEL_ALTERNATIVE_COUNT];
};

// What a shared value weighs against strangers. Of two names that are a typing mistake apart the
// commoner one counts, and the mistake may hide another rare name.
static float shared_weight(const struct model *model, const struct match_comparison *comparison,
                           enum match_feature f)
{
    enum match_level level = (enum match_level)comparison->level[f];
    float weight = model_value_weight(model, f, level, comparison->value[f]);
    if (level != LEVEL_CLOSE)
        return weight;
    float other = model_value_weight(model, f, level, comparison->other[f]);
    float most = model->weight[MODEL_STRANGERS][f][level] + MODEL_MISTAKE_MOST;
    weight = weight < other ? weight : other;
    return weight < most ? weight : most;
}

// A switchboard or an office is seen more often than one person's two records.
static bool is_rare(const struct model *model, enum match_feature f, uint64_t value)
{
    bool is_place = f == MATCH_PHONE || f == MATCH_ADDRESS;
    return is_place && model->records > 0 && model_value_share(model, value) > 0;
}

// What one feature weighs against each alternative.
static void weigh_feature(const struct model *model, const struct match_comparison *comparison,
                          enum match_feature f, float out[MODEL_ALTERNATIVE_COUNT])
{
    enum match_level level = (enum match_level)comparison->level[f];
    uint64_t value = comparison->value[f];
    float shared = value ? shared_weight(model, comparison, f) : 0;
    float rare = value && is_rare(model, f, value) ? MODEL_RARE_AT_WORK : 0;
    for (size_t a = 0; a < MODEL_ALTERNATIVE_COUNT; a++) {
        float most = model->most[a][f] + (a == MODEL_WORKPLACE ? rare : 0);
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

// Bits for that a source has a given and a family name in each other's place.
static const float CROSSWISE_BITS = 5.5F;

// Two records that have a common name the wrong way round: "Olsen" is rare as a given name, "Olsen
// Hans" is not as rare as that. What it weighs too much, 0 or negative.
static float crosswise_weight(const struct model *model, uint64_t given, uint64_t family,
                              float parts)
{
    float first = model_value_share(model, match_crosswise_hash(family));
    float second = model_value_share(model, match_crosswise_hash(given));
    if (first >= 0 || second >= 0)
        return 0;
    float whole = CROSSWISE_BITS - first - second;
    return whole < parts ? whole - parts : 0;
}

// Names go together: there are more people called Lars Eriksson than the shares of Lars and of
// Eriksson suggest, and two Finnish names are of a Finn. What a whole name weighs too much because
// of that, 0 or negative.
static float whole_name_weight(const struct model *model, const struct match_comparison *comparison)
{
    uint64_t given = comparison->value[MATCH_GIVEN], family = comparison->value[MATCH_FAMILY];
    uint64_t name = comparison->value[MATCH_ORDER];
    float together = given && family ? -model_names_together(model, given, family) : 0;
    if (!name)
        return together;
    float share = model_value_share(model, name);
    float parts = model_value_weight(model, MATCH_GIVEN, LEVEL_SAME, given) +
                  model_value_weight(model, MATCH_FAMILY, LEVEL_SAME, family);
    float whole = share < 0 ? -share - parts : 0;
    float crosswise = crosswise_weight(model, given, family, parts);
    return fminf(fminf(whole, together), crosswise);
}

// How much more an address at a public provider says than the names it is made of: which of the
// usual spellings, which provider; and digits.
static const float MAILBOX_BITS = 6, MAILBOX_DIGITS_BITS = 5;

static float positive(float weight)
{
    return weight > 0 ? weight : 0;
}

// An address such as lars.eriksson@gmail.com follows from the name, so together they are no rarer
// than the name and the choice of spelling. What they weigh too much, 0 or negative. `name` is what
// whole_name_weight answered.
static float mailbox_weight(const struct model *model, const struct match_comparison *comparison,
                            float name)
{
    unsigned flags = comparison->mailbox;
    if (!flags)
        return 0;
    float weights[MODEL_ALTERNATIVE_COUNT], said = name;
    bool says_given = flags & MATCH_SAYS_GIVEN, says_family = flags & MATCH_SAYS_FAMILY;
    weigh_feature(model, comparison, MATCH_GIVEN, weights);
    said += says_given ? positive(weights[MODEL_STRANGERS]) : 0;
    weigh_feature(model, comparison, MATCH_FAMILY, weights);
    said += says_family ? positive(weights[MODEL_STRANGERS]) : 0;
    weigh_feature(model, comparison, MATCH_EMAIL, weights);
    float most = MAILBOX_BITS + (flags & MATCH_HAS_DIGITS ? MAILBOX_DIGITS_BITS : 0);
    return weights[MODEL_STRANGERS] > most && said > 0 ? most - weights[MODEL_STRANGERS] : 0;
}

// A domain that repeats the company's name adds nothing to it where both are common; the stronger
// of the two counts. What the weaker one would weigh, as 0 or less.
static float repeated_name_weight(const struct model *model,
                                  const struct match_comparison *comparison,
                                  enum model_alternative alternative)
{
    if (!comparison->repeats_name)
        return 0;
    double name = match_feature_weight(model, comparison, MATCH_COMPANY, alternative);
    double domain = match_feature_weight(model, comparison, MATCH_DOMAIN, alternative);
    double weaker = name < domain ? name : domain;
    return weaker > 0 ? (float)-weaker : 0;
}

// What somebody keeps: a phone, an address or an employer may change, so that it differs says
// little about two records being of two.
static bool is_lasting(enum match_feature f, enum entity entity)
{
    return f == MATCH_GIVEN || f == MATCH_FAMILY || f == MATCH_BIRTH || f == MATCH_NUMBER ||
           f == MATCH_GENDER || (f == MATCH_COMPANY && entity == ENTITY_COMPANY);
}

// Bits below the weight to be joined of what a person shall decide, and how far a name alone lifts.
static const float DOUBT = 0.5F, NAME_LIFT = 6;

// Two companies of one name and nothing that speaks against it: somebody should look, unless the
// name is known to be very common.
static bool is_namesake(const struct match_comparison *comparison)
{
    enum match_level form = (enum match_level)comparison->level[MATCH_FORM];
    return comparison->level[MATCH_COMPANY] == LEVEL_SAME && !comparison->two_numbers &&
           form != LEVEL_WEAK && form != LEVEL_DIFFERENT &&
           comparison->level[MATCH_DOMAIN] != LEVEL_DIFFERENT;
}

// Nothing beside the name need speak for it, as a register takes each name once; but not one that
// is known to be common, and not when town or phone speak against it.
static bool are_rare_namesakes(const struct model *model, const struct match_comparison *comparison,
                               float total)
{
    return model->entity == ENTITY_COMPANY && is_namesake(comparison) &&
           total > (float)model->review &&
           model_value_share(model, comparison->value[MATCH_COMPANY]) > 0;
}

// A name with words more than another's may be a branch, a subsidiary or a namesake.
static bool is_perhaps_branch(const struct match_comparison *comparison)
{
    return comparison->level[MATCH_COMPANY] == LEVEL_PART &&
           comparison->level[MATCH_NUMBER] != LEVEL_SAME;
}

// What a household takes away where a given name is missing: nothing says which member it is.
static const float NAMELESS_BITS = 1;

// What the sum of bits does not know.
static float settled(const struct model *model, const struct match_comparison *comparison,
                     enum model_alternative best, float total)
{
    if (best == MODEL_HOUSEHOLD && !comparison->level[MATCH_GIVEN])
        total -= NAMELESS_BITS;
    bool is_company = model->entity == ENTITY_COMPANY;
    float doubtful = (float)model->match - DOUBT, looked_at = (float)model->review;
    bool is_doubtful = is_company ? comparison->two_numbers || is_perhaps_branch(comparison)
                                  : comparison->two_people;
    if (is_doubtful && total > doubtful)
        return doubtful;
    if (is_company && total < looked_at && total > looked_at - NAME_LIFT && is_namesake(comparison))
        return looked_at;
    return total;
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
        if (is_lasting((enum match_feature)f, model->entity) && weights[MODEL_STRANGERS] < 0)
            against += weights[MODEL_STRANGERS];
    }
    float name = whole_name_weight(model, comparison);
    name += mailbox_weight(model, comparison, name);
    sums.total[MODEL_STRANGERS] += name;
    sums.total[MODEL_WORKPLACE] += name;
    for (unsigned a = 0; a < MODEL_ALTERNATIVE_COUNT; a++)
        sums.total[a] += repeated_name_weight(model, comparison, (enum model_alternative)a);
    enum model_alternative best = best_alternative(&sums);
    return (struct match_weight){
        .total = settled(model, comparison, best, sums.total[best]),
        .against = against,
        .strangers = sums.total[MODEL_STRANGERS],
        .alternative = best,
        .barred = comparison->two_numbers,
        .namesakes = are_rare_namesakes(model, comparison, sums.total[best]),
    };
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

static bool is_name(const struct model *model, const struct match_comparison *comparison,
                    enum match_feature f)
{
    if (model->entity == ENTITY_PERSON)
        return f <= MATCH_ORDER;
    return (f == MATCH_COMPANY && comparison->level[f] != LEVEL_SAME) || f == MATCH_FORM ||
           (f == MATCH_DOMAIN && comparison->repeats_name);
}

double match_beside_names(const struct model *model, const struct match_record *a,
                          const struct match_record *b)
{
    struct match_comparison comparison;
    double bits = 0;
    match_compare(a, b, &comparison);
    for (unsigned f = 0; f < MATCH_FEATURE_COUNT; f++)
        if (comparison.level[f] && !is_name(model, &comparison, (enum match_feature)f))
            bits += fmax(
                match_feature_weight(model, &comparison, (enum match_feature)f, MODEL_STRANGERS),
                0);
    return bits;
}

// --- scores that are too low to matter ---

// Sums of what was compared and of the most that the rest can weigh.
struct bounds {
    float total[MODEL_ALTERNATIVE_COUNT];
    const float (*highest[MATCH_FEATURE_COUNT])[MATCH_FEATURE_COUNT]; // of what both have
};

static const float ROUNDING = 0.01F; // sums in another order differ by less

static bool shares_value(const struct match_record *a, const struct match_record *b,
                         enum match_feature f)
{
    for (size_t i = a->first[f]; i < a->first[f + 1]; i++)
        for (size_t j = b->first[f]; j < b->first[f + 1]; j++)
            if (a->items[i].hash == b->items[j].hash)
                return true;
    return false;
}

static void expect_highest(const struct model *model, const struct match_record *a,
                           const struct match_record *b, enum match_feature f,
                           struct bounds *bounds)
{
    bounds->highest[f] = NULL;
    if (!match_count(a, f) || !match_count(b, f))
        return;
    bounds->highest[f] = model->highest[shares_value(a, b, f)];
    for (size_t i = 0; i < MODEL_ALTERNATIVE_COUNT; i++)
        bounds->total[i] += bounds->highest[f][i][f];
}

static void add_compared(const struct model *model, const struct match_comparison *comparison,
                         enum match_feature f, struct bounds *bounds)
{
    float weights[MODEL_ALTERNATIVE_COUNT];
    if (!comparison->level[f] && f != MATCH_COMPANY)
        return;
    weigh_feature(model, comparison, f, weights);
    for (size_t i = 0; i < MODEL_ALTERNATIVE_COUNT; i++)
        bounds->total[i] += weights[i];
}

static void add_names(const struct model *model, const struct match_comparison *comparison,
                      struct bounds *bounds)
{
    float whole = whole_name_weight(model, comparison);
    add_compared(model, comparison, MATCH_GIVEN, bounds);
    add_compared(model, comparison, MATCH_FAMILY, bounds);
    add_compared(model, comparison, MATCH_ORDER, bounds);
    bounds->total[MODEL_STRANGERS] += whole;
    bounds->total[MODEL_WORKPLACE] += whole;
}

// Puts what a feature really weighs in the place of the most it could.
static void add_feature(const struct model *model, const struct match_comparison *comparison,
                        enum match_feature f, struct bounds *bounds)
{
    for (size_t i = 0; i < MODEL_ALTERNATIVE_COUNT; i++)
        bounds->total[i] -= bounds->highest[f][i][f];
    add_compared(model, comparison, f, bounds);
}

static float least_of(const struct bounds *bounds)
{
    float least = bounds->total[0];
    for (size_t i = 1; i < MODEL_ALTERNATIVE_COUNT; i++)
        least = bounds->total[i] < least ? bounds->total[i] : least;
    return least + ROUNDING;
}

// What is cheap to compare and tells much comes first; names are done before any of these.
static const enum match_feature ORDER[] = {
    MATCH_BIRTH,    MATCH_EMAIL,    MATCH_PHONE,    MATCH_NUMBER, MATCH_GENDER,
    MATCH_DOMAIN,   MATCH_ADDRESS,  MATCH_COMPANY,  MATCH_CUSTOM, MATCH_JOB,
    MATCH_CUSTOM_2, MATCH_CUSTOM_3, MATCH_CUSTOM_4, MATCH_FORM,
};

double match_score_above(const struct model *model, const struct match_record *a,
                         const struct match_record *b, double threshold)
{
    struct match_comparison comparison;
    struct bounds bounds;
    if (model->entity == ENTITY_COMPANY && shares_value(a, b, MATCH_COMPANY))
        return (double)match_weigh(model, a, b).total; // names alone may lift it
    memcpy(bounds.total, model->start, sizeof bounds.total);
    for (size_t i = 0; i < LENGTH(ORDER); i++)
        expect_highest(model, a, b, ORDER[i], &bounds);
    match_compare_names(a, b, &comparison);
    add_names(model, &comparison, &bounds);
    if (!bounds.highest[MATCH_COMPANY]) // that it is missing weighs too
        add_compared(model, &comparison, MATCH_COMPANY, &bounds);
    for (size_t i = 0; i < LENGTH(ORDER); i++) {
        if ((double)least_of(&bounds) < threshold)
            return (double)least_of(&bounds);
        if (!bounds.highest[ORDER[i]])
            continue;
        match_compare_feature(a, b, ORDER[i], &comparison);
        add_feature(model, &comparison, ORDER[i], &bounds);
    }
    match_compare_finish(a, b, &comparison);
    return (double)match_weigh_levels(model, &comparison).total;
}

bool match_resembles(const struct model *model, const struct match_record *a,
                     const struct match_record *b)
{
    return b && a->entity == b->entity &&
           match_score_above(model, a, b, model->review) >= model->review;
}
