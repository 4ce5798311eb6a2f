#include "exchange/intake_file.h"

#include "base/buf.h"
#include "exchange/vcard_draft.h"
#include "format/vcard_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { HEAD_BYTES = 512, RAW_MAX = 8 * 1024 * 1024 };

struct intake_file {
    const char *path;
    struct table_options options;
    struct arena *arena;
    struct table *table;        // one of the two
    struct vcard_reader *cards; //
    int64_t number;             // of the last card
    int64_t size;
};

static bool holds_cards(const char *path)
{
    char head[HEAD_BYTES] = { 0 };
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    size_t len = fread(head, 1, sizeof head, file);
    fclose(file);
    str text = str_trim((str){ head, len });
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        text = str_slice(text, 3, text.len);
    str ending = str_of(path);
    return str_eq_ascii_case(str_slice(text, 0, 11), STR("BEGIN:VCARD")) ||
           str_ends(ending, STR(".vcf")) || str_ends(ending, STR(".vcard"));
}

static enum status open_again(struct intake_file *file, struct error *error)
{
    table_close(file->table);
    vcard_reader_close(file->cards);
    file->table = NULL;
    file->cards = NULL;
    file->number = 0;
    if (holds_cards(file->path))
        return vcard_reader_open(&file->cards, file->path, error);
    return table_open(&file->table, file->path, &file->options, file->arena, error);
}

enum status intake_file_open(struct intake_file **out, const char *path,
                             const struct table_options *options, struct arena *arena,
                             struct error *error)
{
    struct intake_file *file = ARENA_NEW(arena, struct intake_file, 1);
    struct stat info;
    *file = (struct intake_file){ .path = path, .options = *options, .arena = arena };
    if (stat(path, &info) != 0)
        return fail(error, ERR_NOT_FOUND, "file", "there is no file %s", path);
    if (!S_ISREG(info.st_mode))
        return fail(error, ERR_INVALID, "file", "%s is not a file", path);
    file->size = info.st_size;
    TRY(open_again(file, error));
    *out = file;
    return OK;
}

void intake_file_close(struct intake_file *file)
{
    if (!file)
        return;
    table_close(file->table);
    vcard_reader_close(file->cards);
}

const struct table *intake_file_table(const struct intake_file *file)
{
    return file->table;
}

enum status intake_file_guess(struct intake_file *file, struct mapping *mapping,
                              struct error *error)
{
    *mapping = (struct mapping){ 0 };
    if (!file->table)
        return OK;
    TRY(mapping_guess_table(mapping, file->table, file->arena, error));
    return open_again(file, error);
}

// "column\tvalue" lines of what is filled in; tabs and line breaks as spaces do not matter here,
// so they are written as in an entry.
static void add_cell(struct buf *out, str name, str value)
{
    buf_add(out, name);
    buf_add_byte(out, '\t');
    for (size_t i = 0; i < value.len; i++) {
        if (value.at[i] == '\n')
            buf_add(out, STR("\\n"));
        else if (value.at[i] == '\\')
            buf_add(out, STR("\\\\"));
        else
            buf_add_byte(out, value.at[i]);
    }
    buf_add_byte(out, '\n');
}

static str raw_of_row(const struct str_list *columns, const struct table_row *row,
                      struct arena *arena)
{
    auto_buf out = buf_new(RAW_MAX);
    for (size_t i = 0; i < row->count && i < columns->count; i++)
        if (row->cells[i].len)
            add_cell(&out, columns->items[i], row->cells[i]);
    return arena_copy(arena, buf_str(&out));
}

static enum status next_row(struct intake_file *file, const struct mapping *mapping,
                            struct arena *arena, struct intake_row *out, bool *done,
                            struct error *error)
{
    struct table_row row;
    TRY(table_next(file->table, arena, &row, done, error));
    if (*done)
        return OK;
    *out = (struct intake_row){ .number = row.number,
                                .line = row.line,
                                .problem = row.problem,
                                .mojibake = row.mojibake,
                                .raw = raw_of_row(table_columns(file->table), &row, arena) };
    if (!row.problem.len)
        mapping_draft(mapping, &row, arena, &out->draft);
    return OK;
}

static str raw_of_card(const struct vcard *card, struct arena *arena)
{
    auto_buf out = buf_new(RAW_MAX);
    for (size_t i = 0; i < card->count; i++) {
        buf_add(&out, card->properties[i].raw);
        buf_add_byte(&out, '\n');
    }
    return arena_copy(arena, buf_str(&out));
}

static enum status next_card(struct intake_file *file, struct arena *arena, struct intake_row *out,
                             bool *done, struct error *error)
{
    struct vcard card = { 0 };
    TRY(vcard_next(file->cards, arena, &card, done, error));
    if (*done)
        return OK;
    *out = (struct intake_row){ .number = ++file->number,
                                .line = card.line,
                                .raw = raw_of_card(&card, arena) };
    if (card.broken)
        out->problem = card.problem_count ? card.problems[0].reason : STR("the card is cut off");
    else if (!vcard_draft(&card, arena, &out->draft))
        out->problem = STR("the card is neither a person nor a company");
    return OK;
}

enum status intake_file_next(struct intake_file *file, const struct mapping *mapping,
                             struct arena *arena, struct intake_row *row, bool *done,
                             struct error *error)
{
    return file->table ? next_row(file, mapping, arena, row, done, error)
                       : next_card(file, arena, row, done, error);
}

int64_t intake_file_position(const struct intake_file *file)
{
    return file->table ? table_position(file->table) : vcard_position(file->cards);
}

int64_t intake_file_size(const struct intake_file *file)
{
    return file->size;
}
