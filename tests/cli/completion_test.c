#include "test.h"

#include "cli/command.h"
#include "cli/completion.h"
#include "cli/page.h"

enum { PAGE_MAX = 1024 * 1024 };

static void write_for(struct buf *page, const char *shell)
{
    struct error error = { 0 };
    assert_int_equal(completion_write(page, str_of(shell), &error), OK);
    assert_false(buf_full(page));
}

// What bash offers after `words`, the last of which is being typed.
static str offered(struct arena *arena, const char *words)
{
    auto_buf page = buf_new(PAGE_MAX);
    write_for(&page, "bash");
    str command = arena_print(arena,
                              "bash -c 'source '$1'; COMP_WORDS=(%s); "
                              "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _kartotek 2>/dev/null; "
                              "echo \"${COMPREPLY[*]}\"'",
                              words);
    return page_read_by(arena, buf_str(&page), command.at);
}

static void bash_completes_commands_options_and_values(void **state)
{
    (void)state;
    if (!page_has_program("bash")) {
        print_message("skipped: there is no bash\n");
        skip();
    }
    auto_arena arena = { 0 };
    assert_str(offered(&arena, "kartotek hel"), "help\n");
    assert_str(offered(&arena, "kartotek --datab"), "--database\n");
    assert_str(offered(&arena, "kartotek value --cou"), "--country\n");
    assert_str(offered(&arena, "kartotek value --input j"), "json\n");
    assert_str(offered(&arena, "kartotek -d some.db help --ma"), "--man\n");
    assert_str(offered(&arena, "kartotek help valu"), "value\n");
    assert_str(offered(&arena, "kartotek help --completions zs"), "zsh\n");
    assert_str(offered(&arena, "kartotek help --country"), "\n"); // it belongs to another command
}

static void every_shell_takes_its_script(void **state)
{
    (void)state;
    static const char *const SHELLS[] = { "bash", "zsh", "fish" };
    auto_arena arena = { 0 };
    for (size_t i = 0; i < LENGTH(SHELLS); i++) {
        if (!page_has_program(SHELLS[i])) {
            print_message("skipped: there is no %s\n", SHELLS[i]);
            continue;
        }
        auto_buf page = buf_new(PAGE_MAX);
        write_for(&page, SHELLS[i]);
        str check = arena_print(&arena, "%s -n $1", SHELLS[i]); // reads, does not run
        assert_str(page_read_by(&arena, buf_str(&page), check.at), "");
    }
}

static void every_script_knows_every_command_and_option(void **state)
{
    (void)state;
    static const char *const SHELLS[] = { "bash", "zsh", "fish" };
    static const char *const BEFORE_OPTION[] = { "--", "--", "-l " };
    auto_arena arena = { 0 };
    size_t count = 0;
    const struct command *all = commands(&count);
    for (size_t i = 0; i < LENGTH(SHELLS); i++) {
        auto_buf page = buf_new(PAGE_MAX);
        write_for(&page, SHELLS[i]);
        for (size_t c = 0; c < count; c++) {
            assert_true(str_has(buf_str(&page), str_of(all[c].name)));
            for (const struct option *option = all[c].options; option->name; option++)
                assert_true(str_has(buf_str(&page),
                                    arena_print(&arena, "%s%s", BEFORE_OPTION[i], option->name)));
        }
    }
}

static void another_shell_is_refused_by_name(void **state)
{
    (void)state;
    struct error error = { 0 };
    auto_buf page = buf_new(PAGE_MAX);
    assert_int_equal(completion_write(&page, STR("csh"), &error), ERR_INVALID);
    assert_string_equal(error.field, "completions");
    assert_string_equal(error.message, "there is none for 'csh'; it is one of bash, zsh, fish");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bash_completes_commands_options_and_values),
        cmocka_unit_test(every_shell_takes_its_script),
        cmocka_unit_test(every_script_knows_every_command_and_option),
        cmocka_unit_test(another_shell_is_refused_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
