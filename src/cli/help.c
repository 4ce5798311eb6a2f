#include "cli/help.h"

static void print_options(FILE *out, const struct option *options, size_t count)
{
    for (size_t i = 0; i < count && options[i].name; i++) {
        char left[64];
        char letter[8] = "    ";
        if (options[i].letter)
            snprintf(letter, sizeof letter, "-%c, ", options[i].letter);
        snprintf(left, sizeof left, "%s--%s%s%s", letter, options[i].name,
                 options[i].argument ? " " : "", options[i].argument ? options[i].argument : "");
        fprintf(out, "  %-30s %s\n", left, options[i].help);
    }
}

static void print_command(FILE *out, const struct command *command)
{
    size_t common_count = 0;
    const struct option *common = command_common_options(&common_count);
    fprintf(out, "usage: kartotek %s %s\n\n%s.\n", command->name, command->usage, command->summary);
    if (command->description)
        fprintf(out, "\n%s\n", command->description);
    fputs("\noptions:\n", out);
    print_options(out, command->options, COMMAND_OPTION_MAX);
    print_options(out, common, common_count);
}

void help_print(FILE *out, const struct command *command)
{
    if (command) {
        print_command(out, command);
        return;
    }
    size_t count = 0;
    const struct command *all = commands(&count);
    fputs("Kartotek: one clean register of the people and companies you know.\n\n"
          "usage: kartotek [--database URL] COMMAND ...\n\ncommands:\n",
          out);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "  %-12s %s\n", all[i].name, all[i].summary);
    fputs("\nkartotek COMMAND --help tells more.\n", out);
}
