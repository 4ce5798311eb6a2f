#include "base/clock.h"
#include "contact/record.h"
#include "exchange/import_state.h"

enum {
    ROWS_ALONE = 4 * FEED_CHUNK_ROWS, // rows of a transaction while nobody else writes
    BESIDE_TURN_MS = 10,              // how long one may take while saves arrive
    ROWS_BESIDE_LEAST = 10,
    ROWS_ON_SERVER = 2000, // on PostgreSQL, where nobody can tell who waits for our claims
    BESIDE_MS = 2000,      // so long after the last one
    KEYS_PER_ROW = 12,     // written to the key index beside the import
    KEYS_AT_END = 100 * 1000,
};

const struct job *import_job(const struct import *import)
{
    return &import->job;
}

const struct mapping *import_mapping(const struct import *import)
{
    return import->has_table ? &import->mapping : NULL;
}

const struct table_options *import_table(const struct import *import)
{
    return import->has_table ? &import->table : NULL;
}

bool import_resumed(const struct import *import)
{
    return import->resumed;
}

int64_t import_position(const struct import *import)
{
    return import->position;
}

int64_t import_size(const struct import *import)
{
    return import->size;
}

struct work *import_work(struct import *import)
{
    return import->at;
}

// --- transactions ---

static enum status end_work(struct import *import, enum status status)
{
    import->in_work = false;
    status = work_end(import->at, status);
    if (status != OK) {
        import->job = import->stored;
        return status;
    }
    import->stored = import->job;
    return key_index_merge(import->at, import->intake.recogniser.index,
                           import->work_rows * KEYS_PER_ROW, false);
}

static bool is_beside(struct import *import)
{
    if (db_write_waiting(import->at->db))
        import->beside_until = clock_monotonic_ms() + BESIDE_MS;
    return clock_monotonic_ms() < import->beside_until;
}

static bool work_is_full(struct import *import)
{
    return db_engine(import->at->db) == DB_POSTGRES || import->work_rows >= ROWS_ALONE ||
           import->job.position < import->careful_until || is_beside(import);
}

static enum status run_slice(struct import *import, size_t count)
{
    enum status status;
    bool alone = !import->in_work; // nothing but this slice is lost when it fails
    do {
        if (!import->in_work) {
            TRY(work_begin(import->at, true));
            import->in_work = true;
            import->work_rows = 0;
        }
        status = import_slice_add(import, count);
        if (status != OK || work_is_full(import))
            status = end_work(import, status);
    } while (alone && work_again(import->at, status));
    import->at->attempts = 0;
    return status;
}

// A row that the database refuses must not take its neighbours with it.
static enum status reject_row(struct import *import)
{
    struct feed_row *row = &import->chunk->rows[import->next_row];
    row->problem = arena_copy(&import->chunk->arena, str_of(import->at->error.message));
    row->count = 0;
    return run_slice(import, 1);
}

static bool is_of_a_row(enum status status)
{
    return status == ERR_INVALID || status == ERR_CONFLICT || status == ERR_TOO_LARGE;
}

static enum status run_one_by_one(struct import *import, size_t count)
{
    for (size_t i = 0; i < count; i++, import->next_row++) {
        enum status status = run_slice(import, 1);
        if (is_of_a_row(status))
            status = reject_row(import);
        TRY(status);
    }
    return OK;
}

// A transaction failed that had let in chunks which are given back already: they are read again.
static enum status go_back(struct import *import)
{
    import->careful_until = import->chunk->rows[import->chunk->row_count - 1].number;
    import_stop_reading(import);
    TRY(intake_file_open(&import->file, import->options.path, &import->options.table,
                         &import->arena, &import->at->error));
    import_start_reading(import);
    return OK;
}

static enum status run_rows(struct import *import, size_t count)
{
    bool alone = !import->in_work;
    enum status status = run_slice(import, count);
    if (status == OK) {
        import->next_row += count;
        return OK;
    }
    if (!alone && (is_of_a_row(status) || status == ERR_UNAVAILABLE))
        return go_back(import);
    if (!is_of_a_row(status) || str_eq(str_of(import->at->error.field), STR("external_id")))
        return status;
    import->careful_until = import->chunk->rows[import->chunk->row_count - 1].number;
    return run_one_by_one(import, count);
}

static size_t rows_at_once(struct import *import)
{
    size_t left = import->chunk->row_count - import->next_row;
    size_t most = db_engine(import->at->db) == DB_POSTGRES ? ROWS_ON_SERVER : FEED_CHUNK_ROWS;
    if (!import->in_work && is_beside(import))
        most = (size_t)(import->rows_per_ms * BESIDE_TURN_MS) + ROWS_BESIDE_LEAST;
    return left < most ? left : most;
}

static enum status mark_vanished(struct import *import)
{
    int64_t after = 0;
    size_t count = 1;
    while (count) {
        TRY(work_begin(import->at, true));
        import->at->job_id = import->job.id;
        TRY(work_end(import->at,
                     record_mark_vanished(import->at, import->source.id, &after, &count)));
    }
    return OK;
}

static enum status finish(struct import *import)
{
    if (import->options.whole)
        TRY(mark_vanished(import));
    TRY(key_index_merge(import->at, import->intake.recogniser.index, KEYS_AT_END, true));
    TRY(work_begin(import->at, true));
    return work_end(import->at, job_finish(import->at, &import->job, "done"));
}

enum status import_settle(struct import *import)
{
    return import->in_work ? end_work(import, OK) : OK;
}

static enum status next_chunk(struct import *import)
{
    if (import->chunk)
        feed_release(import->feed, import->chunk);
    import->chunk = import->lookahead ? lookahead_next(import->lookahead) : feed_next(import->feed);
    import->intake.recogniser.prospects = import->chunk ? &import->chunk->prospects : NULL;
    import->next_row = 0;
    import->position = import->chunk ? import->chunk->position : import->size;
    if (!import->chunk || import->chunk->error.status != OK)
        TRY(import_settle(import));
    if (import->chunk && import->chunk->error.status != OK) {
        import->at->error = import->chunk->error;
        return import->chunk->error.status;
    }
    return OK;
}

static enum status let_next_in(struct import *import)
{
    size_t count = rows_at_once(import);
    int64_t unchanged = import->job.counts.unchanged, began = clock_monotonic_us();
    TRY(run_rows(import, count));
    import->rows_per_ms = (double)count * 1000 / (double)(clock_monotonic_us() - began + 1);
    bool all_old = (size_t)(import->job.counts.unchanged - unchanged) == count;
    if (import->lookahead)
        lookahead_wanted(import->lookahead, !all_old);
    return OK;
}

enum status import_step(struct import *import, bool *done)
{
    *done = false;
    if (!import->chunk || import->next_row == import->chunk->row_count)
        TRY(next_chunk(import));
    if (!import->chunk) {
        *done = true;
        return finish(import);
    }
    return import->next_row < import->chunk->row_count ? let_next_in(import) : OK;
}
