// kartotek export: the contacts for other programs.

#include "cli/features.h"

#include "cli/session.h"
#include "exchange/export.h"

#include <inttypes.h>
#include <stdio.h>

static enum status read_format(struct cli *cli, struct export_options *options)
{
    str format = cli_option(cli, "format"), output = cli_option(cli, "output");
    if (format.len && !export_format_find(format, &options->format))
        return fail(&cli->error, ERR_INVALID, "format", "--format is csv, xlsx, vcard or jsonl");
    if (!format.len && output.len && !str_eq(output, STR("-")) &&
        !export_format_guess(output, &options->format))
        return fail(&cli->error, ERR_INVALID, "format",
                    "the ending of '" STR_FMT "' tells no format; say --format csv, xlsx, vcard or "
                    "jsonl",
                    STR_ARG(output));
    return OK;
}

static enum status read_options(struct cli *cli, struct export_options *options)
{
    str entity = cli_option(cli, "entity");
    bool all = !entity.len || str_eq(entity, STR("all"));
    *options = (struct export_options){
        .person = all || str_eq(entity, STR("person")),
        .company = all || str_eq(entity, STR("company")),
        .records = cli_has(cli, "records"),
    };
    if (!options->person && !options->company)
        return fail(&cli->error, ERR_INVALID, "entity", "--entity is person, company or all");
    return read_format(cli, options);
}

static enum status write_file(struct cli *cli, struct work *work,
                              const struct export_options *options)
{
    auto_export_file file = { .file = -1 };
    int64_t count = 0;
    TRY(export_file_open(&file, cli_option(cli, "output"), &cli->arena, &cli->error));
    TRY(session_begin(cli, work, SESSION_READ));
    TRY(session_end(cli, work, export_write(work, options, &file, &count)));
    TRY(export_file_finish(&file, &cli->error));
    if (!file.path || cli->quiet)
        return OK;
    if (cli->json)
        printf("{\"count\":%" PRId64 "}\n", count);
    else
        printf("%" PRId64 " %s written to %s\n", count, options->records ? "records" : "contacts",
               file.path);
    return OK;
}

enum status run_export(struct cli *cli)
{
    struct export_options options;
    struct work work;
    TRY(read_options(cli, &options));
    TRY(session_open(cli, &work));
    enum status status = write_file(cli, &work, &options);
    session_close(&work);
    return status;
}
