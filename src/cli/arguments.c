#include "cli/arguments.h"

#include <stdlib.h>

static const struct option *find_in(const struct option *options, size_t count, str name,
                                    char letter)
{
    for (size_t i = 0; i < count && options[i].name; i++)
        if (letter ? options[i].letter == letter : str_eq(name, str_of(options[i].name)))
            return &options[i];
    return NULL;
}

static const struct option *find_option(const struct cli *cli, str name, char letter)
{
    size_t count = 0;
    const struct option *common = command_common_options(&count);
    const struct option *found = find_in(common, count, name, letter);
    if (!found && cli->command)
        found = find_in(cli->command->options, COMMAND_OPTION_MAX, name, letter);
    return found;
}

static enum status give(struct cli *cli, const struct option *option, str value)
{
    if (!option->repeats)
        for (size_t i = 0; i < cli->given_count; i++)
            if (cli->given[i].option == option) {
                cli->given[i].value = value; // the last one wins
                return OK;
            }
    if (cli->given_count == CLI_GIVEN_MAX)
        return fail(&cli->error, ERR_TOO_LARGE, option->name, "at most %d options", CLI_GIVEN_MAX);
    cli->given[cli->given_count++] = (struct given){ option, value };
    return OK;
}

// Reads one "--name", "--name=value" or "-x" with its value, which may be the next argument.
static enum status read_option(struct cli *cli, str text, char **next, bool *took_next)
{
    bool is_long = str_starts(text, STR("--"));
    str name = str_slice(text, is_long ? 2 : 1, text.len), value = { 0 };
    size_t equals = is_long ? str_find_byte(name, '=') : name.len;
    if (equals < name.len) {
        value = str_slice(name, equals + 1, name.len);
        name = str_slice(name, 0, equals);
    }
    const struct option *option = NULL;
    if (is_long || name.len == 1)
        option = find_option(cli, name, is_long ? 0 : name.at[0]);
    if (!option)
        return fail(&cli->error, ERR_INVALID, "", "unknown option " STR_FMT " (kartotek %s --help)",
                    STR_ARG(text), cli->command ? cli->command->name : "");
    if (!option->argument)
        return value.at ? fail(&cli->error, ERR_INVALID, option->name, "--%s takes no value",
                               option->name)
                        : give(cli, option, STR(""));
    if (!value.at) {
        if (!*next)
            return fail(&cli->error, ERR_INVALID, option->name, "--%s needs a value: %s",
                        option->name, option->argument);
        value = str_of(*next);
        *took_next = true;
    }
    return give(cli, option, value);
}

static enum status take_word(struct cli *cli, str word)
{
    if (!cli->command) {
        cli->command = command_find(word);
        return cli->command ? OK
                            : fail(&cli->error, ERR_INVALID, "command",
                                   "there is no command '" STR_FMT "'; kartotek --help lists them",
                                   STR_ARG(word));
    }
    if (cli->argument_count == CLI_ARGUMENT_MAX)
        return fail(&cli->error, ERR_TOO_LARGE, "", "at most %d arguments", CLI_ARGUMENT_MAX);
    cli->arguments[cli->argument_count++] = word;
    return OK;
}

static enum status check_count(struct cli *cli)
{
    const struct command *command = cli->command;
    if (cli->argument_count >= command->min_arguments &&
        cli->argument_count <= command->max_arguments)
        return OK;
    return fail(&cli->error, ERR_INVALID, "", "usage: kartotek %s %s", command->name,
                command->usage);
}

static void find_database(struct cli *cli)
{
    cli->database = cli_option(cli, "database");
    const char *environment = getenv("KARTOTEK_DATABASE");
    if (!cli->database.at)
        cli->database = environment && *environment ? str_of(environment) : STR("data/kartotek.db");
}

enum status arguments_read(struct cli *cli, int argc, char **argv, bool *wants_help,
                           bool *wants_version)
{
    bool only_words = false;
    for (int i = 1; i < argc; i++) {
        str text = str_of(argv[i]);
        bool took_next = false;
        if (!only_words && str_eq(text, STR("--")))
            only_words = true;
        else if (!only_words && text.len > 1 && text.at[0] == '-')
            TRY(read_option(cli, text, &argv[i + 1], &took_next));
        else
            TRY(take_word(cli, text));
        i += took_next;
    }
    *wants_help = cli_has(cli, "help") || (!cli->command && !cli_has(cli, "version"));
    *wants_version = cli_has(cli, "version");
    cli->json = cli_has(cli, "json");
    cli->quiet = cli_has(cli, "quiet");
    find_database(cli);
    return *wants_help || *wants_version ? OK : check_count(cli);
}

str cli_option(const struct cli *cli, const char *name)
{
    for (size_t i = 0; i < cli->given_count; i++)
        if (strcmp(cli->given[i].option->name, name) == 0)
            return cli->given[i].value;
    return (str){ 0 };
}

bool cli_has(const struct cli *cli, const char *name)
{
    return cli_option(cli, name).at != NULL;
}

struct str_list cli_options(struct cli *cli, const char *name)
{
    struct str_list list = { 0 };
    for (size_t i = 0; i < cli->given_count; i++)
        if (strcmp(cli->given[i].option->name, name) == 0)
            *LIST_PUSH(&list, &cli->arena) = cli->given[i].value;
    return list;
}

enum status cli_number(struct cli *cli, const char *name, int64_t least, int64_t most,
                       int64_t otherwise, int64_t *out)
{
    str text = cli_option(cli, name);
    *out = otherwise;
    if (!text.at)
        return OK;
    if (!str_to_int(text, out) || *out < least || *out > most)
        return fail(&cli->error, ERR_INVALID, name, "--%s is a whole number from %lld to %lld",
                    name, (long long)least, (long long)most);
    return OK;
}
