// kartotek recompute: every contact anew from its facts.

#include "cli/features.h"

#include "cli/recompute_run.h"

#include <stdio.h>

enum status run_recompute(struct cli *cli)
{
    struct job job = { 0 };
    TRY(recompute_run(cli, &job));
    long long records = job.counts.rows_read, changed = job.counts.created + job.counts.updated;
    if (cli->json)
        printf("{\"records\":%lld,\"changed\":%lld}\n", records, changed);
    else
        printf("records looked at: %lld; contacts changed: %lld\n", records, changed);
    return OK;
}
