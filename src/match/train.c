#include "match/train.h"

#include "base/memory.h"
#include "match/score.h"

#include <math.h>

enum {
    SAMPLE_RECORDS = 4000000,    // for frequencies
    RARE_ONE_IN = 50000,         // values of fewer records are not counted, names excepted
    RARE_FROM = 3 * RARE_ONE_IN, // in fewer records each value counts as usual
    SAMPLE_PAIRS = 150000,       // candidate pairs for m
    RANDOM_PAIRS = 150000,       // for u
    SAMPLE_EACH = 100,           // candidates of one record, so that large blocks do not rule
    ROUNDS = 10,
    PRIOR_PAIRS = 60,          // how many pairs the built-in m is worth
    PRIOR_RANDOM_PAIRS = 2000, // and the built-in u
    NEAR = 15,                 // how many times more or less than usual a level may be
};

// SplitMix64 (Steele, Lea, Flood 2014).
static uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15ULL;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ z >> 27) * 0x94D049BB133111EBULL;
    return z ^ z >> 31;
}

struct seen {
    uint64_t hash;
    uint16_t feature, country;
};

static int compare_seen(const void *a, const void *b)
{
    uint64_t x = ((const struct seen *)a)->hash, y = ((const struct seen *)b)->hash;
    return x < y ? -1 : x > y;
}

// The values of every step-th record, and how many records have each feature.
static size_t collect_values(const struct match_record *records, size_t count, size_t step,
                             struct seen *out, double present[MATCH_FEATURE_COUNT])
{
    size_t used = 0;
    for (size_t i = 0; i < count; i += step) {
        const struct match_record *record = &records[i];
        for (size_t k = 0; k < record->first[MATCH_FEATURE_COUNT]; k++) {
            const struct match_item *item = &record->items[k];
            out[used++] = (struct seen){ item->hash, item->feature, record->country };
            if (item->feature == MATCH_ADDRESS && item->group)
                out[used++] =
                    (struct seen){ match_group_hash(MATCH_ADDRESS, item->group), MATCH_ADDRESS, 0 };
        }
        for (unsigned f = 0; f < MATCH_FEATURE_COUNT; f++)
            present[f] += match_count(record, (enum match_feature)f) > 0;
        if (match_count(record, MATCH_GIVEN) && match_count(record, MATCH_FAMILY)) {
            uint64_t name = match_name_hash(match_items(record, MATCH_GIVEN)->hash,
                                            match_items(record, MATCH_FAMILY)->hash);
            out[used++] = (struct seen){ name, MATCH_ORDER, 0 };
            present[MATCH_ORDER]++;
        }
    }
    return used;
}

static size_t count_values(const struct match_record *records, size_t count, size_t step)
{
    size_t total = 0;
    for (size_t i = 0; i < count; i += step)
        total += (size_t)records[i].first[MATCH_FEATURE_COUNT] +
                 match_count(&records[i], MATCH_ADDRESS) + 1;
    return total;
}

static size_t run_length(const struct seen *seen, size_t from, size_t count)
{
    size_t end = from + 1;
    while (end < count && seen[end].hash == seen[from].hash)
        end++;
    return end - from;
}

// The country that more than half of those who bear a name live in (Boyer and Moore's vote), as far
// as their countries are known.
static void find_home(const struct seen *seen, size_t count, struct model_value *value)
{
    size_t lead = 0, known = 0, there = 0;
    uint16_t home = 0;
    for (size_t i = 0; i < count; i++) {
        if (!seen[i].country)
            continue;
        known++;
        if (lead == 0)
            home = seen[i].country;
        lead = seen[i].country == home ? lead + 1 : lead - 1;
    }
    for (size_t i = 0; i < count; i++)
        there += home && seen[i].country == home;
    if (2 * there <= known)
        return;
    value->home = home;
    value->home_share = (float)there / (float)known;
}

// Which countries the records are of.
static void count_countries(const struct match_record *records, size_t count, size_t step,
                            struct model_country countries[MODEL_COUNTRY_MAX])
{
    size_t known = 0;
    for (size_t i = 0; i < count; i += step) {
        uint16_t code = records[i].country;
        size_t k = 0;
        known += code != 0;
        while (k < MODEL_COUNTRY_MAX && countries[k].code && countries[k].code != code)
            k++;
        if (!code || k == MODEL_COUNTRY_MAX)
            continue;
        countries[k].code = code;
        countries[k].share++;
    }
    for (size_t k = 0; k < MODEL_COUNTRY_MAX && countries[k].code; k++)
        countries[k].share /= (float)known;
}

static void fill_table(struct model_frequencies *table, const struct seen *seen, size_t count,
                       struct arena *arena)
{
    size_t common = 0;
    for (size_t i = 0, run; i < count; i += run)
        common += (run = run_length(seen, i, count)) >= table->least[seen[i].feature];
    model_frequencies_reserve(table, common, arena);
    for (size_t i = 0, run; i < count; i += run) {
        run = run_length(seen, i, count);
        struct model_value value = { .hash = seen[i].hash,
                                     .count = (uint32_t)run,
                                     .feature = seen[i].feature };
        if (run < table->least[value.feature])
            continue;
        if (value.feature <= MATCH_FAMILY)
            find_home(seen + i, run, &value);
        model_frequencies_put(table, value);
    }
}

static void learn_frequencies(struct model *model, const struct match_record *records, size_t count,
                              struct arena *arena)
{
    size_t step = count / SAMPLE_RECORDS + 1;
    size_t sampled = (count + step - 1) / step;
    struct seen *seen = must_allocate(count_values(records, count, step), sizeof *seen);
    size_t used = collect_values(records, count, step, seen, model->frequencies.present);
    qsort(seen, used, sizeof *seen, compare_seen);
    for (unsigned f = 0; f < MATCH_FEATURE_COUNT; f++)
        model->frequencies.least[f] =
            f <= MATCH_ORDER || sampled < RARE_FROM ? 3 : (uint32_t)(sampled / RARE_ONE_IN);
    fill_table(&model->frequencies, seen, used, arena);
    if (model->entity == ENTITY_PERSON)
        count_countries(records, count, step, model->countries);
    free(seen);
}

struct tally {
    double levels[MATCH_FEATURE_COUNT][MATCH_LEVEL_COUNT];
};

// The shares of the levels of one feature, with the built-in ones as so many pairs.
static void blend(const struct tally *tally, unsigned f, const double *built_in, double pairs,
                  double *out)
{
    double total = pairs, built_in_total = 0;
    for (size_t level = 1; level < MATCH_LEVEL_COUNT; level++) {
        total += tally->levels[f][level];
        built_in_total += built_in[level];
    }
    for (size_t level = 1; level < MATCH_LEVEL_COUNT && built_in_total > 0; level++)
        out[level] = (tally->levels[f][level] + pairs * built_in[level] / built_in_total) / total;
}

static bool is_learned(unsigned feature)
{
    return feature != MATCH_ORDER && feature != MATCH_NUMBER && feature != MATCH_FORM;
}

// In a small file some random pairs are the same; these must not count as strangers.
static const double PERHAPS_SAME = -4.0;

static void learn_u(struct model *model, const struct model *built_in,
                    const struct match_record *records, size_t count)
{
    struct tally tally = { 0 };
    uint64_t state = count;
    struct match_comparison comparison;
    for (size_t i = 0; i < RANDOM_PAIRS && count > 1; i++) {
        size_t a = random_next(&state) % count, b = random_next(&state) % count;
        if (a == b)
            continue;
        match_compare(&records[a], &records[b], &comparison);
        if ((double)match_weigh_levels(built_in, &comparison).total >= PERHAPS_SAME)
            continue;
        for (unsigned f = 0; f < MATCH_FEATURE_COUNT; f++)
            tally.levels[f][comparison.level[f]]++;
    }
    for (unsigned f = 0; f < MATCH_FEATURE_COUNT; f++)
        if (is_learned(f))
            blend(&tally, f, built_in->u[f], PRIOR_RANDOM_PAIRS, model->u[f]);
}

struct sample {
    struct match_comparison *pairs;
    size_t count, records; // of how many records these are all candidates
};

static struct sample take_sample(const struct match_record *records, size_t count,
                                 const struct match_blocks *blocks)
{
    struct sample sample = { .pairs = must_allocate(SAMPLE_PAIRS, sizeof *sample.pairs) };
    uint32_t candidates[MATCH_CANDIDATE_MAX];
    uint64_t state = count;
    for (size_t i = 0; i < count && sample.count + MATCH_CANDIDATE_MAX <= SAMPLE_PAIRS; i++) {
        size_t record = count <= 20000 ? i : random_next(&state) % count;
        size_t found = match_candidates(blocks, record, candidates);
        for (size_t k = 0; k < found; k++)
            match_compare(&records[record], &records[candidates[k]], &sample.pairs[sample.count++]);
        sample.records++;
    }
    return sample;
}

static double probability(float weight)
{
    return 1 / (1 + exp2(-(double)weight));
}

// Names and birth date tell members of a household apart, so their levels are judged by everything
// that is known; those of other features by everything but themselves.
static float judged_by(const struct model *model, struct match_comparison *comparison, unsigned f)
{
    if (f <= MATCH_BIRTH || f == MATCH_COMPANY)
        return match_weigh_levels(model, comparison).total;
    uint8_t level = comparison->level[f];
    comparison->level[f] = LEVEL_MISSING;
    float weight = match_weigh_levels(model, comparison).total;
    comparison->level[f] = level;
    return weight;
}

// Expectation maximisation may run away with a group of pairs that merely look alike, such as
// companies of one name, and call them the same. Nobody's duplicates differ from what is usual by
// more than this.
static void keep_near(const double *built_in, double *m)
{
    for (size_t level = 1; level < MATCH_LEVEL_COUNT; level++)
        m[level] = fmin(fmax(m[level], built_in[level] / NEAR), fmin(built_in[level] * NEAR, 0.99));
}

static double expect(const struct model *model, struct match_comparison *comparison,
                     struct tally *tally)
{
    float whole = match_weigh_levels(model, comparison).total;
    if (whole < -12)
        return 0;
    for (unsigned f = 0; f < MATCH_FEATURE_COUNT; f++)
        if (comparison->level[f])
            tally->levels[f][comparison->level[f]] += probability(judged_by(model, comparison, f));
    return probability(whole);
}

static void learn_m(struct model *model, const struct model *built_in, struct sample *sample,
                    size_t count)
{
    struct tally tally = { 0 };
    double matches = 0;
    for (size_t i = 0; i < sample->count; i++)
        matches += expect(model, &sample->pairs[i], &tally);
    for (unsigned f = 0; f < MATCH_FEATURE_COUNT; f++) {
        if (!is_learned(f))
            continue;
        blend(&tally, f, built_in->m[f], PRIOR_PAIRS, model->m[f]);
        keep_near(built_in->m[f], model->m[f]);
    }
    double per_record = (matches + 1) / (double)(sample->records + 10);
    double prior = 2 * per_record / (double)(count + 100);
    model->prior = fmin(fmax(prior, 0.1 / (double)(count + 100)), 0.05);
    model_freeze(model);
}

// Where it is known how common names are and which belong together, less is enough than with the
// built-in figures: the risk is the same.
static const double MATCH_LEARNED = 0.5;

// A further round would move no weight by more than a hundredth of a bit.
static bool is_settled(double before, double prior)
{
    return before > 0 && fabs(log2(prior / before)) < 0.01;
}

struct model model_train(const struct match_record *records, size_t count, enum entity entity,
                         const struct match_blocks *blocks, struct arena *arena)
{
    struct model built_in = model_default(entity);
    struct model model = built_in;
    model.records = (int64_t)count;
    model.prior = 1.0 / (double)(count + 100);
    if (entity == ENTITY_PERSON)
        model.match = MATCH_LEARNED;
    learn_frequencies(&model, records, count, arena);
    learn_u(&model, &built_in, records, count);
    model_freeze(&model);
    struct match_blocks *own = blocks ? NULL : match_blocks_new(records, count, 1);
    struct sample sample = take_sample(records, count, blocks ? blocks : own);
    double before = 0;
    for (size_t round = 0; round < ROUNDS && !is_settled(before, model.prior); round++) {
        before = model.prior;
        learn_m(&model, &built_in, &sample, count);
    }
    free(sample.pairs);
    match_blocks_free(own);
    return model;
}
