#include "cli/arguments.h"
#include "cli/help.h"

#include "base/json.h"

#include <signal.h>
#include <stdio.h>

static void print_error(const struct cli *cli)
{
    const struct error *error = &cli->error;
    if (!cli->json) {
        fprintf(stderr, "kartotek: %s%s%s\n", error->field, *error->field ? ": " : "",
                error->message);
        return;
    }
    auto_buf text = buf_new(8192);
    struct json json = json_to(&text);
    json_begin_object(&json);
    json_key_str(&json, "error", str_of(status_row(error->status)->name));
    json_key_str(&json, "field", str_of(error->field));
    json_key_str(&json, "message", str_of(error->message));
    json_end_object(&json);
    printf(STR_FMT "\n", STR_ARG(buf_str(&text)));
}

static enum status run(struct cli *cli, int argc, char **argv)
{
    bool wants_help = false, wants_version = false;
    TRY(arguments_read(cli, argc, argv, &wants_help, &wants_version));
    if (wants_version) {
        puts("kartotek " KARTOTEK_VERSION);
        return OK;
    }
    if (wants_help) {
        help_print(stdout, cli->command);
        return OK;
    }
    return cli->command->run(cli);
}

int main(int argc, char **argv)
{
    struct cli cli = { 0 };
    signal(SIGXFSZ, SIG_IGN); // a file that may grow no further is an error like a full disk
    enum status status = run(&cli, argc, argv);
    if (status != OK)
        print_error(&cli);
    arena_free(&cli.arena);
    if (fflush(stdout) != 0 && status == OK)
        return status_row(ERR_FULL)->exit_code;
    return status_row(status)->exit_code;
}
