#include "test.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "format/vcard_reader.h"
#include "format/vcard_value.h"
#include "format/vcard_write.h"

#include <dirent.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { CARDS_MAX = 64 };

struct cards {
    struct vcard items[CARDS_MAX];
    size_t count;
};

static struct cards read_all(const char *text, struct arena *arena)
{
    struct cards cards = { 0 };
    struct error error;
    struct vcard_reader *reader = vcard_reader_open_memory(str_of(text));
    for (bool done = false; cards.count < CARDS_MAX;) {
        assert_int_equal(vcard_next(reader, arena, &cards.items[cards.count], &done, &error), OK);
        if (done)
            break;
        cards.count++;
    }
    vcard_reader_close(reader);
    return cards;
}

// The only card, which has nothing to complain about.
static struct vcard read_one(const char *text, struct arena *arena)
{
    struct cards cards = read_all(text, arena);
    assert_int_equal(cards.count, 1);
    assert_int_equal(cards.items[0].problem_count, 0);
    assert_false(cards.items[0].broken);
    return cards.items[0];
}

static str value_of(const struct vcard *card, const char *name)
{
    const struct vcard_property *property = vcard_find(card, str_of(name));
    return property ? property->value : STR("(none)");
}

static void a_property_has_group_name_parameters_and_value(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct vcard card = read_one("BEGIN:VCARD\r\nVERSION:4.0\r\n"
                                 "item1.tel;type=\"work,voice\";PREF=1:tel:+46-8-1\r\n"
                                 "item1.X-ABLabel:Front desk\r\nEND:VCARD\r\n",
                                 &arena);
    assert_int_equal(card.version, VCARD_4_0);
    assert_int_equal(card.count, 2);
    const struct vcard_property *tel = vcard_find(&card, STR("TEL"));
    assert_str(tel->group, "item1");
    assert_str(tel->value, "tel:+46-8-1");
    assert_str(tel->raw, "item1.tel;type=\"work,voice\";PREF=1:tel:+46-8-1");
    assert_int_equal(tel->line, 3);
    assert_true(vcard_has_type(tel, STR("VOICE")));
    assert_false(vcard_has_type(tel, STR("home")));
    assert_str(vcard_param(tel, STR("PREF")), "1");
    assert_str(vcard_group_find(&card, tel, STR("X-ABLABEL"))->value, "Front desk");
}

static void folded_lines_are_joined_as_their_version_says(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct vcard later =
        read_one("BEGIN:VCARD\nVERSION:3.0\nNOTE:Stock\n holm  is\n\t nice\nEND:VCARD\n", &arena);
    assert_str(value_of(&later, "NOTE"), "Stockholm  is nice");
    struct vcard old =
        read_one("BEGIN:VCARD\nVERSION:2.1\nNOTE:A long\n line\nEND:VCARD\n", &arena);
    assert_str(value_of(&old, "NOTE"), "A long line");
}

static void quoted_printable_is_decoded_over_soft_line_breaks(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct vcard card = read_one("BEGIN:VCARD\r\nVERSION:2.1\r\n"
                                 "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=\r\n=85sa=20B\r\n"
                                 "NOTE;QUOTED-PRINTABLE:one=0D=0Atwo, 100%=\r\n\r\n"
                                 "ADR;WORK;CHARSET=iso-8859-1;QUOTED-PRINTABLE:;;Stra=DFe 1\r\n"
                                 "TITLE;QUOTED-PRINTABLE:cut=\r\nEND:VCARD\r\n",
                                 &arena);
    assert_str(value_of(&card, "FN"), "Åsa B");
    assert_int_equal(vcard_find(&card, STR("FN"))->param_count, 0);
    assert_str(vcard_find(&card, STR("FN"))->raw,
               "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=85sa=20B");
    assert_str(value_of(&card, "NOTE"), "one\\ntwo, 100%");
    assert_str(value_of(&card, "ADR"), ";;Straße 1");
    assert_true(vcard_has_type(vcard_find(&card, STR("ADR")), STR("work")));
    assert_str(value_of(&card, "TITLE"), "cut=");
}

// "ENCODING=Q" where a line is cut need not be the whole parameter.
static void an_encoding_counts_when_the_head_is_whole(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct vcard card = read_one("BEGIN:VCARD\r\nVERSION:4.0\r\n"
                                 "NOTE;ENCODING=Q\r\n x:one=\r\n"
                                 "TITLE;ENCODING=B;X=\"a:\r\n  b \r\n c\":two=\r\n"
                                 "FN;X;ENCODING=QUOTED-\r\n PRINTABLE:=C3=\r\n=85sa\r\n"
                                 "END:VCARD\r\n",
                                 &arena);
    assert_str(vcard_param(vcard_find(&card, STR("NOTE")), STR("ENCODING")), "Qx");
    assert_str(value_of(&card, "NOTE"), "one=");
    assert_str(vcard_param(vcard_find(&card, STR("TITLE")), STR("X")), "a: b c");
    assert_str(value_of(&card, "TITLE"), "two=");
    assert_str(value_of(&card, "FN"), "Åsa");
}

static void bytes_are_utf8_or_windows_1252_unless_told(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct vcard card = read_one("\xEF\xBB\xBF"
                                 "BEGIN:VCARD\nVERSION:3.0\nFN:\xC3\x85sa\nNICKNAME:\xC5sa \x80\n"
                                 "TITLE;CHARSET=KOI8-R:\xC1\nEND:VCARD\n",
                                 &arena);
    assert_str(value_of(&card, "FN"), "Åsa");
    assert_str(value_of(&card, "NICKNAME"), "Åsa €");
    assert_str(value_of(&card, "TITLE"), "а"); // Cyrillic
}

static void base64_stays_text_without_its_line_breaks(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct vcard card = read_one("BEGIN:VCARD\r\nVERSION:2.1\r\n"
                                 "PHOTO;JPEG;ENCODING=BASE64:\r\n  AAAA\r\n  BBBB\r\n\r\n"
                                 "LOGO;BASE64:CCCC\r\nDDDD=\r\n\r\nFN:A\r\nEND:VCARD\r\n",
                                 &arena);
    assert_str(value_of(&card, "PHOTO"), "AAAABBBB");
    assert_str(vcard_param(vcard_find(&card, STR("PHOTO")), STR("ENCODING")), "BASE64");
    assert_true(vcard_has_type(vcard_find(&card, STR("PHOTO")), STR("jpeg")));
    assert_str(value_of(&card, "LOGO"), "CCCCDDDD=");
    assert_str(value_of(&card, "FN"), "A");
}

static void every_kind_of_line_end_is_read(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    const char *const ends[] = { "\n", "\r\n", "\r", "\r\r\n" };
    for (size_t i = 0; i < LENGTH(ends); i++) {
        str text = arena_print(&arena, "BEGIN:VCARD%sVERSION:3.0%sFN:A%s B%sTEL:1%sEND:VCARD",
                               ends[i], ends[i], ends[i], ends[i], ends[i]);
        struct vcard card = read_one(text.at, &arena);
        assert_str(value_of(&card, "FN"), "AB");
        assert_str(value_of(&card, "TEL"), "1");
    }
}

static void a_file_in_utf_16_is_read(void **state)
{
    (void)state;
    for (int big = 0; big < 2; big++) {
        auto_arena arena = { 0 };
        auto_buf bytes = buf_new(200);
        struct error error;
        struct vcard card;
        bool done = false;
        buf_add(&bytes, big ? STR("\xFE\xFF") : STR("\xFF\xFE"));
        for (str rest = STR("BEGIN:VCARD\r\nFN:Åsa\r\nEND:VCARD"); rest.len;) {
            char unit = (char)utf8_next(&rest);
            buf_add(&bytes, (str){ big ? (char[]){ 0, unit } : (char[]){ unit, 0 }, 2 });
        }
        struct vcard_reader *reader = vcard_reader_open_memory(buf_str(&bytes));
        assert_int_equal(vcard_next(reader, &arena, &card, &done, &error), OK);
        assert_int_equal(card.problem_count, 0);
        assert_str(value_of(&card, "FN"), "Åsa");
        vcard_reader_close(reader);
    }
}

static void a_card_without_end_does_not_stop_the_next(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct cards cards = read_all("BEGIN:VCARD\nVERSION:3.0\nFN:A\nBEGIN:VCARD\nVERSION:3.0\n"
                                  "FN:B\nno colon here\nEND:VCARD\nBEGIN:VCARD\nFN:C\n",
                                  &arena);
    assert_int_equal(cards.count, 3);
    assert_true(cards.items[0].broken);
    assert_str(cards.items[0].problems[0].reason, "END:VCARD is missing");
    assert_str(value_of(&cards.items[0], "FN"), "A");
    assert_false(cards.items[1].broken);
    assert_int_equal(cards.items[1].problem_count, 1);
    assert_int_equal(cards.items[1].problems[0].line, 7);
    assert_str(value_of(&cards.items[1], "FN"), "B");
    assert_true(cards.items[2].broken);
    assert_int_equal(cards.items[2].line, 9);
}

static void text_outside_of_cards_is_reported(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct cards cards = read_all("hello\n\nworld\nbegin:vcard\nFN:A\nend:vcard\nrest\n", &arena);
    assert_int_equal(cards.count, 2);
    assert_false(cards.items[0].broken);
    assert_int_equal(cards.items[0].problems[0].line, 1);
    assert_str(cards.items[0].problems[0].reason, "2 lines here belong to no card");
    assert_true(cards.items[1].broken);
    assert_int_equal(cards.items[1].line, 7);
    assert_int_equal(read_all("", &arena).count, 0);
}

static void a_card_within_agent_becomes_its_value(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct vcard card = read_one("BEGIN:VCARD\nVERSION:2.1\nFN:Boss\nAGENT:\nBEGIN:VCARD\n"
                                 "VERSION:2.1\nFN:Help; er\nEND:VCARD\nTEL:1\nEND:VCARD\n",
                                 &arena);
    assert_int_equal(card.count, 3);
    assert_str(value_of(&card, "AGENT"), "BEGIN:VCARD\\nVERSION:2.1\\nFN:Help\\; er\\nEND:VCARD");
    assert_str(value_of(&card, "TEL"), "1");
}

static void cards_within_cards_have_a_limit(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    auto_buf text = buf_new(10000);
    for (int i = 0; i < 20; i++)
        buf_add(&text, STR("BEGIN:VCARD\nAGENT:\n"));
    buf_add_byte(&text, '\0');
    struct cards cards = read_all(text.at, &arena);
    assert_true(cards.items[0].broken);
    assert_str(cards.items[0].problems[0].reason, "more than 8 cards stand within each other");
}

static void values_of_2_1_are_escaped_like_later_ones(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct vcard card = read_one("BEGIN:VCARD\nVERSION:2.1\nORG:Company, The;Sales\n"
                                 "NOTE:C:\\temp\\; a, b\nEND:VCARD\n",
                                 &arena);
    assert_str(value_of(&card, "ORG"), "Company\\, The;Sales");
    assert_str(vcard_component(&arena, value_of(&card, "ORG"), 0, STR(" ")), "Company, The");
    assert_str(value_of(&card, "NOTE"), "C:\\\\temp\\; a, b");
    assert_str(vcard_unescape(&arena, value_of(&card, "NOTE")), "C:\\temp; a, b");
}

static void structured_values_split_at_unescaped_separators(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    str name = STR("Berg\\; af;Anna,Maria;;;Ph.D.\\, M.Sc.");
    assert_int_equal(vcard_split(&arena, name, ';').count, 5);
    assert_str(vcard_component(&arena, name, 0, STR(" ")), "Berg; af");
    assert_str(vcard_component(&arena, name, 1, STR(" ")), "Anna Maria");
    assert_str(vcard_component(&arena, name, 2, STR(" ")), "");
    assert_str(vcard_component(&arena, name, 4, STR(" ")), "Ph.D., M.Sc.");
    assert_str(vcard_component(&arena, name, 9, STR(" ")), "");
    assert_str(vcard_unescape(&arena, STR("a\\nb\\Nc\\\\n http\\:// \\\"x\\\" C:\\dir\\")),
               "a\nb\nc\\n http:// \"x\" C:\\dir\\");
    assert_str(vcard_escaped(&arena, STR("a,b;c\\d\r\ne")), "a\\,b\\;c\\\\d\\ne");
}

static void written_lines_fold_at_75_octets_between_characters(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct vcard card = { .version = VCARD_4_0 };
    // "NOTE:" and 69 bytes are 74: the two bytes of the next character no longer fit.
    str value = arena_print(&arena, "%069dåä%0100d", 1, 2);
    vcard_add(&card, &arena, STR("NOTE"), value);
    auto_buf out = buf_new(10000);
    vcard_write(&card, &out);
    str rest = buf_str(&out);
    size_t first = str_find(rest, STR("NOTE:"));
    rest = str_slice(rest, first, rest.len);
    assert_int_equal(str_find(rest, STR("\r\n ")), 74);
    for (str line; str_split(&rest, '\n', &line);) {
        assert_true(line.len <= 76); // with the CR
        assert_true(utf8_valid(line));
    }
    buf_add_byte(&out, '\0');
    struct vcard back = read_one(out.at, &arena);
    assert_true(str_eq(value_of(&back, "NOTE"), value));
}

static void assert_same_properties(const struct vcard *a, const struct vcard *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        const struct vcard_property *x = &a->properties[i], *y = &b->properties[i];
        assert_true(str_eq(x->group, y->group));
        assert_true(str_eq(x->name, y->name));
        assert_true(str_eq(x->value, y->value));
        assert_int_equal(x->param_count, y->param_count);
        for (size_t p = 0; p < x->param_count; p++) {
            assert_true(str_eq(x->params[p].name, y->params[p].name));
            assert_int_equal(x->params[p].values.count, y->params[p].values.count);
            for (size_t v = 0; v < x->params[p].values.count; v++)
                assert_true(str_eq(x->params[p].values.items[v], y->params[p].values.items[v]));
        }
    }
}

static void assert_survives_writing(const struct vcard *card, struct arena *arena)
{
    struct error error;
    auto_buf out = buf_new(SIZE_MAX / 2);
    vcard_write(card, &out);
    struct vcard_reader *reader = vcard_reader_open_memory(buf_str(&out));
    struct vcard back;
    bool done = false;
    assert_int_equal(vcard_next(reader, arena, &back, &done, &error), OK);
    assert_int_equal(back.problem_count, 0);
    assert_same_properties(card, &back);
    vcard_reader_close(reader);
}

static void unknown_properties_and_odd_parameters_survive_writing(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct vcard card =
        read_one("BEGIN:VCARD\nVERSION:4.0\na1.X-ODD;X-P=\"a;b:c\",d^'e^^f^ng;X-P=:v;w,x\\,y\n"
                 "ADR;LABEL=\"Street 1\":;;Street 1;;;;\nTEL;HOME;VOICE:1\n"
                 "PHOTO;ENCODING=b;TYPE=JPEG:AAAA BBBB\nX-EMPTY:\nEND:VCARD\n",
                 &arena);
    assert_int_equal(card.count, 5);
    const struct vcard_property *odd = &card.properties[0];
    assert_int_equal(odd->params[0].values.count, 2);
    assert_str(odd->params[0].values.items[0], "a;b:c");
    assert_str(odd->params[0].values.items[1], "d\"e^f\ng");
    assert_survives_writing(&card, &arena);
}

static size_t count_begins(FILE *file)
{
    char line[512];
    size_t count = 0;
    rewind(file);
    while (fgets(line, sizeof line, file))
        count += str_eq_ascii_case(str_trim(str_of(line)), STR("BEGIN:VCARD"));
    return count;
}

// Reads a file of real cards: none broken, all found, the same after writing.
static void assert_file_is_read_whole(const char *path)
{
    auto_arena arena = { 0 };
    struct error error;
    struct vcard_reader *reader;
    assert_int_equal(vcard_reader_open(&reader, path, &error), OK);
    struct vcard card;
    size_t cards = 0;
    for (bool done = false;;) {
        assert_int_equal(vcard_next(reader, &arena, &card, &done, &error), OK);
        if (done)
            break;
        if (card.problem_count)
            print_message("%s:%lld " STR_FMT "\n", path, (long long)card.problems[0].line,
                          STR_ARG(card.problems[0].reason));
        assert_true(card.broken == (card.count == 0)); // only text without a BEGIN
        cards += !card.broken;
        assert_survives_writing(&card, &arena);
        arena_reset(&arena);
    }
    vcard_reader_close(reader);
    FILE *file = fopen(path, "re");
    assert_int_equal(cards, count_begins(file));
    fclose(file);
}

static void real_cards_are_read_without_loss(void **state)
{
    (void)state;
    const char *shared = getenv("KARTOTEK_SHARED");
    auto_arena arena = { 0 };
    str root = arena_print(&arena, "%s/data/vcards", shared ? shared : "../shared");
    char *const roots[] = { (char *)(uintptr_t)root.at, NULL };
    FTS *tree =
        access(root.at, R_OK) == 0 ? fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL) : NULL;
    if (!tree) {
        print_message("skipped: no real cards at " STR_FMT "\n", STR_ARG(root));
        arena_free(&arena); // skip() does not return
        skip();
    }
    int files = 0;
    for (FTSENT *entry; (entry = fts_read(tree));) {
        if (entry->fts_info != FTS_F || !str_ends(str_of(entry->fts_name), STR(".vcf")))
            continue;
        assert_file_is_read_whole(entry->fts_accpath);
        files++;
    }
    fts_close(tree);
    print_message("%d files of real cards\n", files);
}

static void the_fuzzers_corpus_is_read(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    DIR *folder = opendir("fuzz/corpus/vcard");
    assert_non_null(folder);
    int files = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_type != DT_REG)
            continue;
        struct error error;
        struct vcard_reader *reader;
        str path = arena_print(&arena, "fuzz/corpus/vcard/%s", entry->d_name);
        assert_int_equal(vcard_reader_open(&reader, path.at, &error), OK);
        struct vcard card;
        for (bool done = false;;) {
            assert_int_equal(vcard_next(reader, &arena, &card, &done, &error), OK);
            if (done)
                break;
            assert_survives_writing(&card, &arena);
        }
        vcard_reader_close(reader);
        files++;
    }
    closedir(folder);
    assert_true(files >= 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_property_has_group_name_parameters_and_value),
        cmocka_unit_test(folded_lines_are_joined_as_their_version_says),
        cmocka_unit_test(quoted_printable_is_decoded_over_soft_line_breaks),
        cmocka_unit_test(an_encoding_counts_when_the_head_is_whole),
        cmocka_unit_test(bytes_are_utf8_or_windows_1252_unless_told),
        cmocka_unit_test(base64_stays_text_without_its_line_breaks),
        cmocka_unit_test(every_kind_of_line_end_is_read),
        cmocka_unit_test(a_file_in_utf_16_is_read),
        cmocka_unit_test(a_card_without_end_does_not_stop_the_next),
        cmocka_unit_test(text_outside_of_cards_is_reported),
        cmocka_unit_test(a_card_within_agent_becomes_its_value),
        cmocka_unit_test(cards_within_cards_have_a_limit),
        cmocka_unit_test(values_of_2_1_are_escaped_like_later_ones),
        cmocka_unit_test(structured_values_split_at_unescaped_separators),
        cmocka_unit_test(written_lines_fold_at_75_octets_between_characters),
        cmocka_unit_test(unknown_properties_and_odd_parameters_survive_writing),
        cmocka_unit_test(real_cards_are_read_without_loss),
        cmocka_unit_test(the_fuzzers_corpus_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
