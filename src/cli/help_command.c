// kartotek help: the help of a command, the man page, or a shell's completions.

#include "cli/features.h"

#include "cli/completion.h"
#include "cli/help.h"
#include "cli/manual.h"

enum { PAGE_SIZE_MAX = 4 * 1024 * 1024 };

static enum status help_about(struct cli *cli)
{
    const struct command *command = NULL;
    if (cli->argument_count) {
        str name = cli->arguments[0];
        command = command_find(name);
        if (!command)
            return fail(&cli->error, ERR_NOT_FOUND, "command",
                        "there is no command '" STR_FMT "'; kartotek help lists them",
                        STR_ARG(name));
    }
    help_print(stdout, command);
    return OK;
}

enum status run_help(struct cli *cli)
{
    bool man = cli_has(cli, "man");
    str shell = cli_option(cli, "completions");
    if (!man && !shell.at)
        return help_about(cli);
    if ((man && shell.at) || cli->argument_count)
        return fail(&cli->error, ERR_INVALID, "",
                    "--man and --completions each stand alone, without a COMMAND");
    auto_buf page = buf_new(PAGE_SIZE_MAX);
    if (man)
        manual_write(&page);
    else
        TRY(completion_write(&page, shell, &cli->error));
    fwrite(page.at, 1, page.len, stdout);
    return OK;
}
