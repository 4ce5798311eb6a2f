#include "test.h"

#include "value/company_name.h"

static struct value standardise(struct arena *arena, const char *text, const char *country)
{
    struct value value;
    struct value_context context = { .country = str_of(country) };
    company_standardise(str_of(text), &context, arena, &value);
    return value;
}

static void base_and_legal_form_are_parted(void **state)
{
    (void)state;
    const struct {
        const char *text, *value, *base, *form;
    } cases[] = {
        { "NORDLYS BYGG A/S", "Nordlys Bygg A/S", "Nordlys Bygg", "A/S" },
        { "nordlys bygg as", "Nordlys Bygg AS", "Nordlys Bygg", "AS" },
        { "Nordlys Bygg, A.S", "Nordlys Bygg, AS", "Nordlys Bygg", "AS" },
        { "AB Volvo (publ)", "AB Volvo (publ)", "Volvo", "AB" },
        { "Oy Karl Fazer Ab", "Oy Karl Fazer Ab", "Karl Fazer", "Oy Ab" },
        { "Müller & Söhne GmbH und Co. KG", "Müller & Söhne GmbH & Co. KG", "Müller & Söhne",
          "GmbH & Co. KG" },
        { "KOWALSKI SP. Z O.O.", "Kowalski Sp. z o.o.", "Kowalski", "Sp. z o.o." },
        { "Acme Widgets, Inc.", "Acme Widgets, Inc.", "Acme Widgets", "Inc." },
        { "Foo Holding ApS", "Foo Holding ApS", "Foo Holding", "ApS" },
        { "Aktiebolaget Trav", "Aktiebolaget Trav", "Trav", "AB" },
        { "Butler and Company Ltd", "Butler and Company Ltd", "Butler and Company", "Ltd" },
        { "Casa Da Luz", "Casa Da Luz", "Casa Da Luz", "" },
        { "UAB \"Lino Namai\"", "UAB \"Lino Namai\"", "Lino Namai", "UAB" },
        { "Berg Revisjon (AS)", "Berg Revisjon AS", "Berg Revisjon", "AS" },
        { "Salina Church", "Salina Church", "Salina Church", "" },
    };
    auto_arena arena = { 0 };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct value value = standardise(&arena, cases[i].text, "");
        assert_true(value.valid);
        assert_str(value.value, cases[i].value);
        assert_str(value_part(&value, "base"), cases[i].base);
        assert_str(value_part(&value, "legal_form"), cases[i].form);
    }
}

static void a_name_is_never_emptied(void **state)
{
    (void)state;
    const char *const cases[] = { "AS", "Oy Ab", "GmbH & Co. KG", "A/S", "Inc.", "(AS)" };
    auto_arena arena = { 0 };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct value value = standardise(&arena, cases[i], "");
        assert_true(value.valid);
        assert_true(value_part(&value, "base").len > 0);
        assert_true(value.normal.len > 0);
    }
    assert_false(standardise(&arena, "--", "").valid);
    assert_false(standardise(&arena, "", "").valid);
}

static void capitals_become_names_but_acronyms_stay(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    assert_str(standardise(&arena, "DNB BANK ASA", "").value, "DNB Bank ASA");
    assert_str(standardise(&arena, "KPMG AS", "").value, "KPMG AS");
    assert_str(standardise(&arena, "AF GRUPPEN ASA", "").value, "AF Gruppen ASA");
    assert_str(standardise(&arena, "ABG SUNDAL COLLIER ASA", "").value, "ABG Sundal Collier ASA");
    assert_str(standardise(&arena, "the old ship ltd", "").value, "The Old Ship Ltd");
    assert_str(standardise(&arena, "IKEA", "").value, "IKEA");
    assert_str(standardise(&arena, "BIL OG HUS AS", "").value, "Bil og Hus AS");
    assert_str(standardise(&arena, "DET NORSKE VERITAS", "").value, "Det Norske Veritas");
    assert_str(standardise(&arena, "iPhone Fix AS", "").value, "iPhone Fix AS");
    assert_str(standardise(&arena, "H&M HENNES & MAURITZ AB", "").value, "H&M Hennes & Mauritz AB");
}

static void names_that_mean_the_same_have_one_normal(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    assert_str(standardise(&arena, "NORDLYS BYGG A/S", "").normal, "nordlys bygg");
    assert_str(standardise(&arena, "Nordlys Bygg AS", "").normal, "nordlys bygg");
    assert_str(standardise(&arena, "The Berg & Lie Group", "").normal, "berg lie group");
    assert_str(standardise(&arena, "Berg og Lie Group ANS", "").normal, "berg lie group");
    assert_str(standardise(&arena, "J.P. Morgan", "").normal, "jp morgan");
    assert_str(standardise(&arena, "JP Morgan", "").normal, "jp morgan");
    assert_str(standardise(&arena, "The And", "").normal, "the and");
}

static void the_country_says_which_form_is_meant(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct value czech = standardise(&arena, "SKODA A. S.", "CZ");
    assert_str(value_part(&czech, "legal_form"), "a.s.");
    struct value danish = standardise(&arena, "Carlsberg A.S", "DK");
    assert_str(value_part(&danish, "legal_form"), "A/S");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base_and_legal_form_are_parted),
        cmocka_unit_test(a_name_is_never_emptied),
        cmocka_unit_test(capitals_become_names_but_acronyms_stay),
        cmocka_unit_test(names_that_mean_the_same_have_one_normal),
        cmocka_unit_test(the_country_says_which_form_is_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
