#include "exchange/import_model.h"

#include "base/id.h"
#include "exchange/feed.h"
#include "match/train.h"

#include "exchange/import.sql.h"

enum { MODEL_TEXT_MAX = 64 * 1024 * 1024 };

struct sample {
    struct match_record *items;
    size_t count, capacity;
};

static enum status has_model(struct work *work, bool *found)
{
    auto_query query = query_open(work->db, &sql_model_count);
    *found = query_next(&query) && query_int(&query, 0) > 0;
    return query_end(&query, &work->error);
}

// Records of one entity among the first rows. They live in `arena`.
static enum status read_sample(struct feed *feed, enum entity entity, struct arena *arena,
                               struct sample *sample, struct error *error)
{
    int64_t rows = 0;
    struct feed_chunk *chunk;
    while (rows < IMPORT_MODEL_ROWS && (chunk = feed_next(feed))) {
        rows += (int64_t)chunk->row_count;
        for (size_t i = 0; i < chunk->item_count; i++)
            if (chunk->items[i].entry.entity == entity)
                *LIST_PUSH(sample, arena) = match_prepare(&chunk->items[i].entry, arena);
        if (chunk->error.status != OK) {
            *error = chunk->error;
            return error->status;
        }
        feed_release(feed, chunk);
    }
    return OK;
}

static enum status store(struct work *work, enum entity entity, const struct model *model)
{
    auto_buf text = buf_new(MODEL_TEXT_MAX);
    model_write(model, &text);
    auto_query query = query_open(work->db, &sql_model_insert);
    query_bind_int(&query, 1, id_new());
    query_bind_int(&query, 2, entity);
    query_bind_str(&query, 3, buf_str(&text));
    query_bind_int(&query, 4, work->now);
    query_bind_int(&query, 5, work->job_id);
    return query_run(&query, &work->error);
}

static enum status learn(struct work *work, struct feed *feed, enum entity entity)
{
    auto_arena arena = { 0 };
    struct sample sample = { 0 };
    TRY(read_sample(feed, entity, &arena, &sample, &work->error));
    if (sample.count < IMPORT_MODEL_LEAST)
        return OK;
    struct model model = model_train(sample.items, sample.count, entity, NULL, &arena);
    return store(work, entity, &model);
}

enum status import_model_learn(struct work *work, const char *path,
                               const struct table_options *options, const struct mapping *mapping,
                               const struct value_context *context)
{
    bool found = false;
    TRY(has_model(work, &found));
    const enum entity entities[] = { ENTITY_PERSON, ENTITY_COMPANY };
    for (size_t i = 0; i < LENGTH(entities) && !found; i++) {
        struct intake_file *file = NULL;
        if (mapping->count && mapping->entity && mapping->entity != entities[i])
            continue;
        TRY(intake_file_open(&file, path, options, &work->arena, &work->error));
        struct feed *feed =
            feed_open(file, &(struct feed_options){ .mapping = mapping, .context = *context });
        enum status status = learn(work, feed, entities[i]);
        feed_close(feed);
        TRY(status);
    }
    return OK;
}
