#include "demo/demo_truth.h"

#include <stdio.h>

enum { TRUTH_SIZE_MAX = 64 * 1024 * 1024, READ_AT_ONCE = 64 * 1024 };

#define HEADER "source,external_id,entity,related,wrong"

struct demo_truth demo_truth_new(void)
{
    struct demo_truth truth = { buf_new(TRUTH_SIZE_MAX) };
    buf_add(&truth.text, STR(HEADER "\n"));
    return truth;
}

// Ids and notes hold neither commas nor quotes, so nothing is quoted.
void demo_truth_add(struct demo_truth *truth, const char *source, str external_id,
                    const struct demo_record *record, str wrong)
{
    buf_print(&truth->text, "%s," STR_FMT "," STR_FMT "," STR_FMT "," STR_FMT "\n", source,
              STR_ARG(external_id), STR_ARG(record->entity), STR_ARG(record->related),
              STR_ARG(wrong));
}

static enum status read_file(const char *path, struct buf *out, struct error *error)
{
    char bytes[READ_AT_ONCE];
    size_t len;
    FILE *file = fopen(path, "rb");
    if (!file)
        return fail(error, ERR_NOT_FOUND, "directory", "there is no file %s", path);
    while ((len = fread(bytes, 1, sizeof bytes, file)) > 0)
        buf_add(out, (str){ bytes, len });
    bool broken = ferror(file) != 0 || buf_full(out);
    fclose(file);
    return broken ? fail(error, ERR_INVALID, "directory", "%s cannot be read", path) : OK;
}

static bool read_row(str line, struct demo_truth_row *row)
{
    str *const cells[] = { &row->source, &row->external_id, &row->entity, &row->related,
                           &row->wrong };
    size_t count = 0;
    str cell;
    while (count < LENGTH(cells) && str_split(&line, ',', &cell))
        *cells[count++] = cell;
    return count == LENGTH(cells) && !line.at && row->entity.len > 1;
}

enum status demo_truth_read(const char *path, struct arena *arena, struct demo_truth_list *out,
                            struct error *error)
{
    auto_buf text = buf_new(TRUTH_SIZE_MAX);
    str line;
    *out = (struct demo_truth_list){ 0 };
    TRY(read_file(path, &text, error));
    str rest = arena_copy(arena, buf_str(&text));
    bool right = str_split(&rest, '\n', &line) && str_eq(line, STR(HEADER));
    while (right && str_split(&rest, '\n', &line))
        if (line.len)
            right = read_row(line, LIST_PUSH(out, arena));
    if (right)
        return OK;
    return fail(error, ERR_INVALID, "directory",
                "%s does not say who is who; delete it to have "
                "it written again",
                path);
}
