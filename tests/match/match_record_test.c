#include "test.h"

#include "match/people.h"

static str first_text(const struct match_record *record, enum match_feature feature)
{
    return match_count(record, feature) ? match_text(record, match_items(record, feature))
                                        : STR("(none)");
}

static void names_and_addresses_are_folded(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct match_record record =
        person(&arena, "given\t\tÅsa-Karin\nfamily\t\tÖberg\n"
                       "email\t\tAsa+news@Example.SE\n"
                       "address\t\tStorgatan 12 B\\n114 55\\nStockholm\\n\\nSE\n"
                       "phone\t\t+46701234567\n");
    assert_str(first_text(&record, MATCH_GIVEN), "asa karin");
    assert_str(first_text(&record, MATCH_FAMILY), "oberg");
    assert_str(first_text(&record, MATCH_EMAIL), "asa@example.se");
    assert_str(first_text(&record, MATCH_ADDRESS), "stor 12b|11455|stockholm");
    assert_str(first_text(&record, MATCH_PHONE), "46701234567");
}

static void a_number_before_the_street_is_the_house_number(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct match_record a =
        person(&arena, "address\t\t12 High Street\\nSW1 1AA\\nLondon\\n\\nGB\n");
    assert_str(first_text(&a, MATCH_ADDRESS), "high 12|sw11aa|london");
    struct match_record b = person(&arena, "address\t\tEkvägen 3 lgh 1203\\n\\nLund\\n\\nSE\n");
    assert_str(first_text(&b, MATCH_ADDRESS), "ekvagen 3||lund");
}

static void a_whole_name_in_one_field_is_taken_apart(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct match_record a = person(&arena, "family\t\tKjell Strand\n");
    assert_str(first_text(&a, MATCH_GIVEN), "kjell");
    assert_str(first_text(&a, MATCH_FAMILY), "strand");
    struct match_record b = person(&arena, "family\t\tvan Dyck\n");
    assert_str(first_text(&b, MATCH_GIVEN), "(none)");
    assert_str(first_text(&b, MATCH_FAMILY), "van dyck");
}

static void companies_lose_legal_form_and_place(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct match_record a = company(&arena, "company_name\t\tBerg & Lie A/S (Oslo)\n"
                                            "vat_number\t\tSE556677889901\n"
                                            "url\t\thttps://www.bergoglie.no/om\n");
    assert_str(first_text(&a, MATCH_COMPANY), "berg lie");
    assert_str(first_text(&a, MATCH_NUMBER), "5566778899");
    assert_str(first_text(&a, MATCH_DOMAIN), "bergoglie.no");
}

static void invalid_values_are_left_out(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct match_record a = person(&arena, "!email\t\tnobody\n!phone\t\t12\ngiven\t\tBo\n");
    assert_int_equal(match_count(&a, MATCH_EMAIL), 0);
    assert_int_equal(match_count(&a, MATCH_PHONE), 0);
    assert_str(first_text(&a, MATCH_GIVEN), "bo");
}

static void a_wrong_number_counts_only_when_it_is_long(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct match_record a = company(&arena, "!org_number\t\t556677-8890\n!phone\t\t12345\n");
    assert_str(first_text(&a, MATCH_NUMBER), "5566778890");
    assert_int_equal(match_items(&a, MATCH_NUMBER)->flags, MATCH_IS_INVALID);
    assert_int_equal(match_count(&a, MATCH_PHONE), 0);
}

static void mailboxes_are_known_by_what_they_say(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct match_record a = person(&arena, "given\t\tAnna\nfamily\t\tBerg\n"
                                           "email\t\tanna.berg@gmail.com\n"
                                           "email\t\tinfo@berg.se\n"
                                           "email\t\tsunflower@berg.se\n");
    const struct match_item *items = match_items(&a, MATCH_EMAIL);
    assert_int_equal(match_count(&a, MATCH_EMAIL), 3);
    assert_true(items[0].flags & MATCH_IS_NAMED);
    assert_true(items[0].flags & MATCH_IS_FREEMAIL);
    assert_true(items[1].flags & MATCH_IS_ROLE);
    assert_int_equal(items[2].flags, 0);
}

static void more_values_than_fit_are_ignored(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct entry entry = { .entity = ENTITY_PERSON };
    for (int i = 0; i < 200; i++)
        entry_add(&entry, &arena,
                  (struct entry_item){ .field = FIELD_PHONE,
                                       .value = arena_print(&arena, "+4670%07d", i) });
    struct match_record record = match_prepare(&entry, &arena);
    assert_int_equal(match_count(&record, MATCH_PHONE), MATCH_ITEM_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_addresses_are_folded),
        cmocka_unit_test(a_number_before_the_street_is_the_house_number),
        cmocka_unit_test(a_whole_name_in_one_field_is_taken_apart),
        cmocka_unit_test(companies_lose_legal_form_and_place),
        cmocka_unit_test(invalid_values_are_left_out),
        cmocka_unit_test(a_wrong_number_counts_only_when_it_is_long),
        cmocka_unit_test(mailboxes_are_known_by_what_they_say),
        cmocka_unit_test(more_values_than_fit_are_ignored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
