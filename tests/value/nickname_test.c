#include "test.h"

#include "value/nickname.h"

static void variants_of_one_name_are_related(void **state)
{
    (void)state;
    const char *const pairs[][2] = {
        { "bill", "william" },   { "lasse", "lars" },     { "kalle", "karl" },
        { "carl", "karl" },      { "matias", "mathias" }, { "jussi", "juhani" },
        { "nisse", "nils" },     { "lisa", "elisabeth" }, { "ake", "aage" },
        { "alex", "alexandra" }, { "alex", "alexander" }, { "unlisted", "unlisted" },
    };
    for (size_t i = 0; i < LENGTH(pairs); i++) {
        assert_true(nickname_related(str_of(pairs[i][0]), str_of(pairs[i][1])));
        assert_true(nickname_related(str_of(pairs[i][1]), str_of(pairs[i][0])));
    }
}

static void other_names_are_not_related(void **state)
{
    (void)state;
    assert_false(nickname_related(STR("bill"), STR("lars")));
    assert_false(nickname_related(STR("anna"), STR("unlisted")));
    assert_false(nickname_related(STR("alexandra"), STR("alec")));
    assert_false(nickname_related(STR(""), STR("")));
}

static void a_group_has_a_formal_name(void **state)
{
    (void)state;
    assert_int_equal(nickname_group(STR("unlisted")), 0);
    assert_int_equal(nickname_group(STR("")), 0);
    assert_int_equal(nickname_group(STR("bill")), nickname_group(STR("billy")));
    assert_str(nickname_formal(nickname_group(STR("lasse"))), "lars");
    assert_str(nickname_formal(nickname_group(STR("mathias"))), "matthias");
    assert_str(nickname_formal(nickname_group(STR("william"))), "william");
    assert_str(nickname_formal(0), "");
    assert_str(nickname_formal(UINT32_MAX), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(variants_of_one_name_are_related),
        cmocka_unit_test(other_names_are_not_related),
        cmocka_unit_test(a_group_has_a_formal_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
