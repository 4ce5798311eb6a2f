#include "format/table_test.h"

#include "base/buf.h"

static void check_all(const struct table_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_table(&cases[i]);
}

static void the_delimiter_is_found(void **state)
{
    (void)state;
    const struct table_case cases[] = {
        { "a,b\n1,2\n", "a|b", { "1|2" } },
        { "a;b\n1,5;2\n3,5;4\n", "a|b", { "1,5|2", "3,5|4" } },
        { "a\tb\nx, y\tz\n", "a|b", { "x, y|z" } },
        { "a|b|c\n1|2|3\n", "a|b|c", { "1|2|3" } },
        { "namn\nBerg, Anna\nLund, Per\n", "namn", { "Berg, Anna", "Lund, Per" } },
        { "namn\nAnna\n", "namn", { "Anna" } },
        { "sep=|\na|b;c\n1|2\n", "a|b;c", { "1|2" } },
        { "sep=;\r\na;b\r\n1;2\r\n", "a|b", { "1|2" } },
    };
    check_all(cases, LENGTH(cases));
}

static void quoting_is_undone(void **state)
{
    (void)state;
    const struct table_case cases[] = {
        { "a,b\n\"x,y\",\"he said \"\"hi\"\"\"\n", "a|b", { "x,y|he said \"hi\"" } },
        { "a,b\n\"two\nlines\",2\n", "a|b", { "two\nlines|2" } },
        { "a,b\n\"\",\"\"\"\"\n", "a|b", { "|\"" } },
        { "a,b\nx, \"y, z\" \n", "a|b", { "x|y, z" } },
        { "a,b\n\"say \\\"hi\\\" now\",\"c:\\\\d\"\n", "a|b", { "say \"hi\" now|c:\\d" } },
        { "a,b\n\"c:\\dir\\\",2\n", "a|b", { "c:\\dir\\|2" } },
    };
    check_all(cases, LENGTH(cases));
}

static void stray_quotation_marks_are_text(void **state)
{
    (void)state;
    const struct table_case cases[] = {
        { "a,b\n5\" pipe,2\n", "a|b", { "5\" pipe|2" } },
        { "a,b\n\"Smith \"Bob\" Jones\",2\n", "a|b", { "Smith \"Bob\" Jones|2" } },
        { "a,b\n\"Bob\" Smith,2\nc,d\n", "a|b", { "\"Bob\" Smith|2", "c|d" } },
        { "a,b,c\n\"Bob\" Smith,\"x\",3\n", "a|b|c", { "\"Bob\" Smith|x|3" } },
    };
    check_all(cases, LENGTH(cases));
}

static void a_quotation_mark_never_closed_costs_one_row(void **state)
{
    (void)state;
    const struct table_case cases[] = {
        { "a,b\n1,2\nx,\"y\n3,4\n5,6\n", "a|b", { "1|2", "!x|\"y", "3|4", "5|6" } },
        { "a,b\nx,\"y\n3,\"4\"\n5,6\n", "a|b", { "!x|\"y", "3|4", "5|6" } },
        { "a,b\n1,\"", "a|b", { "!1|\"" } },
    };
    check_all(cases, LENGTH(cases));
}

static void line_ends_may_be_mixed_and_empty_lines_are_skipped(void **state)
{
    (void)state;
    const struct table_case cases[] = {
        { "a,b\r1,2\r\n3,4\n5,6", "a|b", { "1|2", "3|4", "5|6" } },
        { "\n\na,b\n\n1,2\n , \n\n3,4\n\n", "a|b", { "1|2", "3|4" } },
    };
    check_all(cases, LENGTH(cases));
}

static void short_rows_are_filled_and_long_ones_refused(void **state)
{
    (void)state;
    const struct table_case cases[] = {
        { "a,b,c\n1\n1,2,3,\n1,2,3,4\n5,6,7\n", "a|b|c", { "1||", "1|2|3", "!1|2|3", "5|6|7" } },
    };
    check_all(cases, LENGTH(cases));
}

static void a_header_is_told_from_data(void **state)
{
    (void)state;
    const struct table_case cases[] = {
        { "Anna,anna@example.se\nPer,per@example.se\n",
          "column_1|column_2",
          { "Anna|anna@example.se", "Per|per@example.se" } },
        { "Anna,070-123 45 67\n", "column_1|column_2", { "Anna|070-123 45 67" } },
        { " Phone ,phone,,Phone 2,\"E-\nmail\"\n1,2,3,4,5\n",
          "Phone|phone 3|column_3|Phone 2|E- mail",
          { "1|2|3|4|5" } },
        { "Customers\n\nName,Town,Phone\nA,B,1\nC,D,2\n", "Name|Town|Phone", { "A|B|1", "C|D|2" } },
        { "Customers 2026;;\n;;\nName;Town;Phone\nA;B;1\n", "Name|Town|Phone", { "A|B|1" } },
        { ",,anna@example.se\nPer,Lund,per@example.se\n",
          "column_1|column_2|column_3",
          { "||anna@example.se", "Per|Lund|per@example.se" } },
        { "x,y\nx,x\n", "x|y", { "x|x" } },
    };
    check_all(cases, LENGTH(cases));
}

static void a_told_header_is_believed(void **state)
{
    (void)state;
    const char file[] = "a,b\n1,2\n3,4\n";
    struct table_fixture fixture;
    struct table_options options = { .header_rows = -1 };
    assert_int_equal(fixture_open(&fixture, file, strlen(file), &options), OK);
    assert_str(fixture_columns(&fixture), "column_1|column_2");
    assert_str(fixture_row(&fixture), "a|b");
    fixture_close(&fixture);

    options.header_rows = 2;
    assert_int_equal(fixture_open(&fixture, file, strlen(file), &options), OK);
    assert_str(fixture_columns(&fixture), "1|2");
    assert_str(fixture_row(&fixture), "3|4");
    fixture_close(&fixture);
}

static void a_row_knows_its_number_and_line(void **state)
{
    (void)state;
    const char file[] = "sep=,\r\na,b\r\n\r\n\"x\r\ny\",1\r\n3,4\r\n";
    struct table_fixture fixture;
    assert_int_equal(fixture_open(&fixture, file, strlen(file), NULL), OK);
    const int64_t lines[] = { 4, 6 };
    for (size_t i = 0; i < LENGTH(lines); i++) {
        struct table_row row;
        bool done;
        assert_int_equal(table_next(fixture.table, &fixture.arena, &row, &done, &fixture.error),
                         OK);
        assert_int_equal(row.number, i + 1);
        assert_int_equal(row.line, lines[i]);
    }
    assert_str(fixture_row(&fixture), "END");
    assert_int_equal(table_position(fixture.table), strlen(file));
    assert_int_equal(table_size(fixture.table), strlen(file));
    fixture_close(&fixture);
}

struct encoding_case {
    const char *bytes;
    size_t len;
    const char *encoding;
    const char *row;
};

#define BYTES(literal) literal, sizeof(literal) - 1

static void the_encoding_is_found(void **state)
{
    (void)state;
    const struct encoding_case cases[] = {
        { BYTES("a,b\nMalm\xC3\xB6,1\n"), "utf-8", "Malmö|1" },
        { BYTES("\xEF\xBB\xBF"
                "a,b\nx,1\n"),
          "utf-8", "x|1" },
        { BYTES("a,b\nMalm\xF6 \x80 \x93x\x94,1\n"), "windows-1252", "Malmö € “x”|1" },
        { BYTES("\xFF\xFE"
                "a\0,\0b\0\n\0\xF6\0,\0\x3D\xD8\x00\xDE\n\0"),
          "utf-16le", "ö|😀" },
        { BYTES("\xFE\xFF"
                "\0a\0,\0b\0\n\0\xF6\0,\0001\0\n"),
          "utf-16be", "ö|1" },
        { BYTES("n\0a\0m\0,\0b\0\n\0\xF6\0,\0001\0\n\0"), "utf-16le", "ö|1" },
        { BYTES("\0n\0a\0m\0,\0b\0\n\0\xF6\0,\0001\0\n"), "utf-16be", "ö|1" },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct table_fixture fixture;
        assert_int_equal(fixture_open(&fixture, cases[i].bytes, cases[i].len, NULL), OK);
        assert_str(table_found(fixture.table)->encoding, cases[i].encoding);
        assert_str(fixture_row(&fixture), cases[i].row);
        fixture_close(&fixture);
    }
}

static void a_late_cell_in_another_encoding_is_still_read(void **state)
{
    (void)state;
    auto_buf file = buf_new(8 * 1024 * 1024);
    buf_add(&file, STR("a,b\nMalm\xC3\xB6,S\xC3\xB6r\n"));
    for (int i = 0; i < 200000; i++)
        buf_add(&file, STR("plain,text\n"));
    buf_add(&file, STR("\xC5sa,caf\xC3\xA9\n"));
    struct table_fixture fixture;
    assert_int_equal(fixture_open(&fixture, file.at, file.len, NULL), OK);
    assert_str(table_found(fixture.table)->encoding, "utf-8");
    assert_str(fixture_row(&fixture), "Malmö|Sör");
    auto_arena arena = { 0 };
    struct table_row row;
    bool done = false;
    for (int i = 0; i < 200001; i++) {
        arena_reset(&arena);
        assert_int_equal(table_next(fixture.table, &arena, &row, &done, &fixture.error), OK);
    }
    assert_str(row.cells[0], "Åsa");
    assert_str(row.cells[1], "café");
    assert_int_equal(row.line, 200003);
    fixture_close(&fixture);
}

static void mojibake_is_mended_and_noted(void **state)
{
    (void)state;
    const char file[] = "a,b\nMalmÃ¶,x\nMalmö,y\n";
    struct table_fixture fixture;
    struct table_row row;
    bool done;
    assert_int_equal(fixture_open(&fixture, file, strlen(file), NULL), OK);
    assert_int_equal(table_next(fixture.table, &fixture.arena, &row, &done, &fixture.error), OK);
    assert_str(row.cells[0], "Malmö");
    assert_true(row.mojibake);
    assert_int_equal(table_next(fixture.table, &fixture.arena, &row, &done, &fixture.error), OK);
    assert_str(row.cells[0], "Malmö");
    assert_false(row.mojibake);
    fixture_close(&fixture);
}

static void nul_bytes_make_a_row_unusable(void **state)
{
    (void)state;
    const char file[] = "a,b\n1,x\0y\n3,4\n";
    struct table_fixture fixture;
    assert_int_equal(fixture_open(&fixture, file, sizeof file - 1, NULL), OK);
    assert_str(fixture_row(&fixture), "!1|x\xEF\xBF\xBDy");
    assert_str(fixture_row(&fixture), "3|4");
    fixture_close(&fixture);
}

static void a_row_without_end_is_refused_and_passed_over(void **state)
{
    (void)state;
    auto_buf file = buf_new(16 * 1024 * 1024);
    buf_add(&file, STR("a,b\n1,2\n"));
    for (int i = 0; i < 1000 * 1000; i++)
        buf_add(&file, STR("xxxxx,"));
    buf_add(&file, STR("\n3,4\n5,\""));
    for (int i = 0; i < TABLE_ROW_MAX / 8 + 1000; i++)
        buf_add(&file, STR("7,8,9,0\n"));
    struct table_fixture fixture;
    assert_int_equal(fixture_open(&fixture, file.at, file.len, NULL), OK);
    assert_str(fixture_row(&fixture), "1|2");
    assert_str(fixture_row(&fixture), "!|");
    assert_str(fixture_row(&fixture), "3|4");
    assert_str(fixture_row(&fixture), "!5|\"7");
    assert_str(fixture_row(&fixture), "!7|8");
    fixture_close(&fixture);
}

static void a_cell_across_the_border_of_two_reads_is_whole(void **state)
{
    (void)state;
    enum { CHUNK = 256 * 1024 };
    for (size_t shift = 0; shift < 16; shift++) {
        auto_buf file = buf_new(1024 * 1024);
        buf_add(&file, STR("a,b\n"));
        while (file.len < CHUNK - 32)
            buf_add(&file, STR("1,2\n"));
        while (file.len < CHUNK - 16 + shift)
            buf_add_byte(&file, 'x');
        buf_add(&file, STR(",\"q\"\"\xC3\xB6\"\r\nlast,\"z\"\r\n"));
        struct table_fixture fixture;
        assert_int_equal(fixture_open(&fixture, file.at, file.len, NULL), OK);
        auto_arena arena = { 0 };
        struct table_row row = { 0 };
        bool done = false;
        do {
            assert_int_equal(table_next(fixture.table, &arena, &row, &done, &fixture.error), OK);
        } while (str_eq(row.cells[0], STR("1")));
        assert_str(row.cells[1], "q\"ö");
        assert_str(fixture_row(&fixture), "last|z");
        assert_str(fixture_row(&fixture), "END");
        fixture_close(&fixture);
    }
}

static void what_is_not_a_table_is_refused_in_words(void **state)
{
    (void)state;
    const char *const files[] = { "", "\n\n", "%PDF-1.4\n", "\x1F\x8B\x08", "\xD0\xCF\x11\xE0" };
    for (size_t i = 0; i < LENGTH(files); i++) {
        struct table_fixture fixture;
        assert_int_equal(fixture_open(&fixture, files[i], strlen(files[i]), NULL), ERR_INVALID);
        assert_true(fixture.error.message[0] != '\0');
        fixture_close(&fixture);
    }
    struct table *table;
    auto_arena arena = { 0 };
    struct error error;
    assert_int_equal(table_open(&table, "/tmp/no/such/file.csv", NULL, &arena, &error),
                     ERR_NOT_FOUND);
    assert_int_equal(table_open(&table, "/tmp", NULL, &arena, &error), ERR_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_delimiter_is_found),
        cmocka_unit_test(quoting_is_undone),
        cmocka_unit_test(stray_quotation_marks_are_text),
        cmocka_unit_test(a_quotation_mark_never_closed_costs_one_row),
        cmocka_unit_test(line_ends_may_be_mixed_and_empty_lines_are_skipped),
        cmocka_unit_test(short_rows_are_filled_and_long_ones_refused),
        cmocka_unit_test(a_header_is_told_from_data),
        cmocka_unit_test(a_told_header_is_believed),
        cmocka_unit_test(a_row_knows_its_number_and_line),
        cmocka_unit_test(the_encoding_is_found),
        cmocka_unit_test(a_late_cell_in_another_encoding_is_still_read),
        cmocka_unit_test(mojibake_is_mended_and_noted),
        cmocka_unit_test(nul_bytes_make_a_row_unusable),
        cmocka_unit_test(a_row_without_end_is_refused_and_passed_over),
        cmocka_unit_test(a_cell_across_the_border_of_two_reads_is_whole),
        cmocka_unit_test(what_is_not_a_table_is_refused_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
