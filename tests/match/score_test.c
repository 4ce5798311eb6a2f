#include "test.h"

#include "base/buf.h"
#include "demo/demo.h"
#include "demo/demo_random.h"
#include "match/people.h"
#include "match/score.h"
#include "match/train.h"

#define ANNA  "given\t\tAnna\nfamily\t\tLindqvist\n"
#define PHONE "phone\t\t+46701234567\n"
#define HOME  "address\t\tStorgatan 12\\n114 55\\nStockholm\\n\\nSE\n"
#define BORN  "birth_date\t\t1980-05-17\n"
#define EMAIL "email\t\tsolros17@example.se\n"

static double weight_of(enum entity entity, const char *a, const char *b)
{
    auto_arena arena = { 0 };
    struct model model = model_default(entity);
    struct match_record left = record_of(&arena, entity, a), right = record_of(&arena, entity, b);
    double weight = match_score(&model, &left, &right, NULL);
    double turned = match_score(&model, &right, &left, NULL);
    assert_said(weight - turned == 0, "not symmetric: %f and %f", weight, turned);
    return weight - model.match;
}

static void assert_joined(enum entity entity, const char *a, const char *b)
{
    double weight = weight_of(entity, a, b);
    assert_said(weight >= 0, "%.1f too little for\n%sand\n%s", weight, a, b);
}

static void assert_apart(enum entity entity, const char *a, const char *b)
{
    double weight = weight_of(entity, a, b);
    assert_said(weight < 0, "%.1f too much for\n%sand\n%s", weight, a, b);
}

static void one_person_is_recognised(void **state)
{
    (void)state;
    assert_joined(ENTITY_PERSON, ANNA EMAIL, ANNA EMAIL);
    assert_joined(ENTITY_PERSON, ANNA PHONE, ANNA PHONE);
    assert_joined(ENTITY_PERSON, ANNA BORN, ANNA BORN PHONE);
    assert_joined(ENTITY_PERSON, "given\t\tLindqvist\nfamily\t\tAnna\n" EMAIL, ANNA EMAIL);
    assert_joined(ENTITY_PERSON, "given\t\tAndersson\nfamily\t\tStina\n" EMAIL,
                  "given\t\tKristina\nfamily\t\tAndersson\n" EMAIL);
    assert_joined(ENTITY_PERSON, "given\t\tLasse\nfamily\t\tBerg\n" EMAIL,
                  "given\t\tLars\nfamily\t\tBerg\n" EMAIL);
    assert_joined(ENTITY_PERSON, "given\t\tAnna\nfamily\t\tLindkvist\n" EMAIL PHONE,
                  ANNA EMAIL PHONE);
}

static void members_of_a_household_are_kept_apart(void **state)
{
    (void)state;
    assert_apart(ENTITY_PERSON, ANNA HOME PHONE, "given\t\tBo\nfamily\t\tLindqvist\n" HOME PHONE);
    assert_apart(ENTITY_PERSON, ANNA HOME PHONE BORN,
                 "given\t\tAnna\nfamily\t\tLindqvist\nbirth_date\t\t2008-02-03\n" HOME PHONE);
    assert_apart(ENTITY_PERSON, "family\t\tLindqvist\n" HOME, ANNA HOME);
}

static void colleagues_and_namesakes_are_kept_apart(void **state)
{
    (void)state;
    assert_apart(ENTITY_PERSON, ANNA "employer\t\tNordlys AS\nemail\t\tinfo@nordlys.no\n",
                 "given\t\tBo\nfamily\t\tEk\nemployer\t\tNordlys AS\nemail\t\tinfo@nordlys.no\n");
    assert_apart(ENTITY_PERSON, ANNA, ANNA);
    assert_apart(ENTITY_PERSON, ANNA BORN, ANNA "birth_date\t\t1961-11-02\n");
}

static void companies_are_told_apart_by_their_number(void **state)
{
    (void)state;
    assert_joined(ENTITY_COMPANY, "company_name\t\tNordlys Bygg AS\norg_number\t\tNO 923609016\n",
                  "company_name\t\tNordlys Bygg\norg_number\t\tNO 923609016\n");
    assert_joined(ENTITY_COMPANY, "company_name\t\tNordlys Bygg AS\nurl\t\thttps://nlb.no\n" PHONE,
                  "company_name\t\tNordlys Bygg\nurl\t\thttps://nlb.no\n" PHONE);
    assert_apart(ENTITY_COMPANY, "company_name\t\tNordlys Bygg AS\norg_number\t\tNO 923609016\n",
                 "company_name\t\tNordlys Bygg AS\norg_number\t\tNO 974760673\n");
    assert_apart(ENTITY_COMPANY, "company_name\t\tNordlys Bygg AS\n" HOME PHONE,
                 "company_name\t\tArkitekt Lund AS\n" HOME PHONE);
}

#define BYGG "company_name\t\tNordlys Bygg AS\nlegal_form\t\tAS\n"
#define OFFICE                                                          \
    "url\t\thttps://nlb.no\nphone\t\t+4722334455\naddress\t\tStorgata " \
    "1\\n0155\\nOslo\\n\\nNO\n"

// What a person is asked about: too little to be joined, enough to be seen.
static void assert_asked(enum entity entity, const char *a, const char *b)
{
    struct model model = model_default(entity);
    double weight = weight_of(entity, a, b);
    assert_said(weight < 0 && weight + model.match >= model.review, "%.1f for\n%sand\n%s", weight,
                a, b);
}

static void companies_of_one_name_are_asked_about(void **state)
{
    (void)state;
    assert_asked(ENTITY_COMPANY, BYGG, BYGG);
    assert_asked(ENTITY_COMPANY, BYGG, BYGG "phone\t\t+4722334455\n");
    assert_apart(ENTITY_COMPANY, BYGG "address\t\t\\n\\n\\n\\nNO\n",
                 "company_name\t\tNordlys Bygg AB\nlegal_form\t\tAB\naddress\t\t\\n\\n\\n\\nSE\n");
}

// A subsidiary or a branch has the parent's name and more, and all else may be shared.
static void a_branch_is_not_its_parent(void **state)
{
    (void)state;
    static const char *const BRANCH = "company_name\t\tNordlys Bygg Bergen AS\n" OFFICE;
    assert_asked(ENTITY_COMPANY, BYGG OFFICE, BRANCH);
    assert_joined(ENTITY_COMPANY, BYGG OFFICE, BYGG OFFICE);
}

static void two_organisation_numbers_are_two_companies(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct model model = model_default(ENTITY_COMPANY);
    struct match_record a = company(&arena, BYGG OFFICE "org_number\t\tNO 923609016\n");
    struct match_record b = company(&arena, BYGG OFFICE "org_number\t\tNO 974760673\n");
    struct match_record c = company(&arena, BYGG OFFICE "vat_number\t\tDE 136695976\n");
    struct match_weight weight = match_weigh(&model, &a, &b);
    assert_true(weight.barred);
    assert_true(weight.total < (float)model.match);
    assert_false(match_weigh(&model, &a, &c).barred); // a VAT number is another kind of number
    assert_joined(ENTITY_COMPANY, BYGG "org_number\t\tSE 556074755101\n",
                  BYGG "org_number\t\tSE 5560747551\n");
}

#define NILS "given\t\tNils\nfamily\t\tQvarn\n" HOME

static void a_father_and_a_son_of_one_name_are_asked_about(void **state)
{
    (void)state;
    assert_joined(ENTITY_PERSON, NILS "email\t\ta@x.se\n", NILS "email\t\tb@y.se\n");
    assert_asked(ENTITY_PERSON, NILS "email\t\tnils.qvarn52@x.se\n",
                 NILS "email\t\tnils1981@y.se\n");
    assert_joined(ENTITY_PERSON, NILS "email\t\tnils.qvarn81@x.se\n",
                  NILS "email\t\tnils1981@y.se\n");
    assert_asked(ENTITY_PERSON, NILS "suffix\t\tJr\n", NILS "suffix\t\tSr.\n");
    assert_asked(ENTITY_PERSON, NILS "email\t\ta@x.se\nphone\tmobile\t+46701111111\n",
                 NILS "email\t\tb@y.se\nphone\tmobile\t+46702222222\n");
    assert_joined(ENTITY_PERSON, NILS "email\t\ta@x.se\nphone\tmobile\t+46701111111\n",
                  NILS "email\t\tb@y.se\nphone\tmobile\t+46701111111\n");
}

static void names_of_one_country_weigh_less_together(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct model model = model_default(ENTITY_PERSON);
    model.countries[0] = (struct model_country){ match_country(STR("SE")), 0.9F };
    model.countries[1] = (struct model_country){ match_country(STR("FI")), 0.1F };
    model_frequencies_reserve(&model.frequencies, 3, &arena);
    uint16_t finland = match_country(STR("FI")), sweden = match_country(STR("SE"));
    const struct model_value values[] = {
        { .hash = 11, .count = 9, .feature = MATCH_GIVEN, .home = finland, .home_share = 0.8F },
        { .hash = 12, .count = 9, .feature = MATCH_FAMILY, .home = finland, .home_share = 1.0F },
        { .hash = 13, .count = 9, .feature = MATCH_FAMILY, .home = sweden, .home_share = 0.9F },
    };
    for (size_t i = 0; i < LENGTH(values); i++)
        model_frequencies_put(&model.frequencies, values[i]);
    model_freeze(&model);
    assert_float_equal(model_names_together(&model, 11, 12), 3, 0.001);     // log2(0.8 * 1 / 0.1)
    assert_float_equal(model_names_together(&model, 11, 13), 0, 0);         // of two countries
    assert_float_equal(model_names_together(&model, 11, 99), 2.678, 0.001); // 99: too rare to know
    assert_float_equal(model_names_together(&model, 98, 99), 0, 0);
}

static void evidence_says_why(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct model model = model_default(ENTITY_PERSON);
    struct match_record a = person(&arena, "given\t\tLasse\nfamily\t\tBerg\n" BORN EMAIL);
    struct match_record b =
        person(&arena, "given\t\tLars\nfamily\t\tBerg\nbirth_date\t\t1961-11-02\n" EMAIL);
    struct match_evidence evidence = { .arena = &arena };
    match_score(&model, &a, &b, &evidence);
    str text = match_evidence_text(&evidence, &arena);
    assert_true(str_has(text, STR("given names are variants of one name (lasse / lars)")));
    assert_true(str_has(text, STR("birth dates differ (1980-05-17 / 1961-11-02) -")));
    assert_true(str_has(text, STR("e-mail addresses are the same (solros17@example.se) +")));
    assert_int_equal(evidence.count, 4);
    assert_int_equal(evidence.items[0].feature, MATCH_EMAIL);
}

static void levels_of_dates_and_addresses(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        enum match_feature feature;
        enum match_level level;
    } CASES[] = {
        { BORN, "birth_date\t\t1980-05-17\n", MATCH_BIRTH, LEVEL_SAME },
        { "birth_date\t\t1980-05-07\n", "birth_date\t\t1980-07-05\n", MATCH_BIRTH, LEVEL_VARIANT },
        { BORN, "birth_date\t\t1980\n", MATCH_BIRTH, LEVEL_PART },
        { BORN, "birth_date\t\t1980-01-01\n", MATCH_BIRTH, LEVEL_PART },
        { BORN, "birth_date\t\t1981-05-17\n", MATCH_BIRTH, LEVEL_CLOSE },
        { BORN, "birth_date\t\t1952-11-03\n", MATCH_BIRTH, LEVEL_DIFFERENT },
        { HOME, "address\t\tStorg. 12\\n11455\\nStockholm\\n\\n\n", MATCH_ADDRESS, LEVEL_CLOSE },
        { HOME, "address\t\tStorgatan\\n11455\\nStockholm\\n\\n\n", MATCH_ADDRESS, LEVEL_VARIANT },
        { HOME, "address\t\tStorvägen 12\\n11733\\nStockholm\\n\\n\n", MATCH_ADDRESS, LEVEL_PART },
        { HOME, "address\t\tEkvägen 3\\n11455\\nStockholm\\n\\n\n", MATCH_ADDRESS, LEVEL_SOUND },
        { HOME, "address\t\tEkvägen 3\\n11733\\nStockholm\\n\\n\n", MATCH_ADDRESS, LEVEL_WEAK },
        { HOME, "address\t\tEkvägen 3\\n22222\\nLund\\n\\n\n", MATCH_ADDRESS, LEVEL_DIFFERENT },
    };
    for (size_t i = 0; i < LENGTH(CASES); i++) {
        auto_arena arena = { 0 };
        struct match_record a = person(&arena, CASES[i].a), b = person(&arena, CASES[i].b);
        struct match_comparison comparison;
        match_compare(&a, &b, &comparison);
        enum match_level level = (enum match_level)comparison.level[CASES[i].feature];
        assert_said(level == CASES[i].level, "case %zu is %s", i, model_level_name(level));
    }
}

// Records that agree by chance in some things and by a slip in others.
static struct match_record any_record(struct arena *arena, struct demo_random *random,
                                      enum entity entity)
{
    static const char *const LINES[] = {
        "given\t\tAnna\n",
        "given\t\tAnna Maria\n",
        "given\t\tAnne\n",
        "given\t\tLars\n",
        "given\t\tLasse\n",
        "given\t\tA\n",
        "given\t\tBerg\n",
        "family\t\tBerg\n",
        "family\t\tBergh\n",
        "family\t\tBerg Lund\n",
        "family\t\tAnna\n",
        "family\t\tLindqvist\n",
        "family\t\tLindkvist\n",
        "birth_date\t\t1980\n",
        BORN,
        "birth_date\t\t1980-05-18\n",
        PHONE,
        "phone\t\t+46701234568\n",
        "phone\t\t+4712345678\n",
        EMAIL,
        "email\t\tanna.berg@gmail.com\n",
        "email\t\tinfo@nordlys.no\n",
        "email\t\tsolros17@exampel.se\n",
        HOME,
        "address\t\tStorg. 12\\n11455\\nStockholm\\n\\n\n",
        "gender\t\tfemale\n",
        "address\t\tEkv. 3\\n11455\\nStockholm\\n\\nSE\n",
        "x_1\t\tgold\n",
        "employer\t\tNordlys Bygg AS\n",
        "employer\t\tNordlys\n",
        "gender\t\tmale\n",
        "company_name\t\tNordlys Bygg AS\n",
        "company_name\t\tNordlys Byg\n",
        "org_number\t\tNO 923609016\n",
        "org_number\t\tNO 974760673\n",
        "url\t\thttps://nordlysbygg.no\n",
        "job_title\t\tCarpenter\n",
        "legal_form\t\tAB\n",
        "suffix\t\tJr\n",
        "x_1\t\tsilver\n",
    };
    auto_buf text = buf_new(4096);
    for (size_t i = 0; i < 9; i++)
        buf_add(&text, str_of(LINES[demo_random_below(random, LENGTH(LINES))]));
    return record_of(arena, entity, arena_copy(arena, buf_str(&text)).at);
}

// A model as training makes it: some values are known to be common.
static void assert_same_above(struct model *model, enum entity entity, size_t *given_up)
{
    struct demo_random random = demo_random_new(DEMO_SEED, "score");
    for (size_t i = 0; i < 20000; i++) {
        auto_arena arena = { 0 };
        struct match_record a = any_record(&arena, &random, entity);
        struct match_record b = any_record(&arena, &random, entity);
        double threshold = demo_random_between(&random, -20, 20);
        double whole = match_score(model, &a, &b, NULL);
        double above = match_score_above(model, &a, &b, threshold);
        assert_said(whole < threshold ? above < threshold : above - whole == 0,
                    "%f is %f with the threshold %f", whole, above, threshold);
        *given_up += whole < threshold && whole - above != 0;
    }
}

static void a_score_that_matters_is_the_same_when_others_are_given_up(void **state)
{
    (void)state;
    for (int entity = ENTITY_PERSON; entity <= ENTITY_COMPANY; entity++) {
        auto_arena arena = { 0 };
        size_t given_up = 0;
        struct model model = model_default((enum entity)entity);
        assert_same_above(&model, (enum entity)entity, &given_up);
        enum { RECORDS = 2000 };
        struct match_record *records = ARENA_NEW(&arena, struct match_record, RECORDS);
        struct demo_random random = demo_random_new(DEMO_SEED, "train");
        for (size_t i = 0; i < RECORDS; i++)
            records[i] = any_record(&arena, &random, (enum entity)entity);
        model = model_train(records, RECORDS, (enum entity)entity, NULL, &arena);
        assert_same_above(&model, (enum entity)entity, &given_up);
        assert_true(given_up > 1000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_person_is_recognised),
        cmocka_unit_test(members_of_a_household_are_kept_apart),
        cmocka_unit_test(colleagues_and_namesakes_are_kept_apart),
        cmocka_unit_test(companies_are_told_apart_by_their_number),
        cmocka_unit_test(companies_of_one_name_are_asked_about),
        cmocka_unit_test(a_branch_is_not_its_parent),
        cmocka_unit_test(two_organisation_numbers_are_two_companies),
        cmocka_unit_test(a_father_and_a_son_of_one_name_are_asked_about),
        cmocka_unit_test(names_of_one_country_weigh_less_together),
        cmocka_unit_test(evidence_says_why),
        cmocka_unit_test(levels_of_dates_and_addresses),
        cmocka_unit_test(a_score_that_matters_is_the_same_when_others_are_given_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
