#include "test.h"

#include "match/cluster.h"
#include "match/people.h"

#define HOME "address\t\tStorgatan 12\\n114 55\\nStockholm\\n\\nSE\n"

enum { MAX = 16 };

struct crowd {
    struct arena arena;
    struct match_record records[MAX];
    size_t count;
    struct model model;
    uint32_t clusters[MAX];
};

static void make_companies(struct crowd *crowd, const char *const *texts, size_t count)
{
    *crowd = (struct crowd){ .count = count, .model = model_default(ENTITY_COMPANY) };
    for (size_t i = 0; i < count; i++)
        crowd->records[i] = company(&crowd->arena, texts[i]);
}

static void make_crowd(struct crowd *crowd, const char *const *texts, size_t count)
{
    *crowd = (struct crowd){ .count = count, .model = model_default(ENTITY_PERSON) };
    for (size_t i = 0; i < count; i++)
        crowd->records[i] = person(&crowd->arena, texts[i]);
}

// All pairs scored and clustered.
static size_t cluster_all(struct crowd *crowd)
{
    struct match_pair pairs[MAX * MAX];
    size_t count = 0;
    for (uint32_t b = 0; b < crowd->count; b++) {
        for (uint32_t a = 0; a < b; a++) {
            float weight = match_weigh(&crowd->model, &crowd->records[a], &crowd->records[b]).total;
            if (weight >= (float)crowd->model.review)
                pairs[count++] = (struct match_pair){ a, b, weight };
        }
    }
    return match_cluster(&crowd->model, crowd->records, crowd->count, pairs, count,
                         crowd->clusters);
}

// "L. Berg" resembles both Lars and Lena, who share phone and address; it must not join them.
static const char *const CHAIN[] = {
    "given\t\tLars\nfamily\t\tBerg\nphone\t\t+46701\nemail\t\tlars@x.se\nbirth_date\t\t1970-01-"
    "02\n" HOME,
    "given\t\tL\nfamily\t\tBerg\nphone\t\t+46701\n" HOME,
    "given\t\tLena\nfamily\t\tBerg\nphone\t\t+46701\nemail\t\tlena@x.se\nbirth_date\t\t1975-08-"
    "09\n" HOME,
};

static void a_chain_does_not_join_two_people(void **state)
{
    (void)state;
    struct crowd crowd;
    make_crowd(&crowd, CHAIN, LENGTH(CHAIN));
    assert_true(cluster_all(&crowd) >= 2);
    assert_int_not_equal(crowd.clusters[0], crowd.clusters[2]);
    arena_free(&crowd.arena);
}

static void records_of_one_person_become_one_cluster(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        "given\t\tBo\nfamily\t\tEk\n",
        "given\t\tAnna\nfamily\t\tLindqvist\nemail\t\tsolros@x.se\n",
        "given\t\tAnna\nfamily\t\tLindqvist\nemail\t\tsolros@x.se\nphone\t\t+46702\n",
        "given\t\tAnna\nfamily\t\tLindqvist\nphone\t\t+46702\n",
    };
    struct crowd crowd;
    make_crowd(&crowd, TEXTS, LENGTH(TEXTS));
    assert_int_equal(cluster_all(&crowd), 2);
    assert_int_equal(crowd.clusters[0], 0);
    assert_int_equal(crowd.clusters[1], 1);
    assert_int_equal(crowd.clusters[2], 1);
    assert_int_equal(crowd.clusters[3], 1);
    arena_free(&crowd.arena);
}

static struct match_decision decide(struct crowd *crowd, const uint64_t *clusters)
{
    struct match_member members[MAX];
    size_t count = crowd->count - 1;
    for (size_t i = 0; i < count; i++)
        members[i] = (struct match_member){ &crowd->records[i], clusters[i] };
    return match_decide(&crowd->model, &crowd->records[count], members, count);
}

static void a_new_record_joins_its_cluster(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        "given\t\tBo\nfamily\t\tEk\nphone\t\t+46702\n",
        "given\t\tAnna\nfamily\t\tLindqvist\nemail\t\tsolros@x.se\n",
        "given\t\tAnna\nfamily\t\tLindqvist\nemail\t\tsolros@x.se\n",
    };
    struct crowd crowd;
    make_crowd(&crowd, TEXTS, LENGTH(TEXTS));
    struct match_decision decision = decide(&crowd, (const uint64_t[]){ 70, 71 });
    assert_int_equal(decision.verdict, MATCH_JOIN);
    assert_int_equal(decision.cluster, 71);
    assert_int_equal(decision.member, 1);
    assert_int_equal(decision.fuse_count, 0);
    arena_free(&crowd.arena);
}

static void a_new_record_shows_two_clusters_to_be_one(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        "given\t\tAnna\nfamily\t\tLindqvist\nphone\t\t+46702\n",
        "given\t\tAnna\nfamily\t\tLindqvist\nemail\t\tsolros@x.se\n",
        "given\t\tAnna\nfamily\t\tLindqvist\nemail\t\tsolros@x.se\nphone\t\t+46702\n",
    };
    struct crowd crowd;
    make_crowd(&crowd, TEXTS, LENGTH(TEXTS));
    struct match_decision decision = decide(&crowd, (const uint64_t[]){ 5, 6 });
    assert_int_equal(decision.verdict, MATCH_JOIN);
    assert_int_equal(decision.fuse_count, 1);
    assert_int_equal(decision.cluster + decision.fuse[0], 5 + 6);
    arena_free(&crowd.arena);
}

static void strangers_are_new(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        "given\t\tAnna\nfamily\t\tLindqvist\nphone\t\t+46702\n",
        "given\t\tBo\nfamily\t\tEk\nphone\t\t+46799\n",
    };
    struct crowd crowd;
    make_crowd(&crowd, TEXTS, LENGTH(TEXTS));
    assert_int_equal(decide(&crowd, (const uint64_t[]){ 5 }).verdict, MATCH_NEW);
    arena_free(&crowd.arena);
}

// A name so rare weighs more than many a pair that is asked about, but it is only a name.
static void namesakes_are_asked_about_when_more_than_the_name_agrees(void **state)
{
    (void)state;
    static const char *const ONLY_NAMES[] = {
        "given\t\tAnna\nfamily\t\tLindqvist\nemail\t\ta@x.se\n",
        "given\t\tAnna\nfamily\t\tLindqvist\nphone\t\t+46702\n",
    };
    static const char *const SAME_POSTCODE[] = {
        "given\t\tAnna\nfamily\t\tLindqvist\naddress\t\tEkv. 3\\n11455\\nStockholm\\n\\nSE\n",
        "given\t\tAnna\nfamily\t\tLindqvist\naddress\t\tStorg. 1\\n11455\\nStockholm\\n\\nSE\n",
    };
    struct crowd crowd;
    make_crowd(&crowd, ONLY_NAMES, LENGTH(ONLY_NAMES));
    crowd.model.review = -30; // whatever it weighs, it is neither clear
    crowd.model.match = 30;   // that they are two nor that they are one
    assert_int_equal(decide(&crowd, (const uint64_t[]){ 5 }).verdict, MATCH_NEW);
    arena_free(&crowd.arena);
    make_crowd(&crowd, SAME_POSTCODE, LENGTH(SAME_POSTCODE));
    crowd.model.review = -30;
    crowd.model.match = 30;
    assert_int_equal(decide(&crowd, (const uint64_t[]){ 5 }).verdict, MATCH_REVIEW);
    arena_free(&crowd.arena);
}

#define BYGG "company_name\t\tNordlys Bygg AS\nlegal_form\t\tAS\n"

static void a_company_joins_the_only_one_of_its_name(void **state)
{
    (void)state;
    static const char *const ONE[] = { "company_name\t\tArkitekt Lund AS\n", BYGG, BYGG };
    static const char *const TWO[] = { BYGG "org_number\t\tNO 923609016\n",
                                       BYGG "org_number\t\tNO 974760673\n", BYGG };
    struct crowd crowd;
    make_companies(&crowd, ONE, LENGTH(ONE));
    struct match_decision decision = decide(&crowd, (const uint64_t[]){ 5, 6 });
    assert_int_equal(decision.verdict, MATCH_JOIN);
    assert_int_equal(decision.cluster, 6);
    arena_free(&crowd.arena);
    make_companies(&crowd, TWO, LENGTH(TWO));
    assert_int_equal(decide(&crowd, (const uint64_t[]){ 5, 6 }).verdict, MATCH_REVIEW);
    arena_free(&crowd.arena);
}

// The one without a number fits both, but they are two companies whatever else they share.
static void different_organisation_numbers_are_never_in_one_cluster(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        BYGG "url\t\thttps://nlb.no\nphone\t\t+4722334455\norg_number\t\tNO 923609016\n",
        BYGG "url\t\thttps://nlb.no\nphone\t\t+4722334455\n",
        BYGG "url\t\thttps://nlb.no\nphone\t\t+4722334455\norg_number\t\tNO 974760673\n",
    };
    struct crowd crowd;
    make_companies(&crowd, TEXTS, LENGTH(TEXTS));
    assert_int_equal(cluster_all(&crowd), 2);
    assert_int_not_equal(crowd.clusters[0], crowd.clusters[2]);
    arena_free(&crowd.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chain_does_not_join_two_people),
        cmocka_unit_test(records_of_one_person_become_one_cluster),
        cmocka_unit_test(a_new_record_joins_its_cluster),
        cmocka_unit_test(a_new_record_shows_two_clusters_to_be_one),
        cmocka_unit_test(strangers_are_new),
        cmocka_unit_test(a_company_joins_the_only_one_of_its_name),
        cmocka_unit_test(different_organisation_numbers_are_never_in_one_cluster),
        cmocka_unit_test(namesakes_are_asked_about_when_more_than_the_name_agrees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
