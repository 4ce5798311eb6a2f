#include "match/model.h"

#include <math.h>

// One feature of the built-in models: m and u by level (same, variant, part, close, sound, weak,
// different); the least share of any value, which caps what one shared value can weigh; and how
// often members of a household and of a workplace share the value as one person would. The figures
// describe what duplicates in customer registers look like and are corrected by training.
struct feature_row {
    double m[MATCH_LEVEL_COUNT - 1], u[MATCH_LEVEL_COUNT - 1];
    double least_share;
    double shared[2];
};

static const struct feature_row PERSON[MATCH_FEATURE_COUNT] = {
    [MATCH_GIVEN] = { { .78, .07, .03, .05, .02, .03, .02 },
                      { .006, .005, .002, .005, .02, .004, .96 },
                      3e-5,
                      { .004, 0 } },
    [MATCH_FAMILY] = { { .86, .001, .03, .06, .015, .004, .03 },
                       { .003, .001, .0005, .003, .01, .0005, .98 },
                       1e-5,
                       { .8, 0 } },
    [MATCH_ORDER] = { { .96, 0, 0, 0, 0, 0, .04 }, { .5, 0, 0, 0, 0, 0, .5 }, .5, { 0, 0 } },
    [MATCH_BIRTH] = { { .91, .015, .015, .035, .015, .005, .004 },
                      { 5e-5, 4e-5, 4e-4, 6e-4, .01, .02, .97 },
                      1e-5,
                      { .002, 0 } },
    [MATCH_EMAIL] = { { .70, .03, .0001, .03, .06, .02, .16 },
                      { 2e-6, 3e-5, .0001, 2e-6, .001, 2e-4, .998 },
                      1e-6,
                      { .03, .001 } },
    [MATCH_PHONE] = { { .62, .0001, .0001, .02, .0001, .0001, .36 },
                      { 5e-6, .0001, .0001, 3e-5, .0001, .0001, .9999 },
                      1e-6,
                      { .4, .3 } },
    [MATCH_ADDRESS] = { { .62, .05, .02, .08, .05, .05, .13 },
                        { 3e-6, 1e-5, 4e-4, 4e-6, 5e-4, .03, .97 },
                        1e-6,
                        { .85, .25 } },
    [MATCH_COMPANY] = { { .60, .05, .06, .07, .02, .02, .18 },
                        { .0008, 2e-4, 3e-4, 4e-4, 5e-4, .003, .995 },
                        1e-4,
                        { .03, 0 } },
    [MATCH_NUMBER] = { { .97, .001, .001, .015, .001, .001, .01 },
                       { 1e-6, .001, .001, 1e-5, .001, .001, .999 },
                       1e-6,
                       { 0, 0 } },
    [MATCH_GENDER] = { { .985, .001, .001, .001, .001, .001, .015 },
                       { .5, .001, .001, .001, .001, .001, .5 },
                       .3,
                       { 0, 0 } },
    [MATCH_JOB] = { { .55, .001, .08, .05, .001, .001, .32 },
                    { .04, .001, .02, .005, .001, .001, .93 },
                    .002,
                    { 0, .1 } },
    [MATCH_CUSTOM] = { { .60, .001, .05, .05, .001, .001, .30 },
                       { .05, .001, .02, .005, .001, .001, .92 },
                       2e-5,
                       { .02, 0 } },
};

// The second alternative of a company is another company of its group or at its address.
static const struct feature_row COMPANY[MATCH_FEATURE_COUNT] = {
    [MATCH_EMAIL] = { { .55, .03, .001, .03, .25, .05, .10 },
                      { 2e-6, 3e-5, .001, 2e-6, .0005, 1e-4, .999 },
                      1e-6,
                      { 0, .4 } },
    [MATCH_PHONE] = { { .62, .0001, .0001, .02, .0001, .0001, .36 },
                      { 3e-6, .0001, .0001, 3e-5, .0001, .0001, .9999 },
                      1e-6,
                      { 0, .3 } },
    [MATCH_ADDRESS] = { { .68, .05, .03, .08, .04, .04, .08 },
                        { 3e-6, 1e-5, 4e-4, 4e-6, 5e-4, .03, .97 },
                        1e-6,
                        { 0, .5 } },
    // Within a country most registered names are taken once (Sweden: lagen 2018:1653 om
    // foretagsnamn; Norway: foretaksnavneloven), so that equal ones are rare by chance.
    [MATCH_COMPANY] = { { .62, .08, .08, .12, .03, .03, .04 },
                        { 2e-5, 5e-5, 1e-4, 6e-5, 5e-4, .006, .993 },
                        1e-5,
                        { 0, .02 } },
    [MATCH_NUMBER] = { { .97, .001, .001, .015, .001, .001, .01 },
                       { 1e-6, .001, .001, 1e-5, .001, .001, .999 },
                       1e-6,
                       { 0, 0 } },
    [MATCH_DOMAIN] = { { .86, .04, .001, .001, .001, .001, .10 },
                       { 3e-5, 2e-5, .001, .001, .001, .001, .999 },
                       1e-6,
                       { 0, .4 } },
    [MATCH_JOB] = { { .55, .001, .08, .05, .001, .001, .32 },
                    { .04, .001, .02, .005, .001, .001, .93 },
                    .002,
                    { 0, .3 } },
    [MATCH_CUSTOM] = { { .60, .001, .05, .05, .001, .001, .30 },
                       { .05, .001, .02, .005, .001, .001, .92 },
                       2e-5,
                       { 0, .05 } },
    // Of two whose names are alike. A group has sisters of one name in several countries.
    [MATCH_FORM] = { { .75, .001, .21, .001, .001, .03, .006 },
                     { .40, .001, .20, .001, .001, .20, .20 },
                     .05,
                     { 0, 0 } },
};

static const struct feature_row *row_of(enum entity entity, enum match_feature feature)
{
    if (match_is_custom(feature))
        feature = MATCH_CUSTOM;
    return entity == ENTITY_COMPANY ? &COMPANY[feature] : &PERSON[feature];
}

static const double PRIOR_DEFAULT = 1e-5; // one duplicate a record among 100,000
static const double MATCH_DEFAULT = 1.5;
static const double REVIEW_DEFAULT = -2.0; // below, hardly one pair in ten is the same

struct model model_default(enum entity entity)
{
    struct model model = {
        .entity = entity, .prior = PRIOR_DEFAULT, .match = MATCH_DEFAULT, .review = REVIEW_DEFAULT
    };
    for (unsigned f = 0; f < MATCH_FEATURE_COUNT; f++) {
        const struct feature_row *row = row_of(entity, (enum match_feature)f);
        for (size_t level = 1; level < MATCH_LEVEL_COUNT; level++) {
            model.m[f][level] = row->m[level - 1];
            model.u[f][level] = row->u[level - 1];
        }
    }
    model_freeze(&model);
    return model;
}

static float log2_ratio(double m, double u)
{
    return m > 0 && u > 0 ? (float)log2(m / u) : 0;
}

static double shared_by(const struct feature_row *row, enum model_alternative alternative)
{
    return alternative == MODEL_STRANGERS ? 0 : row->shared[alternative - 1];
}

// In an alternative where members share a value with probability s, a level is as likely as
// s * m + (1 - s) * u.
static void freeze_feature(struct model *model, enum match_feature f)
{
    const struct feature_row *row = row_of(model->entity, f);
    for (unsigned a = 0; a < MODEL_ALTERNATIVE_COUNT; a++) {
        double s = shared_by(row, (enum model_alternative)a);
        for (size_t level = 1; level < MATCH_LEVEL_COUNT; level++) {
            double m = model->m[f][level];
            model->weight[a][f][level] = log2_ratio(m, s * m + (1 - s) * model->u[f][level]);
        }
        double same = model->m[f][LEVEL_SAME];
        model->most[a][f] = log2_ratio(same, fmax(s * same, row->least_share));
    }
}

// Colleagues share an employer; where none is given, or another one, two records are rarely
// colleagues. Their addresses are of one domain, and some read one mailbox.
static void freeze_workplace(struct model *model)
{
    float *company = model->weight[MODEL_WORKPLACE][MATCH_COMPANY];
    float rarely = (float)-log2(row_of(ENTITY_PERSON, MATCH_COMPANY)->u[0]);
    company[LEVEL_MISSING] += rarely;
    company[LEVEL_DIFFERENT] += rarely + 4; // colleagues seldom name two employers
    company[LEVEL_WEAK] += rarely;
    float *email = model->weight[MODEL_WORKPLACE][MATCH_EMAIL];
    email[LEVEL_SOUND] = log2_ratio(model->m[MATCH_EMAIL][LEVEL_SOUND], .4);
    email[LEVEL_WEAK] = log2_ratio(model->m[MATCH_EMAIL][LEVEL_WEAK], .1);
}

enum { DISCOUNT = 2, PSEUDO_RECORDS = 200 };

// The share of a value among the records that have the feature. Of its count two are taken off,
// for a record and its duplicate; with few records the usual share counts.
static double share_of(const struct model *model, enum match_feature feature, double count,
                       double usual)
{
    double others = fmax(count - DISCOUNT, 0);
    return (others + PSEUDO_RECORDS * usual) /
           (model->frequencies.present[feature] + PSEUDO_RECORDS);
}

static void freeze_values(struct model *model)
{
    struct model_frequencies *table = &model->frequencies;
    memset(model->least_share, 0, sizeof model->least_share);
    for (size_t i = 0; i < table->capacity; i++) {
        struct model_value *value = &table->places[i];
        enum match_feature feature = (enum match_feature)value->feature;
        if (!value->hash)
            continue;
        value->log2_share = (float)log2(
            share_of(model, feature, value->count, row_of(model->entity, feature)->u[0]));
        model->least_share[feature] = fminf(model->least_share[feature], value->log2_share);
    }
}

static void freeze_rare(struct model *model, enum match_feature f)
{
    const struct feature_row *row = row_of(model->entity, f);
    for (size_t level = 1; level < MATCH_LEVEL_COUNT; level++) {
        double usual = row->u[level - 1];
        double share = share_of(model, f, (double)model->frequencies.least[f] / 2, usual);
        model->rare[f][level] = (float)log2(fmax(model->records ? share : usual, 1e-9));
        model->log2_m[f][level] = (float)log2(fmax(model->m[f][level], 1e-9));
    }
}

// What the rarest value weighs when it is shared, against strangers.
static float rarest(const struct model *model, enum match_feature f, enum match_level level)
{
    return model->log2_m[f][level] - fminf(model->rare[f][level], model->least_share[f]);
}

// Beside the plain weights of levels: equal values weigh by their rarity, as do postcodes, and
// names a typing mistake apart. Addresses may be the same though their texts differ.
static float highest_of(const struct model *model, enum match_feature f, size_t a, bool equal)
{
    float highest = model->weight[a][f][LEVEL_MISSING];
    float most = model->most[a][f] + (a == MODEL_WORKPLACE ? MODEL_RARE_AT_WORK : 0);
    // Swapped names are the same without a value.
    bool same = equal || f == MATCH_ADDRESS || f <= MATCH_FAMILY;
    for (size_t level = same ? LEVEL_SAME : LEVEL_VARIANT; level < MATCH_LEVEL_COUNT; level++)
        highest = fmaxf(highest, model->weight[a][f][level]);
    if (equal || f == MATCH_ADDRESS)
        highest = fmaxf(highest, fminf(rarest(model, f, LEVEL_SAME), most));
    if (f == MATCH_ADDRESS)
        highest = fmaxf(highest, fminf(rarest(model, f, LEVEL_SOUND), most));
    if (f <= MATCH_FAMILY)
        highest =
            fmaxf(highest, model->weight[MODEL_STRANGERS][f][LEVEL_CLOSE] + MODEL_MISTAKE_MOST);
    return highest;
}

static void freeze_highest(struct model *model)
{
    for (size_t a = 0; a < MODEL_ALTERNATIVE_COUNT; a++)
        for (unsigned f = 0; f < MATCH_FEATURE_COUNT; f++) {
            model->highest[0][a][f] = highest_of(model, (enum match_feature)f, a, false);
            model->highest[1][a][f] = highest_of(model, (enum match_feature)f, a, true);
        }
}

// Companies have no household: nothing is ever explained by it.
static const float NO_ALTERNATIVE = 10000;

void model_freeze(struct model *model)
{
    for (unsigned f = 0; f < MATCH_FEATURE_COUNT; f++) {
        freeze_feature(model, (enum match_feature)f);
        freeze_rare(model, (enum match_feature)f);
    }
    if (model->entity == ENTITY_PERSON)
        freeze_workplace(model);
    freeze_values(model);
    freeze_highest(model);
    float prior = (float)log2(model->prior);
    model->start[MODEL_STRANGERS] = prior;
    bool is_person = model->entity == ENTITY_PERSON;
    model->start[MODEL_HOUSEHOLD] = is_person ? 0 : NO_ALTERNATIVE;
    model->start[MODEL_WORKPLACE] = is_person ? prior : 0;
}

void model_frequencies_reserve(struct model_frequencies *table, size_t count, struct arena *arena)
{
    for (table->capacity = 16; table->capacity < count * 2; table->capacity *= 2)
        continue;
    table->places = ARENA_NEW(arena, struct model_value, table->capacity);
    table->used = 0;
}

void model_frequencies_put(struct model_frequencies *table, struct model_value value)
{
    if (table->used * 2 >= table->capacity)
        return;
    uint64_t at = value.hash;
    while (table->places[at & (table->capacity - 1)].hash)
        at++;
    table->places[at & (table->capacity - 1)] = value;
    table->used++;
}

static const struct model_value *find_value(const struct model *model, uint64_t hash)
{
    const struct model_frequencies *table = &model->frequencies;
    for (uint64_t at = hash; table->capacity; at++) {
        const struct model_value *value = &table->places[at & (table->capacity - 1)];
        if (value->hash == hash)
            return value;
        if (!value->hash)
            break;
    }
    return NULL;
}

float model_value_share(const struct model *model, uint64_t hash)
{
    const struct model_value *value = find_value(model, hash);
    return value ? value->log2_share : 1;
}

// How sure it is where a name that nobody counted is at home when the other one's home is known.
static const float RARE_HOME_SHARE = 0.8F;

float model_names_together(const struct model *model, uint64_t given, uint64_t family)
{
    const struct model_value *first = find_value(model, given), *second = find_value(model, family);
    if ((!first && !second) || (first && second && first->home != second->home))
        return 0;
    uint16_t home = first ? first->home : second->home;
    float both = (first ? first->home_share : RARE_HOME_SHARE) *
                 (second ? second->home_share : RARE_HOME_SHARE);
    for (size_t i = 0; home && i < MODEL_COUNTRY_MAX && model->countries[i].code; i++)
        if (model->countries[i].code == home)
            return fmaxf(log2f(both / model->countries[i].share), 0);
    return 0;
}

float model_value_weight(const struct model *model, enum match_feature feature,
                         enum match_level level, uint64_t hash)
{
    float share = model_value_share(model, hash);
    return model->log2_m[feature][level] - (share < 0 ? share : model->rare[feature][level]);
}

const char *model_feature_name(enum match_feature feature)
{
    static const char *const NAMES[MATCH_FEATURE_COUNT] = {
        [MATCH_GIVEN] = "given",       [MATCH_FAMILY] = "family",     [MATCH_ORDER] = "order",
        [MATCH_BIRTH] = "birth_date",  [MATCH_EMAIL] = "email",       [MATCH_PHONE] = "phone",
        [MATCH_ADDRESS] = "address",   [MATCH_COMPANY] = "company",   [MATCH_NUMBER] = "org_number",
        [MATCH_DOMAIN] = "domain",     [MATCH_GENDER] = "gender",     [MATCH_JOB] = "job",
        [MATCH_CUSTOM] = "custom_1",   [MATCH_CUSTOM_2] = "custom_2", [MATCH_CUSTOM_3] = "custom_3",
        [MATCH_CUSTOM_4] = "custom_4", [MATCH_FORM] = "form",
    };
    return NAMES[feature];
}

const char *model_level_name(enum match_level level)
{
    static const char *const NAMES[MATCH_LEVEL_COUNT] = {
        "missing", "same", "variant", "part", "close", "sound", "weak", "different"
    };
    return NAMES[level];
}
