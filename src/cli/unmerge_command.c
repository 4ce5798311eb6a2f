// kartotek unmerge: takes records out of the contact they were joined to.

#include "cli/features.h"

#include "cli/receipt.h"
#include "cli/session.h"
#include "contact/contact.h"
#include "contact/record.h"
#include "intake/merge.h"

static enum status check_members(struct work *work, const struct record_list *members,
                                 const int64_t *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (size_t j = 0; j < members->count; j++)
            found |= members->items[j].id == ids[i];
        if (!found)
            return fail(&work->error, ERR_INVALID, "record",
                        "record %zu of those named is not part of this contact; kartotek show "
                        "lists its records",
                        i + 1);
    }
    return OK;
}

static enum status answer(struct cli *cli, struct work *work, struct buf *out)
{
    struct int_list ids = { 0 };
    struct receipt receipt = { 0 };
    struct golden golden;
    struct record_list members = { 0 };
    TRY(cli_parse_ids(cli, 0, &ids));
    TRY(contact_find(work, ids.items[0], &golden));
    TRY(record_of_contact(work, golden.id, &members));
    TRY(check_members(work, &members, ids.items + 1, ids.count - 1));
    TRY(unmerge(work, ids.items[0], ids.items + 1, ids.count - 1));
    receipt_job(&receipt, work);
    for (size_t i = 0; i < members.count; i++)
        *LIST_PUSH(&receipt.homes, &work->arena) = members.items[i].id;
    *LIST_PUSH(&receipt.lines, &work->arena) = STR("they have parted");
    return receipt_write(cli, work, &receipt, out);
}

enum status run_unmerge(struct cli *cli)
{
    return session_run(cli, SESSION_WRITE, answer);
}
