// kartotek backup FILE: a copy of a SQLite register.

#include "cli/features.h"

#include "cli/session.h"
#include "exchange/backup.h"

#include <stdio.h>

enum status run_backup(struct cli *cli)
{
    struct work work;
    TRY(session_open(cli, &work));
    enum status status = backup_write(work.db, cli->arguments[0], &cli->error);
    session_close(&work);
    if (status == OK && !cli->quiet && !cli->json)
        printf("backed up to " STR_FMT "\n", STR_ARG(cli->arguments[0]));
    return status;
}
