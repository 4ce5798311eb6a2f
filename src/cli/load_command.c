// kartotek load FILE: a dump into an empty register.

#include "cli/features.h"

#include "exchange/load.h"

#include <inttypes.h>
#include <stdio.h>

enum status run_load(struct cli *cli)
{
    struct load_result result;
    TRY(load(cli->database, arena_copy(&cli->arena, cli->arguments[0]).at, &result, &cli->error));
    if (cli->json)
        printf("{\"rows\":%" PRId64 "}\n", result.rows);
    else if (!cli->quiet)
        printf("%" PRId64 " rows loaded into " STR_FMT "\n", result.rows, STR_ARG(cli->database));
    return OK;
}
