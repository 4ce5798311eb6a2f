#include "test.h"

#include "insight/character.h"
#include "insight/chart.h"
#include "insight/difference.h"
#include "insight/html.h"
#include "insight/reason.h"

#include <stdint.h>

enum { LIMIT = 100 * 1000 };

static void text_is_escaped_for_elements_and_attributes(void **state)
{
    (void)state;
    auto_buf out = buf_new(LIMIT);
    html_text(&out, STR("<b a=\"1\" c='2'>&\x01\x7f\xC3\xB8"));
    assert_str(buf_str(&out), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;\xEF\xBF\xBD"
                              "\xEF\xBF\xBD\xC3\xB8");
}

static void a_cut_text_keeps_whole_characters_and_ends_in_an_ellipsis(void **state)
{
    (void)state;
    auto_buf out = buf_new(LIMIT);
    html_text_cut(&out, STR("\xC3\xA5\xC3\xA5<x"), 3);
    assert_str(buf_str(&out), "\xC3\xA5\xC3\xA5&lt;\xE2\x80\xA6");
    buf_clear(&out);
    html_text_cut(&out, STR("abc"), 3);
    assert_str(buf_str(&out), "abc");
}

// A letter with its accent, a family of four and a flag are one character each to a reader.
static void a_cut_never_parts_what_a_reader_takes_for_one_character(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t most;
        const char *cut;
    } CASES[] = {
        { "abc", 0, "" },
        { "abc", 2, "ab" },
        { "e\u0301a", 1, "e\u0301" },
        { "\xC3\xA5\xC3\xA4\xC3\xB6", 2, "\xC3\xA5\xC3\xA4" },
        { "\U0001F469\u200D\U0001F467x", 1, "\U0001F469\u200D\U0001F467" },
        { "\U0001F1F8\U0001F1EAx", 1, "\U0001F1F8\U0001F1EA" },
        { "\xC3\xA5", 9, "\xC3\xA5" },
    };
    for (size_t i = 0; i < LENGTH(CASES); i++)
        assert_str(character_cut(str_of(CASES[i].text), CASES[i].most), CASES[i].cut);
}

static void a_name_does_not_turn_its_neighbours_around(void **state)
{
    (void)state;
    auto_buf out = buf_new(LIMIT);
    html_name(&out, STR("\xE2\x80\xAE<x"));
    assert_str(buf_str(&out), "<bdi>\xE2\x80\xAE&lt;x</bdi>");
}

static void an_element_closes_by_its_name(void **state)
{
    (void)state;
    auto_buf out = buf_new(LIMIT);
    html_element(&out, "td class=\"n\"", STR("a<b"));
    assert_str(buf_str(&out), "<td class=\"n\">a&lt;b</td>");
}

static void numbers_are_grouped_by_narrow_spaces(void **state)
{
    (void)state;
    static const struct {
        int64_t number;
        const char *text;
    } CASES[] = {
        { 0, "0" },
        { 999, "999" },
        { 1000, "1\xE2\x80\xAF"
                "000" },
        { 1234567, "1\xE2\x80\xAF"
                   "234\xE2\x80\xAF"
                   "567" },
        { -123456, "-123\xE2\x80\xAF"
                   "456" },
    };
    for (size_t i = 0; i < LENGTH(CASES); i++) {
        auto_buf out = buf_new(LIMIT);
        html_number(&out, CASES[i].number);
        assert_str(buf_str(&out), CASES[i].text);
    }
}

#define PERCENT "\xE2\x80\xAF%"

static void a_share_is_rounded_but_never_to_none_or_all(void **state)
{
    (void)state;
    static const struct {
        int64_t part, whole;
        const char *text;
    } CASES[] = {
        { 0, 0, "\xE2\x80\x93" },
        { 0, 7, "0" PERCENT },
        { 7, 7, "100" PERCENT },
        { 1, 3, "33" PERCENT },
        { 2, 3, "67" PERCENT },
        { 1, 1000,
          "&lt;\xE2\x80\xAF"
          "1" PERCENT },
        { 999, 1000,
          "&gt;\xE2\x80\xAF"
          "99" PERCENT },
    };
    for (size_t i = 0; i < LENGTH(CASES); i++) {
        auto_buf out = buf_new(LIMIT);
        html_percent(&out, CASES[i].part, CASES[i].whole);
        assert_str(buf_str(&out), CASES[i].text);
    }
}

static void a_bar_shows_parts_one_behind_the_other(void **state)
{
    (void)state;
    auto_buf out = buf_new(LIMIT);
    const struct chart_part parts[] = { { "good", 1 }, { "bad", 2 } };
    chart_bar(&out, parts, 2, 4, STR("a < b"));
    str svg = buf_str(&out);
    assert_true(str_has(svg, STR("role=\"img\" aria-label=\"a &lt; b\"")));
    assert_true(str_has(svg, STR("class=\"good\" x=\"0.0\" width=\"250.0\"")));
    assert_true(str_has(svg, STR("class=\"bad\" x=\"250.0\" width=\"500.0\"")));
}

static void a_part_of_a_bar_can_be_seen_however_small_and_never_leaves_it(void **state)
{
    (void)state;
    auto_buf out = buf_new(LIMIT);
    const struct chart_part parts[] = { { "good", 999999 }, { "bad", 1 } };
    chart_bar(&out, parts, 2, 1000000, STR(""));
    assert_true(str_has(buf_str(&out), STR("class=\"bad\" x=\"994.0\" width=\"6.0\"")));
}

static const struct difference_tags TAGS = { "[", "]" };

static void differences_are_marked_inside_the_text(void **state)
{
    (void)state;
    static const struct {
        const char *text, *other, *marked;
    } CASES[] = {
        { "Anna", "Anna", "Anna" },
        { "anna@gmial.com", "anna@gmail.com", "anna<wbr>@gm[i]al.com" },
        { "LARSSON", "Larsson", "[LARSSON]" }, // one of seven in common
        { "Lund", "Lynd", "L[u]nd" },
        { "Zoe\u0308", "Zoe", "Zo[e\u0308]" }, // an accent is marked with its letter
        { " Anna", "Anna", "[ ]Anna" },
        { "Anna", "", "[Anna]" },
        { "", "Anna", "" },
        { "Bj\xC3\xB8rn", "Bjorn", "Bj[\xC3\xB8]rn" },
        { "+47 22 33", "+472233", "+47[ ]22[ ]33" },
        { "a<b", "a>b", "a[&lt;]b" },
    };
    for (size_t i = 0; i < LENGTH(CASES); i++) {
        auto_buf out = buf_new(LIMIT);
        difference_mark(&out, str_of(CASES[i].text), str_of(CASES[i].other), TAGS);
        assert_str(buf_str(&out), CASES[i].marked);
    }
}

static void evidence_comes_apart_where_a_weight_ends_it(void **state)
{
    (void)state;
    str rest = STR("given names are the same (a; b +1.0c) +4.2; birth dates differ -1.5; odd");
    struct reason reason;
    assert_true(reason_ends(STR("x differs -1.5")));
    assert_false(reason_ends(STR("E-mail is not valid: a -b")));
    assert_true(reason_next(&rest, &reason));
    assert_str(reason.words, "given names are the same (a; b +1.0c)");
    assert_true(reason.weight > 4.19 && reason.weight < 4.21);
    assert_true(reason_next(&rest, &reason));
    assert_str(reason.words, "birth dates differ");
    assert_true(reason_next(&rest, &reason));
    assert_str(reason.words, "odd");
    assert_false(reason_next(&rest, &reason));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_escaped_for_elements_and_attributes),
        cmocka_unit_test(a_cut_text_keeps_whole_characters_and_ends_in_an_ellipsis),
        cmocka_unit_test(a_cut_never_parts_what_a_reader_takes_for_one_character),
        cmocka_unit_test(a_name_does_not_turn_its_neighbours_around),
        cmocka_unit_test(an_element_closes_by_its_name),
        cmocka_unit_test(numbers_are_grouped_by_narrow_spaces),
        cmocka_unit_test(a_share_is_rounded_but_never_to_none_or_all),
        cmocka_unit_test(a_bar_shows_parts_one_behind_the_other),
        cmocka_unit_test(a_part_of_a_bar_can_be_seen_however_small_and_never_leaves_it),
        cmocka_unit_test(differences_are_marked_inside_the_text),
        cmocka_unit_test(evidence_comes_apart_where_a_weight_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
