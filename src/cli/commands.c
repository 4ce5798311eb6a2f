// The table of all commands: whoever knows a command finds its function here.

#include "cli/command.h"

#include "cli/features.h"

static const struct option COMMON[] = {
    { "database", 'd', "URL", "the register: a file, or postgres://... (else KARTOTEK_DATABASE)",
      0 },
    { "json", 0, NULL, "answer with JSON", 0 },
    { "quiet", 'q', NULL, "no progress", 0 },
    { "help", 'h', NULL, "what this command does", 0 },
    { "version", 0, NULL, "the version of the program", 0 },
};

static const struct command COMMANDS[] = {
    {
        .name = "value",
        .usage = "KIND < VALUES",
        .summary = "standardise and check single values, one per line",
        .description =
            "Reads one value per line (or one JSON string per line) and writes one JSON object "
            "per\n"
            "line, in order: input, valid, value, parts, problem, suggestion. Needs no database.",
        .min_arguments = 1,
        .max_arguments = 1,
        .options = { { "country", 0, "SE", "read national forms as in this country", 0 },
                     { "format", 0, "no.orgnr", "which kind of number", 0 },
                     { "input", 0, "text|json", "how lines are written; text unless told", 0 } },
        .run = run_value,
    },
    {
        .name = "help",
        .usage = "[COMMAND]",
        .summary = "tell what a command does; write the man page or completions",
        .description = "To read the page, or to let a shell complete commands and options:\n"
                       "\n"
                       "    kartotek help --man | man -l -\n"
                       "    source <(kartotek help --completions bash)",
        .max_arguments = 1,
        .options = { { "man", 0, NULL, "write the man page, kartotek.1", 0 },
                     { "completions", 0, "bash|zsh|fish", "write completions for this shell", 0 } },
        .run = run_help,
    },
};

const struct command *commands(size_t *count)
{
    *count = LENGTH(COMMANDS);
    return COMMANDS;
}

const struct command *command_find(str name)
{
    for (size_t i = 0; i < LENGTH(COMMANDS); i++)
        if (str_eq(name, str_of(COMMANDS[i].name)))
            return &COMMANDS[i];
    return NULL;
}

const struct option *command_common_options(size_t *count)
{
    *count = LENGTH(COMMON);
    return COMMON;
}
