#include "test.h"

#include "value/name_case.h"

static void casing_is_told(void **state)
{
    (void)state;
    assert_int_equal(casing_of(STR("ÅSE 3")), CASING_UPPER);
    assert_int_equal(casing_of(STR("åse")), CASING_LOWER);
    assert_int_equal(casing_of(STR("Åse")), CASING_MIXED);
    assert_int_equal(casing_of(STR("3 李")), CASING_NONE);
}

static void family_names_keep_small_particles(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    assert_str(name_case(&arena, STR("VON DER LEYEN"), true), "von der Leyen");
    assert_str(name_case(&arena, STR("AF UGGLAS"), true), "af Ugglas");
    assert_str(name_case(&arena, STR("VAN"), true), "Van");
    assert_str(name_case(&arena, STR("DU ANH"), false), "Du Anh");
    assert_str(name_case(&arena, STR("MCDONALD"), true), "McDonald");
    assert_str(name_case(&arena, STR("MCÉD"), true), "Mcéd"); // not half a letter
    assert_str(name_case(&arena, STR("berg-hansen"), true), "Berg-Hansen");
    assert_str(name_case(&arena, STR("MacLeod"), true), "MacLeod");
    assert_str(name_case(&arena, STR("æRØ"), true), "æRØ");
}

static void a_word_is_titled(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    assert_str(case_title(&arena, STR("O'NEIL")), "O'Neil");
    assert_str(case_title(&arena, STR("j.p.")), "J.P.");
    assert_str(case_title(&arena, STR("ÉMILE")), "Émile");
    assert_str(case_lower(&arena, STR("ÅSE")), "åse");
    assert_str(case_upper(&arena, STR("åse")), "ÅSE");
}

static void particles_are_known(void **state)
{
    (void)state;
    assert_true(is_particle(STR("von")) && is_particle(STR("AF")) && is_particle(STR("De")));
    assert_false(is_particle(STR("Berg")) || is_particle(STR("")) || is_particle(STR("vonn")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(casing_is_told),
        cmocka_unit_test(family_names_keep_small_particles),
        cmocka_unit_test(a_word_is_titled),
        cmocka_unit_test(particles_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
