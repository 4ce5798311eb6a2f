#include "test.h"

#include "value/address.h"

static void five_lines_come_back_as_they_were(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct address in = {
        STR("Storgatan 1\n2 tr"), STR("114 55"), STR("Stockholm"), { 0 }, STR("SE")
    };
    str lines = address_join(&in, &arena);
    assert_str(lines, "Storgatan 1, 2 tr\n114 55\nStockholm\n\nSE");
    struct address out = address_split(lines);
    assert_str(out.street, "Storgatan 1, 2 tr");
    assert_str(out.region, "");
    assert_str(out.country, "SE");
    assert_str(address_join(&(struct address){ 0 }, &arena), "");
    assert_str(address_split(STR("Storgatan 1")).city, "");
}

static void capitals_postcodes_and_spaces_are_mended(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    str problem;
    struct address in = {
        STR(" Storgatan  1 , 2 tr"), STR("11455"), STR("ÖSTRA GÖINGE"), { 0 }, STR("se")
    };
    struct address out = address_standardise(&in, &arena, &problem);
    assert_str(out.street, "Storgatan 1, 2 tr");
    assert_str(out.postcode, "114 55");
    assert_str(out.city, "Östra Göinge");
    assert_str(problem, "");
    in.city = STR("FRANKFURT AM MAIN");
    in.postcode = STR("1145");
    out = address_standardise(&in, &arena, &problem);
    assert_str(out.city, "Frankfurt am Main");
    assert_str(out.postcode, "1145");
    assert_true(problem.len > 0);
}

static void one_line_follows_the_countrys_order(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct address se = { STR("Storgatan 1"), STR("114 55"), STR("Stockholm"), { 0 }, STR("SE") };
    assert_str(address_format(&se, &arena), "Storgatan 1, 114 55 Stockholm, SE");
    struct address us = { STR("1 Main St"), STR("78701"), STR("Austin"), STR("TX"), STR("US") };
    assert_str(address_format(&us, &arena), "1 Main St, Austin, TX 78701, US");
}

static void abbreviated_streets_compare_alike(void **state)
{
    (void)state;
    static const char *const ALIKE[][2] = {
        { "Storgatan 1", "Storg. 1" },
        { "Storgata 1", "storgt. 1" },
        { "Drottningvägen 3 B", "Drottningv. 3 b" },
        { "Kirkeveien 5", "Kirkevn. 5" },
        { "Store Gade 2", "Store Gt. 2" },
        { "10 Downing Street", "10 Downing St." },
        { "12 Station Road", "12 Station Rd" },
        { "Hauptstraße 7", "Hauptstr. 7" },
    };
    for (size_t i = 0; i < LENGTH(ALIKE); i++) {
        auto_arena arena = { 0 };
        str a = address_street_normal(str_of(ALIKE[i][0]), &arena);
        str b = address_street_normal(str_of(ALIKE[i][1]), &arena);
        assert_true(str_eq(a, b));
    }
    auto_arena arena = { 0 };
    assert_false(str_eq(address_street_normal(STR("Storgatan 1"), &arena),
                        address_street_normal(STR("Storgatan 11"), &arena)));
}

static void spacing_of_postcodes_does_not_matter_for_comparing(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct address a = { STR("Storg. 1"), STR("114 55"), STR("STOCKHOLM"), { 0 }, STR("SE") };
    struct address b = { STR("Storgatan 1"), STR("11455"), STR("Stockholm"), { 0 }, STR("SE") };
    assert_str(address_normal(&a, &arena), "storg 1|11455|stockholm|SE");
    assert_true(str_eq(address_normal(&a, &arena), address_normal(&b, &arena)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_lines_come_back_as_they_were),
        cmocka_unit_test(capitals_postcodes_and_spaces_are_mended),
        cmocka_unit_test(one_line_follows_the_countrys_order),
        cmocka_unit_test(abbreviated_streets_compare_alike),
        cmocka_unit_test(spacing_of_postcodes_does_not_matter_for_comparing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
