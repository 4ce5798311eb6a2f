// Files that others wrote to try parsers: csv-spectrum and the Big List of Naughty Strings. They
// are not part of the project; without them these tests are skipped.

#include "format/table_test.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "format/csv_write.h"

#include <dirent.h>
#include <jansson.h>

static str corpus_path(struct arena *arena, const char *name)
{
    const char *shared = getenv("KARTOTEK_SHARED");
    return arena_print(arena, "%s/data/corpora/%s", shared ? shared : "../shared", name);
}

// Every row of the JSON that comes with the file, cell by cell.
static void compare_with_json(const char *csv_path, const char *json_path)
{
    auto_arena arena = { 0 };
    struct error error;
    struct table *table;
    struct table_row row;
    bool done;
    struct table_options options = { .header_rows = 1 };
    json_t *expected = json_load_file(json_path, 0, NULL);
    assert_non_null(expected);
    assert_int_equal(table_open(&table, csv_path, &options, &arena, &error), OK);
    for (size_t i = 0; i < json_array_size(expected); i++) {
        assert_int_equal(table_next(table, &arena, &row, &done, &error), OK);
        assert_false(done);
        const struct str_list *columns = table_columns(table);
        for (size_t c = 0; c < columns->count; c++) {
            json_t *cell = json_object_get(json_array_get(expected, i),
                                           arena_copy(&arena, columns->items[c]).at);
            assert_str(row.cells[c], json_string_value(cell));
        }
    }
    assert_int_equal(table_next(table, &arena, &row, &done, &error), OK);
    assert_true(done);
    table_close(table);
    json_decref(expected);
}

static void csv_spectrum_is_read_as_it_says(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    str folder_path = corpus_path(&arena, "csv-spectrum/csvs");
    DIR *folder = opendir(folder_path.at);
    if (!folder) {
        puts("skipped: no csv-spectrum");
        return;
    }
    size_t files = 0;
    for (const struct dirent *entry; (entry = readdir(folder));) {
        str name = str_of(entry->d_name);
        if (!str_ends(name, STR(".csv")))
            continue;
        str csv = arena_print(&arena, STR_FMT "/%s", STR_ARG(folder_path), entry->d_name);
        str json = corpus_path(&arena, arena_print(&arena, "csv-spectrum/json/" STR_FMT ".json",
                                                   STR_ARG(str_slice(name, 0, name.len - 4)))
                                           .at);
        if (str_eq(name, STR("location_coordinates.csv")))
            continue; // its answer holds the replacement characters of whoever read it as UTF-8
        compare_with_json(csv.at, json.at);
        files++;
    }
    closedir(folder);
    assert_true(files > 8);
}

// Each naughty string through a file and back, as a row of its own between two good cells.
static void naughty_strings_survive_a_file(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    json_t *strings = json_load_file(corpus_path(&arena, "blns/blns.json").at, 0, NULL);
    if (!strings) {
        puts("skipped: no blns");
        return;
    }
    auto_buf file = buf_new(4 * 1024 * 1024);
    struct csv_writer writer = csv_write_begin(&file, ',', true);
    csv_write_cell(&writer, STR("first"));
    csv_write_cell(&writer, STR("text"));
    csv_write_end_row(&writer);
    for (size_t i = 0; i < json_array_size(strings); i++) {
        csv_write_cell(&writer, STR("x"));
        csv_write_cell(&writer, str_of(json_string_value(json_array_get(strings, i))));
        csv_write_end_row(&writer);
    }
    struct table_fixture fixture;
    struct table_row row;
    bool done;
    assert_int_equal(fixture_open(&fixture, file.at, file.len, NULL), OK);
    for (size_t i = 0; i < json_array_size(strings); i++) {
        const char *meant = json_string_value(json_array_get(strings, i));
        assert_int_equal(table_next(fixture.table, &fixture.arena, &row, &done, &fixture.error),
                         OK);
        assert_str(row.problem, "");
        bool disarmed = str_starts(row.cells[1], STR("'")) && meant[0] != '\'';
        assert_str(str_slice(row.cells[1], disarmed, row.cells[1].len), meant);
    }
    assert_str(fixture_row(&fixture), "END");
    fixture_close(&fixture);
    json_decref(strings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_spectrum_is_read_as_it_says),
        cmocka_unit_test(naughty_strings_survive_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
