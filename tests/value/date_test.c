#include "cases.h"

#include "value/date.h"

static void dates_are_read_in_every_usual_form(void **state)
{
    (void)state;
    static const struct value_case CASES[] = {
        { "1980-02-29", "1980-02-29", "", "" },
        { "19800229", "1980-02-29", "", "" },
        { "2009-W01-1", "2008-12-29", "", "" },
        { "2020-366", "2020-12-31", "", "" },
        { "1980", "1980", "", "" },
        { "1980-02", "1980-02", "", "" },
        { "2009-05-19T14:39:22+02:00", "2009-05-19", "", "" },
        { "29.2.1980", "1980-02-29", "", "" },
        { "29.02.1980 00:00:00", "1980-02-29", "", "" },
        { "3/4/1980", "1980-04-03", "", "" },
        { "3/4/1980", "1980-03-04", "", "mdy" },
        { "3/4/1980", "1980-03-04", "US", "" },
        { "12/25/1980", "1980-12-25", "", "" },
        { "80-02-29", "1980-02-29", "", "ymd" },
        { "1. februar 1980", "1980-02-01", "", "" },
        { "den 3 maj 1980", "1980-05-03", "", "" },
        { "5. helmikuuta 1980", "1980-02-05", "", "" },
        { "3. März 1980", "1980-03-03", "", "" },
        { "Feb 1st, 1980", "1980-02-01", "", "" },
        { "01.02.45", "2045-02-01", "", "" },
        { "01.02.46", "1946-02-01", "", "" },
        { "02/1980", "1980-02", "", "" },
    };
    check_values(date_standardise, CASES, LENGTH(CASES));
}

static void what_the_calendar_lacks_is_invalid(void **state)
{
    (void)state;
    static const struct value_case CASES[] = {
        { "31.2.1980", NULL, "", "" },
        { "29.2.1981", NULL, "", "" },
        { "2009-366", NULL, "", "" },
        { "2024-W53-1", NULL, "", "" },
        { "13/13/1980", NULL, "", "" },
        { "n/a", NULL, "", "" },
        { "2009-05-19T25:00", NULL, "", "" },
        { "1.2.3.4", NULL, "", "" },
        { "", NULL, "", "" },
        { "0.0.1980", NULL, "", "" },
    };
    check_values(date_standardise, CASES, LENGTH(CASES));
}

static void an_ambiguous_date_shows_its_other_reading(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    assert_str(value_of(date_standardise, "3/4/1980", "", "", &arena).suggestion, "1980-03-04");
    assert_str(value_of(date_standardise, "13/4/1980", "", "", &arena).suggestion, "");
    assert_str(value_of(date_standardise, "4/4/1980", "", "", &arena).suggestion, "");
}

static void excel_counts_days_since_1900(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct date date;
    assert_true(date_from_excel(1, &date));
    assert_str(date_write(date, &arena), "1900-01-01");
    assert_true(date_from_excel(59, &date));
    assert_str(date_write(date, &arena), "1900-02-28");
    assert_false(date_from_excel(60, &date));
    assert_true(date_from_excel(29280.75, &date));
    assert_str(date_write(date, &arena), "1980-02-29");
    assert_true(date_from_excel(2958465, &date));
    assert_str(date_write(date, &arena), "9999-12-31");
    assert_false(date_from_excel(2958466, &date));
    assert_false(date_from_excel(0.5, &date));
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    const struct date dates[] = { { 1980, 2, 29 }, { 1980, 2, 0 }, { 1980, 0, 0 } };
    for (size_t i = 0; i < LENGTH(dates); i++) {
        struct date out;
        assert_true(date_read(date_write(dates[i], &arena), &out));
        assert_true(out.year == dates[i].year && out.month == dates[i].month &&
                    out.day == dates[i].day);
    }
    struct date out;
    assert_false(date_read(STR("1981-02-29"), &out));
    assert_true(date_is_plausible_birth(dates[0], 2026));
    assert_false(date_is_plausible_birth((struct date){ 2027, 1, 1 }, 2026));
    assert_false(date_is_plausible_birth((struct date){ 1849, 1, 1 }, 2026));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read_in_every_usual_form),
        cmocka_unit_test(what_the_calendar_lacks_is_invalid),
        cmocka_unit_test(an_ambiguous_date_shows_its_other_reading),
        cmocka_unit_test(excel_counts_days_since_1900),
        cmocka_unit_test(what_is_written_is_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
