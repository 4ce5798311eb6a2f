#include "test.h"

#include "match/candidate.h"
#include "match/people.h"

static bool share_key(const struct match_record *a, const struct match_record *b,
                      bool identifying_only)
{
    struct match_key left[MATCH_KEY_MAX], right[MATCH_KEY_MAX];
    size_t lefts = match_keys(a, left), rights = match_keys(b, right);
    for (size_t i = 0; i < lefts; i++)
        for (size_t j = 0; j < rights; j++)
            if (left[i].key == right[j].key && (left[i].identifying || !identifying_only))
                return true;
    return false;
}

static void records_of_one_person_share_a_key(void **state)
{
    (void)state;
    static const char *const PAIRS[][2] = {
        { "given\t\tLars\nfamily\t\tCarlsson\n", "given\t\tLasse\nfamily\t\tKarlson\n" },
        { "given\t\tAnna\nfamily\t\tBerg\n", "given\t\tBerg\nfamily\t\tAnna\n" },
        { "given\t\tX\nemail\t\ta@b.se\n", "given\t\tY\nemail\t\ta@b.se\n" },
        { "given\t\tBo\nfamily\t\tEk\nbirth_date\t\t1980-01-02\n",
          "given\t\tBo\nfamily\t\tHolm\nbirth_date\t\t1980-01-02\n" },
        { "given\t\tEva\nfamily\t\tBerg\n", "given\t\tEva\nfamily\t\tBerg-Larsson\n" },
    };
    for (size_t i = 0; i < LENGTH(PAIRS); i++) {
        auto_arena arena = { 0 };
        struct match_record a = person(&arena, PAIRS[i][0]), b = person(&arena, PAIRS[i][1]);
        assert_said(share_key(&a, &b, false), "pair %zu shares no key", i);
    }
}

static void strangers_and_mailboxes_of_roles_do_not_identify(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct match_record a = person(&arena, "given\t\tAnna\nfamily\t\tBerg\nemail\t\tinfo@x.se\n");
    struct match_record b = person(&arena, "given\t\tBo\nfamily\t\tEk\nemail\t\tinfo@x.se\n");
    assert_false(share_key(&a, &b, false));
    struct match_record c = person(&arena, "given\t\tAnna\nfamily\t\tBerg\nphone\t\t+4670123\n");
    struct match_record d = person(&arena, "given\t\tAnna\nfamily\t\tBerg\nphone\t\t+4670123\n");
    assert_true(share_key(&c, &d, true));
}

static void a_large_block_offers_only_its_first_records(void **state)
{
    (void)state;
    enum { COUNT = 200 };
    auto_arena arena = { 0 };
    struct match_record records[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        records[i] = person(&arena, "phone\t\t+4680000000\n");
    struct match_blocks *blocks = match_blocks_new(records, COUNT, 2);
    uint32_t candidates[MATCH_CANDIDATE_MAX];
    assert_int_equal(match_candidates(blocks, 0, candidates), 0);
    assert_int_equal(match_candidates(blocks, 3, candidates), 3);
    assert_int_equal(match_candidates(blocks, COUNT - 1, candidates), MATCH_BLOCK_MAX);
    assert_int_equal(candidates[0], 0);
    assert_int_equal(candidates[MATCH_BLOCK_MAX - 1], MATCH_BLOCK_MAX - 1);
    match_blocks_free(blocks);
}

static void candidates_come_ascending_and_once(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct match_record records[] = {
        person(&arena, "given\t\tAnna\nfamily\t\tBerg\nphone\t\t+46111\n"),
        person(&arena, "given\t\tBo\nfamily\t\tEk\n"),
        person(&arena, "phone\t\t+46111\n"),
        person(&arena, "given\t\tAnna\nfamily\t\tBerg\nphone\t\t+46111\n"),
    };
    struct match_blocks *blocks = match_blocks_new(records, LENGTH(records), 1);
    uint32_t candidates[MATCH_CANDIDATE_MAX];
    assert_int_equal(match_candidates(blocks, 3, candidates), 2);
    assert_int_equal(candidates[0], 0);
    assert_int_equal(candidates[1], 2);
    assert_int_equal(match_candidates(blocks, 1, candidates), 0);
    match_blocks_free(blocks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_of_one_person_share_a_key),
        cmocka_unit_test(strangers_and_mailboxes_of_roles_do_not_identify),
        cmocka_unit_test(a_large_block_offers_only_its_first_records),
        cmocka_unit_test(candidates_come_ascending_and_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
