// kartotek not-same: two contacts, or two records of one, are different people or companies.

#include "cli/features.h"

#include "cli/receipt.h"
#include "cli/session.h"
#include "intake/merge.h"

static enum status answer(struct cli *cli, struct work *work, struct buf *out)
{
    struct int_list ids = { 0 };
    struct receipt receipt = { 0 };
    TRY(cli_parse_ids(cli, 0, &ids));
    TRY(not_same(work, ids.items[0], ids.items[1]));
    receipt_job(&receipt, work);
    receipt.homes = ids;
    *LIST_PUSH(&receipt.lines, &work->arena) = STR("remembered: these are not the same");
    return receipt_write(cli, work, &receipt, out);
}

enum status run_not_same(struct cli *cli)
{
    return session_run(cli, SESSION_WRITE, answer);
}
