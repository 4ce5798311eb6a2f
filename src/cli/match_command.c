// kartotek match: finds who is who in a file, without a register; also how matching is measured.

#include "cli/features.h"

#include "base/clock.h"
#include "base/json.h"
#include "cli/match_file.h"
#include "exchange/export_file.h"
#include "format/csv_write.h"
#include "match/engine.h"

#include <stdio.h>
#include <sys/resource.h>

enum { FLUSH_AT = 1 << 20, LINE_ROOM = 1 << 20 };

struct output {
    struct export_file file;
    struct buf text;
    struct csv_writer csv;
};

static enum status output_open(struct output *output, str path, struct arena *arena,
                               struct error *error)
{
    output->text = buf_new(FLUSH_AT + LINE_ROOM);
    TRY(export_file_open(&output->file, path, arena, error));
    output->csv = csv_write_begin(&output->text, ',', false);
    return OK;
}

static enum status output_flush(struct output *output, struct error *error)
{
    TRY(export_file_write(&output->file, buf_str(&output->text), error));
    buf_clear(&output->text);
    return OK;
}

static enum status output_end_row(struct output *output, struct error *error)
{
    csv_write_end_row(&output->csv);
    return output->text.len < FLUSH_AT ? OK : output_flush(output, error);
}
static enum status output_finish(struct output *output, struct error *error)
{
    TRY(output_flush(output, error));
    return export_file_finish(&output->file, error);
}

static void output_close(struct output *output)
{
    export_file_close(&output->file);
    buf_free(&output->text);
}

#define auto_output __attribute__((cleanup(output_close))) struct output

static enum status write_clusters(const struct match_file *file, const struct match_result *result,
                                  str path, struct arena *arena, struct error *error)
{
    auto_output output = { .file = { .file = -1 } };
    TRY(output_open(&output, path, arena, error));
    csv_write_cell(&output.csv, STR("id"));
    csv_write_cell(&output.csv, STR("cluster"));
    TRY(output_end_row(&output, error));
    for (size_t i = 0; i < file->count; i++) {
        char number[24];
        int len = snprintf(number, sizeof number, "%u", result->clusters[i] + 1);
        csv_write_cell(&output.csv, file->ids[i]);
        csv_write_cell(&output.csv, (str){ number, (size_t)len });
        TRY(output_end_row(&output, error));
    }
    return output_finish(&output, error);
}

static void write_pair(struct output *output, const struct match_file *file,
                       const struct match_result *result, struct match_pair pair)
{
    auto_arena arena = { 0 };
    struct match_evidence evidence = { .arena = &arena };
    double weight =
        match_score(&result->model, &file->records[pair.a], &file->records[pair.b], &evidence);
    csv_write_cell(&output->csv, file->ids[pair.a]);
    csv_write_cell(&output->csv, file->ids[pair.b]);
    csv_write_cell(&output->csv, arena_print(&arena, "%.2f", weight));
    csv_write_cell(&output->csv, match_evidence_text(&evidence, &arena));
}

static enum status write_pairs(const struct match_file *file, const struct match_result *result,
                               str path, struct arena *arena, struct error *error)
{
    static const char *const HEADER[] = { "id_a", "id_b", "weight", "evidence" };
    auto_output output = { .file = { .file = -1 } };
    TRY(output_open(&output, path, arena, error));
    for (size_t i = 0; i < LENGTH(HEADER); i++)
        csv_write_cell(&output.csv, str_of(HEADER[i]));
    TRY(output_end_row(&output, error));
    for (size_t i = 0; i < result->pair_count; i++) {
        write_pair(&output, file, result, result->pairs[i]);
        TRY(output_end_row(&output, error));
    }
    return output_finish(&output, error);
}

struct figure {
    const char *name, *title;
    double value;
    int decimals;
};

static double seconds(int64_t ms)
{
    return (double)ms / 1000;
}

static void report(const struct cli *cli, const struct figure *figures, size_t count)
{
    auto_buf out = buf_new(4096);
    struct json json = json_to(&out);
    if (cli->json)
        json_begin_object(&json);
    for (size_t i = 0; i < count; i++) {
        const struct figure *figure = &figures[i];
        if (cli->json) {
            json_key(&json, str_of(figure->name));
            json_put_double(&json, figure->value, figure->decimals);
        } else {
            buf_print(&out, "%-28s %.*f\n", figure->title, figure->decimals, figure->value);
        }
    }
    if (cli->json) {
        json_end_object(&json);
        buf_add_byte(&out, '\n');
    }
    fwrite(out.at, 1, out.len, stdout);
}

static void report_result(const struct cli *cli, const struct match_file *file,
                          const struct match_result *result)
{
    const struct match_statistics *s = &result->statistics;
    struct rusage usage = { 0 };
    getrusage(RUSAGE_SELF, &usage);
    const struct figure figures[] = {
        { "records", "records", (double)s->records, 0 },
        { "candidate_pairs", "candidate pairs", (double)s->candidate_pairs, 0 },
        { "kept_pairs", "pairs to join or review", (double)s->kept_pairs, 0 },
        { "clusters", "clusters", (double)s->clusters, 0 },
        { "read_seconds", "seconds reading", seconds(file->read_ms), 2 },
        { "block_seconds", "seconds finding candidates", seconds(s->block_ms), 2 },
        { "train_seconds", "seconds learning", seconds(s->train_ms), 2 },
        { "score_seconds", "seconds comparing", seconds(s->score_ms), 2 },
        { "cluster_seconds", "seconds clustering", seconds(s->cluster_ms), 2 },
        { "peak_memory_mb", "peak memory, MB", (double)usage.ru_maxrss / 1024, 0 },
    };
    report(cli, figures, LENGTH(figures));
}

static enum status read_options(struct cli *cli, struct match_file_options *options,
                                int64_t *threads)
{
    str entity = cli_option(cli, "entity");
    if (entity.len && !str_eq(entity, STR("person")) && !str_eq(entity, STR("company")))
        return fail(&cli->error, ERR_INVALID, "entity", "--entity is person or company");
    if (!cli_has(cli, "output"))
        return fail(&cli->error, ERR_INVALID, "output", "say where to write: --output FILE.csv");
    *options = (struct match_file_options){
        .path = arena_copy(&cli->arena, cli->arguments[0]).at,
        .maps = cli_options(cli, "map"),
        .country = cli_option(cli, "country"),
        .entity = !entity.len                      ? 0
                  : str_eq(entity, STR("company")) ? ENTITY_COMPANY
                                                   : ENTITY_PERSON,
    };
    return cli_number(cli, "threads", 1, 16, 2, threads);
}

static enum status write_result(struct cli *cli, const struct match_file *file,
                                const struct match_result *result)
{
    str clusters = cli_option(cli, "output"), pairs = cli_option(cli, "pairs");
    TRY(write_clusters(file, result, clusters, &cli->arena, &cli->error));
    if (cli_has(cli, "pairs"))
        TRY(write_pairs(file, result, pairs, &cli->arena, &cli->error));
    report_result(cli, file, result);
    return OK;
}

enum status run_match(struct cli *cli)
{
    struct match_file_options options;
    int64_t threads = 0;
    auto_match_file file = { 0 };
    TRY(read_options(cli, &options, &threads));
    TRY(match_file_read(&file, &options, &cli->error));
    struct match_result result;
    match_run(file.records, file.count, file.entity,
              &(struct match_options){ .threads = (unsigned)threads }, &cli->arena, &result);
    enum status status = write_result(cli, &file, &result);
    match_result_free(&result);
    return status;
}
