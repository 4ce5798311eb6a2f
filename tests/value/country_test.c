#include "test.h"

#include "value/country.h"

static struct value standardise(struct arena *arena, const char *text)
{
    struct value value;
    country_standardise(str_of(text), &(struct value_context){ 0 }, arena, &value);
    return value;
}

static void a_country_is_known_in_many_languages(void **state)
{
    (void)state;
    const struct {
        const char *text, *code;
    } cases[] = {
        { "Sverige", "SE" },
        { "Ruotsi", "SE" },
        { "Schweden", "SE" },
        { "SWE", "SE" },
        { "752", "SE" },
        { "se", "SE" },
        { " NORGE ", "NO" },
        { "Norvège", "NO" },
        { "Швеция", "SE" },
        { "瑞典", "SE" },
        { "노르웨이", "NO" },
        { "Tyskland", "DE" },
        { "Íslandi", "IS" },
        { "Österreich", "AT" },
        { "The Netherlands", "NL" },
        { "USA", "US" },
        { "U.S.A.", "US" },
        { "UK", "GB" },
        { "U.K.", "GB" },
        { "UAE", "AE" },
        { "Kosovo", "XK" },
        { "Antigua & Barbuda", "AG" },
        { "St. Lucia", "LC" },
        { "Macedonia", "MK" },
        { "Marshall", "MH" },
        { "Kungadömet Danmark", "DK" },
        { "Koninkrijk Noorwegen", "NO" },
        { "瑞典王国", "SE" },
        { "스웨덴왕국", "SE" },
        { "جمهورية مصر العربية", "EG" },
        { "Ruot\u200Bsi", "SE" },
    };
    auto_arena arena = { 0 };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct value value = standardise(&arena, cases[i].text);
        assert_str(value.value, cases[i].code);
        assert_true(value.valid);
        assert_str(value.normal, cases[i].code);
    }
}

// A field for the country is often filled with the province or the nationality.
static void a_part_or_a_nationality_stands_for_its_country(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    assert_str(standardise(&arena, "Québec").value, "CA");
    assert_str(standardise(&arena, "Bayern").value, "DE");
    assert_str(standardise(&arena, "Rwandan").value, "RW");
    assert_str(standardise(&arena, "Gabonese").value, "GA");
    assert_str(standardise(&arena, "Georgia").value, "GE"); // also a state of the USA
    assert_false(standardise(&arena, "Dominican").valid);   // of Dominica or the republic
    assert_false(standardise(&arena, "Korean").valid);
    assert_str(country_code(&arena, STR("Bayern")), ""); // a part is no name
}

static void the_order_of_words_does_not_matter(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    assert_str(standardise(&arena, "Korea, Republic of").value, "KR");
    assert_str(standardise(&arena, "Republic of Korea").value, "KR");
    assert_str(standardise(&arena, "Korea (Dem. People's Rep. of)").value, "KP");
    assert_str(standardise(&arena, "Congo, Democratic Republic of the").value, "CD");
    assert_str(standardise(&arena, "Dominican Republic").value, "DO");
    assert_str(standardise(&arena, "Dominica").value, "DM");
}

static void pieces_that_agree_are_one_country(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    assert_str(standardise(&arena, "Norge/Norway").value, "NO");
    assert_str(standardise(&arena, "SE - Sweden").value, "SE");
    assert_str(standardise(&arena, "Guam (US)").value, "GU");
    assert_false(standardise(&arena, "US (Guam)").valid);
    struct value differ = standardise(&arena, "Norway, Sweden");
    assert_false(differ.valid);
    assert_str(differ.suggestion, "NO");
    assert_str(differ.value, "");
}

static void one_slip_in_a_long_name_is_mended(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    assert_str(standardise(&arena, "Danemarkk").value, "DK");
    assert_str(standardise(&arena, "Switzerlnad").value, "CH");
    struct value shorter = standardise(&arena, "Finlnad");
    assert_false(shorter.valid);
    assert_str(shorter.suggestion, "FI");
    assert_str(standardise(&arena, "Xambia").suggestion, ""); // Gambia or Zambia
}

static void what_is_no_country_is_invalid(void **state)
{
    (void)state;
    const char *const cases[] = { "",
                                  "North",
                                  "ABC islands",
                                  "Lesser Antilles",
                                  "Europe",
                                  "N/A",
                                  "Georgia State",
                                  "Channel Islands",
                                  "unknown",
                                  "Virgin Islands",
                                  "Soviet Union",
                                  "-",
                                  "zz",
                                  "Scandinavia",
                                  "New Sweden Road",
                                  "12" };
    auto_arena arena = { 0 };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct value value = standardise(&arena, cases[i]);
        if (value.valid)
            print_error("%s\n", cases[i]);
        assert_false(value.valid);
        assert_true(value.problem.len > 0);
    }
    assert_str(standardise(&arena, "Korea").suggestion, "KR");
}

static void a_code_is_found_without_the_rest(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    assert_str(country_code(&arena, STR("Færøyene")), "FO");
    assert_str(country_code(&arena, STR("Korea")), "");
    assert_str(country_code(&arena, STR("Swedan")), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_country_is_known_in_many_languages),
        cmocka_unit_test(a_part_or_a_nationality_stands_for_its_country),
        cmocka_unit_test(the_order_of_words_does_not_matter),
        cmocka_unit_test(pieces_that_agree_are_one_country),
        cmocka_unit_test(one_slip_in_a_long_name_is_mended),
        cmocka_unit_test(what_is_no_country_is_invalid),
        cmocka_unit_test(a_code_is_found_without_the_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
