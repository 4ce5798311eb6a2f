#include "cli/manual.h"

#include "base/error.h"
#include "base/utf8.h"
#include "cli/command.h"

// What each status means to somebody who reads $? in a script.
static const char *const MEANINGS[STATUS_COUNT] = {
    [OK] = "all went well",
    [ERR_INVALID] = "what was given is wrong; the message says which part and what would be right",
    [ERR_NOT_FOUND] = "there is no such thing",
    [ERR_CONFLICT] = "somebody changed it first, or it is there already",
    [ERR_DENIED] = "not allowed",
    [ERR_TOO_LARGE] = "larger or more than is taken at once",
    [ERR_UNAVAILABLE] = "busy or out of reach; try again later",
    [ERR_CANCELLED] = "stopped because it was asked to",
    [ERR_FULL] = "no room on the disk; nothing was written",
    [ERR_INTERNAL] = "a bug or a broken disk",
};

// Text as roff shows it unchanged: no character of it is a command (groff_char(7)).
static void add_text(struct buf *out, str text)
{
    static const struct {
        uint32_t character;
        const char *escape;
    } ESCAPES[] = { { '\\', "\\(rs" }, { '-', "\\-" },   { '\'', "\\(aq" }, { '`', "\\(ga" },
                    { '^', "\\(ha" },  { '~', "\\(ti" }, { '.', "\\&." },   { '"', "\\(dq" } };
    while (text.len) {
        uint32_t c = utf8_next(&text);
        const char *escape = NULL;
        for (size_t i = 0; i < LENGTH(ESCAPES); i++)
            if (ESCAPES[i].character == c)
                escape = ESCAPES[i].escape;
        if (escape)
            buf_add(out, str_of(escape));
        else if (c < 0x80)
            buf_add_byte(out, (char)c);
        else
            buf_print(out, "\\[u%04X]", c);
    }
}

static void add_styled(struct buf *out, char font, str text)
{
    buf_print(out, "\\f%c", font);
    add_text(out, text);
    buf_add(out, STR("\\fR"));
}

// Lines are filled; those that begin with a space are examples and stay as they are.
static void add_paragraphs(struct buf *out, str text)
{
    bool example = false;
    str line;
    while (str_split(&text, '\n', &line)) {
        if (str_starts(line, STR(" ")) != example) {
            example = !example;
            buf_add(out, example ? STR(".PP\n.nf\n") : STR(".fi\n"));
        }
        if (!line.len) {
            buf_add(out, STR(".PP\n"));
            continue;
        }
        add_text(out, line);
        buf_add_byte(out, '\n');
    }
    if (example)
        buf_add(out, STR(".fi\n"));
}

static void add_options(struct buf *out, const struct option *options, size_t count)
{
    for (size_t i = 0; i < count && options[i].name; i++) {
        const struct option *option = &options[i];
        buf_add(out, STR(".TP\n"));
        if (option->letter) {
            add_styled(out, 'B', (str){ (const char[]){ '-', option->letter }, 2 });
            buf_add(out, STR(", "));
        }
        buf_add(out, STR("\\fB\\-\\-"));
        add_text(out, str_of(option->name));
        buf_add(out, STR("\\fR"));
        if (option->argument) {
            buf_add_byte(out, ' ');
            add_styled(out, 'I', str_of(option->argument));
        }
        buf_add_byte(out, '\n');
        add_text(out, str_of(option->help));
        buf_add(out, option->repeats ? STR(" (may be given more than once)\n") : STR("\n"));
    }
}

static void add_command(struct buf *out, const struct command *command)
{
    buf_add(out, STR(".SS \""));
    add_text(out, str_of(command->name));
    if (*command->usage) {
        buf_add_byte(out, ' ');
        add_styled(out, 'I', str_of(command->usage));
    }
    buf_add(out, STR("\"\n"));
    add_text(out, str_of(command->summary));
    buf_add(out, STR("\\&.\n"));
    if (command->description) {
        buf_add(out, STR(".PP\n"));
        add_paragraphs(out, str_of(command->description));
    }
    add_options(out, command->options, COMMAND_OPTION_MAX);
}

static void add_exit_statuses(struct buf *out)
{
    buf_add(out, STR(".SH EXIT STATUS\n"));
    for (int i = 0; i < STATUS_COUNT; i++) {
        const struct status_row *row = status_row((enum status)i);
        buf_print(out, ".TP\n.B %d\n", row->exit_code);
        add_styled(out, 'I', str_of(row->name));
        buf_add(out, STR(": "));
        add_text(out, str_of(MEANINGS[i]));
        buf_add_byte(out, '\n');
    }
}

void manual_write(struct buf *out)
{
    size_t count = 0, common_count = 0;
    const struct command *all = commands(&count);
    const struct option *common = command_common_options(&common_count);
    buf_add(out, STR(".TH KARTOTEK 1 \"\" \"Kartotek " KARTOTEK_VERSION "\" \"User Commands\"\n"
                     ".SH NAME\n"
                     "kartotek \\- one clean register of the people and companies you know\n"
                     ".SH SYNOPSIS\n"
                     "\\fBkartotek\\fR [\\fB\\-\\-database\\fR \\fIURL\\fR] "
                     "\\fICOMMAND\\fR \\fR[\\fIargument\\fR ...]\n"
                     ".SH DESCRIPTION\n"
                     "Kartotek takes in contact data from anywhere, standardises and checks it,\n"
                     "recognises who is already known, and keeps one golden record per person and\n"
                     "company. Each command below is a step of that.\n"
                     ".SH OPTIONS\nEvery command takes these.\n"));
    add_options(out, common, common_count);
    buf_add(out, STR(".SH COMMANDS\n"));
    for (size_t i = 0; i < count; i++)
        add_command(out, &all[i]);
    add_exit_statuses(out);
    buf_add(out, STR(".SH ENVIRONMENT\n.TP\n.B KARTOTEK_DATABASE\n"
                     "The register, where \\fB\\-\\-database\\fR is not given.\n"
                     ".SH FILES\n.TP\n.I data/kartotek.db\n"
                     "The register, where neither names one.\n"));
}
