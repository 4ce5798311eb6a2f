#pragma once

// A command is one row in commands.c and one function. Help, man page and shell completions are
// written from the rows.

#include "base/arena.h"
#include "base/error.h"

struct option {
    const char *name;     // without dashes: "country"
    char letter;          // short form, or 0
    const char *argument; // what it takes ("SE"), or NULL for a switch
    const char *help;
    bool repeats; // may be given more than once
};

enum { COMMAND_OPTION_MAX = 24, CLI_GIVEN_MAX = 128, CLI_ARGUMENT_MAX = 64 };

struct given {
    const struct option *option;
    str value;
};

// One run of the program.
struct cli {
    const struct command *command;
    struct arena arena; // lives until the program ends
    struct error error;
    str database; // the URL or file of the register
    bool json;    // answer with JSON instead of words
    bool quiet;   // no progress
    str arguments[CLI_ARGUMENT_MAX];
    size_t argument_count;
    struct given given[CLI_GIVEN_MAX];
    size_t given_count;
};

struct command {
    const char *name;
    const char *usage; // the arguments: "FILE --source NAME"
    const char *summary;
    const char *description; // paragraphs for --help and the man page; may be NULL
    size_t min_arguments, max_arguments;
    struct option options[COMMAND_OPTION_MAX];
    enum status (*run)(struct cli *cli);
};

// All commands, in the order of the help.
const struct command *commands(size_t *count);
const struct command *command_find(str name);

// Options that every command takes: --database, --json, --quiet, --help.
const struct option *command_common_options(size_t *count);

// The value of an option, or an empty str with `at` NULL when it was not given.
str cli_option(const struct cli *cli, const char *name);
bool cli_has(const struct cli *cli, const char *name);

// Every value of an option that repeats, in the order given.
struct str_list cli_options(struct cli *cli, const char *name);

// A whole number from `least` to `most`; `otherwise` when the option was not given.
enum status cli_number(struct cli *cli, const char *name, int64_t least, int64_t most,
                       int64_t otherwise, int64_t *out) MUST_USE;
