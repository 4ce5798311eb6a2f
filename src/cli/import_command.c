// kartotek import FILE --source NAME: the main job.

#include "cli/features.h"

#include "base/clock.h"
#include "base/id.h"
#include "base/json.h"
#include "cli/import_run.h"
#include "cli/session.h"
#include "cli/table_arguments.h"
#include "exchange/import_log.h"
#include "exchange/table_file.h"

#include <inttypes.h>
#include <stdio.h>

enum { ROWS_PER_PAGE = 500 };

static enum status read_options(struct cli *cli, struct import_options *options)
{
    *options = (struct import_options){
        .path = arena_copy(&cli->arena, cli->arguments[0]).at,
        .source = cli_option(cli, "source"),
        .country = cli_option(cli, "country"),
        .mapping = cli_options(cli, "map"),
        .dry_run = cli_has(cli, "dry-run"),
        .whole = cli_has(cli, "whole"),
    };
    if (!options->source.len)
        return fail(&cli->error, ERR_INVALID, "source",
                    "say where the file comes from: --source NAME (crm, newsletter, phone ...)");
    str interrupt = cli_option(cli, "on-interrupt");
    if (interrupt.at && !str_eq(interrupt, STR("keep")) && !str_eq(interrupt, STR("undo")))
        return fail(&cli->error, ERR_INVALID, "on-interrupt", "--on-interrupt is keep or undo");
    return cli_table_options(cli, &options->table);
}

static void print_found(struct cli *cli, const struct import *import)
{
    if (!cli->quiet && !cli->json && import_mapping(import))
        cli_print_found(cli, import_table(import), import_mapping(import));
}

// --- the rejected rows, in a file of their own ---

// In the current directory unless told: the file may lie where nobody may write.
static str rejected_path(struct cli *cli)
{
    str path = cli_option(cli, "rejected"), name = cli->arguments[0], part;
    if (path.len)
        return arena_copy(&cli->arena, path);
    for (str rest = name; str_split(&rest, '/', &part);)
        name = part;
    return arena_print(&cli->arena, STR_FMT ".rejected.csv", STR_ARG(name));
}

static enum status write_rows(struct work *work, int64_t job_id, struct table_file *file,
                              struct error *error)
{
    struct import_row_list rows;
    for (int64_t after = 0;; after = rows.items[rows.count - 1].number) {
        TRY(import_row_list(work, job_id, after, ROWS_PER_PAGE, &rows));
        for (size_t i = 0; i < rows.count; i++) {
            const struct import_row *row = &rows.items[i];
            const str cells[] = { arena_print(&work->arena, "%" PRId64, row->number),
                                  arena_print(&work->arena, "%" PRId64, row->line),
                                  row->verdict,
                                  row->column_name,
                                  row->reason,
                                  row->raw };
            TRY(table_file_row(file, cells, error));
        }
        if (rows.count < ROWS_PER_PAGE)
            return OK;
        arena_reset(&work->arena);
    }
}

static enum status write_rejected(struct cli *cli, struct import *import, str path)
{
    str titles[] = { STR("row"),    STR("line"),   STR("verdict"),
                     STR("column"), STR("reason"), STR("received") };
    const struct str_list header = { .items = titles, .count = LENGTH(titles) };
    struct work *work = import_work(import);
    struct table_file file;
    enum status status = table_file_open(&file, path, &(struct table_file_options){ 0 }, &header,
                                         &cli->arena, &cli->error);
    if (status == OK)
        status = work_begin(work, false);
    if (status == OK)
        status = work_end(work, write_rows(work, import_job(import)->id, &file, &cli->error));
    if (status == OK)
        status = table_file_finish(&file, &cli->error);
    table_file_close(&file);
    return status;
}

// --- the summary ---

static const char *state_of(const struct cli *cli)
{
    return cli_has(cli, "dry-run") ? "dry run: nothing was changed" : "done";
}

static void print_summary_json(const struct cli *cli, const struct import *import, double seconds,
                               int64_t before, str rejected)
{
    const struct job *job = import_job(import);
    char id[ID_TEXT_LEN + 1];
    auto_buf text = buf_new(8192);
    struct json json = json_to(&text);
    id_write(job->id, id);
    json_begin_object(&json);
    json_key_str(&json, "state", str_of(state_of(cli)));
    json_key_int(&json, "rows_read", job->counts.rows_read);
    json_key_int(&json, "created", job->counts.created);
    json_key_int(&json, "updated", job->counts.updated);
    json_key_int(&json, "unchanged", job->counts.unchanged);
    json_key_int(&json, "rejected", job->counts.rejected);
    json_key_int(&json, "for_review", job->counts.review);
    json_key_int(&json, "mended", job->counts.mended);
    json_key_int(&json, "rows_per_second",
                 (int64_t)((double)(job->counts.rows_read - before) / seconds));
    json_key(&json, STR("seconds"));
    json_put_double(&json, seconds, 3);
    json_key_str(&json, "job", str_of(id));
    if (rejected.len)
        json_key_str(&json, "rejected_file", rejected);
    json_end_object(&json);
    printf(STR_FMT "\n", STR_ARG(buf_str(&text)));
}

static void print_summary(const struct cli *cli, const struct import *import, double seconds,
                          int64_t before, str rejected)
{
    const struct job *job = import_job(import);
    const struct job_counts *counts = &job->counts;
    char id[ID_TEXT_LEN + 1];
    id_write(job->id, id);
    printf("%s\n", state_of(cli));
    printf("  rows read   %10" PRId64 "\n  created     %10" PRId64 "\n  updated     %10" PRId64
           "\n  unchanged   %10" PRId64 "\n  rejected    %10" PRId64 "\n  for review  %10" PRId64
           "\n  mended      %10" PRId64 " values\n",
           counts->rows_read, counts->created, counts->updated, counts->unchanged, counts->rejected,
           counts->review, counts->mended);
    printf("  %.0f rows per second, %.1f s\n", (double)(counts->rows_read - before) / seconds,
           seconds);
    if (!cli_has(cli, "dry-run")) // whose job went with the copy
        printf("  job %s (kartotek undo %s takes it back)\n", id, id);
    if (counts->review && !cli_has(cli, "dry-run"))
        printf("  to decide: kartotek duplicates (pairs), kartotek review (rows held back)\n");
    if (rejected.len)
        printf("  rejected rows and reasons: " STR_FMT "\n", STR_ARG(rejected));
}

static enum status run(struct cli *cli, struct import *import, int64_t started)
{
    int64_t before = import_job(import)->counts.rows_read;
    bool keep = str_eq(cli_option(cli, "on-interrupt"), STR("keep"));
    enum import_stop stop = cli_has(cli, "dry-run") ? IMPORT_STOP_FORGETS
                            : keep                  ? IMPORT_STOP_KEEPS
                                                    : IMPORT_STOP_UNDOES;
    if (!cli->json && import_resumed(import))
        printf("going on after row %" PRId64 "\n", import_job(import)->position);
    print_found(cli, import);
    fflush(stdout);
    TRY(import_run(cli, import, stop));
    double seconds = (double)(clock_monotonic_us() - started) / 1e6;
    const struct job_counts *counts = &import_job(import)->counts;
    str rejected = counts->rejected ? rejected_path(cli) : (str){ 0 };
    if (rejected.len)
        TRY(write_rejected(cli, import, rejected));
    (cli->json ? print_summary_json : print_summary)(cli, import, seconds, before, rejected);
    return OK;
}

enum status run_import(struct cli *cli)
{
    struct import_options options;
    struct work work = { 0 };
    struct import *import = NULL;
    TRY(read_options(cli, &options));
    TRY(session_open(cli, &work));
    int64_t started = clock_monotonic_us();
    enum status status = import_open(&import, &work, &options);
    if (status != OK)
        cli->error = work.error;
    else
        status = run(cli, import, started);
    import_close(import);
    session_close(&work);
    return status;
}
