// kartotek dump: the whole register as JSON lines, to a file or a pipe.

#include "cli/features.h"

#include "base/json.h"
#include "cli/session.h"
#include "exchange/dump.h"

#include <inttypes.h>
#include <stdio.h>

// What was done goes where it cannot be taken for the dump.
static void tell(const struct cli *cli, const struct export_file *file, int64_t rows)
{
    if (cli->quiet || !file->path)
        return;
    if (!cli->json) {
        printf("%" PRId64 " rows written to %s\n", rows, file->path);
        return;
    }
    auto_buf text = buf_new(8192);
    struct json json = json_to(&text);
    json_begin_object(&json);
    json_key_str(&json, "file", str_of(file->path));
    json_key_int(&json, "rows", rows);
    json_end_object(&json);
    printf(STR_FMT "\n", STR_ARG(buf_str(&text)));
}

static enum status dump(struct cli *cli, struct work *work)
{
    auto_export_file file = { .file = -1 };
    int64_t rows = 0;
    TRY(export_file_open(&file, cli_option(cli, "output"), &cli->arena, &cli->error));
    TRY(session_begin(cli, work, SESSION_READ));
    TRY(session_end(cli, work, dump_write(work, &file, &rows)));
    TRY(export_file_finish(&file, &cli->error));
    tell(cli, &file, rows);
    return OK;
}

enum status run_dump(struct cli *cli)
{
    struct work work;
    TRY(session_open(cli, &work));
    enum status status = dump(cli, &work);
    session_close(&work);
    return status;
}
