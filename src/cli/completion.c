#include "cli/completion.h"

#include "cli/command.h"

// What may follow an option or a command, as far as the words of its help tell.
enum hint { HINT_NONE, HINT_TEXT, HINT_FILE, HINT_CHOICE, HINT_COMMAND };

static bool is_choice(str argument)
{
    for (size_t i = 0; i < argument.len; i++)
        if (argument.at[i] >= 'A' && argument.at[i] <= 'Z')
            return false; // "FILE|URL" are names of things, not the things
    return str_find_byte(argument, '|') < argument.len;
}

static enum hint hint_of(const char *argument)
{
    str text = str_of(argument);
    if (!text.len)
        return HINT_NONE;
    if (is_choice(text))
        return HINT_CHOICE;
    if (str_has(text, STR("COMMAND")))
        return HINT_COMMAND;
    bool file = str_has(text, STR("FILE")) || str_has(text, STR("DIRECTORY")) ||
                str_has(text, STR("PATH")) || str_eq(text, STR("URL"));
    return file ? HINT_FILE : HINT_TEXT;
}

// "text|json" as "text json".
static void add_choices(struct buf *out, const char *argument)
{
    for (; *argument; argument++)
        buf_add(out, *argument == '|' ? STR(" ") : (str){ argument, 1 });
}

static void add_command_names(struct buf *out)
{
    size_t count = 0;
    const struct command *all = commands(&count);
    for (size_t i = 0; i < count; i++)
        buf_print(out, "%s%s", i ? " " : "", all[i].name);
}

// `text` with a backslash before each of `special`.
static void add_escaped(struct buf *out, const char *text, const char *special)
{
    for (; *text; text++) {
        if (strchr(special, *text))
            buf_add_byte(out, '\\');
        buf_add_byte(out, *text);
    }
}

static void bash_option_names(struct buf *out, const struct option *options, size_t count)
{
    for (size_t i = 0; i < count && options[i].name; i++) {
        buf_print(out, " --%s", options[i].name);
        if (options[i].letter)
            buf_print(out, " -%c", options[i].letter);
    }
}

// One branch for each option that takes a value.
static void bash_option_values(struct buf *out, const char *command, const struct option *options,
                               size_t count)
{
    for (size_t i = 0; i < count && options[i].name; i++) {
        enum hint hint = hint_of(options[i].argument);
        if (hint == HINT_NONE)
            continue;
        buf_print(out, "    %s:--%s", command, options[i].name);
        if (options[i].letter)
            buf_print(out, " | %s:-%c", command, options[i].letter);
        buf_add(out, STR(")\n"));
        if (hint == HINT_CHOICE) {
            buf_add(out, STR("        mapfile -t COMPREPLY < <(compgen -W '"));
            add_choices(out, options[i].argument);
            buf_add(out, STR("' -- \"$current\")\n"));
        } else if (hint == HINT_FILE) {
            buf_add(out, STR("        compopt -o default\n"));
        }
        buf_add(out, STR("        return ;;\n"));
    }
}

static void bash_command_words(struct buf *out, const struct command *command)
{
    size_t common_count = 0;
    const struct option *common = command_common_options(&common_count);
    buf_print(out, "    %s)\n        options='", command->name);
    bash_option_names(out, command->options, COMMAND_OPTION_MAX);
    bash_option_names(out, common, common_count);
    buf_add(out, STR("'\n"));
    if (hint_of(command->usage) == HINT_COMMAND) {
        buf_add(out, STR("        words='"));
        add_command_names(out);
        buf_add(out, STR("'\n"));
    }
    buf_add(out, STR("        ;;\n"));
}

static void write_bash(struct buf *out)
{
    size_t count = 0, common_count = 0;
    const struct command *all = commands(&count);
    const struct option *common = command_common_options(&common_count);
    buf_add(out, STR("# bash completion for kartotek: kartotek help --completions bash\n"
                     "_kartotek() {\n"
                     "    local current=${COMP_WORDS[COMP_CWORD]} command= options= words= i\n"
                     "    local previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
                     "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                     "        case ${COMP_WORDS[i]} in\n"
                     "        --database | -d) ((i++)) ;;\n"
                     "        -*) ;;\n"
                     "        *) command=${COMP_WORDS[i]}; break ;;\n"
                     "        esac\n"
                     "    done\n"
                     "    COMPREPLY=()\n"
                     "    case $command:$previous in\n"));
    bash_option_values(out, "*", common, common_count);
    for (size_t i = 0; i < count; i++)
        bash_option_values(out, all[i].name, all[i].options, COMMAND_OPTION_MAX);
    buf_add(out, STR("    esac\n    case $command in\n    '')\n        options='"));
    bash_option_names(out, common, common_count);
    buf_add(out, STR("'\n        words='"));
    add_command_names(out);
    buf_add(out, STR("' ;;\n"));
    for (size_t i = 0; i < count; i++)
        bash_command_words(out, &all[i]);
    buf_add(out, STR("    esac\n"
                     "    [[ $current == -* ]] && words=$options\n"
                     "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
                     "    [[ -n $words ]] || compopt -o default\n"
                     "}\n"
                     "complete -F _kartotek kartotek\n"));
}

// Help inside single quotes, where a quote ends the text and is put back escaped.
static void add_zsh(struct buf *out, const char *text)
{
    for (; *text; text++) {
        char one[2] = { *text, 0 };
        if (*text == '\'')
            buf_add(out, STR("'\\''"));
        else
            add_escaped(out, one, "[]:\\");
    }
}

static void zsh_options(struct buf *out, const char *indent, const struct option *options,
                        size_t count)
{
    for (size_t i = 0; i < count && options[i].name; i++) {
        const struct option *option = &options[i];
        buf_add(out, str_of(indent));
        if (option->repeats)
            buf_print(out, "'*--%s[", option->name);
        else if (option->letter)
            buf_print(out, "'(-%c --%s)'{-%c,--%s}'[", option->letter, option->name, option->letter,
                      option->name);
        else
            buf_print(out, "'--%s[", option->name);
        add_zsh(out, option->help);
        buf_add_byte(out, ']');
        enum hint hint = hint_of(option->argument);
        if (hint != HINT_NONE) {
            buf_add_byte(out, ':');
            add_zsh(out, option->argument);
            buf_add(out, hint == HINT_FILE ? STR(":_files") : STR(": ")); // a space: anything
        }
        if (hint == HINT_CHOICE) {
            buf_add_byte(out, '(');
            add_choices(out, option->argument);
            buf_add_byte(out, ')');
        }
        buf_add(out, STR("' \\\n"));
    }
}

static void zsh_command(struct buf *out, const struct command *command)
{
    size_t common_count = 0;
    const struct option *common = command_common_options(&common_count);
    buf_print(out, "        %s)\n            _arguments \\\n", command->name);
    zsh_options(out, "                ", command->options, COMMAND_OPTION_MAX);
    zsh_options(out, "                ", common, common_count);
    if (hint_of(command->usage) == HINT_COMMAND) {
        buf_add(out, STR("                '*:command:("));
        add_command_names(out);
        buf_add(out, STR(")' ;;\n"));
    } else {
        buf_add(out, STR("                '*:file:_files' ;;\n"));
    }
}

static void write_zsh(struct buf *out)
{
    size_t count = 0, common_count = 0;
    const struct command *all = commands(&count);
    const struct option *common = command_common_options(&common_count);
    buf_add(out, STR("#compdef kartotek\n"
                     "# zsh completion for kartotek: kartotek help --completions zsh\n"
                     "_kartotek() {\n"
                     "    local curcontext=\"$curcontext\" state line\n"
                     "    typeset -A opt_args\n"
                     "    local -a commands=(\n"));
    for (size_t i = 0; i < count; i++) {
        buf_print(out, "        '%s:", all[i].name);
        add_zsh(out, all[i].summary);
        buf_add(out, STR("'\n"));
    }
    buf_add(out, STR("    )\n    _arguments -C \\\n"));
    zsh_options(out, "        ", common, common_count);
    buf_add(out, STR("        '1:command:->command' '*::argument:->argument'\n"
                     "    case $state in\n"
                     "    command) _describe command commands ;;\n"
                     "    argument)\n"
                     "        case $words[1] in\n"));
    for (size_t i = 0; i < count; i++)
        zsh_command(out, &all[i]);
    buf_add(out, STR("        esac ;;\n    esac\n}\n"
                     "if [[ $funcstack[1] == _kartotek ]]; then _kartotek \"$@\"; "
                     "else compdef _kartotek kartotek; fi\n"));
}

static void fish_options(struct buf *out, const char *command, const struct option *options,
                         size_t count)
{
    for (size_t i = 0; i < count && options[i].name; i++) {
        buf_add(out, STR("complete -c kartotek"));
        if (command)
            buf_print(out, " -n '__fish_seen_subcommand_from %s'", command);
        buf_print(out, " -l %s", options[i].name);
        if (options[i].letter)
            buf_print(out, " -s %c", options[i].letter);
        enum hint hint = hint_of(options[i].argument);
        if (hint == HINT_FILE)
            buf_add(out, STR(" -r -F"));
        else if (hint != HINT_NONE)
            buf_add(out, STR(" -x"));
        if (hint == HINT_CHOICE) {
            buf_add(out, STR(" -a '"));
            add_choices(out, options[i].argument);
            buf_add_byte(out, '\'');
        }
        buf_add(out, STR(" -d '"));
        add_escaped(out, options[i].help, "'\\");
        buf_add(out, STR("'\n"));
    }
}

static void write_fish(struct buf *out)
{
    size_t count = 0, common_count = 0;
    const struct command *all = commands(&count);
    const struct option *common = command_common_options(&common_count);
    buf_add(out, STR("# fish completion for kartotek: kartotek help --completions fish\n"));
    fish_options(out, NULL, common, common_count);
    for (size_t i = 0; i < count; i++) {
        buf_print(out, "complete -c kartotek -n __fish_use_subcommand -f -a %s -d '", all[i].name);
        add_escaped(out, all[i].summary, "'\\");
        buf_add(out, STR("'\n"));
        if (hint_of(all[i].usage) == HINT_COMMAND) {
            buf_print(out, "complete -c kartotek -n '__fish_seen_subcommand_from %s' -f -a '",
                      all[i].name);
            add_command_names(out);
            buf_add(out, STR("'\n"));
        }
        fish_options(out, all[i].name, all[i].options, COMMAND_OPTION_MAX);
    }
}

enum status completion_write(struct buf *out, str shell, struct error *error)
{
    static const struct {
        const char *name;
        void (*write)(struct buf *out);
    } SHELLS[] = { { "bash", write_bash }, { "zsh", write_zsh }, { "fish", write_fish } };
    for (size_t i = 0; i < LENGTH(SHELLS); i++)
        if (str_eq(shell, str_of(SHELLS[i].name))) {
            SHELLS[i].write(out);
            return OK;
        }
    return fail(error, ERR_INVALID, "completions",
                "there is none for '" STR_FMT "'; it is one of bash, zsh, fish", STR_ARG(shell));
}
