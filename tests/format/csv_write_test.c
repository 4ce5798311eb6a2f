#include "format/table_test.h"

#include "format/csv_write.h"

static void cells_are_quoted_when_needed(void **state)
{
    (void)state;
    auto_buf out = buf_new(4096);
    struct csv_writer writer = csv_write_begin(&out, ';', true);
    const char *const cells[] = { "a", "", "b;c", "d,e", "say \"hi\"", "two\nlines", " x", "\"" };
    for (size_t i = 0; i < LENGTH(cells); i++)
        csv_write_cell(&writer, str_of(cells[i]));
    csv_write_end_row(&writer);
    csv_write_cell(&writer, STR("next"));
    csv_write_end_row(&writer);
    assert_str(buf_str(&out), "\xEF\xBB\xBF"
                              "a;;\"b;c\";d,e;\"say \"\"hi\"\"\";\"two\nlines\";\" x\";\"\"\"\"\r\n"
                              "next\r\n");
}

static void formulas_are_made_harmless(void **state)
{
    (void)state;
    const struct {
        const char *cell, *written;
    } cases[] = {
        { "=1+2", "'=1+2" },
        { "@SUM(A1)", "'@SUM(A1)" },
        { "+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0" },
        { "-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0" },
        { "\t=1", "\"'\t=1\"" },
        { "\r=1", "\"'\r=1\"" },
        { "+A1", "'+A1" },
        { "+46 70-123 45 67", "+46 70-123 45 67" },
        { "+44 (0)20 7946 0000", "+44 (0)20 7946 0000" },
        { "-12.50", "-12.50" },
        { "-12,50", "-12,50" },
        { "-", "-" },
        { "a=b", "a=b" },
        { "O'Neill", "O'Neill" },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        auto_buf out = buf_new(4096);
        struct csv_writer writer = csv_write_begin(&out, ';', false);
        csv_write_cell(&writer, str_of(cases[i].cell));
        assert_str(buf_str(&out), cases[i].written);
    }
}

// What is written is read back unchanged, whatever the cell holds.
static void what_is_written_is_read_back(void **state)
{
    (void)state;
    const char *const cells[] = { "a\"b", "\"",        "x,y;z\tw|v", "a\r\nb",
                                  "\\",   "c:\\dir\\", "å'ä",        " both ends " };
    auto_buf out = buf_new(64 * 1024);
    struct csv_writer writer = csv_write_begin(&out, ',', true);
    csv_write_cell(&writer, STR("first"));
    csv_write_cell(&writer, STR("second"));
    csv_write_end_row(&writer);
    for (size_t i = 0; i < LENGTH(cells); i++) {
        csv_write_cell(&writer, STR("x"));
        csv_write_cell(&writer, str_of(cells[i]));
        csv_write_end_row(&writer);
    }
    struct table_fixture fixture;
    assert_int_equal(fixture_open(&fixture, out.at, out.len, NULL), OK);
    for (size_t i = 0; i < LENGTH(cells); i++) {
        struct table_row row;
        bool done;
        assert_int_equal(table_next(fixture.table, &fixture.arena, &row, &done, &fixture.error),
                         OK);
        assert_str(row.problem, "");
        assert_str(row.cells[1], cells[i]);
    }
    assert_str(fixture_row(&fixture), "END");
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_quoted_when_needed),
        cmocka_unit_test(formulas_are_made_harmless),
        cmocka_unit_test(what_is_written_is_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
