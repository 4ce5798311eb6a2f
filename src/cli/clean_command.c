// kartotek clean FILE -o OUT: a filter over tables.

#include "cli/features.h"

#include "base/json.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/table_arguments.h"
#include "exchange/clean.h"

#include <inttypes.h>
#include <stdio.h>

static bool ends_in(str path, str ending)
{
    return path.len > ending.len &&
           str_eq_ascii_case(str_slice(path, path.len - ending.len, path.len), ending);
}

static enum status read_options(struct cli *cli, struct clean_options *options)
{
    *options = (struct clean_options){
        .path = arena_copy(&cli->arena, cli->arguments[0]).at,
        .output = cli_option(cli, "output"),
        .issues = cli_option(cli, "issues"),
        .country = cli_option(cli, "country"),
        .mapping = cli_options(cli, "map"),
    };
    bool is_xlsx = ends_in(options->output, STR(".xlsx"));
    options->format = is_xlsx ? TABLE_FILE_XLSX : TABLE_FILE_CSV;
    if (!options->output.len)
        return fail(&cli->error, ERR_INVALID, "output",
                    "say where to write: --output FILE.csv or FILE.xlsx");
    if (!is_xlsx && !ends_in(options->output, STR(".csv")) && !str_eq(options->output, STR("-")))
        return fail(&cli->error, ERR_INVALID, "output",
                    "the ending of \"" STR_FMT "\" tells no format; it is .csv or .xlsx",
                    STR_ARG(options->output));
    return cli_table_options(cli, &options->table);
}

static void print_json(const struct clean_result *result)
{
    auto_buf text = buf_new((size_t)64 * 1024);
    struct json json = json_to(&text);
    json_begin_object(&json);
    json_key_int(&json, "rows", result->rows);
    json_key_int(&json, "changed", result->changed);
    json_key_int(&json, "problems", result->problems);
    json_key(&json, STR("rules"));
    json_begin_object(&json);
    for (size_t i = 0; i < result->rule_count; i++) {
        json_key(&json, str_of(result->rules[i].rule));
        json_begin_object(&json);
        json_key_int(&json, "changed", result->rules[i].changed);
        json_key_int(&json, "problems", result->rules[i].problems);
        json_end_object(&json);
    }
    json_end_object(&json);
    json_end_object(&json);
    printf(STR_FMT "\n", STR_ARG(buf_str(&text)));
}

static void print_words(const struct clean_result *result)
{
    printf("%" PRId64 " rows, %" PRId64 " cells changed, %" PRId64 " problems\n", result->rows,
           result->changed, result->problems);
    if (result->rule_count)
        printf("  %-16s %10s %10s\n", "rule", "changed", "problems");
    for (size_t i = 0; i < result->rule_count; i++) {
        const struct clean_count *count = &result->rules[i];
        printf("  %-16s %10" PRId64 " %10" PRId64 "\n", count->rule, count->changed,
               count->problems);
    }
}

static enum status run_steps(struct cli *cli, struct clean *clean)
{
    struct progress progress = progress_begin(cli, "rows");
    enum status status = OK;
    bool done = false;
    interrupt_watch();
    while (!done && status == OK && !interrupt_came()) {
        status = clean_step(clean, &done, &cli->error);
        progress_show(&progress, clean_position(clean), clean_size(clean),
                      clean_result(clean)->rows);
    }
    progress_end(&progress);
    if (status != OK)
        return status;
    if (!done)
        return fail(&cli->error, ERR_CANCELLED, "", "stopped; nothing was written");
    return clean_finish(clean, &cli->error);
}

// Words to people go nowhere when the standard output is the table.
static enum status clean_file(struct cli *cli, struct clean *clean,
                              const struct clean_options *options)
{
    bool is_silent = str_eq(options->output, STR("-"));
    if (!is_silent && !cli->quiet && !cli->json)
        cli_print_found(cli, clean_table(clean), clean_mapping(clean));
    fflush(stdout);
    TRY(run_steps(cli, clean));
    if (!is_silent)
        (cli->json ? print_json : print_words)(clean_result(clean));
    return OK;
}

enum status run_clean(struct cli *cli)
{
    struct clean_options options;
    struct clean *clean = NULL;
    TRY(read_options(cli, &options));
    enum status status = clean_open(&clean, &options, &cli->arena, &cli->error);
    if (status == OK)
        status = clean_file(cli, clean, &options);
    clean_close(clean);
    return status;
}
