#include "exchange/table_file.h"

#include "format/table.h"

enum { FLUSH_AT = 256 * 1024 };

static enum status begin_xlsx(struct table_file *out, const struct table_file_options *options,
                              const struct str_list *titles, struct arena *arena,
                              struct error *error)
{
    if (!out->file.part)
        return fail(error, ERR_INVALID, "output", "XLSX needs the name of a file");
    struct xlsx_column *columns = ARENA_NEW(arena, struct xlsx_column, titles->count);
    for (size_t i = 0; i < titles->count; i++)
        columns[i].title = titles->items[i];
    struct xlsx_options xlsx = { .sheet = options->sheet,
                                 .columns = columns,
                                 .column_count = titles->count };
    return xlsx_write_open(&out->xlsx, out->file.part, &xlsx, error);
}

enum status table_file_open(struct table_file *out, str path,
                            const struct table_file_options *options, const struct str_list *titles,
                            struct arena *arena, struct error *error)
{
    *out = (struct table_file){ .file = { .file = -1 },
                                .text = buf_new(FLUSH_AT + 8 * (size_t)TABLE_ROW_MAX),
                                .column_count = titles->count };
    TRY(export_file_open(&out->file, path, arena, error));
    if (options->format == TABLE_FILE_XLSX)
        return begin_xlsx(out, options, titles, arena, error);
    // The mark is for Excel; programs behind a pipe stumble over it.
    char delimiter = options->delimiter ? options->delimiter : ',';
    out->csv = csv_write_begin(&out->text, delimiter, out->file.path != NULL);
    return options->without_header ? OK : table_file_row(out, titles->items, error);
}

static enum status flush(struct table_file *out, struct error *error)
{
    if (buf_full(&out->text))
        return fail(error, ERR_TOO_LARGE, "row", "a row is larger than %zu bytes", out->text.limit);
    TRY(export_file_write(&out->file, buf_str(&out->text), error));
    buf_clear(&out->text);
    return OK;
}

enum status table_file_row(struct table_file *out, const str *cells, struct error *error)
{
    if (out->xlsx)
        return xlsx_write_row(out->xlsx, cells, error);
    for (size_t i = 0; i < out->column_count; i++)
        csv_write_cell(&out->csv, cells[i]);
    csv_write_end_row(&out->csv);
    return out->text.len < FLUSH_AT ? OK : flush(out, error);
}

enum status table_file_finish(struct table_file *out, struct error *error)
{
    struct xlsx_writer *xlsx = out->xlsx;
    out->xlsx = NULL;
    if (xlsx)
        TRY(xlsx_write_close(xlsx, error));
    else
        TRY(flush(out, error));
    return export_file_finish(&out->file, error);
}

void table_file_close(struct table_file *out)
{
    struct error ignored = { 0 };
    if (out->xlsx)
        (void)!xlsx_write_close(out->xlsx, &ignored);
    export_file_close(&out->file);
    buf_free(&out->text);
    *out = (struct table_file){ .file = { .file = -1 } };
}
