#include "test.h"

#include "demo/demo.h"
#include "demo/demo_random.h"
#include "exchange/clean.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TEXT_MAX = 8 * 1024 * 1024 };

// A directory for the files of one test.
struct desk {
    char directory[32];
    struct arena arena;
    struct clean_result result;
    struct error error;
};

static const char *const FILES[] = {
    "in.csv",         "once.csv",  "twice.csv",      "issues.csv",         "once.xlsx",
    "crm_export.csv", "truth.csv", "newsletter.csv", "erp_customers.xlsx", "phone_contacts.vcf"
};

static str path_of(struct desk *desk, const char *name)
{
    return arena_print(&desk->arena, "%s/%s", desk->directory, name);
}

static int set_up(void **state)
{
    struct desk *desk = calloc(1, sizeof *desk);
    strncpy(desk->directory, "/tmp/kartotek_clean_XXXXXX", sizeof desk->directory);
    *state = desk;
    return mkdtemp(desk->directory) ? 0 : -1;
}

static int tear_down(void **state)
{
    struct desk *desk = *state;
    for (size_t i = 0; i < LENGTH(FILES); i++)
        unlink(path_of(desk, FILES[i]).at);
    assert_int_equal(rmdir(desk->directory), 0); // nothing else was left behind
    arena_free(&desk->arena);
    free(desk);
    return 0;
}

static void write_file(struct desk *desk, const char *name, str text)
{
    FILE *file = fopen(path_of(desk, name).at, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text.at, 1, text.len, file), text.len);
    fclose(file);
}

// Without the byte order mark and with bare line ends.
static str read_file(struct desk *desk, const char *name)
{
    FILE *file = fopen(path_of(desk, name).at, "rb");
    assert_non_null(file);
    char *text = ARENA_NEW(&desk->arena, char, TEXT_MAX);
    size_t len = fread(text, 1, TEXT_MAX, file), kept = 0;
    fclose(file);
    assert_true(len < TEXT_MAX);
    for (size_t i = str_starts((str){ text, len }, STR("\xEF\xBB\xBF")) ? 3 : 0; i < len; i++)
        if (text[i] != '\r')
            text[kept++] = text[i];
    return (str){ text, kept };
}

static enum status run(struct desk *desk, const struct clean_options *options)
{
    struct clean *clean = NULL;
    bool done = false;
    enum status status = clean_open(&clean, options, &desk->arena, &desk->error);
    while (status == OK && !done)
        status = clean_step(clean, &done, &desk->error);
    if (status == OK)
        status = clean_finish(clean, &desk->error);
    if (status == OK)
        desk->result = *clean_result(clean);
    clean_close(clean);
    return status;
}

static void clean_to(struct desk *desk, const char *from, const char *to, const char *country)
{
    struct clean_options options = {
        .path = path_of(desk, from).at,
        .output = path_of(desk, to),
        .issues = path_of(desk, "issues.csv"),
        .country = str_of(country),
        .format = str_ends(str_of(to), STR(".xlsx")) ? TABLE_FILE_XLSX : TABLE_FILE_CSV,
    };
    enum status status = run(desk, &options);
    if (status != OK)
        print_error("%s\n", desk->error.message);
    assert_int_equal(status, OK);
}

static int64_t count_of(const struct desk *desk, const char *rule, bool problems)
{
    for (size_t i = 0; i < desk->result.rule_count; i++)
        if (strcmp(desk->result.rules[i].rule, rule) == 0)
            return problems ? desk->result.rules[i].problems : desk->result.rules[i].changed;
    return 0;
}

static const char PEOPLE[] =
    "kundnr;name;e-mail;phone;address;postcode;city;country;birth date;shoe size\n"
    " 7 ;BERG, ANNA;Anna.Berg@Example.SE;070-123 45 67 / "
    "08-123 456 78;Storgatan\t1;11455;STOCKHOLM;Sverige;29.02.1980; 38\n"
    "8;Dr. Lars \"Lasse\" Ek, PhD;n/a;08-123 456 78 ext "
    "12;=1+1;SE-114 55;Stockholm;SE;31.02.1980;=2+2\n";

static void values_are_put_in_standard_form_in_their_own_columns(void **state)
{
    struct desk *desk = *state;
    write_file(desk, "in.csv", str_of(PEOPLE));
    clean_to(desk, "in.csv", "once.csv", "SE");
    assert_str(read_file(desk, "once.csv"),
               "kundnr;name;e-mail;phone;address;postcode;city;country;birth date;shoe size\n"
               "7;Anna Berg;Anna.Berg@example.se;\"+46701234567; +46812345678\";Storgatan "
               "1;114 55;Stockholm;SE;1980-02-29;\" 38\"\n"
               "8;\"Dr. Lars \"\"Lasse\"\" Ek PhD\";;'+46812345678 ext. 12;'=1+1;114 "
               "55;Stockholm;SE;31.02.1980;'=2+2\n");
}

static void every_change_and_problem_is_listed_and_counted(void **state)
{
    struct desk *desk = *state;
    write_file(desk, "in.csv", str_of(PEOPLE));
    clean_to(desk, "in.csv", "once.csv", "SE");
    str issues = read_file(desk, "issues.csv");
    assert_true(str_starts(issues, STR("row,column,before,after,rule,problem\n"
                                       "1,kundnr,\" 7 \",7,spaces,\n"
                                       "1,name,\"BERG, ANNA\",Anna Berg,name,\n")));
    assert_true(str_has(issues, STR("\n1,phone,070-123 45 67 / 08-123 456 78,+46701234567; "
                                    "+46812345678,split,\n")));
    assert_true(str_has(issues, STR("\n1,address,Storgatan\t1,Storgatan 1,spaces,\n")));
    assert_true(str_has(issues, STR("\n2,e-mail,n/a,,junk,\n")));
    assert_true(str_has(issues, STR("\n2,birth date,31.02.1980,31.02.1980,birth_date,\"it is not "
                                    "a date, or the calendar does not have it\"\n")));
    assert_int_equal(desk->result.rows, 2);
    assert_int_equal(count_of(desk, "name", false), 2);
    assert_int_equal(count_of(desk, "postcode", false), 2);
    assert_int_equal(count_of(desk, "junk", false), 1);
    assert_int_equal(count_of(desk, "birth_date", false), 1);
    assert_int_equal(count_of(desk, "birth_date", true), 1);
    assert_int_equal(desk->result.problems, 1);
}

static void print_changes(struct desk *desk, const char *from, const char *country)
{
    str line, issues = read_file(desk, "issues.csv");
    while (str_split(&issues, '\n', &line))
        if (str_ends(line, STR(",")))
            print_error("%s in \"%s\": " STR_FMT "\n", from, country, STR_ARG(line));
}

// Cleaning what was cleaned leaves every byte, and lists the same problems but no change.
static void assert_settles(struct desk *desk, const char *from, const char *country)
{
    clean_to(desk, from, "once.csv", country);
    struct clean_result first = desk->result;
    assert_true(first.changed > 0);
    clean_to(desk, "once.csv", "twice.csv", country);
    if (desk->result.changed)
        print_changes(desk, from, country);
    assert_int_equal(desk->result.changed, 0);
    assert_int_equal(desk->result.rows, first.rows);
    assert_true(str_eq(read_file(desk, "once.csv"), read_file(desk, "twice.csv")));
}

static void cleaning_a_clean_file_changes_nothing(void **state)
{
    struct desk *desk = *state;
    assert_int_equal(demo_write(desk->directory, DEMO_SEED, &desk->error), OK);
    assert_settles(desk, "crm_export.csv", "SE");
    assert_settles(desk, "newsletter.csv", "NO");
    assert_settles(desk, "erp_customers.xlsx", "DK");
}

// Texts that are hard to put in standard form, for any column, as a list ended by NULL.
static const struct hard {
    const char *column, *texts[24];
} HARD[] = {
    { "name",
      { "Berg, Anna",
        "Dr. Anna Berg, PhD",
        "ANNA BERG",
        "Anna \"Nan\" Maria Berg",
        "Herr Lars von Berg jr",
        "Mr. John Q. Public III",
        "Berg, Anna, Dr",
        "prof. dr. Kim Lee",
        "Anna (Nan) Berg",
        "Anna & Bo Berg",
        "BERG",
        "O'neil, Shaun",
        "Sir Bo",
        "Anna 'Nan' Berg",
        "Mrs",
        "Jr",
        "Anna Berg, Jr., PhD",
        "anna@x.se",
        "de la Cruz, Juan",
        "(Nan)",
        "=cmd|x",
        "JP MORGAN" } },
    { "email",
      { "A.B@Example.SE ", "mailto:a@b.se", "a@b.se; c@d.no", "a@gmial.com", "test@test.com",
        "Anna <a@b.se>", "a b@c.se", "070-123 45 67", "a at b dot se", "a@b.se,c@d.se",
        "\xC3\xA5@\xC3\xA4.se", "a@b.se.", "foo@@bar.se" } },
    { "phone",
      { "070-123 45 67",
        "0046701234567",
        "08-12345678 ext 12",
        "070-1234567; 08-123456",
        "031/12 34 56",
        "(08) 123 456 78",
        "+1 (212) 555-0123",
        "112",
        "00000000",
        "abc",
        "a@b.se",
        "7.01E+08",
        "46701234567",
        "22 12 34 56",
        "tel:+4670-1234567",
        "070-123 45 67 (hem)",
        "1-800-FLOWERS",
        "'+46701234567",
        "070-1234567|08-123",
        "+46 8 12 34 56 78 x99",
        "+46701234567, +4712345678" } },
    { "address 1", { "STORGATAN 1 , 2 TR", " Box 12", "Storgatan\n1", "-1+1", "n/a" } },
    { "address 2", { "c/o Berg\tStorg. 2", "-", "lgh 1101", "\xC2\xA0", "@x" } },
    { "postcode",
      { "11455", "SE-114 55", "0150", "NO-0150", "DK-2100", "sw1a1aa", "abc", "12345-6789",
        "1012 ab", "FI-00100", "101" } },
    { "city", { "STOCKHOLM", "STOKE UPON TRENT", "\xC3\x85RE", "114 55 Stockholm", "?" } },
    { "country", { "SE", "Norge", "uk", "USA", "Atlantis", "Deutschland", "FI", "", "NL" } },
    { "birth date",
      { "29.02.1980", "02/29/1980", "1980", "Feb 29, 1980", "31.02.1980", "19800229", "29.02.80",
        "--02-29", "May 1980", "29263" } },
    { "company name",
      { "NORDLYS BYGG A/S", "berg & co ab (publ)", "AKTIEBOLAGET SKF", "FOO INC", "GmbH",
        "bar gmbh & co. kg", "Acme L.L.C.", "\"Berg\" ab", "Foo AB i konkurs", "foo (SVERIGE) AB",
        "A.S. Norving" } },
    { "org number",
      { "5560125790", "16556012-5790", "923609016", "NO 923 609 016 MVA", "DK 25313763",
        "0112038-9", "FI01120389", "SE556012579001", "12345" } },
    { "vat number",
      { "SE 5560125790 01", "923609016MVA", "NO 923 609 016 MVA", "DK 25313763", "FI-01120389",
        "DE136695976", "no" } },
    { "website",
      { "http://Example.com", "WWW.Example.COM/Path", "a@b.se", "http://", "HTTP://X.SE:80/",
        "ftp://x.se", "http://x.se/a b" } },
    { "gender", { "M", "Kvinna", "x", "?", "herr" } },
    { "tags", { "a,b;c", "  VIP | kund ", "a/b", ";;" } },
    { "notes", { "line 1\nline 2", " x ", "=HYPERLINK(\"x\")", "-x" } },
};

static void add_row(struct buf *text, struct demo_random *random)
{
    for (size_t column = 0; column < LENGTH(HARD); column++) {
        size_t count = 0;
        while (count < LENGTH(HARD[column].texts) && HARD[column].texts[count])
            count++;
        str cell = str_of(HARD[column].texts[demo_random_below(random, count)]);
        buf_add(text, column ? STR(",\"") : STR("\""));
        for (size_t i = 0; i < cell.len; i++)
            buf_print(text, "%s%c", cell.at[i] == '"' ? "\"" : "", cell.at[i]);
        buf_add_byte(text, '"');
    }
    buf_add_byte(text, '\n');
}

static void even_hard_texts_settle_at_once(void **state)
{
    struct desk *desk = *state;
    static const char *const COUNTRIES[] = { "", "SE", "NO", "DK", "FI", "GB", "US", "DE" };
    for (size_t i = 0; i < LENGTH(COUNTRIES); i++) {
        struct demo_random random = demo_random_new(DEMO_SEED, COUNTRIES[i]);
        auto_buf text = buf_new(TEXT_MAX);
        for (size_t column = 0; column < LENGTH(HARD); column++)
            buf_print(&text, "%s%s", column ? "," : "", HARD[column].column);
        buf_add_byte(&text, '\n');
        for (int row = 0; row < 400; row++)
            add_row(&text, &random);
        write_file(desk, "in.csv", buf_str(&text));
        assert_settles(desk, "in.csv", COUNTRIES[i]);
    }
}

static void a_workbook_holds_the_same_cells(void **state)
{
    struct desk *desk = *state;
    write_file(desk, "in.csv", STR("name,phone\nBERG; ANNA,070-123 45 67\nLars Ek,=1\n"));
    clean_to(desk, "in.csv", "once.xlsx", "SE");
    clean_to(desk, "once.xlsx", "twice.csv", "SE");
    clean_to(desk, "in.csv", "once.csv", "SE");
    assert_true(str_eq(read_file(desk, "once.csv"), read_file(desk, "twice.csv")));
}

static void a_row_that_cannot_be_used_is_copied_and_listed(void **state)
{
    struct desk *desk = *state;
    write_file(desk, "in.csv", STR("name,email\nANNA BERG,A@B.SE,more\nLARS EK,C@D.SE\n"));
    clean_to(desk, "in.csv", "once.csv", "SE");
    assert_str(read_file(desk, "once.csv"), "name,email\nANNA BERG,A@B.SE\nLars Ek,C@d.se\n");
    assert_int_equal(count_of(desk, "row", true), 1);
    assert_int_equal(desk->result.rows, 2);
}

static void the_file_itself_is_never_overwritten(void **state)
{
    struct desk *desk = *state;
    write_file(desk, "in.csv", STR("name\nANNA BERG\n"));
    str path = path_of(desk, "in.csv");
    struct clean_options options = { .path = path.at, .output = path };
    assert_int_equal(run(desk, &options), ERR_CONFLICT);
    options = (struct clean_options){ .path = path.at, .output = STR("-"), .issues = path };
    assert_int_equal(run(desk, &options), ERR_CONFLICT);
    assert_str(read_file(desk, "in.csv"), "name\nANNA BERG\n");
}

static void a_file_that_cannot_be_used_leaves_nothing_behind(void **state)
{
    struct desk *desk = *state;
    write_file(desk, "in.csv", STR("BEGIN:VCARD\nEND:VCARD\n"));
    struct clean_options options = { .path = path_of(desk, "in.csv").at,
                                     .output = path_of(desk, "once.csv") };
    assert_int_equal(run(desk, &options), ERR_INVALID);
    assert_int_equal(access(options.output.at, F_OK), -1);
    options.path = path_of(desk, "missing.csv").at;
    assert_int_equal(run(desk, &options), ERR_NOT_FOUND);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(values_are_put_in_standard_form_in_their_own_columns),
        TEST(every_change_and_problem_is_listed_and_counted),
        TEST(cleaning_a_clean_file_changes_nothing),
        TEST(even_hard_texts_settle_at_once),
        TEST(a_workbook_holds_the_same_cells),
        TEST(a_row_that_cannot_be_used_is_copied_and_listed),
        TEST(the_file_itself_is_never_overwritten),
        TEST(a_file_that_cannot_be_used_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
