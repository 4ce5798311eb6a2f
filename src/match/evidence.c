// The words of match_score: what speaks for and against a pair, as a person would say it.

#include "match/score.h"

#include <math.h>
#include <stdlib.h>

static const char *const NOUNS[MATCH_FEATURE_COUNT] = {
    [MATCH_GIVEN] = "given names",
    [MATCH_FAMILY] = "family names",
    [MATCH_ORDER] = "names",
    [MATCH_BIRTH] = "birth dates",
    [MATCH_EMAIL] = "e-mail addresses",
    [MATCH_PHONE] = "phone numbers",
    [MATCH_ADDRESS] = "addresses",
    [MATCH_COMPANY] = "company names",
    [MATCH_NUMBER] = "organisation numbers",
    [MATCH_DOMAIN] = "web domains",
    [MATCH_GENDER] = "genders",
    [MATCH_JOB] = "job titles",
    [MATCH_CUSTOM] = "own fields",
    [MATCH_CUSTOM_2] = "own fields",
    [MATCH_CUSTOM_3] = "own fields",
    [MATCH_CUSTOM_4] = "own fields",
    [MATCH_FORM] = "countries and legal forms",
};

static const char *const VERBS[MATCH_LEVEL_COUNT] = {
    [LEVEL_MISSING] = "are missing",
    [LEVEL_SAME] = "are the same",
    [LEVEL_VARIANT] = "are variants",
    [LEVEL_PART] = "agree in part",
    [LEVEL_CLOSE] = "differ by a typing mistake",
    [LEVEL_SOUND] = "are alike",
    [LEVEL_WEAK] = "share little",
    [LEVEL_DIFFERENT] = "differ",
};

// Where a feature has a better word than the usual one.
struct wording {
    enum match_feature feature;
    enum match_level level;
    const char *words;
};

static const struct wording WORDINGS[] = {
    { MATCH_GIVEN, LEVEL_VARIANT, "given names are variants of one name" },
    { MATCH_GIVEN, LEVEL_PART, "one given name is part of the other" },
    { MATCH_GIVEN, LEVEL_SOUND, "given names sound alike" },
    { MATCH_GIVEN, LEVEL_WEAK, "given names agree in their first letter" },
    { MATCH_FAMILY, LEVEL_PART, "one family name is part of the other" },
    { MATCH_FAMILY, LEVEL_SOUND, "family names sound alike" },
    { MATCH_FAMILY, LEVEL_WEAK, "family names agree in their first letter" },
    { MATCH_ORDER, LEVEL_DIFFERENT, "given and family name have changed places" },
    { MATCH_BIRTH, LEVEL_VARIANT, "day and month of birth have changed places" },
    { MATCH_BIRTH, LEVEL_PART, "birth years agree, a day is not known" },
    { MATCH_BIRTH, LEVEL_CLOSE, "birth dates differ in one digit" },
    { MATCH_BIRTH, LEVEL_SOUND, "birth dates agree in two of year, month and day" },
    { MATCH_BIRTH, LEVEL_WEAK, "birth dates agree in the year only" },
    { MATCH_EMAIL, LEVEL_VARIANT, "the same mailbox name at two providers" },
    { MATCH_EMAIL, LEVEL_SOUND, "e-mail addresses share their domain" },
    { MATCH_EMAIL, LEVEL_WEAK, "they share the mailbox of a role" },
    { MATCH_PHONE, LEVEL_CLOSE, "phone numbers differ in one digit" },
    { MATCH_NUMBER, LEVEL_CLOSE, "organisation numbers differ in one digit" },
    { MATCH_ADDRESS, LEVEL_VARIANT, "the same street, a house number is missing" },
    { MATCH_ADDRESS, LEVEL_PART, "the same street name" },
    { MATCH_ADDRESS, LEVEL_SOUND, "addresses share the postcode" },
    { MATCH_ADDRESS, LEVEL_WEAK, "addresses share the town" },
    { MATCH_COMPANY, LEVEL_VARIANT, "one company name is short for the other" },
    { MATCH_COMPANY, LEVEL_PART, "one company name is part of the other" },
    { MATCH_COMPANY, LEVEL_WEAK, "company names begin with the same word" },
    { MATCH_FORM, LEVEL_PART, "countries or legal forms are the same" },
    { MATCH_FORM, LEVEL_WEAK, "legal forms differ" },
    { MATCH_FORM, LEVEL_DIFFERENT, "countries differ" },
    { MATCH_DOMAIN, LEVEL_VARIANT, "web domains have one name under two endings" },
};

// The values that were compared, for the reader to see: "(lasse / lars)".
struct shown {
    const struct match_record *a, *b;
    const struct match_comparison *comparison;
};

// An address as it is written: without the bars between its parts.
static str readable(struct arena *arena, str text)
{
    str copy = arena_copy(arena, text);
    char *at = arena_alloc(arena, copy.len + 1);
    for (size_t i = 0; i < copy.len; i++)
        at[i] = copy.at[i] == '|' ? ' ' : copy.at[i];
    return (str){ at, copy.len };
}

static str item_text(const struct match_record *record, enum match_feature feature, size_t index,
                     struct arena *arena)
{
    const struct match_item *item = match_items(record, feature) + index;
    str text = match_text(record, item);
    if (match_is_custom(feature))
        return str_slice(text, item->part_len, text.len);
    return feature == MATCH_ADDRESS ? readable(arena, text) : text;
}

static const char *words_for(enum match_feature feature, enum match_level level,
                             struct arena *arena)
{
    for (size_t i = 0; i < LENGTH(WORDINGS); i++)
        if (WORDINGS[i].feature == feature && WORDINGS[i].level == level)
            return WORDINGS[i].words;
    return arena_print(arena, "%s %s", NOUNS[feature], VERBS[level]).at;
}

static str explain(const struct shown *shown, enum match_feature feature, struct arena *arena)
{
    enum match_level level = (enum match_level)shown->comparison->level[feature];
    const char *words = words_for(feature, level, arena);
    if (feature == MATCH_ORDER)
        return str_of(words);
    str left = item_text(shown->a, feature, shown->comparison->left[feature], arena);
    str right = item_text(shown->b, feature, shown->comparison->right[feature], arena);
    if (str_eq(left, right))
        return arena_print(arena, "%s (" STR_FMT ")", words, STR_ARG(left));
    return arena_print(arena, "%s (" STR_FMT " / " STR_FMT ")", words, STR_ARG(left),
                       STR_ARG(right));
}

static int by_strength(const void *left, const void *right)
{
    double a = fabs(((const struct match_evidence_item *)left)->weight);
    double b = fabs(((const struct match_evidence_item *)right)->weight);
    return a > b ? -1 : a < b;
}

static void collect(const struct model *model, const struct shown *shown,
                    struct match_evidence *evidence)
{
    evidence->count = 0;
    for (unsigned f = 0; f < MATCH_FEATURE_COUNT; f++) {
        enum match_feature feature = (enum match_feature)f;
        enum match_level level = (enum match_level)shown->comparison->level[f];
        if (level == LEVEL_MISSING)
            continue;
        evidence->items[evidence->count++] = (struct match_evidence_item){
            .feature = feature,
            .level = level,
            .weight = match_feature_weight(model, shown->comparison, feature, MODEL_STRANGERS),
            .words = explain(shown, feature, evidence->arena),
        };
    }
    qsort(evidence->items, evidence->count, sizeof *evidence->items, by_strength);
}

static double sum_of(const struct match_evidence *evidence)
{
    double sum = 0;
    for (size_t i = 0; i < evidence->count; i++)
        sum += evidence->items[i].weight;
    return sum;
}

double match_score(const struct model *model, const struct match_record *a,
                   const struct match_record *b, struct match_evidence *evidence)
{
    struct match_comparison comparison;
    match_compare(a, b, &comparison);
    struct match_weight weight = match_weigh_levels(model, &comparison);
    if (evidence) {
        evidence->alternative = weight.alternative;
        evidence->explained = (double)(weight.total - weight.strangers);
        collect(model, &(struct shown){ a, b, &comparison }, evidence);
        evidence->common =
            (double)(weight.strangers - model->start[MODEL_STRANGERS]) - sum_of(evidence);
    }
    return (double)weight.total;
}

// What takes away from the evidence, in words; 0 bits and less than a tenth are left out.
static str with_discount(str text, const char *words, double bits, struct arena *arena)
{
    return bits > -0.1 ? text
                       : arena_print(arena, STR_FMT "; %s %+.1f", STR_ARG(text), words, bits);
}

str match_evidence_text(const struct match_evidence *evidence, struct arena *arena)
{
    static const char *const SHARED[MODEL_ALTERNATIVE_COUNT] = {
        [MODEL_STRANGERS] = "",
        [MODEL_HOUSEHOLD] = "members of one household share this too",
        [MODEL_WORKPLACE] = "others at the same workplace share this too",
    };
    str text = STR("");
    for (size_t i = 0; i < evidence->count; i++)
        text = arena_print(arena, STR_FMT "%s" STR_FMT " %+.1f", STR_ARG(text), i ? "; " : "",
                           STR_ARG(evidence->items[i].words), evidence->items[i].weight);
    text = with_discount(text, "the name is common", evidence->common, arena);
    return with_discount(text, SHARED[evidence->alternative], evidence->explained, arena);
}
