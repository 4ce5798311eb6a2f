#include "format/table_test.h"

#include "base/buf.h"

static void records_become_rows(void **state)
{
    (void)state;
    const struct table_case cases[] = {
        { "{\"a\":\"x\",\"b\":1}\n{\"b\":-2.5,\"c\":true}\n", "a|b|c", { "x|1|", "|-2.5|true" } },
        { "{\"name\":\"Anna\",\"address\":{\"city\":\"Oslo\",\"zip\":null},"
          "\"emails\":[{\"value\":\"a@b.no\"},{\"value\":\"c@d.no\"}],\"tags\":[\"x\",\"y\"]}\n",
          "name|address.city|address.zip|emails.1.value|emails.2.value|tags.1|tags.2",
          { "Anna|Oslo||a@b.no|c@d.no|x|y" } },
        { "\xEF\xBB\xBF{\"a\":\"MalmÃ¶\"}\r\n\r\n{}\n{\"a\":\"\\u00e5\"}", "a", { "Malmö", "å" } },
        { "{\"id\":923609016000000001}\n{\"id\":0.1}\n", "id", { "923609016000000001", "0.1" } },
    };
    for (size_t i = 0; i < LENGTH(cases); i++)
        check_table(&cases[i]);
}

static void a_bad_line_costs_one_row(void **state)
{
    (void)state;
    const struct table_case cases[] = {
        { "{\"a\":1}\n{\"a\":\n[1]\n\"x\"\n{\"a\":\"\\u0000\"}\n{\"a\":2}\n",
          "a",
          { "1", "!", "!", "!", "!", "2" } },
        { "{\"a\":1\n{\"a\":2}\n", "a", { "!", "2" } },
    };
    for (size_t i = 0; i < LENGTH(cases); i++)
        check_table(&cases[i]);
}

static void an_array_of_objects_is_read_too(void **state)
{
    (void)state;
    const struct table_case cases[] = {
        { "[{\"a\":\"}]\\\"\"},\n {\"a\":[1,2],\"b\":\"x\"} ]\n",
          "a|a.1|a.2|b",
          { "}]\"|||", "|1|2|x" } },
        { "{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n", "a", { "1", "2" } },
        { "[{\"a\":1}, 7, {\"a\":2}, {\"a\":", "a", { "1", "!", "2", "!" } },
    };
    for (size_t i = 0; i < LENGTH(cases); i++)
        check_table(&cases[i]);
}

static void a_record_knows_its_line(void **state)
{
    (void)state;
    const char file[] = "\n{\"a\":1}\n\n{\"a\":2}\n";
    struct table_fixture fixture;
    struct table_row row;
    bool done;
    assert_int_equal(fixture_open(&fixture, file, strlen(file), NULL), OK);
    assert_int_equal(table_found(fixture.table)->format, TABLE_JSONL);
    const int64_t lines[] = { 2, 4 };
    for (size_t i = 0; i < LENGTH(lines); i++) {
        assert_int_equal(table_next(fixture.table, &fixture.arena, &row, &done, &fixture.error),
                         OK);
        assert_int_equal(row.line, lines[i]);
    }
    fixture_close(&fixture);
}

static void nesting_and_length_have_limits(void **state)
{
    (void)state;
    auto_buf file = buf_new(16 * 1024 * 1024);
    buf_add(&file, STR("{\"a\":1}\n{\"a\":"));
    for (int i = 0; i < 40; i++)
        buf_add(&file, STR("["));
    buf_add(&file, STR("1"));
    for (int i = 0; i < 40; i++)
        buf_add(&file, STR("]"));
    buf_add(&file, STR("}\n{\"a\":\""));
    for (int i = 0; i < TABLE_ROW_MAX / 8 + 100; i++)
        buf_add(&file, STR("xxxxxxxx"));
    buf_add(&file, STR("\"}\n{\"a\":\""));
    for (int i = 0; i < TABLE_CELL_MAX / 8 + 100; i++)
        buf_add(&file, STR("xxxxxxxx"));
    buf_add(&file, STR("\"}\n{\"a\":2}\n"));
    struct table_fixture fixture;
    assert_int_equal(fixture_open(&fixture, file.at, file.len, NULL), OK);
    const char *const rows[] = { "1", "!", "!", "!", "2", "END" };
    for (size_t i = 0; i < LENGTH(rows); i++)
        assert_str(fixture_row(&fixture), rows[i]);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_become_rows),
        cmocka_unit_test(a_bad_line_costs_one_row),
        cmocka_unit_test(an_array_of_objects_is_read_too),
        cmocka_unit_test(a_record_knows_its_line),
        cmocka_unit_test(nesting_and_length_have_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
