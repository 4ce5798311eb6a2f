#include "exchange/sample.h"

#include "contact/record.h"
#include "contact/search.h"
#include "exchange/dump.h"
#include "exchange/dump_line.h"
#include "exchange/load.h"
#include "intake/resolve.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_skipped(const struct register_fixture *fixture)
{
    if (!fixture->work.db)
        print_message("skipped: no PostgreSQL\n");
    return !fixture->work.db;
}

static str temp_name(struct arena *arena, const char *ending)
{
    static int number;
    return arena_print(arena, "/tmp/kartotek_dump_%d_%d%s", (int)getpid(), number++, ending);
}

static void remove_register(str path)
{
    auto_arena arena = { 0 };
    static const char *const ENDS[] = { "", "-wal", "-shm", ".lock", ".new", ".new.lock" };
    for (size_t i = 0; i < LENGTH(ENDS); i++)
        unlink(arena_print(&arena, STR_FMT "%s", STR_ARG(path), ENDS[i]).at);
}

static enum status dump_to(struct work *work, str path, int64_t *rows)
{
    auto_arena arena = { 0 };
    auto_export_file out = { .file = -1 };
    TRY(work_begin(work, false));
    enum status status = export_file_open(&out, path, &arena, &work->error);
    if (status == OK)
        status = dump_write(work, &out, rows);
    if (status == OK)
        status = export_file_finish(&out, &work->error);
    return work_end(work, status);
}

static str read_whole(struct arena *arena, str path)
{
    FILE *file = fopen(path.at, "rb");
    assert_non_null(file);
    char *text = arena_alloc(arena, 1 << 20);
    size_t len = fread(text, 1, 1 << 20, file);
    fclose(file);
    return (str){ text, len };
}

static void write_whole(str path, str text)
{
    FILE *file = fopen(path.at, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text.at, 1, text.len, file), text.len);
    fclose(file);
}

// The rows without the first and the last line, which name time and checksum.
static str rows_of(str dump)
{
    size_t first = str_find_byte(dump, '\n') + 1;
    size_t tail = str_find(str_slice(dump, first, dump.len), STR("\n{\"rows\":"));
    assert_true(tail < dump.len - first);
    return str_slice(dump, first, first + tail);
}

static void hash_of(struct work *work, char out[HASH_TEXT_LEN + 1])
{
    assert_ok(work, work_begin(work, false));
    enum status status = register_hash(work, out);
    assert_ok(work, work_end(work, status));
}

// Dumps `from`, loads into `url` and checks that all is the same, to the byte.
static void expect_round_trip(struct work *from, str url)
{
    auto_arena arena = { 0 };
    char before[HASH_TEXT_LEN + 1], after[HASH_TEXT_LEN + 1];
    str first = temp_name(&arena, ".jsonl"), second = temp_name(&arena, ".jsonl");
    int64_t rows = 0, rows_again = 0;
    struct load_result result;
    struct error error = { 0 };
    hash_of(from, before);
    assert_ok(from, dump_to(from, first, &rows));
    if (load(url, first.at, &result, &error) != OK)
        print_error("%s\n", error.message);
    assert_int_equal(error.status, OK);
    assert_int_equal(result.rows, rows);
    struct work to = { 0 };
    assert_int_equal(db_open(&to.db, url, &error), OK);
    hash_of(&to, after);
    assert_string_equal(before, after);
    assert_string_not_equal(before, "00000000000000000000000000000000");
    assert_ok(&to, dump_to(&to, second, &rows_again));
    assert_str(rows_of(read_whole(&arena, second)),
               arena_copy(&arena, rows_of(read_whole(&arena, first))).at);
    work_close(&to);
    db_close(to.db);
    unlink(first.at);
    unlink(second.at);
}

static void a_register_moves_to_a_file_and_on_to_postgres_unchanged(void **state)
{
    struct register_fixture *fixture = *state;
    if (is_skipped(fixture))
        return;
    struct sample sample;
    auto_arena arena = { 0 };
    str file = temp_name(&arena, ".db"), again = temp_name(&arena, ".db");
    sample_make(&fixture->work, &sample);
    expect_round_trip(&fixture->work, file);
    struct work moved = { 0 };
    assert_int_equal(db_open(&moved.db, file, &moved.error), OK);
    void *other = (void *)DB_POSTGRES;
    if (getenv("KARTOTEK_TEST_POSTGRES")) {
        register_setup(&other);
        struct register_fixture *postgres = other;
        expect_round_trip(&moved, str_of(postgres->url));
        expect_round_trip(&postgres->work, again);
        register_teardown(&other);
    }
    work_close(&moved);
    db_close(moved.db);
    remove_register(file);
    remove_register(again);
}

struct loaded {
    struct arena arena;
    str path;
    struct work work;
};

static void load_copy(struct register_fixture *fixture, struct loaded *loaded)
{
    *loaded = (struct loaded){ 0 };
    int64_t rows = 0;
    struct load_result result;
    loaded->path = temp_name(&loaded->arena, ".db");
    str dump = temp_name(&loaded->arena, ".jsonl");
    assert_ok(&fixture->work, dump_to(&fixture->work, dump, &rows));
    assert_ok(&fixture->work, load(loaded->path, dump.at, &result, &fixture->work.error));
    assert_ok(&loaded->work, db_open(&loaded->work.db, loaded->path, &loaded->work.error));
    unlink(dump.at);
}

static void drop_copy(struct loaded *loaded)
{
    work_close(&loaded->work);
    db_close(loaded->work.db);
    remove_register(loaded->path);
    arena_free(&loaded->arena);
}

static enum status resolve_everything(struct work *work)
{
    struct int_list ids = { 0 };
    auto_query query = query_open_text(work->db, "SELECT id FROM record");
    while (query_next(&query))
        *LIST_PUSH(&ids, &work->arena) = query_int(&query, 0);
    TRY(query_end(&query, &work->error));
    query_close(&query);
    struct resolve_result result;
    TRY(resolve(work, &(struct resolve_request){ .record_ids = ids.items, .count = ids.count },
                &result));
    assert_int_equal(ids.count, 8);
    assert_int_equal(result.created, 0);
    assert_int_equal(result.changed, 0);
    assert_int_equal(result.removed, 0);
    return OK;
}

static void loaded_contacts_are_what_the_loaded_facts_say(void **state)
{
    if (is_skipped(*state))
        return;
    struct sample sample;
    struct loaded loaded;
    sample_make(&((struct register_fixture *)*state)->work, &sample);
    load_copy(*state, &loaded);
    assert_ok(&loaded.work, work_begin(&loaded.work, true));
    enum status status = resolve_everything(&loaded.work);
    assert_ok(&loaded.work, work_end(&loaded.work, status));
    drop_copy(&loaded);
}

static void a_loaded_register_is_searched_and_recognises_whom_it_has(void **state)
{
    if (is_skipped(*state))
        return;
    struct sample sample;
    struct loaded loaded;
    struct int_list found;
    struct outcome outcome[2];
    int64_t job_id = 0;
    const struct sample_row rows[] = {
        SAMPLE_CRM[1], // said already
        { "500", "Anna", "Berg", "anna.berg@example.se", "+46701740605", NULL, NULL, -1, NULL },
    };
    sample_make(&((struct register_fixture *)*state)->work, &sample);
    load_copy(*state, &loaded);
    struct work *work = &loaded.work;
    assert_ok(work, work_begin(work, true));
    assert_ok(work, search_find(work, STR("anna ber"), 10, &found));
    assert_int_equal(found.count, 1);
    assert_int_equal(found.items[0], sample.anna);
    assert_ok(work, sample_import(work, "crm", rows, 2, outcome, &job_id));
    assert_int_equal(outcome[0].verdict, VERDICT_UNCHANGED);
    assert_int_equal(outcome[1].verdict, VERDICT_UPDATED);
    assert_ok(work, work_end(work, OK));
    drop_copy(&loaded);
}

static void a_dump_is_not_loaded_into_a_register_with_contents(void **state)
{
    struct register_fixture *fixture = *state;
    if (is_skipped(fixture))
        return;
    struct sample sample;
    auto_arena arena = { 0 };
    int64_t rows = 0;
    struct load_result result;
    str dump = temp_name(&arena, ".jsonl");
    char before[HASH_TEXT_LEN + 1], after[HASH_TEXT_LEN + 1];
    sample_make(&fixture->work, &sample);
    hash_of(&fixture->work, before);
    assert_ok(&fixture->work, dump_to(&fixture->work, dump, &rows));
    assert_int_equal(load(str_of(fixture->url), dump.at, &result, &fixture->work.error),
                     ERR_CONFLICT);
    hash_of(&fixture->work, after);
    assert_string_equal(before, after);
    unlink(dump.at);
}

static str replaced(struct arena *arena, str text, str from, str to)
{
    size_t at = str_find(text, from);
    assert_true(at < text.len);
    return arena_print(arena, STR_FMT STR_FMT STR_FMT, STR_ARG(str_slice(text, 0, at)), STR_ARG(to),
                       STR_ARG(str_slice(text, at + from.len, text.len)));
}

static void expect_refused(struct register_fixture *empty, str dump, const char *words)
{
    auto_arena arena = { 0 };
    str path = temp_name(&arena, ".jsonl");
    struct load_result result;
    struct error error = { 0 };
    bool is_empty = false;
    write_whole(path, dump);
    assert_int_equal(load(str_of(empty->url), path.at, &result, &error), ERR_INVALID);
    if (!strstr(error.message, words))
        print_error("'%s' does not say '%s'\n", error.message, words);
    assert_non_null(strstr(error.message, words));
    assert_int_equal(register_is_empty(str_of(empty->url), &is_empty, &error), OK);
    assert_true(is_empty);
    unlink(path.at);
}

// Makes a dump of the sample with a register of its own.
static str sample_dump(struct arena *arena)
{
    void *state = (void *)DB_SQLITE;
    register_setup(&state);
    struct register_fixture *fixture = state;
    struct sample sample;
    int64_t rows = 0;
    str path = temp_name(arena, ".jsonl");
    sample_make(&fixture->work, &sample);
    assert_ok(&fixture->work, dump_to(&fixture->work, path, &rows));
    register_teardown(&state);
    str text = read_whole(arena, path);
    unlink(path.at);
    return text;
}

static void a_damaged_dump_leaves_the_register_empty(void **state)
{
    struct register_fixture *fixture = *state;
    if (is_skipped(fixture))
        return;
    auto_arena arena = { 0 };
    bool is_file = db_engine(fixture->work.db) == DB_SQLITE;
    if (is_file) { // the sample is made under the same name
        db_close(fixture->work.db);
        remove_register(str_of(fixture->url));
        fixture->work.db = NULL;
    }
    str dump = sample_dump(&arena);
    expect_refused(fixture, replaced(&arena, dump, STR("Stockholm"), STR("Stockholn")), "checksum");
    expect_refused(fixture, str_slice(dump, 0, dump.len / 2), "cut off");
    expect_refused(fixture, str_slice(dump, 0, str_find(dump, STR("{\"rows\":"))), "cut off");
    expect_refused(fixture, replaced(&arena, dump, STR("[\"tag\","), STR("[\"tog\",")), "table");
    expect_refused(fixture, replaced(&arena, dump, STR("\"body\""), STR("\"bodi\"")), "columns");
    expect_refused(fixture, replaced(&arena, dump, STR("\"schema\":"), STR("\"schema\":99")),
                   "newer");
    expect_refused(fixture, STR("id;name\n1;Anna\n"), "not a dump");
}

static void no_row_of_a_dump_can_be_missing(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    str dump = sample_dump(&arena);
    size_t at = str_find(dump, STR("\n[\"note\",")) + 1;
    size_t len = str_find_byte(str_slice(dump, at, dump.len), '\n') + 1;
    str path = temp_name(&arena, ".jsonl");
    write_whole(path, arena_print(&arena, STR_FMT STR_FMT, STR_ARG(str_slice(dump, 0, at)),
                                  STR_ARG(str_slice(dump, at + len, dump.len))));
    struct dump_reader reader;
    struct dump_row row = { 0 };
    struct error error = { 0 };
    assert_int_equal(dump_reader_open(&reader, path.at, &error), OK);
    enum status status;
    while ((status = dump_reader_next(&reader, &row, &error)) == OK && !reader.at_end)
        dump_row_free(&row);
    assert_int_equal(status, ERR_INVALID);
    assert_non_null(strstr(error.message, "rows are missing"));
    dump_reader_close(&reader);
    unlink(path.at);
}

static void every_table_is_dumped_or_said_to_be_derived(void **state)
{
    (void)state;
    size_t count = 0;
    const struct column_class *classes = column_classes(&count);
    assert_true(count > 100);
    for (size_t i = 0; i < count; i++) {
        struct dump_table table;
        bool found = dump_table_find(str_of(classes[i].table), &table), has_column = false;
        if (found == dump_is_derived(str_of(classes[i].table)))
            print_error("table %s is neither dumped nor derived, or both\n", classes[i].table);
        assert_int_not_equal(found, dump_is_derived(str_of(classes[i].table)));
        for (size_t j = 0; found && j < table.column_count; j++)
            has_column |= str_eq(table.columns[j].name, str_of(classes[i].column));
        assert_int_equal(found, has_column);
    }
}

static void a_full_disk_is_told_and_leaves_no_file(void **state)
{
    struct register_fixture *fixture = *state;
    struct sample sample;
    int64_t rows = 0;
    sample_make(&fixture->work, &sample);
    assert_int_equal(dump_to(&fixture->work, STR("/dev/full"), &rows), ERR_FULL);
    assert_non_null(strstr(fixture->work.error.message, "room"));
    assert_int_equal(dump_to(&fixture->work, STR("/nowhere/at/all"), &rows), ERR_NOT_FOUND);
}

static void only_the_owner_may_read_a_dump(void **state)
{
    struct register_fixture *fixture = *state;
    auto_arena arena = { 0 };
    struct stat info;
    int64_t rows = 0;
    str path = temp_name(&arena, ".jsonl");
    assert_ok(&fixture->work, dump_to(&fixture->work, path, &rows));
    assert_int_equal(stat(path.at, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    assert_int_not_equal(access(arena_print(&arena, "%s.part", path.at).at, F_OK), 0);
    unlink(path.at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_is_dumped_or_said_to_be_derived),
        cmocka_unit_test(no_row_of_a_dump_can_be_missing),
        FEATURE_TEST(a_register_moves_to_a_file_and_on_to_postgres_unchanged),
        FEATURE_TEST(loaded_contacts_are_what_the_loaded_facts_say),
        FEATURE_TEST(a_loaded_register_is_searched_and_recognises_whom_it_has),
        FEATURE_TEST(a_dump_is_not_loaded_into_a_register_with_contents),
        FEATURE_TEST(a_damaged_dump_leaves_the_register_empty),
        SQLITE_TEST(a_full_disk_is_told_and_leaves_no_file),
        SQLITE_TEST(only_the_owner_may_read_a_dump),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
