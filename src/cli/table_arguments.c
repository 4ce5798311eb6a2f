#include "cli/table_arguments.h"

#include "cli/grid.h"

#include <stdio.h>

enum { COLUMNS_TEXT_MAX = 4 * 1024 * 1024 };

enum status cli_table_options(struct cli *cli, struct table_options *options)
{
    str delimiter = cli_option(cli, "delimiter"), header = cli_option(cli, "header");
    options->encoding = cli_option(cli, "encoding");
    options->sheet = cli_option(cli, "sheet");
    if (str_eq(delimiter, STR("tab")) || str_eq(delimiter, STR("\\t")))
        delimiter = STR("\t");
    if (delimiter.at && delimiter.len != 1)
        return fail(&cli->error, ERR_INVALID, "delimiter", "a delimiter is one character, or tab");
    options->delimiter = delimiter.at ? delimiter.at[0] : 0;
    if (header.at && !str_eq(header, STR("yes")) && !str_eq(header, STR("no")))
        return fail(&cli->error, ERR_INVALID, "header", "--header is yes or no");
    options->header_rows = !header.at ? 0 : str_eq(header, STR("no")) ? -1 : 1;
    return OK;
}

static const char *format_name(enum table_format format)
{
    static const char *const NAMES[] = { "", "CSV", "XLSX", "JSON lines" };
    return NAMES[format];
}

static void print_columns(struct cli *cli, const struct mapping *mapping)
{
    static const char *const TITLES[] = { "column", "becomes", "because" };
    struct grid grid = grid_new(&cli->arena, TITLES, LENGTH(TITLES));
    auto_buf out = buf_new(COLUMNS_TEXT_MAX);
    for (size_t i = 0; i < mapping->count; i++) {
        const struct mapping_column *column = &mapping->items[i];
        grid_str(&grid, column->name);
        grid_str(&grid, mapping_target_text(column, &cli->arena));
        grid_str(&grid, column->reason);
    }
    grid_write(&grid, &out);
    printf(STR_FMT "\n", STR_ARG(buf_str(&out)));
}

void cli_print_found(struct cli *cli, const struct table_options *table,
                     const struct mapping *mapping)
{
    printf("%s", format_name(table->format));
    if (table->format == TABLE_CSV)
        printf(", " STR_FMT ", columns parted by %s", STR_ARG(table->encoding),
               table->delimiter == '\t' ? "tab" : (char[]){ table->delimiter, '\0' });
    printf("\n");
    print_columns(cli, mapping);
}
