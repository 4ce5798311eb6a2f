#include "cases.h"

#include "value/postcode.h"

static void postcodes_get_their_countrys_spacing(void **state)
{
    (void)state;
    static const struct value_case CASES[] = {
        { "11455", "114 55", "SE", "" },     { "SE-114 55", "114 55", "SE", "" },
        { "01455", NULL, "SE", "" },         { "0150", "0150", "NO", "" },
        { "N-0150", NULL, "NO", "" },        { "NO-0150", "0150", "NO", "" },
        { "DK-2100", "2100", "DK", "" },     { "FI-00100", "00100", "FI", "" },
        { "101", "101", "IS", "" },          { "sw1a1aa", "SW1A 1AA", "GB", "" },
        { "SW1A 1AC", NULL, "GB", "" },      { "00950", "00-950", "PL", "" },
        { "1012ab", "1012 AB", "NL", "" },   { "k1a0b1", "K1A 0B1", "CA", "" },
        { "d6w123a", "D6W 123A", "IE", "" }, { "12345-6789", "12345-6789", "US", "" },
        { "1023", "LV-1023", "LV", "" },     { "35 74", NULL, "BE", "" },
        { "abcd", NULL, "DK", "" },          { "", NULL, "SE", "" },
        { "ab 12", "AB 12", "", "" },
    };
    check_values(postcode_standardise, CASES, LENGTH(CASES));
}

static void spacing_does_not_matter_for_comparing(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    assert_str(value_of(postcode_standardise, "114 55", "SE", "", &arena).normal, "11455");
    assert_str(value_of(postcode_standardise, "S 11455", "SE", "", &arena).normal, "");
    assert_str(value_of(postcode_standardise, "35 74", "BE", "", &arena).suggestion, "3574");
    assert_true(postcode_is_known_country(STR("SE")));
    assert_false(postcode_is_known_country(STR("ZZ")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(postcodes_get_their_countrys_spacing),
        cmocka_unit_test(spacing_does_not_matter_for_comparing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
