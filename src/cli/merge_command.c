// kartotek merge: contacts that are one person or company become one.

#include "cli/features.h"

#include "cli/receipt.h"
#include "cli/session.h"
#include "intake/merge.h"

static enum status answer(struct cli *cli, struct work *work, struct buf *out)
{
    struct int_list ids = { 0 };
    struct receipt receipt = { 0 };
    TRY(cli_parse_ids(cli, 0, &ids));
    TRY(merge(work, ids.items[0], ids.items + 1, ids.count - 1));
    receipt_job(&receipt, work);
    receipt.homes = ids;
    *LIST_PUSH(&receipt.lines, &work->arena) = STR("they are one contact now");
    return receipt_write(cli, work, &receipt, out);
}

enum status run_merge(struct cli *cli)
{
    return session_run(cli, SESSION_WRITE, answer);
}
