#include "test.h"

#include "value/fold.h"

static void nordic_letters_lose_their_marks(void **state)
{
    (void)state;
    const struct {
        const char *text, *folded;
    } cases[] = {
        { "ÅSA Öberg", "asa oberg" }, { "Bjørn Ægir Þór Ðóra", "bjorn aegir thor dora" },
        { "Straße", "strasse" },      { "Łódź Ōsaka Ǿ", "lodz osaka o" },
        { "A\xCC\x8A", "a" }, // A and a combining ring
        { "ΆΛΦΑ", "αλφα" },           { "Иван", "иван" },
        { "김강", "김강" }, // Korean syllables are letters without marks
    };
    auto_arena arena = { 0 };
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_str(fold(&arena, str_of(cases[i].text)), cases[i].folded);
}

static void words_are_parted_by_one_space(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    assert_str(fold_words(&arena, STR("  Smith-Jones,  Å. ")), "smith jones a");
    assert_str(fold_words(&arena, STR("--")), "");
    assert_str(fold_words(&arena, STR("O\xE2\x80\x99"
                                      "Brien & Søn A/S")),
               "o brien son a s");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nordic_letters_lose_their_marks),
        cmocka_unit_test(words_are_parted_by_one_space),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
