#include "test.h"

#include "base/error.h"
#include "cli/command.h"
#include "cli/manual.h"
#include "cli/page.h"

enum { PAGE_MAX = 1024 * 1024 };

static void groff_finds_no_fault_in_the_page(void **state)
{
    (void)state;
    if (!page_has_program("groff")) {
        print_message("skipped: there is no groff\n");
        skip();
    }
    auto_arena arena = { 0 };
    auto_buf page = buf_new(PAGE_MAX);
    manual_write(&page);
    assert_str(page_read_by(&arena, buf_str(&page), "groff -man -ww -z $1"), "");
    str broken = page_read_by(&arena, STR(".TH\n.nosuchmacro\n"), "groff -man -ww -z $1");
    assert_true(broken.len > 0); // it would have told
}

// "--dry-run" as it stands in roff.
static str in_roff(struct arena *arena, const char *name)
{
    auto_buf text = buf_new(256);
    for (; *name; name++)
        if (*name == '-')
            buf_add(&text, STR("\\-"));
        else
            buf_add_byte(&text, *name);
    return arena_copy(arena, buf_str(&text));
}

static void mentions(str page, struct arena *arena, const struct option *options, size_t count)
{
    for (size_t i = 0; i < count && options[i].name; i++) {
        str name = in_roff(arena, options[i].name);
        assert_true(str_has(page, arena_print(arena, "\\fB\\-\\-" STR_FMT "\\fR", STR_ARG(name))));
    }
}

static void the_page_names_every_command_option_and_exit_status(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    auto_buf page = buf_new(PAGE_MAX);
    manual_write(&page);
    assert_false(buf_full(&page));
    size_t count = 0, common_count = 0;
    const struct command *all = commands(&count);
    mentions(buf_str(&page), &arena, command_common_options(&common_count), common_count);
    for (size_t i = 0; i < count; i++) {
        str name = in_roff(&arena, all[i].name);
        assert_true(
            str_has(buf_str(&page), arena_print(&arena, "\n.SS \"" STR_FMT, STR_ARG(name))));
        mentions(buf_str(&page), &arena, all[i].options, COMMAND_OPTION_MAX);
    }
    for (int i = 0; i < STATUS_COUNT; i++) {
        const struct status_row *row = status_row((enum status)i);
        assert_true(str_has(buf_str(&page),
                            arena_print(&arena, ".B %d\n\\fI%s\\fR: ", row->exit_code, row->name)));
    }
    assert_false(str_has(buf_str(&page), STR("(null)")));
}

static void text_is_shown_as_it_stands_in_the_table(void **state)
{
    (void)state;
    if (!page_has_program("groff")) {
        print_message("skipped: there is no groff\n");
        skip();
    }
    auto_arena arena = { 0 };
    auto_buf page = buf_new(PAGE_MAX);
    manual_write(&page);
    str shown = page_read_by(&arena, buf_str(&page), "groff -man -Tascii -P-c $1");
    assert_true(str_has(shown, STR("           kartotek help --man | man -l -\n")));
    assert_true(str_has(shown, STR("(else KARTOTEK_DATABASE)")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groff_finds_no_fault_in_the_page),
        cmocka_unit_test(the_page_names_every_command_option_and_exit_status),
        cmocka_unit_test(text_is_shown_as_it_stands_in_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
