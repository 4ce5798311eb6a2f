// kartotek restore FILE: puts a backup in the register's place.

#include "cli/features.h"

#include "base/json.h"
#include "exchange/backup.h"

#include <stdio.h>

static void tell(const struct cli *cli, const char *kept)
{
    if (!cli->json) {
        printf("restored%s%s\n", kept ? "; the register before is now " : "", kept ? kept : "");
        return;
    }
    auto_buf text = buf_new(8192);
    struct json json = json_to(&text);
    json_begin_object(&json);
    json_key(&json, STR("kept"));
    if (kept)
        json_put_str(&json, str_of(kept));
    else
        json_put_null(&json);
    json_end_object(&json);
    printf(STR_FMT "\n", STR_ARG(buf_str(&text)));
}

enum status run_restore(struct cli *cli)
{
    struct restore_result result;
    const char *path = arena_copy(&cli->arena, cli->arguments[0]).at;
    TRY(backup_restore(cli->database, path, cli_has(cli, "force"), &cli->arena, &result,
                       &cli->error));
    if (!cli->quiet)
        tell(cli, result.kept);
    return OK;
}
