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

// A model may have come in from elsewhere while this one was learned; then that one stays.
static enum status store_first(struct work *work, const enum entity *entities,
                               const struct model *models, size_t count)
{
    bool found = false;
    TRY(has_model(work, &found));
    for (size_t i = 0; i < count && !found; i++)
        TRY(store(work, entities[i], &models[i]));
    return OK;
}

struct lesson {
    const char *path;
    const struct table_options *options;
    struct feed_options feed;
};

// Learns about one entity from a reading of its own of the file. `learned` stays false when there
// are too few rows.
static enum status learn(const struct lesson *lesson, enum entity entity, struct arena *arena,
                         struct model *model, bool *learned, struct error *error)
{
    struct intake_file *file = NULL;
    struct sample sample = { 0 };
    TRY(intake_file_open(&file, lesson->path, lesson->options, arena, error));
    struct feed *feed = feed_open(file, &lesson->feed);
    enum status status = read_sample(feed, entity, arena, &sample, error);
    feed_close(feed);
    *learned = status == OK && sample.count >= IMPORT_MODEL_LEAST;
    if (*learned)
        *model = model_train(sample.items, sample.count, entity, NULL, arena);
    return status;
}

enum status import_model_learn(struct work *work, const char *path,
                               const struct table_options *options, const struct mapping *mapping,
                               const struct value_context *context)
{
    static const enum entity ENTITIES[] = { ENTITY_PERSON, ENTITY_COMPANY };
    const struct lesson lesson = { path, options, { .mapping = mapping, .context = *context } };
    auto_arena arena = { 0 };
    enum entity entities[LENGTH(ENTITIES)];
    struct model models[LENGTH(ENTITIES)];
    size_t count = 0;
    bool found = false;
    TRY(work_begin(work, false));
    TRY(work_end(work, has_model(work, &found)));
    for (size_t i = 0; i < LENGTH(ENTITIES) && !found; i++) {
        bool learned = false;
        if (mapping->count && mapping->entity && mapping->entity != ENTITIES[i])
            continue;
        TRY(learn(&lesson, ENTITIES[i], &arena, &models[count], &learned, &work->error));
        entities[count] = ENTITIES[i];
        count += learned;
    }
    if (count == 0)
        return OK;
    TRY(work_begin(work, true));
    return work_end(work, store_first(work, entities, models, count));
}
