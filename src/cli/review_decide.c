#include "cli/review_decide.h"

#include "cli/progress.h"
#include "cli/receipt.h"
#include "cli/session.h"
#include "contact/job.h"
#include "intake/review.h"

#include <stdio.h>

enum { ROWS_AT_ONCE = 100, ATTEMPTS = 5, ANSWER_MAX = 4 * 1024 * 1024 };

// One run of accept: one job, in works of some rows each. Whenever it ends early, what it let in
// until then is a finished job that can be undone.
struct accepting {
    struct review_answer answer;
    struct job job;
    int64_t after; // the last row done
};

static enum status read_answer(struct cli *cli, struct review_answer *answer)
{
    str as = cli_option(cli, "as");
    *answer = (struct review_answer){ .as = TOLD_SAME };
    if (!as.at)
        answer->as = TOLD_LET_IN;
    else if (str_eq(as, STR("new")))
        answer->as = TOLD_NEW;
    else if (!str_eq(as, STR("same")))
        return cli_parse_id(cli, "as", as, &answer->contact_id);
    return OK;
}

static enum status choose_rows(struct cli *cli, struct work *work, int64_t after,
                               struct int_list *ids)
{
    struct staged_list rows;
    if (!cli_has(cli, "all"))
        return cli_parse_ids(cli, 1, ids);
    TRY(staged_list(work, after, ROWS_AT_ONCE, &rows));
    for (size_t i = 0; i < rows.count; i++)
        *LIST_PUSH(ids, &work->arena) = rows.items[i].id;
    return OK;
}

static void count_outcome(struct job_counts *counts, enum verdict verdict)
{
    counts->rows_read++;
    counts->created += verdict == VERDICT_CREATED;
    counts->updated += verdict == VERDICT_UPDATED;
    counts->unchanged += verdict == VERDICT_UNCHANGED;
    counts->review += verdict == VERDICT_REVIEW;
}

static enum status accept_rows(struct work *work, struct accepting *accepting,
                               const struct int_list *ids, struct receipt *receipt)
{
    struct outcome *outcomes = ARENA_NEW(&work->arena, struct outcome, ids->count + 1);
    work->job_id = accepting->job.id;
    if (accepting->job.id == 0)
        TRY(job_begin(work, &accepting->job));
    TRY(review_accept(work, ids->items, ids->count, accepting->answer, outcomes));
    for (size_t i = 0; i < ids->count; i++) {
        count_outcome(&accepting->job.counts, outcomes[i].verdict);
        *LIST_PUSH(&receipt->homes, &work->arena) = outcomes[i].record_id;
    }
    accepting->after = ids->count ? ids->items[ids->count - 1] : accepting->after;
    return job_finish(work, &accepting->job, "done");
}

static enum status write_receipt(struct cli *cli, struct work *work,
                                 const struct accepting *accepting, struct receipt *receipt,
                                 struct buf *out)
{
    const struct job_counts *counts = &accepting->job.counts;
    if (cli_has(cli, "all"))
        receipt->homes.count = 0; // too many to show
    if (accepting->job.id)
        *LIST_PUSH(&receipt->jobs, &work->arena) = accepting->job.id;
    *LIST_PUSH(&receipt->lines, &work->arena) = arena_print(
        &work->arena, "%lld row%s let in: %lld new, %lld joined or updated, %lld perhaps known%s",
        (long long)counts->rows_read, counts->rows_read == 1 ? "" : "s", (long long)counts->created,
        (long long)counts->updated + counts->unchanged, (long long)counts->review,
        counts->review ? " (kartotek duplicates)" : "");
    return receipt_write(cli, work, receipt, out);
}

// The next rows as one work; the receipt is written anew each time, and the last one counts.
static enum status step(struct cli *cli, struct work *work, struct accepting *accepting, bool *done,
                        struct buf *out)
{
    struct accepting next = *accepting;
    struct int_list ids = { 0 };
    struct receipt receipt = { 0 };
    TRY(session_begin(cli, work, SESSION_WRITE));
    enum status status = choose_rows(cli, work, next.after, &ids);
    *done = !cli_has(cli, "all") || ids.count < ROWS_AT_ONCE;
    if (status == OK && ids.count)
        status = accept_rows(work, &next, &ids, &receipt);
    buf_clear(out);
    if (status == OK)
        status = write_receipt(cli, work, &next, &receipt, out);
    status = session_end(cli, work, status);
    if (status == OK)
        *accepting = next;
    return status;
}

static enum status accept_all(struct cli *cli, struct work *work, struct accepting *accepting,
                              struct buf *out)
{
    bool done = false;
    int attempts = 0;
    while (!done) {
        arena_reset(&work->arena);
        enum status status = step(cli, work, accepting, &done, out);
        if (status == ERR_UNAVAILABLE && ++attempts < ATTEMPTS)
            done = false;
        else
            TRY(status);
    }
    return OK;
}

enum status review_decide_accept(struct cli *cli)
{
    struct accepting accepting = { .job = { .kind = STR("accept") } };
    struct work work;
    auto_buf out = buf_new(ANSWER_MAX);
    if (cli_has(cli, "all") == (cli->argument_count > 1))
        return fail(&cli->error, ERR_INVALID, "id", "name the rows to accept, or say --all");
    TRY(read_answer(cli, &accepting.answer));
    TRY(session_open(cli, &work));
    enum status status = accept_all(cli, &work, &accepting, &out);
    session_close(&work);
    if (status == OK)
        printf(STR_FMT, STR_ARG(buf_str(&out)));
    return status;
}

static enum status reject(struct cli *cli, struct work *work, struct buf *out)
{
    struct int_list ids = { 0 };
    struct receipt receipt = { 0 };
    TRY(cli_parse_ids(cli, 1, &ids));
    TRY(job_request(work, "reject"));
    TRY(review_reject(work, ids.items, ids.count, cli_option(cli, "reason")));
    receipt_job(&receipt, work);
    *LIST_PUSH(&receipt.lines, &work->arena) = arena_print(
        &work->arena, "%zu row%s rejected; remembered", ids.count, ids.count == 1 ? "" : "s");
    return receipt_write(cli, work, &receipt, out);
}

enum status review_decide_reject(struct cli *cli)
{
    if (cli->argument_count < 2)
        return fail(&cli->error, ERR_INVALID, "id", "name the rows to reject");
    return session_run(cli, SESSION_WRITE, reject);
}
