#include "cases.h"

#include "value/number.h"

// Numbers of well-known organisations as they publish them, and made-up people from the
// authorities' own examples.
static void numbers_are_checked_and_written_as_their_country_does(void **state)
{
    (void)state;
    static const struct value_case CASES[] = {
        { "923609016", "923 609 016", "NO", "" },
        { "NO 923 609 016 MVA", "923 609 016", "NO", "" },
        { "923609016", "NO 923 609 016 MVA", "", "no.mva" },
        { "923609017", NULL, "NO", "" },
        { "5560747551", "556074-7551", "SE", "" },
        { "SE556074755101", "SE556074755101", "SE", "" },
        { "556074-7552", NULL, "SE", "" },
        { "13585628", "13585628", "DK", "" },
        { "DK 13585628", "13585628", "DK", "" },
        { "2077474-0", "2077474-0", "FI", "" },
        { "20774740", "2077474-0", "FI", "" },
        { "120174-3399", "120174-3399", "IS", "" },
        { "131052-308T", "131052-308T", "", "fi.hetu" },
        { "131052-308U", NULL, "", "fi.hetu" },
        { "GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32", "", "iban" },
        { "GB82 WEST 1234 5698 7654 33", NULL, "", "iban" },
        { "DEUTDEFF500", "DEUTDEFF500", "", "bic" },
        { "DEUTXXFF", NULL, "", "bic" },
        { "213800KUD8LAJWSQ9D15", "213800KUD8LAJWSQ9D15", "", "lei" },
        { "4006381333931", "4006381333931", "", "ean" },
        { "4006381333932", NULL, "", "ean" },
        { "DE136695976", "DE136695976", "", "eu.vat" },
        { "ATU13585627", "ATU13585627", "", "eu.vat" },
        { "Org.nr. 923609016", "923 609 016", "NO", "" },
        { "CVR-nr: 13585628", "13585628", "DK", "" },
        // Of a neighbour, where the prefix or the first digits say so.
        { "SE556074755101", "SE556074755101", "NO", "" },
        { "556074-7551", "556074-7551", "NO", "" },
        { "923609016", "923 609 016", "SE", "" },
        { "556074-7552", NULL, "NO", "" },
        { "13585628", NULL, "NO", "" },
        { "J05 1729 09.09.1991", "J05/1729/1991", "", "ro.onrc" },
        { "J40/1293/2014", "J40/1293/2014", "", "ro.onrc" },
        { "J2012000750528", "J2012000750528", "", "ro.onrc" }, // 4+2+0+1+2+7+5+0+5+2 = 28
        { "J2012000750529", NULL, "", "ro.onrc" },
        { "12345", NULL, "", "xx.unknown" },
        { "", NULL, "NO", "" },
    };
    check_values(number_standardise, CASES, LENGTH(CASES));
}

static void a_number_without_a_country_is_read_only_when_one_rule_fits(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct value out = value_of(number_standardise, "NO923609016MVA", "", "", &arena);
    assert_true(out.valid);
    assert_str(value_part(&out, "country"), "NO");
    assert_str(out.normal, "NO923609016");
    out = value_of(number_standardise, "556074-7551", "", "", &arena);
    assert_str(out.normal, "SE5560747551");
    // 8 digits whose check digit fits Denmark as well as Finland.
    out = value_of(number_standardise, "10000009", "", "", &arena);
    assert_false(out.valid && !str_eq(value_part(&out, "country"), STR("DK")) &&
                 !str_eq(value_part(&out, "country"), STR("FI")));
}

static void a_changed_digit_is_noticed(void **state)
{
    (void)state;
    static const char *const NUMBERS[][2] = {
        { "no.orgnr", "923609016" },  { "se.orgnr", "5560747551" }, { "dk.cvr", "13585628" },
        { "fi.ytunnus", "20774740" }, { "de.vat", "136695976" },    { "fr.siren", "404833048" },
        { "pl.nip", "8567346215" },   { "hr.oib", "33392005961" },  { "pt.nif", "501964843" },
    };
    for (size_t i = 0; i < LENGTH(NUMBERS); i++)
        for (size_t at = 0; NUMBERS[i][1][at]; at++) {
            auto_arena arena = { 0 };
            char text[16] = { 0 };
            memcpy(text, NUMBERS[i][1], strlen(NUMBERS[i][1]));
            assert_true(value_of(number_standardise, text, "", NUMBERS[i][0], &arena).valid);
            text[at] = text[at] == '9' ? '0' : (char)(text[at] + 1);
            assert_false(value_of(number_standardise, text, "", NUMBERS[i][0], &arena).valid);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_checked_and_written_as_their_country_does),
        cmocka_unit_test(a_number_without_a_country_is_read_only_when_one_rule_fits),
        cmocka_unit_test(a_changed_digit_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
