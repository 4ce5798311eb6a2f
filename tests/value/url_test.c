#include "cases.h"

#include "value/url.h"

static void web_addresses_get_one_form(void **state)
{
    (void)state;
    static const struct value_case CASES[] = {
        { "WWW.Example.se", "https://www.example.se", "", "" },
        { "HTTP://Example.SE:80/", "http://example.se", "", "" },
        { "http://example.se:8080/A?b#c", "http://example.se:8080/A?b#c", "", "" },
        { "https://xn--bcher-kva.de/", "https://bücher.de", "", "" },
        { "http://[2001:DB8::1]/x", "http://[2001:db8::1]/x", "", "" },
        { "http://user@example.se", "http://user@example.se", "", "" },
        { "anna@example.se", NULL, "", "" },
        { "javascript:alert(1)", NULL, "", "" },
        { "ftp://example", NULL, "", "" },
        { "http://example.se:99999", NULL, "", "" },
        { "http://example.se/%zz", NULL, "", "" },
        { "example .se", NULL, "", "" },
        { "", NULL, "", "" },
    };
    check_values(url_standardise, CASES, LENGTH(CASES));
}

static void a_site_is_its_registrable_domain(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    assert_str(url_domain(&arena, STR("https://Shop.Example.co.uk/x")), "example.co.uk");
    assert_str(url_domain(&arena, STR("anna@mail.nordlys.no")), "nordlys.no");
    assert_str(url_domain(&arena, STR("www.bücher.de")), "bücher.de");
    assert_str(url_domain(&arena, STR("nonsense")), "");
    struct value out = value_of(url_standardise, "www.nordlys.no/om", "", "", &arena);
    assert_str(out.normal, "nordlys.no");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(web_addresses_get_one_form),
        cmocka_unit_test(a_site_is_its_registrable_domain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
