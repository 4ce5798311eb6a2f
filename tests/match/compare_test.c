#include "test.h"

#include "match/compare.h"
#include "match/people.h"

#include <math.h>

static void assert_near(double actual, double expected)
{
    assert_said(fabs(actual - expected) <= 0.0005, "%.4f is not %.4f", actual, expected);
}

// The values of Winkler's 1990 paper, as cited by everybody since.
static void jaro_winkler_gives_the_published_values(void **state)
{
    (void)state;
    assert_near(compare_jaro_winkler(STR("martha"), STR("marhta")), 0.9611);
    assert_near(compare_jaro_winkler(STR("dwayne"), STR("duane")), 0.8400);
    assert_near(compare_jaro_winkler(STR("dixon"), STR("dicksonx")), 0.8133);
    assert_near(compare_jaro_winkler(STR("abc"), STR("xyz")), 0);
    assert_near(compare_jaro_winkler(STR("same"), STR("same")), 1);
    assert_near(compare_jaro_winkler(STR(""), STR("a")), 0);
}

static void edits_are_counted_up_to_the_limit(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        size_t limit, edits;
    } CASES[] = {
        { "kitten", "sitting", 5, 3 },  // two substitutions and an insertion
        { "kitten", "sitting", 2, 3 },  // more than the limit: limit + 1
        { "larsson", "lasrson", 3, 1 }, // a swap of neighbours is one edit
        { "ca", "abc", 5, 3 },          // restricted: no edit inside a swap
        { "berg", "berg", 1, 0 },       //
        { "", "abc", 3, 3 },            //
        { "andersson", "anderson", 1, 1 },
    };
    for (size_t i = 0; i < LENGTH(CASES); i++) {
        str a = str_of(CASES[i].a), b = str_of(CASES[i].b);
        assert_int_equal(compare_edits(a, b, CASES[i].limit), CASES[i].edits);
        assert_int_equal(compare_edits(b, a, CASES[i].limit), CASES[i].edits);
    }
}

// The plain table of Damerau and Levenshtein, to check the bit vectors against.
static size_t slow_edits(str a, str b)
{
    size_t table[20][20] = { 0 };
    for (size_t i = 0; i <= a.len; i++) {
        for (size_t j = 0; j <= b.len; j++) {
            if (!i || !j) {
                table[i][j] = i + j;
                continue;
            }
            size_t best = table[i - 1][j - 1] + (a.at[i - 1] != b.at[j - 1]);
            best = table[i - 1][j] + 1 < best ? table[i - 1][j] + 1 : best;
            best = table[i][j - 1] + 1 < best ? table[i][j - 1] + 1 : best;
            bool swapped =
                i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1];
            if (swapped && table[i - 2][j - 2] + 1 < best)
                best = table[i - 2][j - 2] + 1;
            table[i][j] = best;
        }
    }
    return table[a.len][b.len];
}

static void bit_vectors_agree_with_the_plain_table(void **state)
{
    (void)state;
    uint64_t random = 1;
    for (size_t round = 0; round < 20000; round++) {
        char a[12], b[12];
        size_t lengths[2];
        for (size_t k = 0; k < 2; k++) {
            random = random * 6364136223846793005ULL + 1442695040888963407ULL;
            lengths[k] = random >> 33 & 7;
            for (size_t i = 0; i < lengths[k]; i++)
                (k ? b : a)[i] = (char)('a' + (random >> (40 + 2 * i) & 3));
        }
        str left = { a, lengths[0] }, right = { b, lengths[1] };
        assert_int_equal(compare_edits(left, right, 20), slow_edits(left, right));
    }
}

static void a_typing_mistake_is_close_and_another_name_is_not(void **state)
{
    (void)state;
    assert_true(compare_close(STR("andersson"), STR("anderson")));
    assert_true(compare_close(STR("lena"), STR("elna")));
    assert_false(compare_close(STR("bo"), STR("bob")));
    assert_false(compare_close(STR("lars"), STR("nils")));
    assert_false(compare_close(STR("andersson"), STR("johansson")));
}

static void words_are_found_in_the_longer_text(void **state)
{
    (void)state;
    size_t shared = 0;
    assert_int_equal(compare_words(STR("anna"), STR("eva anna"), &shared), 0);
    assert_int_equal(shared, 1);
    assert_int_equal(compare_words(STR("anna maria"), STR("anna lena"), &shared), 1);
    assert_int_equal(compare_words(STR("john q"), STR("john quincy adams"), &shared), 0);
    assert_true(compare_unspaced(STR("north data"), STR("northdata")));
    assert_false(compare_unspaced(STR("north data"), STR("northdate")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jaro_winkler_gives_the_published_values),
        cmocka_unit_test(edits_are_counted_up_to_the_limit),
        cmocka_unit_test(bit_vectors_agree_with_the_plain_table),
        cmocka_unit_test(a_typing_mistake_is_close_and_another_name_is_not),
        cmocka_unit_test(words_are_found_in_the_longer_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
