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

// The sample register, and what exporting it wrote.
struct exported {
    struct arena arena;
    struct sample sample;
    str text;
    int64_t count;
};

static void exported_free(struct exported *out)
{
    arena_free(&out->arena);
}

#define auto_exported __attribute__((cleanup(exported_free))) struct exported

// False: there is no PostgreSQL to do it on.
static bool export_sample(void **state, const struct export_options *options, struct exported *out)
{
    struct register_fixture *fixture = *state;
    if (is_skipped(fixture))
        return false;
    sample_make(&fixture->work, &out->sample);
    out->text = exported(&fixture->work, options, &out->arena, &out->count);
    return true;
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
    const struct export_options all = { .format = EXPORT_CSV, .person = true, .company = true };
    auto_exported out = { 0 };
    if (!export_sample(state, &all, &out))
        return;
    const char *anna = id_text(&out.arena, out.sample.anna).at;
    const char *lund = id_text(&out.arena, out.sample.lund).at;
    const char *nordlys = id_text(&out.arena, out.sample.nordlys).at;
    assert_int_equal(out.count, 5); // Anna, Lars, Lund, Annika and Nordlys
    assert_true(
        has_line(out.text,
                 STR("\xEF\xBB\xBFid,entity,title,given,middle,family,suffix,nickname,birth_date,"
                     "gender,language,job_title,department,employer,company_name,legal_form,"
                     "org_number,vat_number,industry,employees,email,phone,phone_2,street,postcode,"
                     "city,region,country,url,tags,links,level,sources\r")));
    assert_true(
        has_line(out.text,
                 arena_print(&out.arena,
                             "%s,person,,Anna,,Berg,,,1980-02-29,,,,,,,,,,,,anna.berg@example.se,"
                             "+46701740605,+46701740699,Storgatan 1,114 55,Stockholm,,SE,,customer,"
                             "Nordlys Bygg AS (employee),gold,crm:1 newsletter:77\r",
                             anna)));
    assert_true(
        has_line(out.text, arena_print(&out.arena,
                                       "%s,person,,'=cmd|' /C calc'!A0,,Lund,,,,,,,,,,,,,,,,"
                                       "+46701740606,,,,,,,,,,,crm:4\r",
                                       lund)));
    assert_true(has_line(out.text, arena_print(&out.arena,
                                               "%s,company,,,,,,,,,,,,,Nordlys Bygg AS,,,,,,"
                                               "post@nordlys.example,,,,,,,,,supplier,,platinum,"
                                               "crm:3\r",
                                               nordlys)));
}

static void one_entity_has_only_its_columns(void **state)
{
    const struct export_options companies = { .format = EXPORT_CSV, .company = true };
    auto_exported out = { 0 };
    if (!export_sample(state, &companies, &out))
        return;
    assert_int_equal(out.count, 1);
    assert_false(str_has(out.text, STR("birth_date")));
    assert_true(str_has(out.text, STR("org_number")));
}

static void records_tell_which_contact_they_belong_to(void **state)
{
    const struct export_options records = {
        .format = EXPORT_CSV, .person = true, .company = true, .records = true
    };
    auto_exported out = { 0 };
    if (!export_sample(state, &records, &out))
        return;
    const char *anna = id_text(&out.arena, out.sample.anna).at;
    const char *lars = id_text(&out.arena, out.sample.lars).at;
    assert_int_equal(out.count, 7); // without crm:9, which was undone
    assert_true(has_line(out.text, STR("source,external_id,contact\r")));
    assert_true(has_line(out.text, arena_print(&out.arena, "crm,1,%s\r", anna)));
    assert_true(has_line(out.text, arena_print(&out.arena, "newsletter,77,%s\r", anna)));
    assert_true(has_line(out.text, arena_print(&out.arena, "newsletter,79,%s\r", lars)));
    assert_false(str_has(out.text, STR("crm,9,")));
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
    const struct export_options all = { .format = EXPORT_JSONL, .person = true, .company = true };
    auto_exported out = { 0 };
    if (!export_sample(state, &all, &out))
        return;
    json_t *anna = find_contact(out.text, id_text(&out.arena, out.sample.anna).at);
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
    json_t *lars = find_contact(out.text, id_text(&out.arena, out.sample.lars).at);
    assert_string_equal(TEXT_AT(lars, "notes", "0", "body"),
                        "Called twice,\nsaid \"no\" \xF0\x9F\x98\x80");
    json_decref(lars);
    json_t *nordlys = find_contact(out.text, id_text(&out.arena, out.sample.nordlys).at);
    assert_int_equal(json_array_size(json_object_get(nordlys, "links")), 2);
    json_decref(nordlys);
}

static void vcards_name_their_contact(void **state)
{
    const struct export_options persons = { .format = EXPORT_VCARD, .person = true };
    auto_exported out = { 0 };
    if (!export_sample(state, &persons, &out))
        return;
    str anna = id_text(&out.arena, out.sample.anna);
    assert_int_equal(out.count, 4);
    assert_true(has_line(out.text, arena_print(&out.arena, "UID:%s\r", anna.at)));
    assert_true(has_line(out.text, STR("FN:Anna Berg\r")));
    assert_true(has_line(out.text, STR("BDAY:19800229\r")));
    assert_true(has_line(out.text, STR("CATEGORIES:customer\r")));
    assert_true(has_line(out.text, STR("ADR;TYPE=home:;;Storgatan 1;Stockholm;;114 55;SE\r")));
}

static void xlsx_is_a_zip_file_and_needs_a_name(void **state)
{
    const struct export_options all = { .format = EXPORT_XLSX, .person = true, .company = true };
    struct work *work = &((struct register_fixture *)*state)->work;
    auto_exported out = { 0 };
    auto_export_file none = { .file = -1 };
    assert_true(export_sample(state, &all, &out));
    assert_int_equal(out.count, 5);
    assert_true(str_starts(out.text, STR("PK\x03\x04")));
    assert_ok(work, export_file_open(&none, STR("-"), &out.arena, &work->error));
    assert_ok(work, work_begin(work, false));
    assert_int_equal(export_write(work, &all, &none, &out.count), ERR_INVALID);
    assert_ok(work, work_end(work, OK));
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
