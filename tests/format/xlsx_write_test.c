#include "test.h"

#include "format/table_reader.h"
#include "format/xlsx_write.h"
#include "temporary.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct xlsx_column COLUMNS[] = {
    { .title = { "name", 4 } },
    { .title = { "phone", 5 }, .width = 20 },
    { .title = { "orders", 6 }, .is_number = true },
};

static struct xlsx_writer *begin(const struct xlsx_options *options)
{
    struct error error;
    struct xlsx_writer *writer;
    assert_int_equal(xlsx_write_open(&writer, temporary_path, options, &error), OK);
    return writer;
}

static void write_row(struct xlsx_writer *writer, str a, str b, str c)
{
    struct error error;
    const str cells[] = { a, b, c };
    assert_int_equal(xlsx_write_row(writer, cells, &error), OK);
}

static void end(struct xlsx_writer *writer)
{
    struct error error;
    assert_int_equal(xlsx_write_close(writer, &error), OK);
}

struct read_sheet {
    struct arena arena;
    struct str_list columns;
    struct table_row rows[10];
    size_t count;
    void *state;
};

// Leaves the file open, for texts live until then.
static void read_sheet(struct read_sheet *read, str sheet)
{
    struct error error;
    struct table_options found = { .header_rows = 1, .sheet = sheet };
    *read = (struct read_sheet){ 0 };
    assert_int_equal(XLSX_READER.open(&read->state, temporary_path, &found, &read->columns,
                                      &read->arena, &error),
                     OK);
    for (bool done = false; read->count < 10; read->count++) {
        struct table_row *row = &read->rows[read->count];
        assert_int_equal(XLSX_READER.next(read->state, &read->arena, row, &done, &error), OK);
        if (done)
            return;
    }
}

static void read_end(struct read_sheet *read)
{
    XLSX_READER.close(read->state);
    arena_free(&read->arena);
}

// The XML of a part, found by the end of its name.
static str part_text(struct arena *arena, str name)
{
    struct archive *zip = archive_read_new();
    struct archive_entry *entry;
    str text = { 0 };
    archive_read_support_format_zip(zip);
    assert_int_equal(archive_read_open_filename(zip, temporary_path, 4096), ARCHIVE_OK);
    while (archive_read_next_header(zip, &entry) == ARCHIVE_OK) {
        if (!str_ends(str_of(archive_entry_pathname(entry)), name))
            continue;
        char *bytes = arena_alloc(arena, 1 << 20);
        la_ssize_t len = archive_read_data(zip, bytes, 1 << 20);
        assert_true(len > 0);
        text = (str){ bytes, (size_t)len };
    }
    archive_read_free(zip);
    return text;
}

static void texts_come_back_as_they_were(void **state)
{
    (void)state;
    struct xlsx_writer *writer =
        begin(&(struct xlsx_options){ .columns = COLUMNS, .column_count = 3 });
    write_row(writer, STR("Åsa <b> & \"c\"\nd"), STR("0046701234567"), STR("12"));
    write_row(writer, STR("=1+1"), STR("_x000D_ a\x01 b"), STR("007"));
    write_row(writer, STR(""), STR("1"), STR("1234567890123456"));
    end(writer);
    struct read_sheet read;
    read_sheet(&read, STR("Sheet1"));
    assert_int_equal(read.columns.count, 3);
    assert_str(read.columns.items[2], "orders");
    assert_int_equal(read.count, 3);
    assert_str(read.rows[0].cells[0], "Åsa <b> & \"c\"\nd");
    assert_str(read.rows[0].cells[1], "0046701234567");
    assert_str(read.rows[1].cells[0], "=1+1");
    assert_str(read.rows[1].cells[1], "_x000D_ a\x01 b");
    assert_str(read.rows[1].cells[2], "007");
    assert_str(read.rows[2].cells[0], "");
    assert_str(read.rows[2].cells[2], "1234567890123456");
    read_end(&read);
}

static void only_told_columns_hold_numbers_and_none_formulas(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct xlsx_writer *writer =
        begin(&(struct xlsx_options){ .columns = COLUMNS, .column_count = 3 });
    write_row(writer, STR("=1+1"), STR("12"), STR("12.5"));
    end(writer);
    str xml = part_text(&arena, STR("sheet1.xml"));
    assert_false(str_has(xml, STR("<f>")));
    assert_true(str_has(xml, STR("<c r=\"A2\" t=\"inlineStr\"")));
    assert_true(str_has(xml, STR("<c r=\"B2\" t=\"inlineStr\"")));
    assert_true(str_has(xml, STR("<c r=\"C2\"><v>12.5</v>")));
}

static void the_header_is_bold_and_stays_in_view(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct xlsx_writer *writer =
        begin(&(struct xlsx_options){ .columns = COLUMNS, .column_count = 3 });
    end(writer);
    str xml = part_text(&arena, STR("sheet1.xml"));
    assert_true(str_has(xml, STR("<c r=\"A1\" s=\"1\"")));
    assert_true(str_has(part_text(&arena, STR("styles.xml")), STR("<b/>")));
    assert_true(str_has(xml, STR("<pane ySplit=\"1\" topLeftCell=\"A2\"")));
    assert_true(str_has(xml, STR("state=\"frozen\"")));
    assert_true(str_has(xml, STR("<col min=\"2\" max=\"2\" width=\"20.")));
}

static void rows_beyond_a_sheet_go_on_on_a_further_one(void **state)
{
    (void)state;
    struct xlsx_writer *writer =
        begin(&(struct xlsx_options){ .sheet = STR("a/b with a name longer than Excel takes"),
                                      .columns = COLUMNS,
                                      .column_count = 3,
                                      .rows_per_sheet = 2 });
    for (int i = 0; i < 5; i++)
        write_row(writer, (str){ &"12345"[i], 1 }, STR(""), STR(""));
    end(writer);
    struct read_sheet read;
    read_sheet(&read, STR("a_b with a name longer than Exc"));
    assert_int_equal(read.count, 2);
    assert_str(read.rows[1].cells[0], "2");
    read_end(&read);
    read_sheet(&read, STR("a_b with a name longer than E 3"));
    assert_str(read.columns.items[0], "name");
    assert_int_equal(read.count, 1);
    assert_str(read.rows[0].cells[0], "5");
    read_end(&read);
}

static void texts_too_long_for_a_cell_are_cut_and_counted(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    char *text = arena_alloc(&arena, 40000);
    memset(text, 'x', 40000);
    struct xlsx_writer *writer =
        begin(&(struct xlsx_options){ .columns = COLUMNS, .column_count = 3 });
    write_row(writer, (str){ text, 32767 }, (str){ text, 32768 }, STR("bad \xFF"));
    assert_int_equal(xlsx_write_cut_count(writer), 1);
    end(writer);
    struct read_sheet read;
    read_sheet(&read, STR(""));
    assert_int_equal(read.rows[0].cells[0].len, 32767);
    assert_int_equal(read.rows[0].cells[1].len, 32766 + 3);
    assert_true(str_ends(read.rows[0].cells[1], STR("x…")));
    assert_str(read.rows[0].cells[2], "bad \uFFFD");
    read_end(&read);
}

static void a_file_that_cannot_be_made_is_an_error(void **state)
{
    (void)state;
    struct error error;
    struct xlsx_writer *writer;
    struct xlsx_options options = { .columns = COLUMNS, .column_count = 0 };
    assert_int_equal(xlsx_write_open(&writer, temporary_path, &options, &error), ERR_INVALID);
    options.column_count = 3;
    assert_int_equal(xlsx_write_open(&writer, "/nonexistent/x.xlsx", &options, &error), ERR_DENIED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_come_back_as_they_were),
        cmocka_unit_test(only_told_columns_hold_numbers_and_none_formulas),
        cmocka_unit_test(the_header_is_bold_and_stays_in_view),
        cmocka_unit_test(rows_beyond_a_sheet_go_on_on_a_further_one),
        cmocka_unit_test(texts_too_long_for_a_cell_are_cut_and_counted),
        cmocka_unit_test(a_file_that_cannot_be_made_is_an_error),
    };
    return cmocka_run_group_tests(tests, make_temporary, remove_temporary);
}
