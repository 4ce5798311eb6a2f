#include "test.h"

#include "base/utf8.h"
#include "demo/demo_letters.h"
#include "demo/demo_mess.h"

static void a_number_is_written_in_ten_ways(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    size_t count = 0;
    const struct demo_country *sweden = &demo_countries(&count)[0];
    struct demo_phone phone = { sweden, STR("701740605"), 2 };
    static const char *const EXPECTED[DEMO_PHONE_STYLES] = {
        "+46701740605",  "+46 70-174 06 05",   "070-174 06 05",       "0701740605",
        "070-1740605",   "0046701740605",      "+46 (0)70-174 06 05", "070 / 174 06 05",
        "070.174.06.05", "Tel: 070-174 06 05",
    };
    for (size_t i = 0; i < DEMO_PHONE_STYLES; i++)
        assert_str(demo_phone_spelt(&phone, i, &arena), EXPECTED[i]);
}

static void numbers_for_fiction_are_handed_out_first(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    size_t count = 0;
    const struct demo_country *sweden = &demo_countries(&count)[0];
    struct demo_phone_book book = { .arena = &arena, .random = demo_random_new(1, "test") };
    for (int i = 605; i <= 699; i++) {
        struct demo_phone phone = demo_phone_mobile(&book, sweden);
        assert_str(phone.national, arena_print(&arena, "701740%d", i).at);
    }
    assert_int_equal(demo_phone_mobile(&book, sweden).national.len, 9);
    struct demo_phone fixed = demo_phone_fixed(&book, sweden, &sweden->places[0]);
    assert_str(demo_phone_spelt(&fixed, 4, &arena), "031-3900600");
}

static void a_typo_is_never_what_was_meant(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct demo_mess mess = { &arena, demo_random_new(1, "test"), { 0 } };
    static const char *const WORDS[] = { "Bo", "Åsa", "Anna", "aaaa", "Ö", "Åååå", "Þórdís" };
    for (size_t i = 0; i < 700; i++) {
        str word = str_of(WORDS[i % LENGTH(WORDS)]);
        str typo = demo_mess_typo(&mess, word);
        assert_false(str_eq(typo, word));
        assert_true(utf8_valid(typo) && typo.len > 0);
    }
}

static void letters_change_as_old_systems_change_them(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    assert_str(demo_letters_upper(&arena, STR("Åsa Bjørn")), "ÅSA BJØRN");
    assert_str(demo_letters_lower(&arena, STR("ÅSA ÆØÞ")), "åsa æøþ");
    assert_str(demo_letters_ascii(&arena, STR("Åsa Bjørn")), "Asa Bjorn");
    assert_str(demo_letters_slug(&arena, STR("Bil & Däck")), "bildack");
    assert_str(demo_letters_mojibake(&arena, STR("Åsa")), "Ã…sa");
    assert_str(demo_letters_windows(&arena, STR("Ö–’€")), "\xD6\x96\x92\x80");
    assert_str(demo_letters_windows(&arena, STR("\u0141")), "?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_written_in_ten_ways),
        cmocka_unit_test(numbers_for_fiction_are_handed_out_first),
        cmocka_unit_test(a_typo_is_never_what_was_meant),
        cmocka_unit_test(letters_change_as_old_systems_change_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
