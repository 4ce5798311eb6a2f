#include "test.h"

#include "format/mojibake.h"

static void damage_is_mended(void **state)
{
    (void)state;
    const struct {
        const char *damaged, *meant;
    } cases[] = {
        { "MalmÃ¶", "Malmö" },
        { "Ã…sa", "Åsa" },
        { "SÃ˜REN", "SØREN" },
        { "BJÃ–RK", "BJÖRK" },
        { "Itâ€™s", "It’s" },
        { "10 â‚¬", "10 €" },
        { "Å ibenik", "Šibenik" }, // the second character is a hard space
        { "MichaÅ‚ WÃ³jcik", "Michał Wójcik" },
        { "MÃƒÂ¶rk", "Mörk" }, // twice
        { "JosÃ© MarÃ­a", "José María" },
        { "ÐœÐ¾ÑÐºÐ²Ð°", "Москва" },
        { "ÃŽle", "Île" },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        auto_arena arena = { 0 };
        assert_str(mojibake_mend(&arena, str_of(cases[i].damaged)), cases[i].meant);
    }
}

static void what_people_write_stays(void **state)
{
    (void)state;
    const char *const texts[] = {
        "Malmö",     "Åsa Öberg", "JOÃO",      "SÃO PAULO", "“JOÃO”", "CAFÉ™",
        "NÄ…",       "Å",         "Ã",         "façade…",   "10 €",   "L’été",
        "Ærø – Öst", "ÅÄÖ",       "Ångström’", "Москва",    "東京",   "Ã¥ och 東京",
    };
    for (size_t i = 0; i < LENGTH(texts); i++) {
        auto_arena arena = { 0 };
        assert_str(mojibake_mend(&arena, str_of(texts[i])), texts[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(damage_is_mended),
        cmocka_unit_test(what_people_write_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
