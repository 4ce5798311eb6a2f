#include "exchange/sample.h"

#include "base/id.h"
#include "exchange/export.h"

#include <jansson.h>
#include <stdlib.h>
#include <unistd.h>

static bool is_skipped(const struct register_fixture *fixture)
{
    if (!fixture->work.db)
        print_message("skipped: no PostgreSQL\n");
    return !fixture->work.db;
}

static str path_of(struct arena *arena)
{
    return arena_print(arena, "/tmp/kartotek_export_%d.out", (int)getpid());
}

static str exported(struct work *work, const struct export_options *options, struct arena *arena,
                    int64_t *count)
{
    auto_export_file file = { .file = -1 };
    str path = path_of(arena);
    assert_ok(work, export_file_open(&file, path, arena, &work->error));
    assert_ok(work, work_begin(work, false));
    enum status status = export_write(work, options, &file, count);
    assert_ok(work, work_end(work, status));
    assert_ok(work, export_file_finish(&file, &work->error));
    char *text = arena_alloc(arena, 1 << 20);
    FILE *in = fopen(path.at, "rb");
    assert_non_null(in);
    size_t len = fread(text, 1, 1 << 20, in);
    fclose(in);
    unlink(path.at);
    return (str){ text, len };
}

static bool has_line(str text, str line)
{
    str rest = text, part;
    while (str_split(&rest, '\n', &part))
        if (str_eq(part, line))
            return true;
    print_error("no line '" STR_FMT "' in:\n" STR_FMT "\n", STR_ARG(line), STR_ARG(text));
    return false;
}

static void csv_has_a_row_per_contact_and_a_column_per_value(void **state)
{
    struct register_fixture *fixture = *state;
    if (is_skipped(fixture))
        return;
    auto_arena arena = { 0 };
    struct sample sample;
    int64_t count = 0;
    char anna[ID_TEXT_LEN + 1], lund[ID_TEXT_LEN + 1], nordlys[ID_TEXT_LEN + 1];
    sample_make(&fixture->work, &sample);
    id_write(sample.anna, anna);
    id_write(sample.lund, lund);
    id_write(sample.nordlys, nordlys);
    const struct export_options all = { .format = EXPORT_CSV, .person = true, .company = true };
    str text = exported(&fixture->work, &all, &arena, &count);
    assert_int_equal(count, 5); // Anna, Lars, Lund, Annika and Nordlys
    assert_true(has_line(
        text, STR("\xEF\xBB\xBFid,entity,title,given,middle,family,suffix,nickname,birth_date,"
                  "gender,language,job_title,department,employer,company_name,legal_form,"
                  "org_number,vat_number,industry,employees,email,phone,phone_2,street,postcode,"
                  "city,region,country,url,tags,links,level,sources\r")));
    assert_true(has_line(
        text, arena_print(&arena,
                          "%s,person,,Anna,,Berg,,,1980-02-29,,,,,,,,,,,,anna.berg@example.se,"
                          "+46701740605,+46701740699,Storgatan 1,114 55,Stockholm,,SE,,customer,"
                          "Nordlys Bygg AS (employee),gold,crm:1 newsletter:77\r",
                          anna)));
    assert_true(has_line(text, arena_print(&arena,
                                           "%s,person,,'=cmd|' /C calc'!A0,,Lund,,,,,,,,,,,,,,,,"
                                           "+46701740606,,,,,,,,,,,crm:4\r",
                                           lund)));
    assert_true(has_line(text, arena_print(&arena,
                                           "%s,company,,,,,,,,,,,,,Nordlys Bygg AS,,,,,,"
                                           "post@nordlys.example,,,,,,,,,supplier,,platinum,"
                                           "crm:3\r",
                                           nordlys)));
}

static void one_entity_has_only_its_columns(void **state)
{
    struct register_fixture *fixture = *state;
    if (is_skipped(fixture))
        return;
    auto_arena arena = { 0 };
    struct sample sample;
    int64_t count = 0;
    sample_make(&fixture->work, &sample);
    const struct export_options companies = { .format = EXPORT_CSV, .company = true };
    str text = exported(&fixture->work, &companies, &arena, &count);
    assert_int_equal(count, 1);
    assert_false(str_has(text, STR("birth_date")));
    assert_true(str_has(text, STR("org_number")));
}

static void records_tell_which_contact_they_belong_to(void **state)
{
    struct register_fixture *fixture = *state;
    if (is_skipped(fixture))
        return;
    auto_arena arena = { 0 };
    struct sample sample;
    int64_t count = 0;
    char anna[ID_TEXT_LEN + 1], lars[ID_TEXT_LEN + 1];
    sample_make(&fixture->work, &sample);
    id_write(sample.anna, anna);
    id_write(sample.lars, lars);
    const struct export_options records = {
        .format = EXPORT_CSV, .person = true, .company = true, .records = true
    };
    str text = exported(&fixture->work, &records, &arena, &count);
    assert_int_equal(count, 7); // without crm:9, which was undone
    assert_true(has_line(text, STR("source,external_id,contact\r")));
    assert_true(has_line(text, arena_print(&arena, "crm,1,%s\r", anna)));
    assert_true(has_line(text, arena_print(&arena, "newsletter,77,%s\r", anna)));
    assert_true(has_line(text, arena_print(&arena, "newsletter,79,%s\r", lars)));
    assert_false(str_has(text, STR("crm,9,")));
}

static json_t *find_contact(str text, const char *id)
{
    str rest = text, line;
    while (str_split(&rest, '\n', &line)) {
        json_t *root = json_loadb(line.at, line.len, 0, NULL);
        if (root && strcmp(json_string_value(json_object_get(root, "id")), id) == 0)
            return root;
        json_decref(root);
    }
    return NULL;
}

// Follows keys and indexes: "points", "0", "value".
static const char *text_at(json_t *root, const char *const *path, size_t count)
{
    for (size_t i = 0; i < count; i++)
        root = json_is_array(root) ? json_array_get(root, (size_t)atol(path[i]))
                                   : json_object_get(root, path[i]);
    return json_string_value(root);
}

#define TEXT_AT(root, ...)                                \
    text_at((root), (const char *const[]){ __VA_ARGS__ }, \
            sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

static void json_lines_tell_everything_with_its_origin(void **state)
{
    struct register_fixture *fixture = *state;
    if (is_skipped(fixture))
        return;
    auto_arena arena = { 0 };
    struct sample sample;
    int64_t count = 0;
    char id[ID_TEXT_LEN + 1];
    sample_make(&fixture->work, &sample);
    const struct export_options all = { .format = EXPORT_JSONL, .person = true, .company = true };
    str text = exported(&fixture->work, &all, &arena, &count);
    id_write(sample.anna, id);
    json_t *anna = find_contact(text, id);
    assert_string_equal(TEXT_AT(anna, "values", "given", "value"), "Anna");
    assert_string_equal(TEXT_AT(anna, "values", "birth_date", "value"), "1980-02-29");
    json_t *values = json_object_get(anna, "values");
    json_t *birth = json_object_get(json_object_get(values, "birth_date"), "origin");
    assert_true(json_is_true(json_object_get(birth, "by_hand")));
    assert_string_equal(TEXT_AT(anna, "points", "0", "kind"), "email");
    assert_string_equal(TEXT_AT(anna, "points", "0", "label"), "work");
    assert_string_equal(TEXT_AT(anna, "points", "0", "status"), "said");
    assert_string_equal(TEXT_AT(anna, "points", "2", "value"), "+46701740699");
    assert_string_equal(TEXT_AT(anna, "points", "2", "origin", "source"), "newsletter");
    assert_string_equal(TEXT_AT(anna, "points", "2", "origin", "external_id"), "77");
    assert_string_equal(TEXT_AT(anna, "custom", "level"), "gold");
    assert_string_equal(TEXT_AT(anna, "links", "0", "name"), "Nordlys Bygg AS");
    assert_string_equal(TEXT_AT(anna, "links", "0", "role"), "employee");
    assert_string_equal(TEXT_AT(anna, "tags", "0"), "customer");
    assert_string_equal(TEXT_AT(anna, "records", "1", "external_id"), "77");
    json_decref(anna);
    id_write(sample.lars, id);
    json_t *lars = find_contact(text, id);
    assert_string_equal(TEXT_AT(lars, "notes", "0", "body"),
                        "Called twice,\nsaid \"no\" \xF0\x9F\x98\x80");
    json_decref(lars);
    id_write(sample.nordlys, id);
    json_t *nordlys = find_contact(text, id);
    assert_int_equal(json_array_size(json_object_get(nordlys, "links")), 2);
    json_decref(nordlys);
}

static void vcards_name_their_contact(void **state)
{
    struct register_fixture *fixture = *state;
    if (is_skipped(fixture))
        return;
    auto_arena arena = { 0 };
    struct sample sample;
    int64_t count = 0;
    char anna[ID_TEXT_LEN + 1];
    sample_make(&fixture->work, &sample);
    id_write(sample.anna, anna);
    const struct export_options persons = { .format = EXPORT_VCARD, .person = true };
    str text = exported(&fixture->work, &persons, &arena, &count);
    assert_int_equal(count, 4);
    assert_true(has_line(text, arena_print(&arena, "UID:%s\r", anna)));
    assert_true(has_line(text, STR("FN:Anna Berg\r")));
    assert_true(has_line(text, STR("BDAY:19800229\r")));
    assert_true(has_line(text, STR("CATEGORIES:customer\r")));
    assert_true(has_line(text, STR("ADR;TYPE=home:;;Storgatan 1;Stockholm;;114 55;SE\r")));
}

static void xlsx_is_a_zip_file_and_needs_a_name(void **state)
{
    struct register_fixture *fixture = *state;
    auto_arena arena = { 0 };
    auto_export_file none = { .file = -1 };
    struct sample sample;
    int64_t count = 0;
    sample_make(&fixture->work, &sample);
    const struct export_options all = { .format = EXPORT_XLSX, .person = true, .company = true };
    str text = exported(&fixture->work, &all, &arena, &count);
    assert_int_equal(count, 5);
    assert_true(str_starts(text, STR("PK\x03\x04")));
    assert_ok(&fixture->work, export_file_open(&none, STR("-"), &arena, &fixture->work.error));
    assert_ok(&fixture->work, work_begin(&fixture->work, false));
    assert_int_equal(export_write(&fixture->work, &all, &none, &count), ERR_INVALID);
    assert_ok(&fixture->work, work_end(&fixture->work, OK));
}

static void an_export_that_stops_leaves_what_was_there(void **state)
{
    struct register_fixture *fixture = *state;
    auto_arena arena = { 0 };
    str path = path_of(&arena);
    struct export_file file = { .file = -1 };
    FILE *old = fopen(path.at, "w");
    assert_non_null(old);
    fputs("before", old);
    fclose(old);
    assert_ok(&fixture->work, export_file_open(&file, path, &arena, &fixture->work.error));
    assert_ok(&fixture->work, export_file_write(&file, STR("half"), &fixture->work.error));
    export_file_close(&file);
    char text[16] = "";
    old = fopen(path.at, "r");
    assert_non_null(old);
    assert_int_equal(fread(text, 1, sizeof text, old), 6);
    fclose(old);
    assert_string_equal(text, "before");
    assert_int_not_equal(access(arena_print(&arena, "%s.part", path.at).at, F_OK), 0);
    unlink(path.at);
}

static void the_ending_of_a_file_tells_its_format(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        bool known;
        enum export_format format;
    } CASES[] = {
        { "a.csv", true, EXPORT_CSV },
        { "dir.csv/Kunder.XLSX", true, EXPORT_XLSX },
        { "a.vcf", true, EXPORT_VCARD },
        { "a.ndjson", true, EXPORT_JSONL },
        { "a.jsonl", true, EXPORT_JSONL },
        { "csv", false, 0 },
        { ".csv", false, 0 },
        { "a.txt", false, 0 },
    };
    for (size_t i = 0; i < LENGTH(CASES); i++) {
        enum export_format format = EXPORT_CSV;
        assert_int_equal(export_format_guess(str_of(CASES[i].path), &format), CASES[i].known);
        if (CASES[i].known)
            assert_int_equal(format, CASES[i].format);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ending_of_a_file_tells_its_format),
        FEATURE_TEST(csv_has_a_row_per_contact_and_a_column_per_value),
        FEATURE_TEST(one_entity_has_only_its_columns),
        FEATURE_TEST(records_tell_which_contact_they_belong_to),
        FEATURE_TEST(json_lines_tell_everything_with_its_origin),
        FEATURE_TEST(vcards_name_their_contact),
        SQLITE_TEST(xlsx_is_a_zip_file_and_needs_a_name),
        SQLITE_TEST(an_export_that_stops_leaves_what_was_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
