#include "test.h"

#include "base/utf8.h"
#include "demo/demo.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// Two runs with one seed and one with another, made once for all tests.
struct runs {
    char first[32], second[32], other[32];
    struct arena arena;
};

static const char *const FILES[] = { "crm_export.csv", "newsletter.csv", "erp_customers.xlsx",
                                     "phone_contacts.vcf", "truth.csv" };

static void write_run(char directory[32], uint64_t seed)
{
    struct error error = { 0 };
    strncpy(directory, "/tmp/kartotek_demo_XXXXXX", 32);
    assert_non_null(mkdtemp(directory));
    assert_int_equal(demo_write(directory, seed, &error), OK);
}

static int make_runs(void **state)
{
    struct runs *runs = calloc(1, sizeof *runs);
    write_run(runs->first, DEMO_SEED);
    write_run(runs->second, DEMO_SEED);
    write_run(runs->other, DEMO_SEED + 1);
    *state = runs;
    return 0;
}

static void remove_run(const char *directory)
{
    auto_arena arena = { 0 };
    for (size_t i = 0; i < LENGTH(FILES); i++)
        unlink(arena_print(&arena, "%s/%s", directory, FILES[i]).at);
    rmdir(directory);
}

static int remove_runs(void **state)
{
    struct runs *runs = *state;
    remove_run(runs->first);
    remove_run(runs->second);
    remove_run(runs->other);
    arena_free(&runs->arena);
    free(runs);
    return 0;
}

static str read_file(struct runs *runs, const char *directory, const char *name)
{
    FILE *file = fopen(arena_print(&runs->arena, "%s/%s", directory, name).at, "rb");
    assert_non_null(file);
    enum { SIZE_MAX_READ = 4 * 1024 * 1024 };
    char *bytes = ARENA_NEW(&runs->arena, char, SIZE_MAX_READ);
    size_t len = fread(bytes, 1, SIZE_MAX_READ, file);
    assert_true(len < SIZE_MAX_READ);
    fclose(file);
    return (str){ bytes, len };
}

static void one_seed_writes_the_same_bytes_twice(void **state)
{
    struct runs *runs = *state;
    for (size_t i = 0; i < LENGTH(FILES); i++) {
        str first = read_file(runs, runs->first, FILES[i]);
        assert_true(first.len > 10000);
        assert_true(str_eq(first, read_file(runs, runs->second, FILES[i])));
        assert_false(str_eq(first, read_file(runs, runs->other, FILES[i])));
    }
}

// The number of rows of a CSV file below its header: line breaks in quotes do not count.
static size_t rows_of(str csv)
{
    size_t rows = 0;
    bool quoted = false;
    for (size_t i = 0; i < csv.len; i++) {
        quoted ^= csv.at[i] == '"';
        rows += csv.at[i] == '\n' && !quoted;
    }
    return rows - 1;
}

static size_t count_of(str text, str part)
{
    size_t count = 0;
    for (size_t at; (at = str_find(text, part)) < text.len; count++)
        text = str_slice(text, at + part.len, text.len);
    return count;
}

static void the_sources_have_ten_thousand_records(void **state)
{
    struct runs *runs = *state;
    assert_int_equal(rows_of(read_file(runs, runs->first, "crm_export.csv")), 4200);
    assert_int_equal(rows_of(read_file(runs, runs->first, "newsletter.csv")), 3300);
    str cards = read_file(runs, runs->first, "phone_contacts.vcf");
    assert_int_equal(count_of(cards, STR("BEGIN:VCARD\r\n")), 1300);
    assert_int_equal(count_of(cards, STR("END:VCARD\r\n")), 1300);
    assert_int_equal(rows_of(read_file(runs, runs->first, "truth.csv")), 10000);
}

static void the_cards_are_of_three_generations(void **state)
{
    struct runs *runs = *state;
    str cards = read_file(runs, runs->first, "phone_contacts.vcf");
    assert_true(utf8_valid(cards));
    assert_true(count_of(cards, STR("VERSION:2.1\r\n")) > 100);
    assert_true(count_of(cards, STR("VERSION:3.0\r\n")) > 400);
    assert_true(count_of(cards, STR("VERSION:4.0\r\n")) > 200);
    assert_true(count_of(cards, STR(";CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:")) > 50);
    str line;
    while (str_split(&cards, '\n', &line))
        assert_true(line.len <= 79); // 75 octets, "=" or "=XX" of a soft break, CR
}

static void the_crm_is_windows_1252(void **state)
{
    struct runs *runs = *state;
    str crm = read_file(runs, runs->first, "crm_export.csv");
    assert_false(utf8_valid(crm));
    assert_true(str_starts(crm, STR("Kundnr;F\xF6rnamn;Efternamn;F\xF6retag;Org.nr;")));
    for (size_t i = 0; i < crm.len; i++) // the five bytes Windows-1252 does not define
        assert_null(memchr("\x81\x8D\x8F\x90\x9D", crm.at[i], 5));
    assert_true(count_of(crm, STR("\x96")) > 10); // an en dash
}

static void the_newsletter_has_mojibake_and_a_pasted_name(void **state)
{
    struct runs *runs = *state;
    str newsletter = read_file(runs, runs->first, "newsletter.csv");
    assert_true(utf8_valid(newsletter));
    assert_true(count_of(newsletter, STR("\u00C3\u00B6")) > 5); // "ö" read wrongly: "Ã¶"
    assert_int_equal(count_of(newsletter, STR("colleagues too\"")), 1);
}

// Takes the part of `text` up to and with `id`: records stand in the order of the truth.
static bool find_next(struct arena *arena, str *text, const char *before, str id, const char *after)
{
    str wanted = arena_print(arena, "%s" STR_FMT "%s", before, STR_ARG(id), after);
    size_t at = str_find(*text, wanted);
    bool found = at < text->len;
    *text = str_slice(*text, at, text->len);
    return found;
}

// True when the number `id` is one more than `last`, which becomes it.
static bool is_next(str id, int64_t *last)
{
    int64_t number = 0;
    bool next = str_to_int(id, &number) && number == *last + 1;
    *last = number;
    return next;
}

static void every_row_of_the_truth_points_at_a_record(void **state)
{
    struct runs *runs = *state;
    str truth = read_file(runs, runs->first, "truth.csv"), line;
    str_split(&truth, '\n', &line);
    assert_str(line, "source,external_id,entity,related,wrong");
    str crm = read_file(runs, runs->first, "crm_export.csv");
    str cards = read_file(runs, runs->first, "phone_contacts.vcf");
    int64_t row = 0, customer = 20000;
    while (str_split(&truth, '\n', &line) && line.len) {
        str source, id;
        str_split(&line, ',', &source);
        str_split(&line, ',', &id);
        if (str_eq(source, STR("crm_export")))
            assert_true(find_next(&runs->arena, &crm, "\r\n", id, ";"));
        else if (str_eq(source, STR("phone_contacts")))
            assert_true(find_next(&runs->arena, &cards, "\r\nUID:", id, "\r\n"));
        else if (str_eq(source, STR("newsletter")))
            assert_true(is_next(id, &row));
        else
            assert_true(str_eq(source, STR("erp_customers")) && is_next(id, &customer));
    }
    assert_int_equal(row, 3300);
    assert_int_equal(customer, 21200);
}

static void everybody_is_in_some_source_and_many_in_several(void **state)
{
    struct runs *runs = *state;
    str truth = read_file(runs, runs->first, "truth.csv"), line;
    static int people[5501], companies[901];
    str_split(&truth, '\n', &line);
    while (str_split(&truth, '\n', &line) && line.len) {
        str source, id, entity;
        int64_t number = 0;
        str_split(&line, ',', &source);
        str_split(&line, ',', &id);
        str_split(&line, ',', &entity);
        assert_true(str_to_int(str_slice(entity, 1, entity.len), &number));
        assert_true(number >= 1 && number <= (entity.at[0] == 'p' ? 5500 : 900));
        (entity.at[0] == 'p' ? people : companies)[number]++;
    }
    int several = 0;
    for (int i = 1; i <= 5500; i++) {
        assert_true(people[i] > 0);
        several += people[i] > 1;
    }
    for (int i = 1; i <= 900; i++)
        assert_true(companies[i] > 0);
    assert_true(several > 2000);
}

static void e_mail_domains_belong_to_nobody(void **state)
{
    struct runs *runs = *state;
    static const char *const SAFE[] = { ".example",   ",example",   "example.com",
                                        "example.se", "example.no", "example.org" };
    str newsletter = read_file(runs, runs->first, "newsletter.csv"), line, cell;
    str_split(&newsletter, '\n', &line);
    while (str_split(&newsletter, '\n', &line)) {
        str_split(&line, ',', &cell);
        str domain = str_trim(str_slice(cell, str_find_byte(cell, '@') + 1, cell.len));
        bool safe = domain.len == 0 || cell.at[0] == '"';
        for (size_t i = 0; i < LENGTH(SAFE); i++)
            safe |= str_ends(domain, str_of(SAFE[i]));
        assert_true(safe);
    }
}

static void a_directory_that_cannot_be_made_is_said(void **state)
{
    (void)state;
    struct error error = { 0 };
    assert_int_equal(demo_write("/nonexistent/demo", 1, &error), ERR_NOT_FOUND);
    assert_string_equal(error.field, "directory");
    assert_non_null(strstr(error.message, "/nonexistent/demo cannot be written"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_seed_writes_the_same_bytes_twice),
        cmocka_unit_test(the_sources_have_ten_thousand_records),
        cmocka_unit_test(the_cards_are_of_three_generations),
        cmocka_unit_test(the_crm_is_windows_1252),
        cmocka_unit_test(the_newsletter_has_mojibake_and_a_pasted_name),
        cmocka_unit_test(every_row_of_the_truth_points_at_a_record),
        cmocka_unit_test(everybody_is_in_some_source_and_many_in_several),
        cmocka_unit_test(e_mail_domains_belong_to_nobody),
        cmocka_unit_test(a_directory_that_cannot_be_made_is_said),
    };
    return cmocka_run_group_tests(tests, make_runs, remove_runs);
}
