#include "cli/demo_reading.h"

#include "exchange/feed.h"

static void take_row(const struct feed_chunk *chunk, const struct feed_row *from,
                     struct arena *arena, struct demo_row *row)
{
    auto_arena scratch = { 0 };
    row->rejected = from->problem.len > 0;
    for (size_t i = from->first; i < from->first + from->count; i++) {
        const struct incoming *item = &chunk->items[i];
        row->keys[item->entry.entity] = arena_copy(arena, incoming_key(item, &scratch));
        row->mojibake |= str_has(item->clean, STR("Ã"));
    }
    for (size_t i = 0; i < from->mended_count; i++) {
        struct mended *mended = LIST_PUSH(&row->mended, arena);
        *mended = chunk->mended.items[from->mended_first + i];
        mended->before = (str){ 0 }; // texts live no longer than the chunk
        mended->after = mended->after.len ? STR("something") : (str){ 0 };
        mended->problem = mended->problem.len ? STR("a problem") : (str){ 0 };
    }
}

static enum status take_all(struct feed *feed, struct arena *arena, struct demo_row_list *out,
                            struct error *error)
{
    for (struct feed_chunk *chunk; (chunk = feed_next(feed)); feed_release(feed, chunk)) {
        for (size_t i = 0; i < chunk->row_count; i++) {
            struct demo_row *row = LIST_PUSH(out, arena);
            *row = (struct demo_row){ 0 };
            take_row(chunk, &chunk->rows[i], arena, row);
        }
        if (chunk->error.status != OK) {
            *error = chunk->error;
            return error->status;
        }
    }
    return OK;
}

enum status demo_reading(const char *directory, const struct demo_source *source,
                         struct arena *arena, struct demo_row_list *out, struct error *error)
{
    struct intake_file *file = NULL;
    struct mapping mapping = { 0 };
    struct feed_options options = { .mapping = &mapping,
                                    .context = { .country = str_of(source->country) } };
    str path = arena_print(arena, "%s/%s", directory, source->file);
    *out = (struct demo_row_list){ 0 };
    TRY(intake_file_open(&file, path.at, &(struct table_options){ 0 }, arena, error));
    enum status status = intake_file_table(file) ? intake_file_guess(file, &mapping, error) : OK;
    if (status != OK) {
        intake_file_close(file);
        return status;
    }
    struct feed *feed = feed_open(file, &options);
    status = take_all(feed, arena, out, error);
    feed_close(feed);
    return status;
}
