// kartotek jobs: what was done to the register, latest first; and one job in detail.

#include "cli/features.h"

#include "base/clock.h"
#include "base/id.h"
#include "base/json.h"
#include "cli/grid.h"
#include "cli/session.h"
#include "contact/job.h"
#include "contact/mended.h"
#include "contact/source.h"
#include "exchange/import_log.h"

#include <jansson.h>

enum { LIMIT_MAX = 10000, LIMIT_DEFAULT = 20 };

static str source_name(const struct source_list *sources, int64_t id)
{
    for (size_t i = 0; i < sources->count; i++)
        if (sources->items[i].id == id)
            return sources->items[i].name;
    return STR("");
}

static const char *state_words(const struct job *job)
{
    if (job->undone_by)
        return "undone";
    if (str_eq(job->state, STR("running")))
        return "unfinished";
    return str_eq(job->state, STR("done")) ? "done" : job->state.at;
}

// --- JSON ---

static void put_counts(struct json *json, const struct job_counts *counts)
{
    json_key_int(json, "rows_read", counts->rows_read);
    json_key_int(json, "created", counts->created);
    json_key_int(json, "updated", counts->updated);
    json_key_int(json, "unchanged", counts->unchanged);
    json_key_int(json, "rejected", counts->rejected);
    json_key_int(json, "for_review", counts->review);
    json_key_int(json, "mended", counts->mended);
}

static void put_id(struct json *json, const char *key, int64_t id, struct arena *arena)
{
    json_key(json, str_of(key));
    if (id)
        json_put_str(json, id_text(arena, id));
    else
        json_put_null(json);
}

static void put_time(struct json *json, const char *key, int64_t at, struct arena *arena)
{
    json_key(json, str_of(key));
    if (at)
        json_put_str(json, clock_format(arena, at));
    else
        json_put_null(json);
}

// The members of a job's object, without its braces.
static void put_job(struct json *json, const struct job *job, const struct source_list *sources,
                    struct arena *arena)
{
    put_id(json, "id", job->id, arena);
    json_key_str(json, "kind", job->kind);
    json_key_str(json, "state", job->state);
    json_key_str(json, "source", source_name(sources, job->source_id));
    json_key_str(json, "file", job->file_name);
    put_id(json, "target", job->target_id, arena);
    put_id(json, "undone_by", job->undone_by, arena);
    put_time(json, "started_at", job->started_at, arena);
    put_time(json, "finished_at", job->finished_at, arena);
    put_counts(json, &job->counts);
    json_key_str(json, "message", job->message);
}

// --- the list ---

static void list_json(const struct job_list *jobs, const struct source_list *sources,
                      struct arena *arena, struct buf *out)
{
    struct json json = json_to(out);
    json_begin_object(&json);
    json_key(&json, STR("jobs"));
    json_begin_array(&json);
    for (size_t i = 0; i < jobs->count; i++) {
        json_begin_object(&json);
        put_job(&json, &jobs->items[i], sources, arena);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    buf_add_byte(out, '\n');
}

static void list_words(const struct job_list *jobs, const struct source_list *sources,
                       struct arena *arena, struct buf *out)
{
    static const char *const TITLES[] = { "job",     "started", "kind",    "state",
                                          "read",    "created", "updated", "unchanged",
                                          "refused", "review",  "from" };
    struct grid grid = grid_new(arena, TITLES, LENGTH(TITLES));
    for (size_t i = 0; i < jobs->count; i++) {
        const struct job *job = &jobs->items[i];
        grid_id(&grid, job->id);
        grid_time(&grid, job->started_at);
        grid_str(&grid, job->kind);
        grid_str(&grid, str_of(state_words(job)));
        grid_int(&grid, job->counts.rows_read);
        grid_int(&grid, job->counts.created);
        grid_int(&grid, job->counts.updated);
        grid_int(&grid, job->counts.unchanged);
        grid_int(&grid, job->counts.rejected);
        grid_int(&grid, job->counts.review);
        grid_str(&grid, job->target_id ? id_text(arena, job->target_id)
                                       : source_name(sources, job->source_id));
    }
    grid_write(&grid, out);
    if (jobs->count == 0)
        buf_add(out, STR("nothing was done yet\n"));
}

static enum status list_jobs(struct cli *cli, struct work *work, struct buf *out)
{
    int64_t limit = 0;
    struct job_list jobs;
    struct source_list sources;
    TRY(cli_number(cli, "limit", 1, LIMIT_MAX, LIMIT_DEFAULT, &limit));
    TRY(job_list(work, 0, limit, &jobs));
    TRY(source_list(work, &sources));
    if (cli->json)
        list_json(&jobs, &sources, &work->arena, out);
    else
        list_words(&jobs, &sources, &work->arena, out);
    return OK;
}

// --- one job ---

struct detail {
    struct job job;
    struct source_list sources;
    struct mended_rule_list mended;
    struct import_row_list rows;
};

static void put_mended(struct json *json, const struct mended_rule_list *mended)
{
    json_key(json, STR("mended_by_rule"));
    json_begin_array(json);
    for (size_t i = 0; i < mended->count; i++) {
        json_begin_object(json);
        json_key_str(json, "rule", mended->items[i].rule);
        json_key_str(json, "field", mended->items[i].field);
        json_key_int(json, "count", mended->items[i].count);
        json_key(json, STR("samples"));
        json_put_raw(json, mended->items[i].samples);
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_rows(struct json *json, const struct import_row_list *rows)
{
    json_key(json, STR("rows"));
    json_begin_array(json);
    for (size_t i = 0; i < rows->count; i++) {
        json_begin_object(json);
        json_key_int(json, "number", rows->items[i].number);
        json_key_int(json, "line", rows->items[i].line);
        json_key_str(json, "verdict", rows->items[i].verdict);
        json_key_str(json, "column", rows->items[i].column_name);
        json_key_str(json, "reason", rows->items[i].reason);
        json_key_str(json, "raw", rows->items[i].raw);
        json_end_object(json);
    }
    json_end_array(json);
}

static void detail_json(const struct detail *detail, struct arena *arena, struct buf *out)
{
    struct json json = json_to(out);
    json_begin_object(&json);
    put_job(&json, &detail->job, &detail->sources, arena);
    put_mended(&json, &detail->mended);
    put_rows(&json, &detail->rows);
    json_end_object(&json);
    buf_add_byte(out, '\n');
}

static void add_line(struct buf *out, const char *title, str text, struct arena *arena)
{
    if (text.len)
        buf_print(out, "%-9s " STR_FMT "\n", title, STR_ARG(cli_text(arena, text)));
}

static void add_counts(struct buf *out, const struct job_counts *counts)
{
    buf_print(out,
              "%-9s %lld read: %lld created, %lld updated, %lld unchanged, %lld rejected, "
              "%lld for review; %lld values mended\n",
              "rows", (long long)counts->rows_read, (long long)counts->created,
              (long long)counts->updated, (long long)counts->unchanged, (long long)counts->rejected,
              (long long)counts->review, (long long)counts->mended);
}

// [["070-1", "+4670-1"], ["08-12", ""]] as "070-1 -> +4670-1, 08-12 (not taken)".
static str sample_words(str samples, struct arena *arena)
{
    auto_buf out = buf_new(8192);
    json_t *list = json_loadb(samples.at ? samples.at : "", samples.len, 0, NULL);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *pair = json_array_get(list, i);
        const char *before = json_string_value(json_array_get(pair, 0));
        const char *after = json_string_value(json_array_get(pair, 1));
        bool taken = after && *after;
        buf_print(&out, "%s%s%s%s", i ? ", " : "", before ? before : "",
                  taken ? " -> " : " (not taken)", taken ? after : "");
    }
    json_decref(list);
    return arena_copy(arena, buf_str(&out));
}

static void add_mended(struct buf *out, const struct mended_rule_list *mended, struct arena *arena)
{
    static const char *const TITLES[] = { "mended by", "field", "times", "for example" };
    struct grid grid = grid_new(arena, TITLES, LENGTH(TITLES));
    for (size_t i = 0; i < mended->count; i++) {
        grid_str(&grid, mended->items[i].rule);
        grid_str(&grid, mended->items[i].field);
        grid_int(&grid, mended->items[i].count);
        grid_str(&grid, sample_words(mended->items[i].samples, arena));
    }
    if (mended->count)
        buf_add_byte(out, '\n');
    grid_write(&grid, out);
}

static void add_rows(struct buf *out, const struct import_row_list *rows, struct arena *arena)
{
    static const char *const TITLES[] = { "line", "verdict", "column", "why", "the row" };
    struct grid grid = grid_new(arena, TITLES, LENGTH(TITLES));
    for (size_t i = 0; i < rows->count; i++) {
        grid_int(&grid, rows->items[i].line);
        grid_str(&grid, rows->items[i].verdict);
        grid_str(&grid, rows->items[i].column_name);
        grid_str(&grid, rows->items[i].reason);
        grid_str(&grid, rows->items[i].raw);
    }
    if (rows->count)
        buf_add_byte(out, '\n');
    grid_write(&grid, out);
}

// What to do next with this job.
static void add_advice(struct buf *out, const struct job *job, struct arena *arena)
{
    str id = id_text(arena, job->id);
    bool undo = str_eq(job->kind, STR("undo")) || str_eq(job->kind, STR("redo"));
    if (str_eq(job->state, STR("running")) && undo)
        buf_print(out, "\nto finish it: kartotek " STR_FMT " " STR_FMT "\n", STR_ARG(job->kind),
                  STR_ARG(id_text(arena, job->target_id)));
    else if (str_eq(job->state, STR("running")))
        buf_print(
            out,
            "\nto finish it: run the same command again; to take it back: kartotek undo " STR_FMT
            "\n",
            STR_ARG(id));
    else
        buf_print(out, "\nto %s: kartotek %s " STR_FMT "\n",
                  job->undone_by ? "let it live again" : "take it back",
                  job->undone_by ? "redo" : "undo", STR_ARG(id));
}

static void detail_words(const struct detail *detail, struct arena *arena, struct buf *out)
{
    const struct job *job = &detail->job;
    add_line(out, "job", id_text(arena, job->id), arena);
    add_line(out, "kind", job->kind, arena);
    add_line(out, "state", str_of(state_words(job)), arena);
    add_line(out, "source", source_name(&detail->sources, job->source_id), arena);
    add_line(out, "file", job->file_name, arena);
    add_line(out, "of job", job->target_id ? id_text(arena, job->target_id) : STR(""), arena);
    add_line(out, "started", cli_time(arena, job->started_at), arena);
    add_line(out, "finished", cli_time(arena, job->finished_at), arena);
    add_line(out, "message", job->message, arena);
    if (job->counts.rows_read)
        add_counts(out, &job->counts);
    add_mended(out, &detail->mended, arena);
    add_rows(out, &detail->rows, arena);
    add_advice(out, job, arena);
}

static enum status show_job(struct cli *cli, struct work *work, struct buf *out)
{
    int64_t id = 0, limit = 0;
    struct detail detail = { 0 };
    TRY(cli_parse_id(cli, "job", cli->arguments[0], &id));
    TRY(cli_number(cli, "limit", 1, LIMIT_MAX, LIMIT_DEFAULT, &limit));
    TRY(job_find(work, id, &detail.job));
    TRY(source_list(work, &detail.sources));
    TRY(job_mended(work, id, &detail.mended));
    TRY(import_row_list(work, id, 0, limit, &detail.rows));
    if (cli->json)
        detail_json(&detail, &work->arena, out);
    else
        detail_words(&detail, &work->arena, out);
    return OK;
}

static enum status answer(struct cli *cli, struct work *work, struct buf *out)
{
    return cli->argument_count ? show_job(cli, work, out) : list_jobs(cli, work, out);
}

enum status run_jobs(struct cli *cli)
{
    return session_run(cli, SESSION_READ, answer);
}
