#include "test.h"

#include "intake/junk.h"
#include "intake/standardise.h"

static const struct value_context SWEDEN = { .country = { "SE", 2 } };

static struct draft_item said(int target, const char *text)
{
    return (struct draft_item){ .target = (enum target)target, .column = -1, .text = str_of(text) };
}

static struct draft_item labelled(int target, const char *label, const char *text)
{
    struct draft_item item = said(target, text);
    item.label = str_of(label);
    return item;
}

static struct standardised standardised(struct draft_item *items, size_t count, struct arena *arena)
{
    struct draft draft = { .items = items, .count = count };
    for (size_t i = 0; i < count; i++)
        items[i].column = (int)i;
    struct standardised out;
    draft_standardise(&draft, &SWEDEN, arena, &out);
    return out;
}

static const struct mended *find_rule(const struct standardised *out, const char *rule)
{
    for (size_t i = 0; i < out->mended.count; i++)
        if (strcmp(out->mended.items[i].rule, rule) == 0)
            return &out->mended.items[i];
    return NULL;
}

static size_t count_of(const struct entry *entry, enum field field)
{
    size_t count = 0;
    for (size_t i = 0; i < entry->count; i++)
        count += entry->items[i].field == field;
    return count;
}

static void a_row_becomes_a_person(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct draft_item items[] = {
        said(FIELD_GIVEN, "Anna"),
        said(FIELD_FAMILY, " Berg "),
        said(FIELD_EMAIL, "Anna@EXAMPLE.se"),
        said(FIELD_PHONE, "070-123 45 67"),
        said(TARGET_STREET, "Storgatan 1"),
        said(TARGET_POSTCODE, "11455"),
        said(TARGET_CITY, "STOCKHOLM"),
        said(FIELD_BIRTH_DATE, "29.2.1980"),
        said(FIELD_GENDER, "Kvinna"),
        said(FIELD_TAG, "vip; kund"),
    };
    struct standardised out = standardised(items, LENGTH(items), &arena);
    assert_true(out.has_person);
    assert_false(out.has_company);
    assert_str(entry_value(&out.person, FIELD_GIVEN), "Anna");
    assert_str(entry_value(&out.person, FIELD_FAMILY), "Berg");
    assert_str(entry_value(&out.person, FIELD_EMAIL), "Anna@example.se");
    assert_str(entry_value(&out.person, FIELD_PHONE), "+46701234567");
    assert_str(entry_value(&out.person, FIELD_ADDRESS), "Storgatan 1\n114 55\nStockholm\n\nSE");
    assert_str(entry_value(&out.person, FIELD_BIRTH_DATE), "1980-02-29");
    assert_str(entry_value(&out.person, FIELD_GENDER), "female");
    assert_int_equal(count_of(&out.person, FIELD_TAG), 2);
}

static void junk_is_dropped_and_listed(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct draft_item items[] = { said(FIELD_GIVEN, "Anna"), said(FIELD_EMAIL, "n/a"),
                                  said(FIELD_PHONE, "00000000") };
    struct standardised out = standardised(items, LENGTH(items), &arena);
    assert_int_equal(count_of(&out.person, FIELD_EMAIL), 0);
    assert_int_equal(count_of(&out.person, FIELD_PHONE), 0);
    assert_int_equal(out.mended.count, 2);
    assert_string_equal(out.mended.items[0].rule, "junk");
    assert_int_equal(out.mended.items[0].column, 1);
    assert_str(out.mended.items[0].before, "n/a");
    static const char *const JUNK[] = {
        "-", "N/A", "xxx", "Okänd", "ukjent", "0000", "...", "test"
    };
    for (size_t i = 0; i < LENGTH(JUNK); i++)
        assert_true(junk_is(str_of(JUNK[i])));
    static const char *const REAL[] = { "Na Li", "Bo", "0", "X", "Åse", "Testrup", "N" };
    for (size_t i = 0; i < LENGTH(REAL); i++)
        assert_false(junk_is(str_of(REAL[i])));
}

static void a_wrong_value_is_kept_as_invalid(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct draft_item items[] = { said(FIELD_GIVEN, "Anna"), said(FIELD_EMAIL, "anna@example..se"),
                                  said(FIELD_PHONE, "12") };
    struct standardised out = standardised(items, LENGTH(items), &arena);
    assert_str(entry_value(&out.person, FIELD_EMAIL), "");
    assert_int_equal(count_of(&out.person, FIELD_EMAIL), 1);
    assert_int_equal(count_of(&out.person, FIELD_PHONE), 1);
    const struct mended *mended = find_rule(&out, "email");
    assert_non_null(mended);
    assert_true(mended->problem.len > 0);
    assert_int_equal(mended->column, 1);
}

static void several_points_in_a_cell_are_split(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct draft_item items[] = {
        said(FIELD_GIVEN, "Anna"),
        said(FIELD_EMAIL, "a@example.se; b@example.se, c@example.se"),
        said(FIELD_PHONE, "070-123 45 67 / 08-123 456 78"),
    };
    struct standardised out = standardised(items, LENGTH(items), &arena);
    assert_int_equal(count_of(&out.person, FIELD_EMAIL), 3);
    assert_int_equal(count_of(&out.person, FIELD_PHONE), 2);
    assert_non_null(find_rule(&out, "split"));
}

static void a_phone_among_emails_is_moved_and_back(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct draft_item items[] = { said(FIELD_GIVEN, "Anna"), said(FIELD_EMAIL, "070-123 45 67"),
                                  said(FIELD_PHONE, "anna@example.se") };
    struct standardised out = standardised(items, LENGTH(items), &arena);
    assert_str(entry_value(&out.person, FIELD_PHONE), "+46701234567");
    assert_str(entry_value(&out.person, FIELD_EMAIL), "anna@example.se");
    assert_non_null(find_rule(&out, "moved"));
}

static void address_parts_with_one_label_are_one_address(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct draft_item items[] = {
        said(FIELD_GIVEN, "Anna"),
        labelled(TARGET_STREET, "home", "Karl Johans gate 1"),
        labelled(TARGET_STREET, "work", "Storgatan 1"),
        labelled(TARGET_POSTCODE, "home", "0154"),
        labelled(TARGET_COUNTRY, "home", "NO"),
        labelled(TARGET_POSTCODE, "work", "99"),
    };
    struct standardised out = standardised(items, LENGTH(items), &arena);
    assert_int_equal(count_of(&out.person, FIELD_ADDRESS), 2);
    assert_str(out.person.items[1].value, "Karl Johans gate 1\n0154\n\n\nNO");
    assert_str(out.person.items[1].label, "home");
    assert_str(out.person.items[2].value, "Storgatan 1\n99\n\n\nSE");
    assert_non_null(find_rule(&out, "postcode"));
}

static void the_rows_country_reads_its_phones(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct draft_item items[] = { said(FIELD_GIVEN, "Anna"), said(FIELD_PHONE, "22 33 44 55"),
                                  said(TARGET_CITY, "Oslo"), said(TARGET_COUNTRY, "NO") };
    struct standardised out = standardised(items, LENGTH(items), &arena);
    assert_str(entry_value(&out.person, FIELD_PHONE), "+4722334455");
}

static void a_row_without_a_person_is_a_company(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct draft_item items[] = { said(FIELD_COMPANY_NAME, "Nordlys Bygg AB"),
                                  said(FIELD_ORG_NUMBER, "556074-7551"),
                                  said(FIELD_EMAIL, "info@nordlys.se") };
    struct standardised out = standardised(items, LENGTH(items), &arena);
    assert_false(out.has_person);
    assert_true(out.has_company);
    assert_false(out.employed);
    assert_str(entry_value(&out.company, FIELD_ORG_NUMBER), "SE 5560747551");
    assert_str(entry_value(&out.company, FIELD_EMAIL), "info@nordlys.se");
}

static void a_row_with_both_gives_both_and_their_link(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct draft_item items[] = { said(FIELD_GIVEN, "Anna"), said(FIELD_COMPANY_NAME, "Nordlys AB"),
                                  said(FIELD_PHONE, "08-123 456 78"),
                                  said(FIELD_EMAIL, "a@nordlys.se") };
    items[1].of_company = true;
    items[2].of_company = true;
    struct standardised out = standardised(items, LENGTH(items), &arena);
    assert_true(out.has_person && out.has_company && out.employed);
    assert_str(entry_value(&out.company, FIELD_PHONE), "+46812345678");
    assert_str(entry_value(&out.person, FIELD_PHONE), "");
    assert_str(entry_value(&out.person, FIELD_EMAIL), "a@nordlys.se");
}

static void an_employers_name_alone_makes_no_company(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct draft_item items[] = { said(FIELD_GIVEN, "Anna"), said(FIELD_EMPLOYER, "Nordlys AB") };
    struct standardised out = standardised(items, LENGTH(items), &arena);
    assert_true(out.has_person);
    assert_false(out.has_company);
    assert_str(entry_value(&out.person, FIELD_EMPLOYER), "Nordlys AB");
}

static void a_company_known_by_name_only_is_an_employer(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct draft_item items[] = { said(FIELD_GIVEN, "Anna"), said(FIELD_COMPANY_NAME, "Nordlys AB"),
                                  said(TARGET_EXTERNAL_ID, "17") };
    items[1].of_company = true;
    struct standardised out = standardised(items, LENGTH(items), &arena);
    assert_true(out.has_person && !out.has_company);
    assert_str(entry_value(&out.person, FIELD_EMPLOYER), "Nordlys AB");

    items[2].of_company = true; // the row is the company's: a customer with its contact person
    out = standardised(items, LENGTH(items), &arena);
    assert_true(out.has_person && out.has_company && out.employed);
}

static void a_column_may_say_what_the_row_is(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct draft_item items[] = { said(TARGET_ENTITY, "Företag"), said(TARGET_NAME, "Nordlys AB") };
    struct standardised out = standardised(items, LENGTH(items), &arena);
    assert_true(out.has_company);
    assert_str(entry_value(&out.company, FIELD_COMPANY_NAME), "Nordlys AB");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_becomes_a_person),
        cmocka_unit_test(junk_is_dropped_and_listed),
        cmocka_unit_test(a_wrong_value_is_kept_as_invalid),
        cmocka_unit_test(several_points_in_a_cell_are_split),
        cmocka_unit_test(a_phone_among_emails_is_moved_and_back),
        cmocka_unit_test(address_parts_with_one_label_are_one_address),
        cmocka_unit_test(the_rows_country_reads_its_phones),
        cmocka_unit_test(a_row_without_a_person_is_a_company),
        cmocka_unit_test(a_row_with_both_gives_both_and_their_link),
        cmocka_unit_test(an_employers_name_alone_makes_no_company),
        cmocka_unit_test(a_company_known_by_name_only_is_an_employer),
        cmocka_unit_test(a_column_may_say_what_the_row_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
