#include "test.h"

#include "base/buf.h"
#include "format/table_reader.h"
#include "format/xlsx_strings.h"
#include "temporary.h"
#include "xlsx_make.h"

#include <dirent.h>

enum { ROWS_MAX = 40 };

struct sheet {
    struct arena arena;
    struct table_options found;
    struct str_list columns;
    struct table_row rows[ROWS_MAX];
    size_t count;
    enum status status;
    struct error error;
};

static void read_rows(struct sheet *sheet, void *state)
{
    bool done = false;
    while (sheet->count < ROWS_MAX) {
        sheet->status = XLSX_READER.next(state, &sheet->arena, &sheet->rows[sheet->count], &done,
                                         &sheet->error);
        if (done || sheet->status != OK)
            break;
        sheet->count++;
    }
}

static void read_file(struct sheet *sheet, const char *from, struct table_options options)
{
    void *state;
    *sheet = (struct sheet){ .found = options };
    sheet->status = XLSX_READER.open(&state, from, &sheet->found, &sheet->columns, &sheet->arena,
                                     &sheet->error);
    if (sheet->status != OK)
        return;
    read_rows(sheet, state);
    // What next() gave must not depend on the state's buffers of a later row.
    assert_true(XLSX_READER.position(state) <= XLSX_READER.size(state));
    if (sheet->status == OK) {
        // Shared texts live until close, so tests look at copies.
        for (size_t r = 0; r < sheet->count; r++)
            for (size_t c = 0; c < sheet->rows[r].count; c++)
                sheet->rows[r].cells[c] = arena_copy(&sheet->arena, sheet->rows[r].cells[c]);
        for (size_t c = 0; c < sheet->columns.count; c++)
            sheet->columns.items[c] = arena_copy(&sheet->arena, sheet->columns.items[c]);
    }
    XLSX_READER.close(state);
}

static void read_made(struct sheet *sheet, const char *book, const char *rows, int header_rows)
{
    make_workbook(temporary_path, book, rows);
    read_file(sheet, temporary_path, (struct table_options){ .header_rows = header_rows });
}

// The texts of the only row below, joined by "|".
static str only_row(struct sheet *sheet, const char *book, const char *cells)
{
    auto_arena arena = { 0 };
    read_made(sheet, book, arena_print(&arena, "<row r=\"3\">%s</row>", cells).at, -1);
    if (sheet->status != OK)
        print_message("%s\n", sheet->error.message);
    assert_int_equal(sheet->status, OK);
    assert_int_equal(sheet->count, 1);
    auto_buf line = buf_new(100000);
    for (size_t i = 0; i < sheet->rows[0].count; i++) {
        buf_add(&line, i ? STR("|") : STR(""));
        buf_add(&line, sheet->rows[0].cells[i]);
    }
    return arena_copy(&sheet->arena, buf_str(&line));
}

static void assert_cells(const char *book, const char *cells, const char *expected)
{
    struct sheet sheet;
    assert_str(only_row(&sheet, book, cells), expected);
    arena_free(&sheet.arena);
}

static void texts_are_shared_inline_or_results(void **state)
{
    (void)state;
    assert_cells(BOOK,
                 "<c r=\"A3\" t=\"s\"><v>1</v></c>"
                 "<c r=\"B3\" t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c>"
                 "<c r=\"C3\" t=\"str\"><f>A1&amp;\"x\"</f><v>result</v></c>"
                 "<c r=\"D3\" t=\"s\"><v>2</v></c>",
                 "Anna <|inline|result|one\ntwo_x");
}

static void missing_cells_are_empty(void **state)
{
    (void)state;
    assert_cells(BOOK, "<c r=\"B3\"><v>1</v></c><c r=\"C3\" s=\"1\"/><c r=\"E3\"><v>2</v></c>",
                 "|1|||2");
    assert_cells(BOOK, "<c><v>1</v></c><c><v>2</v></c>", "1|2");
}

static void booleans_and_errors_are_words(void **state)
{
    (void)state;
    assert_cells(BOOK, "<c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><v>#N/A</v></c>",
                 "true|false|#N/A");
}

static void numbers_have_no_exponent_and_no_noise(void **state)
{
    (void)state;
    assert_cells(BOOK,
                 "<c><v>46701234567</v></c><c><v>4.6701234567E10</v></c><c><v>1E+10</v></c>"
                 "<c><v>0.1</v></c><c><v>1.50</v></c><c><v>-2.5E-3</v></c><c><v>0.5</v></c>"
                 "<c><v>1234567890123456789</v></c><c><v>0.30000000000000004</v></c>"
                 "<c><v>12345.678900000001</v></c><c><v>1e300</v></c><c><v>-0</v></c>",
                 "46701234567|46701234567|10000000000|0.1|1.5|-0.0025|0.5|1234567890123456789|"
                 "0.30000000000000004|12345.6789|1e+300|0");
}

// Day 45352 is 2024-03-01 (Excel); 60 is the day in 1900 that never was.
static void days_of_the_1900_system_are_iso_dates(void **state)
{
    (void)state;
    assert_cells(BOOK,
                 "<c s=\"1\"><v>45352</v></c><c s=\"2\"><v>1</v></c><c s=\"2\"><v>59</v></c>"
                 "<c s=\"2\"><v>60</v></c><c s=\"2\"><v>61</v></c><c s=\"1\"><v>2958465</v></c>",
                 "2024-03-01|1900-01-01|1900-02-28|1900-02-29|1900-03-01|9999-12-31");
    assert_cells(BOOK,
                 "<c s=\"3\"><v>45352.354166666664</v></c><c s=\"3\"><v>45352</v></c>"
                 "<c s=\"4\"><v>0.354166666666667</v></c><c s=\"5\"><v>45352</v></c>"
                 "<c s=\"6\"><v>1.5</v></c><c s=\"1\"><v>-1</v></c><c s=\"1\" t=\"s\"><v>0</v></c>",
                 "2024-03-01T08:30:00|2024-03-01|08:30:00|45352|36:00:00|-1|name");
}

static void days_of_the_1904_system_are_iso_dates(void **state)
{
    (void)state;
    assert_cells(BOOK_1904, "<c s=\"1\"><v>0</v></c><c s=\"1\"><v>43890</v></c>",
                 "1904-01-01|2024-03-01");
}

static void the_first_visible_sheet_is_read_unless_told(void **state)
{
    (void)state;
    struct sheet sheet;
    read_made(&sheet, BOOK, "<row><c><v>1</v></c></row>", -1);
    assert_str(sheet.found.sheet, "A & B");
    assert_str(sheet.rows[0].cells[0], "1");
    arena_free(&sheet.arena);
    read_file(&sheet, temporary_path,
              (struct table_options){ .sheet = STR("secret"), .header_rows = -1 });
    assert_int_equal(sheet.status, OK);
    assert_str(sheet.rows[0].cells[0], "secret");
    arena_free(&sheet.arena);
    read_file(&sheet, temporary_path, (struct table_options){ .sheet = STR("none") });
    assert_int_equal(sheet.status, ERR_NOT_FOUND);
    assert_string_equal(sheet.error.message,
                        "there is no sheet \"none\"; there is \"Secret\", \"A & B\"");
    arena_free(&sheet.arena);
}

#define TEXT(t) "<c t=\"inlineStr\"><is><t>" t "</t></is></c>"

static void a_title_above_the_header_is_passed_over(void **state)
{
    (void)state;
    struct sheet sheet;
    read_made(&sheet, BOOK,
              "<row r=\"1\">" TEXT("Customers") "</row><row r=\"2\"/>"
                                                "<row r=\"4\">" TEXT("name") TEXT("email")
                                                    TEXT("city") "</row>"
                                                                 "<row r=\"7\">" TEXT("Bo")
                                                                     TEXT("b@example.se") TEXT(" ")
                                                                         TEXT("x") "</row>",
              0);
    assert_int_equal(sheet.found.header_rows, 2);
    assert_int_equal(sheet.columns.count, 4);
    assert_str(sheet.columns.items[1], "email");
    assert_str(sheet.columns.items[3], "");
    assert_int_equal(sheet.count, 1);
    assert_int_equal(sheet.rows[0].line, 7);
    assert_str(sheet.rows[0].cells[1], "b@example.se");
    arena_free(&sheet.arena);
}

static void without_a_header_the_first_row_is_data(void **state)
{
    (void)state;
    struct sheet sheet;
    read_made(&sheet, BOOK,
              "<row>" TEXT("Bo") TEXT("b@example.se") "</row>"
                                                      "<row>" TEXT("Al")
                                                          TEXT("a@example.se") "</row>",
              0);
    assert_int_equal(sheet.found.header_rows, -1);
    assert_int_equal(sheet.columns.count, 2);
    assert_int_equal(sheet.count, 2);
    assert_str(sheet.rows[0].cells[0], "Bo");
    arena_free(&sheet.arena);
}

static void rows_without_text_are_passed_over(void **state)
{
    (void)state;
    struct sheet sheet;
    read_made(&sheet, BOOK,
              "<row r=\"1\"><c><v>1</v></c></row><row r=\"2\">" TEXT(
                  "  ") "</row>"
                        "<row r=\"9\"><c><v>2</v></c></row><row><c><v>3</v></c></row>",
              -1);
    assert_int_equal(sheet.count, 3);
    assert_int_equal(sheet.rows[1].line, 9);
    assert_int_equal(sheet.rows[2].line, 10);
    arena_free(&sheet.arena);
}

static void what_a_row_cannot_hold_is_its_problem(void **state)
{
    (void)state;
    struct sheet sheet;
    read_made(&sheet, BOOK,
              "<row><c r=\"A1\"><v>1</v></c><c r=\"BXY1\"><v>2</v></c></row>"
              "<row><c r=\"A2\" t=\"s\"><v>77</v></c></row><row><c r=\"A3\"><v>3</v></c></row>",
              -1);
    assert_int_equal(sheet.count, 3);
    assert_str(sheet.rows[0].problem, "the row has more than the 2000 cells there may be");
    assert_str(sheet.rows[1].problem, "a cell points to a text that is not in the file");
    assert_str(sheet.rows[2].problem, "");
    arena_free(&sheet.arena);
}

static void assert_refused(const char *rows, enum status status, const char *words)
{
    struct sheet sheet;
    read_made(&sheet, BOOK, rows, -1);
    assert_int_equal(sheet.status, status);
    assert_true(str_has(str_of(sheet.error.message), str_of(words)));
    arena_free(&sheet.arena);
}

static void damage_is_told_not_guessed(void **state)
{
    (void)state;
    assert_refused("<row><c><v>1</v></row>", ERR_INVALID, "damaged");
    assert_refused("", ERR_INVALID, "no rows");
    struct sheet sheet;
    FILE *file = fopen(temporary_path, "we");
    fputs("PK\x03\x04 not really", file);
    fclose(file);
    read_file(&sheet, temporary_path, (struct table_options){ 0 });
    assert_int_equal(sheet.status, ERR_INVALID);
    arena_free(&sheet.arena);
}

static void entities_are_never_expanded(void **state)
{
    (void)state;
    const struct made_part parts[] = {
        { "_rels/.rels", "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b SYSTEM \"/etc/passwd\">]>"
                         "<Relationships>&a;&b;</Relationships>" },
    };
    struct sheet sheet;
    zip_parts(temporary_path, parts, 1);
    read_file(&sheet, temporary_path, (struct table_options){ 0 });
    assert_int_equal(sheet.status, ERR_INVALID);
    assert_true(str_has(str_of(sheet.error.message), STR("document type")));
    arena_free(&sheet.arena);
}

static void a_file_that_unpacks_without_end_is_refused(void **state)
{
    (void)state;
    enum { SIZE = 200 * 1024 * 1024 };
    char *text = malloc(SIZE);
    assert_non_null(text);
    memset(text, ' ', SIZE);
    memcpy(text, "<Relationships>", 15);
    text[SIZE - 1] = '\0';
    const struct made_part parts[] = { { "_rels/.rels", text } };
    struct sheet sheet;
    zip_parts(temporary_path, parts, 1);
    free(text);
    read_file(&sheet, temporary_path, (struct table_options){ 0 });
    assert_int_equal(sheet.status, ERR_TOO_LARGE);
    arena_free(&sheet.arena);
}

static void many_strings_are_kept_in_a_file(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    auto_buf text = buf_new(1 << 20);
    buf_add(&text, STR("<sst>"));
    for (int i = 0; i < 5000; i++)
        buf_print(&text, "<si><t>string %d</t></si>", i);
    buf_add(&text, STR("<si/></sst>"));
    buf_add_byte(&text, '\0');
    const struct made_part parts[] = { { "s.xml", text.at } };
    zip_parts(temporary_path, parts, 1);
    struct xlsx_strings strings;
    struct error error;
    assert_int_equal(xlsx_strings_read(&strings, temporary_path, STR("s.xml"), 1000, &error), OK);
    assert_true(strings.text.file > 0 && strings.ends.file > 0);
    str string;
    for (size_t i = 0; i < 5000; i++) {
        assert_true(xlsx_strings_get(&strings, i, &string));
        assert_true(str_eq(string, arena_print(&arena, "string %zu", i)));
    }
    assert_true(xlsx_strings_get(&strings, 5000, &string));
    assert_int_equal(string.len, 0);
    assert_false(xlsx_strings_get(&strings, 5001, &string));
    xlsx_strings_free(&strings);
}

static void a_workbook_opens_as_a_table(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct error error;
    struct table *table;
    struct table_row row;
    struct table_options told = { .header_rows = 1 };
    bool done;
    make_workbook(temporary_path, BOOK,
                  "<row r=\"2\">" TEXT("name") TEXT("name")
                      TEXT("") "</row>"
                               "<row r=\"3\">" TEXT("BjÃ¶rn") "</row>");
    assert_int_equal(table_open(&table, temporary_path, &told, &arena, &error), OK);
    assert_int_equal(table_found(table)->format, TABLE_XLSX);
    assert_int_equal(table_columns(table)->count, 2);
    assert_str(table_columns(table)->items[1], "name 2");
    assert_int_equal(table_next(table, &arena, &row, &done, &error), OK);
    assert_int_equal(row.number, 1);
    assert_int_equal(row.line, 3);
    assert_int_equal(row.count, 2);
    assert_str(row.cells[0], "Björn");
    assert_true(row.mojibake);
    assert_int_equal(table_next(table, &arena, &row, &done, &error), OK);
    assert_true(done);
    table_close(table);
}

static void the_fuzzers_corpus_is_read(void **state)
{
    (void)state;
    DIR *folder = opendir("fuzz/corpus/xlsx");
    assert_non_null(folder);
    int files = 0, good = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        char name[600];
        if (entry->d_type != DT_REG)
            continue;
        struct sheet sheet;
        snprintf(name, sizeof name, "fuzz/corpus/xlsx/%s", entry->d_name);
        read_file(&sheet, name, (struct table_options){ 0 });
        good += sheet.status == OK && sheet.count > 0;
        files++;
        arena_free(&sheet.arena);
    }
    closedir(folder);
    assert_true(files >= 3 && good >= 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_shared_inline_or_results),
        cmocka_unit_test(missing_cells_are_empty),
        cmocka_unit_test(booleans_and_errors_are_words),
        cmocka_unit_test(numbers_have_no_exponent_and_no_noise),
        cmocka_unit_test(days_of_the_1900_system_are_iso_dates),
        cmocka_unit_test(days_of_the_1904_system_are_iso_dates),
        cmocka_unit_test(the_first_visible_sheet_is_read_unless_told),
        cmocka_unit_test(a_title_above_the_header_is_passed_over),
        cmocka_unit_test(without_a_header_the_first_row_is_data),
        cmocka_unit_test(rows_without_text_are_passed_over),
        cmocka_unit_test(what_a_row_cannot_hold_is_its_problem),
        cmocka_unit_test(damage_is_told_not_guessed),
        cmocka_unit_test(entities_are_never_expanded),
        cmocka_unit_test(a_file_that_unpacks_without_end_is_refused),
        cmocka_unit_test(many_strings_are_kept_in_a_file),
        cmocka_unit_test(a_workbook_opens_as_a_table),
        cmocka_unit_test(the_fuzzers_corpus_is_read),
    };
    return cmocka_run_group_tests(tests, make_temporary, remove_temporary);
}
