#include "test.h"

#include "base/utf8.h"
#include "value/fold.h"
#include "value/phonetic.h"

static str code_of(struct arena *arena, const char *name)
{
    char out[PHONETIC_MAX];
    return arena_copy(arena, phonetic_code(fold(arena, str_of(name)), out));
}

static void names_that_sound_alike_have_one_code(void **state)
{
    (void)state;
    const char *const pairs[][2] = {
        { "Christiansson", "Kristiansen" },
        { "Wiik", "Vik" },
        { "Aagaard", "Ågård" },
        { "Schmidt", "Smit" },
        { "Larsson", "Larsen" },
        { "Johnsen", "Jonsson" },
        { "Søderberg", "Soederberg" },
        { "Bergh", "Berg" },
        { "Thomas", "Tomas" },
        { "Meyer", "Maier" },
        { "Hjelm", "Jelm" },
        { "Gjertsen", "Jertsson" },
        { "Ljung", "Djung" },
        { "Zachrisson", "Sakrisen" },
        { "Nielsen", "Nilsson" },
        { "Philip", "Filip" },
        { "Erik", "Eric" },
        { "Sjöberg", "Skjøberg" },
        { "Ketilsdóttir", "Ketilsdotter" },
        { "Holmquist", "Holmkvist" },
        { "Ærø", "Aero" },
    };
    auto_arena arena = { 0 };
    for (size_t i = 0; i < LENGTH(pairs); i++) {
        str first = code_of(&arena, pairs[i][0]);
        str second = code_of(&arena, pairs[i][1]);
        if (!str_eq(first, second))
            print_error("%s: " STR_FMT ", %s: " STR_FMT "\n", pairs[i][0], STR_ARG(first),
                        pairs[i][1], STR_ARG(second));
        assert_true(str_eq(first, second) && first.len > 0);
    }
}

static void other_names_have_other_codes(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    assert_str(code_of(&arena, "Hansen"), "hansn");
    assert_str(code_of(&arena, "Berg"), "berg");
    assert_str(code_of(&arena, "Borg"), "borg");
    assert_str(code_of(&arena, "Olsson"), "olsn");
    assert_str(code_of(&arena, "Olson-Berg"), "olsonberg");
    assert_str(code_of(&arena, "-- '"), "");
    assert_str(code_of(&arena, ""), "");
}

static void a_long_name_is_cut_between_characters(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    str code = code_of(&arena, "aΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠ");
    assert_true(code.len <= PHONETIC_MAX && code.len >= PHONETIC_MAX - 1);
    assert_true(utf8_valid(code));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_sound_alike_have_one_code),
        cmocka_unit_test(other_names_have_other_codes),
        cmocka_unit_test(a_long_name_is_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
