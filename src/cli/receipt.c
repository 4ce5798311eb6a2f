#include "cli/receipt.h"

#include "base/id.h"
#include "cli/session.h"
#include "cli/shown.h"

void receipt_job(struct receipt *receipt, struct work *work)
{
    for (size_t i = 0; i < receipt->jobs.count; i++)
        if (receipt->jobs.items[i] == work->job_id)
            return;
    *LIST_PUSH(&receipt->jobs, &work->arena) = work->job_id;
}

static void write_json(struct work *work, const struct receipt *receipt, const struct shown *shown,
                       struct buf *out)
{
    struct json json = json_to(out);
    json_begin_object(&json);
    json_key(&json, STR("changes"));
    json_begin_array(&json);
    for (size_t i = 0; i < receipt->lines.count; i++)
        json_put_str(&json, receipt->lines.items[i]);
    json_end_array(&json);
    json_key(&json, STR("contacts"));
    json_begin_array(&json);
    for (size_t i = 0; i < shown->contacts.count; i++)
        contact_json(&json, &shown->contacts.items[i], &work->arena);
    json_end_array(&json);
    json_key(&json, STR("jobs"));
    json_begin_array(&json);
    for (size_t i = 0; i < receipt->jobs.count; i++)
        json_put_str(&json, id_text(&work->arena, receipt->jobs.items[i]));
    json_end_array(&json);
    json_end_object(&json);
    buf_add_byte(out, '\n');
}

static void write_words(struct work *work, const struct receipt *receipt, const struct shown *shown,
                        struct buf *out)
{
    struct grid grid = contact_grid(&work->arena);
    for (size_t i = 0; i < receipt->lines.count; i++)
        buf_print(out, STR_FMT "\n", STR_ARG(cli_text(&work->arena, receipt->lines.items[i])));
    for (size_t i = 0; i < shown->contacts.count; i++)
        contact_grid_add(&grid, &shown->contacts.items[i]);
    grid_write(&grid, out);
    if (receipt->jobs.count)
        buf_add(out, STR("to take it back: kartotek undo"));
    for (size_t i = 0; i < receipt->jobs.count; i++)
        buf_print(out, " " STR_FMT, STR_ARG(id_text(&work->arena, receipt->jobs.items[i])));
    if (receipt->jobs.count)
        buf_add_byte(out, '\n');
}

enum status receipt_write(struct cli *cli, struct work *work, const struct receipt *receipt,
                          struct buf *out)
{
    struct shown shown;
    TRY(shown_load(work, receipt->homes.items, receipt->homes.count, &shown));
    if (cli->json)
        write_json(work, receipt, &shown, out);
    else
        write_words(work, receipt, &shown, out);
    return OK;
}
