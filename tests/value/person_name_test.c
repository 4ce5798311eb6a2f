#include "test.h"

#include "value/person_name.h"

static struct value standardise(struct arena *arena, const char *text)
{
    struct value value;
    person_name_standardise(str_of(text), &(struct value_context){ 0 }, arena, &value);
    return value;
}

static struct value from_columns(struct arena *arena, const char *given, const char *family)
{
    struct value value;
    struct person_parts columns = { .given = str_of(given), .family = str_of(family) };
    person_name_standardise_parts(&columns, arena, &value);
    return value;
}

static void a_name_is_taken_apart(void **state)
{
    (void)state;
    const struct {
        const char *text, *title, *given, *middle, *family, *suffix, *nickname;
    } cases[] = {
        { "Anna Berg", "", "Anna", "", "Berg", "", "" },
        { "Berg, Anna Maria", "", "Anna", "Maria", "Berg", "", "" },
        { "BERG Anna", "", "Anna", "", "Berg", "", "" },
        { "BERG HANSEN Anna Maria", "", "Anna", "Maria", "Berg Hansen", "", "" },
        { "Anna BERG", "", "Anna", "", "Berg", "", "" },
        { "Anna Maria Berg Hansen", "", "Anna", "Maria", "Berg Hansen", "", "" },
        { "John A. Kenneth Doe", "", "John", "A. Kenneth", "Doe", "", "" },
        { "Mr. John 'Jack' Doe Jr.", "Mr.", "John", "", "Doe", "Jr.", "Jack" },
        { "Dr. Anna (Nan) Berg, PhD", "Dr.", "Anna", "", "Berg", "PhD", "Nan" },
        { "Anna (née Lie) Berg", "", "Anna", "", "Berg", "", "" },
        { "de la Vega, Dr. Juan Q. III", "Dr.", "Juan", "Q.", "de la Vega", "III", "" },
        { "Juan Velasquez y Garcia", "", "Juan", "", "Velasquez y Garcia", "", "" },
        { "John & Jane Doe", "", "John & Jane", "", "Doe", "", "" },
        { "Mr. and Mrs. John Smith", "Mr. and Mrs.", "John", "", "Smith", "", "" },
        { "siv.ing. Kari Nordmann", "siv.ing.", "Kari", "", "Nordmann", "", "" },
        { "fru Hansen", "fru", "", "", "Hansen", "", "" },
        { "Mr/Ms Nils Eriksson", "Mr/Ms", "Nils", "", "Eriksson", "", "" },
        { "Dr. Jekyll", "Dr.", "", "", "Jekyll", "", "" },
        { "Lasse", "", "Lasse", "", "", "", "" },
        { "van der Velt, Mike", "", "Mike", "", "van der Velt", "", "" },
        { "Van Johnson", "", "Van", "", "Johnson", "", "" },
        { "Edward Senior", "", "Edward", "", "Senior", "", "" },
        { "Jack Ma", "", "Jack", "", "Ma", "", "" },
        { "(Anna),", "", "(Anna)", "", "", "", "" }, // nothing but what stands in brackets
        { "Swanson Peter A", "", "Peter", "A", "Swanson", "", "" },
    };
    auto_arena arena = { 0 };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct value value = standardise(&arena, cases[i].text);
        assert_true(value.valid);
        assert_str(value_part(&value, "title"), cases[i].title);
        assert_str(value_part(&value, "given"), cases[i].given);
        assert_str(value_part(&value, "middle"), cases[i].middle);
        assert_str(value_part(&value, "family"), cases[i].family);
        assert_str(value_part(&value, "suffix"), cases[i].suffix);
        assert_str(value_part(&value, "nickname"), cases[i].nickname);
    }
}

static void case_is_mended_unless_it_is_mixed(void **state)
{
    (void)state;
    const struct {
        const char *text, *value;
    } cases[] = {
        { "ANNA-KARIN VON DER LEYEN", "Anna-Karin von der Leyen" },
        { "donald mcdonald", "Donald McDonald" },
        { "jon o'neil", "Jon O'Neil" },
        { "åsa af ugglas", "Åsa af Ugglas" },
        { "GUÐRÚN JÓNSDÓTTIR", "Guðrún Jónsdóttir" },
        { "MARIA DE LA CRUZ", "Maria de la Cruz" },
        { "ÅSE ØSTERGÅRD", "Åse Østergård" },
        { "JP Morgan", "JP Morgan" },
        { "Etna deVries", "Etna deVries" },
        { "naomi ng'ang'a", "Naomi Ng'ang'a" },
    };
    auto_arena arena = { 0 };
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_str(standardise(&arena, cases[i].text).value, cases[i].value);
}

static void what_is_no_name_is_invalid(void **state)
{
    (void)state;
    const char *const cases[] = { "",      "n/a",       "N.A.",
                                  "test",  "Test Test", "-",
                                  "12345", "Ukjent",    "anna@example.no",
                                  "xxx",   "null" };
    auto_arena arena = { 0 };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct value value = standardise(&arena, cases[i]);
        assert_false(value.valid);
        assert_true(value.problem.len > 0);
        assert_int_equal(value.part_count, 0);
    }
}

static void equal_names_have_one_normal(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    assert_str(standardise(&arena, "ØSTERGÅRD, ÅSE").normal, "ase ostergard");
    assert_str(standardise(&arena, "Dr. Åse Østergård").normal, "ase ostergard");
}

static void columns_are_mended_and_put_right(void **state)
{
    (void)state;
    const struct {
        const char *given, *family, *title, *good_given, *middle, *good_family;
    } cases[] = {
        { " ANNA ", "BERG", "", "Anna", "", "Berg" },
        { "Dr. Anna", "Berg", "Dr.", "Anna", "", "Berg" },
        { "Anna Maria", "Berg Hansen", "", "Anna Maria", "", "Berg Hansen" },
        { "Anna Berg", "", "", "Anna", "", "Berg" },
        { "", "Berg, Anna", "", "Anna", "", "Berg" },
        { "", "Anna Maria Berg", "", "Anna", "Maria", "Berg" },
        { "", "Berg Hansen", "", "", "", "Berg Hansen" },
        { "Anna Berg", "Berg", "", "Anna", "", "Berg" },
        { "Anna Berg", "Anna Berg", "", "Anna", "", "Berg" },
        { "Anna", "", "", "Anna", "", "" },
        { "Anna Maria", "", "", "Anna Maria", "", "" },
        { "ursula", "von der leyen", "", "Ursula", "", "von der Leyen" },
    };
    auto_arena arena = { 0 };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct value value = from_columns(&arena, cases[i].given, cases[i].family);
        assert_true(value.valid);
        assert_str(value_part(&value, "title"), cases[i].title);
        assert_str(value_part(&value, "given"), cases[i].good_given);
        assert_str(value_part(&value, "middle"), cases[i].middle);
        assert_str(value_part(&value, "family"), cases[i].good_family);
    }
    assert_false(from_columns(&arena, "Test", "Test").valid);
    assert_false(from_columns(&arena, "", " ").valid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_taken_apart),
        cmocka_unit_test(case_is_mended_unless_it_is_mixed),
        cmocka_unit_test(what_is_no_name_is_invalid),
        cmocka_unit_test(equal_names_have_one_normal),
        cmocka_unit_test(columns_are_mended_and_put_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
