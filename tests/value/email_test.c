#include "cases.h"

#include "value/email.h"

static void syntax_follows_rfc_5321(void **state)
{
    (void)state;
    static const struct value_case CASES[] = {
        { .input = "Anna.Berg@Example.SE", .value = "Anna.Berg@example.se" },
        { .input = "\"anna berg\"@example.se", .value = "\"anna berg\"@example.se" },
        { .input = "a@[192.0.2.1]", .value = "a@[192.0.2.1]" },
        { .input = "a@[IPv6:2001:db8::1]", .value = "a@[IPv6:2001:db8::1]" },
        { .input = "a@[300.0.2.1]" },
        { .input = "anna.@example.se" },
        { .input = "anna..berg@example.se" },
        { .input = "anna berg@example.se" },
        { .input = "anna@-example.se" },
        { .input = "anna@example..se" },
        { .input = "@example.se" },
        { .input = "anna@" },
        { .input = "anna" },
        { .input = "(x)anna@example.se" },
        { .input = "anna@example.se\n" },
        { .input = "" },
    };
    check_values(email_standardise, CASES, LENGTH(CASES));
}

static void wrappings_are_taken_off(void **state)
{
    (void)state;
    static const struct value_case CASES[] = {
        { .input = "  anna@example.se ", .value = "anna@example.se" },
        { .input = "mailto:anna@example.se?subject=Hi", .value = "anna@example.se" },
        { .input = "Anna Berg <anna@example.se>", .value = "anna@example.se" },
        { .input = "\"Berg, Anna\" <anna@example.se>", .value = "anna@example.se" },
    };
    check_values(email_standardise, CASES, LENGTH(CASES));
}

static void international_domains_compare_alike(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct value as_read = value_of(email_standardise, "a@bücher.de", "", "", &arena);
    struct value encoded = value_of(email_standardise, "A@xn--bcher-kva.de", "", "", &arena);
    assert_str(as_read.value, "a@bücher.de");
    assert_str(encoded.value, "A@bücher.de");
    assert_str(as_read.normal, "a@xn--bcher-kva.de");
    assert_str(encoded.normal, "a@xn--bcher-kva.de");
}

static void placeholders_and_reserved_domains_are_invalid(void **state)
{
    (void)state;
    static const struct value_case CASES[] = {
        { .input = "none@none.com" },
        { .input = "x@x" },
        { .input = "test@test.test" },
        { .input = "anna@host.localhost" },
        { .input = "none@example.se", .value = "none@example.se" },
    };
    check_values(email_standardise, CASES, LENGTH(CASES));
}

static void lengths_are_limited(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    char local[65 + sizeof "@example.se"];
    memset(local, 'a', 65);
    memcpy(local + 65, "@example.se", sizeof "@example.se");
    assert_false(value_of(email_standardise, local, "", "", &arena).valid);
    assert_true(value_of(email_standardise, local + 1, "", "", &arena).valid);
}

static void mistyped_domains_get_a_suggestion(void **state)
{
    (void)state;
    const struct {
        const char *input, *meant;
    } cases[] = {
        { "a@gmial.com", "a@gmail.com" },
        { "a@hotmial.com", "a@hotmail.com" },
        { "a@gmailc.om", "a@gmail.com" },
        { "a@hotmail.con", "a@hotmail.com" },
        { "a@telia.con", "a@telia.com" },
        { "a@onlin.no", "a@online.no" },
        { "a@myfirm.con", "a@myfirm.com" },
        { "a@gmail.com", "" },
        { "a@hotmail.fi", "" },
        { "a@yahoo.co.uk", "" },
        { "a@mail.com", "" },
        { "a@gmx.net", "" },
        { "a@live.no", "" },
        { "a@nordlys.no", "" },
        { "a@home.se", "" },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        auto_arena arena = { 0 };
        struct value out = value_of(email_standardise, cases[i].input, "", "", &arena);
        assert_str(out.suggestion, cases[i].meant);
    }
}

static void offices_and_public_providers_are_known(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct value out = value_of(email_standardise, "Firmapost@nordlys.no", "", "", &arena);
    assert_str(value_part(&out, "role"), "yes");
    assert_str(value_part(&out, "domain"), "nordlys.no");
    assert_true(email_is_role(STR("no-reply@x.se")));
    assert_false(email_is_role(STR("anna@x.se")));
    assert_true(email_is_freemail(STR("online.no")));
    assert_true(email_is_freemail(STR("hotmail.fi")));
    assert_false(email_is_freemail(STR("nordlys.no")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(syntax_follows_rfc_5321),
        cmocka_unit_test(wrappings_are_taken_off),
        cmocka_unit_test(international_domains_compare_alike),
        cmocka_unit_test(placeholders_and_reserved_domains_are_invalid),
        cmocka_unit_test(lengths_are_limited),
        cmocka_unit_test(mistyped_domains_get_a_suggestion),
        cmocka_unit_test(offices_and_public_providers_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
