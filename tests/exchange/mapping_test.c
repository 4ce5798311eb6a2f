#include "test.h"

#include "exchange/mapping.h"

enum { CASE_COLUMNS = 16, CASE_ROWS = 8 };

// A small file: its header and rows with cells between "|", and what each column should become.
struct guess_case {
    const char *header;
    const char *rows[CASE_ROWS];
    const char *targets;
};

static struct str_list split(struct arena *arena, const char *text)
{
    struct str_list list = { 0 };
    str rest = str_of(text), cell;
    while (str_split(&rest, '|', &cell))
        *LIST_PUSH(&list, arena) = cell;
    return list;
}

static struct mapping guess(struct arena *arena, const struct guess_case *file)
{
    struct str_list columns = split(arena, file->header);
    struct table_row rows[CASE_ROWS] = { 0 };
    size_t count = 0;
    for (; count < CASE_ROWS && file->rows[count]; count++) {
        struct str_list cells = split(arena, file->rows[count]);
        assert_int_equal(cells.count, columns.count);
        rows[count].cells = cells.items;
        rows[count].count = cells.count;
    }
    struct mapping mapping;
    mapping_guess(&mapping, &columns, rows, count, arena);
    return mapping;
}

static str targets_of(const struct mapping *mapping, struct arena *arena)
{
    str text = STR("");
    for (size_t i = 0; i < mapping->count; i++)
        text = arena_print(arena, STR_FMT "%s" STR_FMT, STR_ARG(text), i ? "|" : "",
                           STR_ARG(mapping_target_text(&mapping->items[i], arena)));
    return text;
}

static void check_guesses(const struct guess_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        auto_arena arena = { 0 };
        struct mapping mapping = guess(&arena, &cases[i]);
        assert_str(targets_of(&mapping, &arena), cases[i].targets);
    }
}

static void headers_are_understood_in_six_languages(void **state)
{
    (void)state;
    const struct guess_case cases[] = {
        { "First Name|Last Name|E-mail Address|Mobile Phone|Home Phone|Business Street|"
          "Business City|Business Postal Code|Business Country/Region|Job Title|Notes",
          { 0 },
          "given|family|email|phone.mobile|phone.home|street.work|city.work|postcode.work|"
          "country.work|job_title|note" },
        { "Förnamn|Efternamn|E-post|Mobiltelefon|Arbetstelefon|Gatuadress|Postnr|Ort|Land|"
          "Födelsedatum|Titel",
          { 0 },
          "given|family|email|phone.mobile|phone.work|street|postcode|city|country|"
          "birth_date|job_title" },
        { "Fornavn|Etternavn|E-postadresse|Mobilnummer|Gateadresse|Postnummer|Poststed|Stilling",
          { 0 },
          "given|family|email|phone.mobile|street|postcode|city|job_title" },
        { "Fornavn|Efternavn|Mailadresse|Mobil|Vej|Postnr.|By|Fødselsdag",
          { 0 },
          "given|family|email|phone.mobile|street|postcode|city|birth_date" },
        { "Etunimi|Sukunimi|Sähköposti|Matkapuhelin|Katuosoite|Postinumero|Postitoimipaikka|"
          "Kieli",
          { 0 },
          "given|family|email|phone.mobile|street|postcode|city|language" },
        { "Anrede|Vorname|Nachname|E-Mail-Adresse|Handy|Straße|PLZ|Ort|Geburtsdatum|Abteilung",
          { 0 },
          "title|given|family|email|phone.mobile|street|postcode|city|birth_date|department" },
    };
    check_guesses(cases, LENGTH(cases));
}

static void headers_of_programs_are_understood(void **state)
{
    (void)state;
    const struct guess_case cases[] = {
        { "firstName|lastName|emailAddress|Phone1|Phone2|address.city|emails.1.value",
          { 0 },
          "given|family|email|phone|phone|city|email" },
        { "Given Name|Family Name|E-mail 1 - Value|Phone 1 - Type|Phone 1 - Value|"
          "Address 1 - Street|Address 1 - City|Address 2 - Street|Address 2 - City|"
          "Organization 1 - Name",
          { 0 },
          "given|family|email|ignore|phone|street|city|street|city.other|employer" },
        { "NAMN|E_POST|TELEFON_ARBETE|TELEFON_HEM|FAX",
          { 0 },
          "name|email|phone.work|phone.home|phone.fax" },
        { "Namn|Postadress|Postnummer|Ort|Fakturaadress",
          { 0 },
          "name|street.postal|postcode.postal|city.postal|street.billing" },
    };
    check_guesses(cases, LENGTH(cases));
}

static void people_with_an_employer_differ_from_people_with_a_company(void **state)
{
    (void)state;
    const struct guess_case cases[] = {
        { "Förnamn|Efternamn|Företag|E-post", { 0 }, "given|family|employer|email" },
        { "Förnamn|Efternamn|Företag|Orgnr|E-post",
          { 0 },
          "given|family|company.company_name|company.org_number|email" },
        { "First name|Last name|Company|Web site|Company phone|Phone",
          { 0 },
          "given|family|company.company_name|company.url|company.phone|phone" },
        { "First name|Last name|Company|LinkedIn", { 0 }, "given|family|employer|url.linkedin" },
    };
    check_guesses(cases, LENGTH(cases));
}

static void a_file_of_companies_is_known(void **state)
{
    (void)state;
    const struct guess_case cases[] = {
        { "Name|Org no|Phone|Street",
          { "Nordlys Bygg AS|923609016|22 33 44 55|Storgata 1", "Fjell AS|923609016|22|x" },
          "company_name|org_number|phone|street" },
        { "Företagsnamn|Organisationsnummer|Hemsida|Växel|Antal anställda|Bransch",
          { 0 },
          "company_name|org_number|url|phone.switchboard|employees|industry" },
        { "Namn|Telefon", { "Nordlys Bygg AS|1", "Berg & Lund AB|2" }, "company_name|phone" },
        { "Företag|Kontaktperson|Orgnr|Adress|Postnr|Ort|Telefon",
          { 0 },
          "company.company_name|name|company.org_number|company.street|company.postcode|"
          "company.city|company.phone" },
        { "Kundnr|Firma|Orgnr|Kontaktperson|Mobil|E-post",
          { 0 },
          "company.external_id|company.company_name|company.org_number|name|phone.mobile|"
          "company.email" },
    };
    check_guesses(cases, LENGTH(cases));
    auto_arena arena = { 0 };
    assert_int_equal(guess(&arena, &cases[0]).entity, ENTITY_COMPANY);
    assert_int_equal(guess(&arena, &cases[3]).entity, ENTITY_PERSON);
}

static void values_say_what_a_header_does_not(void **state)
{
    (void)state;
    const struct guess_case cases[] = {
        { "column_1|column_2|column_3|column_4",
          { "Anna|Berg|anna.berg@example.se|070-123 45 67",
            "Per|Lund|per.lund@example.se|+46 8 123 456" },
          "given|family|email|phone" },
        { "Kontakt via|Kod", { "a@example.se|x", "b@example.se|y" }, "email|ignore" },
        { "Title|Name", { "Mr|A", "Dr.|B", "Mrs|C" }, "title|name" },
        { "Title|Name", { "Boss|A", "Clerk|B" }, "job_title|name" },
        { "Phone|Name", { "a@example.se|A", "b@example.se|B" }, "email|name" },
    };
    check_guesses(cases, LENGTH(cases));
}

static void words_that_change_the_meaning_are_heeded(void **state)
{
    (void)state;
    const struct guess_case cases[] = {
        { "Name|Place of birth|Previous company|Emergency phone|Date created",
          { 0 },
          "name|ignore|ignore|ignore|ignore" },
        { "E-postadress|RegAddress.AddressLine1|Preferred contact phone|Kundens hemtelefon",
          { 0 },
          "email|street|phone|phone.home" },
    };
    check_guesses(cases, LENGTH(cases));
}

static void only_a_filled_and_distinct_column_is_the_key(void **state)
{
    (void)state;
    const struct guess_case cases[] = {
        { "Kundnr|Namn", { "1001|A", "1002|B" }, "external_id|name" },
        { "Kundnr|Namn", { "1001|A", "1001|B" }, "ignore|name" },
        { "Kundnr|Namn", { "1001|A", "|B" }, "ignore|name" },
        { "crm_row_id|name", { "1001|A", "1002|B" }, "external_id|name" },
        { "crm_row_id|name", { 0 }, "ignore|name" },
    };
    check_guesses(cases, LENGTH(cases));
}

static void no_single_field_is_taken_twice(void **state)
{
    (void)state;
    const struct guess_case cases[] = {
        { "First name|Förnamn|Phone|Mobil|Phone 2",
          { 0 },
          "given|ignore|phone|phone.mobile|phone" },
        { "First name|Last name|Full name", { 0 }, "given|family|ignore" },
        { "Street|Street 2|Zip|City|City 2|Town",
          { 0 },
          "street|street|postcode|city|ignore|city.other" },
    };
    check_guesses(cases, LENGTH(cases));
}

static void a_guess_says_why(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    const struct guess_case file = { "Förnamn|E-post|Kod",
                                     { "Anna|x|", "|a@b.se|", "Per|y|", "Eva|z|" },
                                     NULL };
    struct mapping mapping = guess(&arena, &file);
    assert_str(mapping.items[0].reason,
               "the header says \"Förnamn\", Swedish for given name; 75 % filled");
    assert_str(mapping.items[1].reason, "the header says \"E-post\", Swedish/Danish/Norwegian for "
                                        "e-mail address; 100 % filled, but only 25 % of the values "
                                        "look like one");
    assert_true(mapping.items[1].confidence < 50);
    assert_str(mapping.items[2].reason, "the column is empty");
}

static void dates_and_decimals_are_read_from_the_content(void **state)
{
    (void)state;
    const struct {
        const char *date;
        enum date_order order;
        const char *number;
        char sign;
    } cases[] = {
        { "31/12/1980", DATE_DMY, "1 234,50", ',' }, { "12/31/1980", DATE_MDY, "1,234.50", 0 },
        { "1980-12-31", DATE_YMD, "12.5", '.' },     { "01.02.1980", DATE_UNKNOWN, "1234", 0 },
        { "1.13.80", DATE_MDY, "1.234", 0 },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        auto_arena arena = { 0 };
        str row = arena_print(&arena, "%s|%s", cases[i].date, cases[i].number);
        const struct guess_case file = { "Birthday|Sum", { row.at }, NULL };
        struct mapping mapping = guess(&arena, &file);
        assert_int_equal(mapping.date_order, cases[i].order);
        if (cases[i].sign)
            assert_int_equal(mapping.decimal_sign, cases[i].sign);
    }
}

static void a_person_may_change_the_mapping(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct error error;
    const struct guess_case file = { "Förnamn|Mobil|Företag|Kod|X|a=b", { 0 }, NULL };
    struct mapping mapping = guess(&arena, &file);
    const char *const told[] = { "Mobil=phone.work", "företag = company.company_name",
                                 "Kod=custom.Kund.kod", "X=ignore", "a=b=external_id" };
    for (size_t i = 0; i < LENGTH(told); i++)
        assert_int_equal(mapping_set(&mapping, str_of(told[i]), &arena, &error), OK);
    assert_str(targets_of(&mapping, &arena),
               "given|phone.work|company.company_name|custom.Kund.kod|ignore|external_id");
    const char *const wrong[] = { "Mobil",      "Nix=phone",         "Mobil=telephone",
                                  "Kod=custom", "Förnamn=given.old", "=phone" };
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        assert_int_equal(mapping_set(&mapping, str_of(wrong[i]), &arena, &error), ERR_INVALID);
        assert_true(error.message[0] != '\0');
    }
    assert_str(targets_of(&mapping, &arena),
               "given|phone.work|company.company_name|custom.Kund.kod|ignore|external_id");
}

static void a_change_settles_what_depends_on_it(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct error error;
    const struct guess_case file = { "Förnamn|Företag|Orgnr|Smeknamn", { 0 }, NULL };
    struct mapping mapping = guess(&arena, &file);
    assert_int_equal(mapping_set(&mapping, STR("Orgnr=ignore"), &arena, &error), OK);
    assert_str(targets_of(&mapping, &arena), "given|employer|ignore|nickname");
    assert_int_equal(mapping_set(&mapping, STR("Smeknamn=given"), &arena, &error), OK);
    assert_str(targets_of(&mapping, &arena), "ignore|employer|ignore|given");
}

static void a_mapping_is_remembered_as_text(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct error error;
    const struct guess_case file = { "Förnamn|Mobil|Företag|Orgnr|Kod|Född",
                                     { "Anna|1|A|2|3|31.12.1980" },
                                     NULL };
    struct mapping mapping = guess(&arena, &file), again;
    assert_int_equal(mapping_set(&mapping, STR("Kod=custom.Kod"), &arena, &error), OK);
    auto_buf text = buf_new(MAPPING_TEXT_MAX);
    mapping_write(&mapping, &text);
    struct str_list columns = split(&arena, "Kod|Ny|Orgnr|Företag|Mobil|Förnamn|Född");
    assert_int_equal(mapping_read(&again, buf_str(&text), &columns, &arena, &error), OK);
    assert_str(targets_of(&again, &arena), "custom.Kod|ignore|company.org_number|"
                                           "company.company_name|phone.mobile|given|birth_date");
    assert_true(again.items[0].told);
    assert_false(again.items[2].told);
    assert_int_equal(again.entity, ENTITY_PERSON);
    assert_int_equal(again.date_order, DATE_DMY);
    assert_int_equal(mapping_read(&again, STR("[]"), &columns, &arena, &error), ERR_INVALID);
    assert_int_equal(mapping_read(&again, STR("{"), &columns, &arena, &error), ERR_INVALID);
}

static void the_fingerprint_is_of_the_set_of_columns(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct str_list a = split(&arena, "Namn|E-post|Ort"), b = split(&arena, "ort|NAMN|e post");
    struct str_list c = split(&arena, "Namn|E-post");
    assert_true(mapping_fingerprint(&a) == mapping_fingerprint(&b));
    assert_true(mapping_fingerprint(&a) != mapping_fingerprint(&c));
}

static void a_row_becomes_a_draft(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct error error;
    const struct guess_case file = { "Kundnr|Filial|Förnamn|Mobil|Företag|Orgnr|Ort", { 0 }, NULL };
    struct mapping mapping = guess(&arena, &file);
    assert_int_equal(mapping_set(&mapping, STR("Filial=external_id"), &arena, &error), OK);
    assert_int_equal(mapping_set(&mapping, STR("Kundnr=external_id"), &arena, &error), OK);
    struct str_list cells = split(&arena, "17|B| Anna |070|Berg AB||Lund");
    struct table_row row = { .cells = cells.items, .count = cells.count };
    struct draft draft;
    mapping_draft(&mapping, &row, &arena, &draft);
    assert_int_equal(draft.entity, ENTITY_PERSON);
    assert_int_equal(draft.count, 5);
    assert_int_equal(draft.items[0].target, TARGET_EXTERNAL_ID);
    assert_str(draft.items[0].text, "17/B");
    assert_int_equal(draft.items[1].column, 2);
    assert_str(draft.items[1].text, "Anna");
    assert_str(draft.items[2].label, "mobile");
    assert_true(draft.items[3].of_company);
    assert_int_equal(draft.items[4].target, TARGET_CITY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_are_understood_in_six_languages),
        cmocka_unit_test(headers_of_programs_are_understood),
        cmocka_unit_test(people_with_an_employer_differ_from_people_with_a_company),
        cmocka_unit_test(a_file_of_companies_is_known),
        cmocka_unit_test(values_say_what_a_header_does_not),
        cmocka_unit_test(words_that_change_the_meaning_are_heeded),
        cmocka_unit_test(only_a_filled_and_distinct_column_is_the_key),
        cmocka_unit_test(no_single_field_is_taken_twice),
        cmocka_unit_test(a_guess_says_why),
        cmocka_unit_test(dates_and_decimals_are_read_from_the_content),
        cmocka_unit_test(a_person_may_change_the_mapping),
        cmocka_unit_test(a_change_settles_what_depends_on_it),
        cmocka_unit_test(a_mapping_is_remembered_as_text),
        cmocka_unit_test(the_fingerprint_is_of_the_set_of_columns),
        cmocka_unit_test(a_row_becomes_a_draft),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
