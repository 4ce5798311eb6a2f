#include "exchange/import.h"

#include "base/clock.h"
#include "contact/custom_field.h"
#include "contact/record.h"
#include "exchange/feed.h"
#include "exchange/import_log.h"
#include "exchange/import_model.h"
#include "exchange/lookahead.h"
#include "intake/intake.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

enum {
    ROWS_ALONE = 4 * FEED_CHUNK_ROWS, // rows of a transaction while nobody else writes
    BESIDE_TURN_MS = 10,              // how long one may take while saves arrive
    ROWS_BESIDE_LEAST = 10,
    ROWS_ON_SERVER = 2000, // on PostgreSQL, where nobody can tell who waits for our claims
    BESIDE_MS = 2000,      // so long after the last one
    KEYS_PER_ROW = 12,     // written to the key index beside the import
    KEYS_AT_END = 100 * 1000,
    PATH_MAX_BYTES = 4096,
    LARGE_FILE = 4 * 1024 * 1024,
};

struct import {
    struct work *work; // the caller's
    struct work copy;  // the rehearsal's on SQLite
    struct work *at;   // one of the two: where rows are let in
    char copy_path[PATH_MAX_BYTES];
    struct import_options options;
    struct arena arena; // lives as long as the import
    struct intake_file *file;
    struct mapping mapping;
    struct table_options table;
    bool has_table, resumed, rehearsing;
    struct source source;
    struct job job;    // with all that was let in
    struct job stored; // as the last transaction left it
    struct intake intake;
    bool intake_is_open;
    struct feed *feed;
    struct lookahead *lookahead; // or NULL
    struct feed_chunk *chunk;
    size_t next_row; // of the chunk
    struct mended_counts mended;
    bool in_work;          // a transaction is open, for
    size_t work_rows;      // rows so far
    int64_t careful_until; // rows that go in chunk by chunk, because a longer transaction failed
    int64_t beside_until;  // monotonic: somebody else wrote lately
    double rows_per_ms;    // of the last transaction
    int64_t position, size;
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

// --- opening ---

// 16 hexadecimal digits of all bytes of the file.
static enum status digest_file(const char *path, struct arena *arena, str *out, struct error *error)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return fail(error, ERR_NOT_FOUND, "file", "there is no file %s", path);
    XXH3_state_t *state = XXH3_createState();
    char *bytes = arena_alloc(arena, 1 << 16);
    size_t len;
    XXH3_64bits_reset(state);
    while ((len = fread(bytes, 1, 1 << 16, file)) > 0)
        XXH3_64bits_update(state, bytes, len);
    bool broken = ferror(file) != 0;
    *out = arena_print(arena, "%016llx", (unsigned long long)XXH3_64bits_digest(state));
    XXH3_freeState(state);
    fclose(file);
    return broken ? fail(error, ERR_INVALID, "file", "%s cannot be read", path) : OK;
}

// A rehearsal on SQLite runs in a copy beside the register.
static enum status open_copy(struct import *import)
{
    struct work *work = import->work;
    snprintf(import->copy_path, sizeof import->copy_path, "%s/kartotek-rehearsal-%d-%lld.db",
             getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", (int)getpid(),
             (long long)clock_monotonic_us());
    TRY(db_copy(work->db, import->copy_path, &work->error));
    import->copy.actor_id = work->actor_id;
    import->at = &import->copy;
    return db_open(&import->copy.db, str_of(import->copy_path), &work->error);
}

static enum status begin_rehearsal(struct import *import)
{
    if (db_engine(import->work->db) == DB_SQLITE)
        return open_copy(import);
    import->rehearsing = true;
    return db_rehearsal_begin(import->work->db, &import->work->error);
}

// The mapping that was remembered for files with these columns, behind their fingerprint.
static str remembered(const struct import *import, str fingerprint)
{
    str text = import->source.mapping, first = { 0 };
    bool same = str_split(&text, '\n', &first) && str_eq(first, fingerprint);
    return same ? text : (str){ 0 };
}

static enum status remember_mapping(struct import *import, str fingerprint)
{
    auto_buf text = buf_new(MAPPING_TEXT_MAX);
    buf_add(&text, fingerprint);
    buf_add_byte(&text, '\n');
    mapping_write(&import->mapping, &text);
    import->source.mapping = arena_copy(&import->arena, buf_str(&text));
    if (import->options.country.len)
        import->source.country = import->options.country;
    return source_save(import->at, &import->source);
}

static enum status need_custom_fields(struct import *import)
{
    for (size_t i = 0; i < import->mapping.count; i++) {
        struct mapping_column *column = &import->mapping.items[i];
        if ((int)column->target == FIELD_CUSTOM)
            TRY(custom_field_need(import->at, column->custom_name, &column->custom));
    }
    return OK;
}

static bool says_anything(const struct mapping *mapping)
{
    for (size_t i = 0; i < mapping->count; i++) {
        int target = (int)mapping->items[i].target;
        if (target != TARGET_IGNORE && target != TARGET_EXTERNAL_ID && target != TARGET_ENTITY)
            return true;
    }
    return false;
}

static enum status map_columns(struct import *import)
{
    struct error *error = &import->at->error;
    const struct str_list *columns = table_columns(intake_file_table(import->file));
    str fingerprint =
        arena_print(&import->arena, "%016llx", (unsigned long long)mapping_fingerprint(columns));
    str known = remembered(import, fingerprint);
    if (known.len)
        TRY(mapping_read(&import->mapping, known, columns, &import->arena, error));
    else
        TRY(intake_file_guess(import->file, &import->mapping, error));
    for (size_t i = 0; i < import->options.mapping.count; i++)
        TRY(mapping_set(&import->mapping, import->options.mapping.items[i], &import->arena, error));
    if (!says_anything(&import->mapping))
        return fail(error, ERR_INVALID, "mapping",
                    "no column was recognised as a name, e-mail, phone or address; say which with "
                    "--map COLUMN=FIELD");
    import->has_table = true;
    import->table = *table_found(intake_file_table(import->file));
    TRY(need_custom_fields(import));
    return remember_mapping(import, fingerprint);
}

static struct value_context context_of(const struct import *import)
{
    static const char *const ORDERS[] = { "", "ymd", "dmy", "mdy" };
    return (struct value_context){ .country = import->source.country,
                                   .format = str_of(ORDERS[import->mapping.date_order]) };
}

// Goes on with the job that was begun for the same file, or begins one.
static enum status find_job(struct import *import, str digest)
{
    struct work *work = import->at;
    enum status status = job_unfinished(work, import->source.id, digest, &import->job);
    if (status == OK) {
        import->resumed = true;
        import->job.kind = STR("import");
        import->job.state = STR("running");
        work->job_id = import->job.id;
        return OK;
    }
    if (status != ERR_NOT_FOUND)
        return status;
    const char *name = strrchr(import->options.path, '/');
    import->job = (struct job){
        .kind = STR("import"),
        .source_id = import->source.id,
        .file_name = str_of(name ? name + 1 : import->options.path),
        .file_digest = digest,
    };
    return job_begin(work, &import->job);
}

// Texts of source and job came from the work's arena, which every step resets.
static void keep_texts(struct import *import)
{
    struct arena *arena = &import->arena;
    import->source.name = arena_copy(arena, import->source.name);
    import->source.kind = arena_copy(arena, import->source.kind);
    import->source.country = arena_copy(arena, import->source.country);
    import->source.mapping = arena_copy(arena, import->source.mapping);
    import->job.file_name = arena_copy(arena, import->job.file_name);
    import->job.message = arena_copy(arena, import->job.message);
    import->intake.source = import->source;
}

static enum status prepare(struct import *import, str digest)
{
    struct work *work = import->at;
    TRY(source_need(work, import->options.source, "file", &import->source));
    TRY(find_job(import, digest));
    if (import->options.country.len)
        import->source.country = import->options.country;
    if (intake_file_table(import->file))
        TRY(map_columns(import));
    keep_texts(import);
    return OK;
}

static enum status open_intake(struct import *import)
{
    struct work *work = import->at;
    str channel = import->options.channel.len ? import->options.channel : STR("import");
    import->intake_is_open = true;
    TRY(intake_open(work, &import->intake, &import->source, channel));
    import->intake.seen_at = import->job.started_at; // a file says all it says at one moment
    if (import->size > LARGE_FILE)
        TRY(key_index_expect_many(work, import->intake.recogniser.index));
    return OK;
}

// Job, mapping, model and way in, in works of their own.
static enum status prepare_all(struct import *import, str digest)
{
    struct work *work = import->at;
    TRY(work_begin(work, true));
    TRY(work_end(work, prepare(import, digest)));
    struct value_context context = context_of(import);
    work->job_id = import->job.id;
    TRY(import_model_learn(work, import->options.path, &import->options.table, &import->mapping,
                           &context));
    TRY(work_begin(work, true));
    return work_end(work, open_intake(import));
}

// Reads on from behind the last row that is stored.
static void start_reading(struct import *import)
{
    const struct feed_options options = { .mapping = &import->mapping,
                                          .context = context_of(import),
                                          .skip = import->stored.position };
    import->feed = feed_open(import->file, &options);
    import->file = NULL; // the feed's from now on
    import->lookahead = lookahead_open(import->feed, import->at, &import->intake.recogniser);
}

static void stop_reading(struct import *import)
{
    import->intake.recogniser.prospects = NULL;
    if (import->lookahead)
        feed_stop(import->feed);
    lookahead_close(import->lookahead);
    feed_close(import->feed);
    import->lookahead = NULL;
    import->feed = NULL;
    import->chunk = NULL;
}

static enum status start(struct import *import)
{
    struct work *work = import->work;
    str digest = { 0 };
    TRY(digest_file(import->options.path, &import->arena, &digest, &work->error));
    TRY(intake_file_open(&import->file, import->options.path, &import->options.table,
                         &import->arena, &work->error));
    import->size = intake_file_size(import->file);
    if (import->options.dry_run)
        TRY(begin_rehearsal(import));
    enum status status = prepare_all(import, digest);
    if (import->at != work)
        work->error = import->at->error;
    if (status != OK)
        return status;
    import->stored = import->job;
    start_reading(import);
    return OK;
}

enum status import_open(struct import **out, struct work *work,
                        const struct import_options *options)
{
    struct import *import = calloc(1, sizeof *import);
    if (!import)
        abort();
    import->work = import->at = work;
    import->options = *options;
    import->mended.items = ARENA_NEW(&import->arena, struct mended_count, MENDED_KINDS_MAX);
    enum status status = start(import);
    if (status != OK) {
        import_close(import);
        return status;
    }
    *out = import;
    return OK;
}

// --- letting rows in ---

static void count_verdict(struct job_counts *counts, const struct outcome *outcome)
{
    switch (outcome->verdict) {
    case VERDICT_CREATED:
        counts->created++;
        return;
    case VERDICT_UPDATED:
        counts->updated++;
        return;
    case VERDICT_UNCHANGED:
        counts->unchanged++;
        return;
    case VERDICT_REJECTED:
        counts->rejected++;
        return;
    case VERDICT_REVIEW:
        counts->review++;
        return;
    }
}

struct import_slice {
    struct import *import;
    const struct feed_row *rows;
    size_t count;
    struct incoming *items;
    struct outcome *outcomes;
    size_t first_item, item_count;
    struct import_row_list held; // rejected or staged
    struct job job;              // with the counts after it
};

// The row's own item comes last; a company that it brought along comes before it.
static const struct outcome *outcome_of(const struct import_slice *slice,
                                        const struct feed_row *row)
{
    return &slice->outcomes[row->first + row->count - 1 - slice->first_item];
}

static void hold(struct import_slice *slice, const struct feed_row *row, str verdict, str reason)
{
    *LIST_PUSH(&slice->held, &slice->import->at->arena) =
        (struct import_row){ .number = row->number,
                             .line = row->line,
                             .verdict = verdict,
                             .reason = reason,
                             .raw = row->raw };
}

static void note_mended(struct import_slice *slice, const struct feed_row *row)
{
    for (size_t i = 0; i < row->mended_count; i++) {
        const struct mended *mended = &slice->import->chunk->mended.items[row->mended_first + i];
        slice->job.counts.mended += !mended_is_doubt(mended);
        mended_note(&slice->import->mended, mended);
    }
}

static void count_rows(struct import_slice *slice)
{
    struct job_counts *counts = &slice->job.counts;
    for (size_t i = 0; i < slice->count; i++) {
        const struct feed_row *row = &slice->rows[i];
        counts->rows_read++;
        slice->job.position = row->number;
        note_mended(slice, row);
        if (row->problem.len) {
            counts->rejected++;
            hold(slice, row, STR("rejected"), row->problem);
            continue;
        }
        const struct outcome *outcome = outcome_of(slice, row);
        count_verdict(counts, outcome);
        if (outcome->staged)
            hold(slice, row, str_of(verdict_name(outcome->verdict)), outcome->reason);
    }
}

static enum status let_in(struct import_slice *slice)
{
    struct work *work = slice->import->at;
    work->job_id = slice->job.id;
    TRY(intake_batch(work, &slice->import->intake, slice->items, slice->item_count,
                     slice->outcomes));
    count_rows(slice);
    TRY(import_row_add(work, slice->held.items, slice->held.count));
    TRY(mended_save(work, &slice->import->mended));
    return job_save(work, &slice->job);
}

// Items know each other by their place in the chunk; in the batch places begin at 0.
static void choose_items(struct import_slice *slice)
{
    const struct feed_chunk *chunk = slice->import->chunk;
    struct arena *arena = &slice->import->at->arena;
    const struct feed_row *last = &slice->rows[slice->count - 1];
    slice->first_item = slice->rows[0].first;
    slice->item_count = last->first + last->count - slice->first_item;
    slice->items = ARENA_NEW(arena, struct incoming, slice->item_count + 1);
    slice->outcomes = ARENA_NEW(arena, struct outcome, slice->item_count + 1);
    for (size_t i = 0; i < slice->item_count; i++) {
        slice->items[i] = chunk->items[slice->first_item + i];
        if (slice->items[i].company >= 0)
            slice->items[i].company -= (int)slice->first_item;
    }
}

// Ends the open transaction, and writes some keys of its rows.
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

static enum status add_slice(struct import *import, size_t count)
{
    arena_reset(&import->at->arena);
    struct import_slice slice = { .import = import,
                                  .rows = import->chunk->rows + import->next_row,
                                  .count = count,
                                  .job = import->job };
    choose_items(&slice);
    import->mended.count = 0;
    TRY(let_in(&slice));
    import->job = slice.job;
    import->work_rows += count;
    return OK;
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
        status = add_slice(import, count);
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
    stop_reading(import);
    TRY(intake_file_open(&import->file, import->options.path, &import->options.table,
                         &import->arena, &import->at->error));
    start_reading(import);
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

static void remove_copy(const struct import *import)
{
    static const char *const ENDS[] = { "", "-wal", "-shm", ".lock" };
    char path[PATH_MAX_BYTES + 8];
    for (size_t i = 0; i < LENGTH(ENDS) && *import->copy_path; i++) {
        snprintf(path, sizeof path, "%s%s", import->copy_path, ENDS[i]);
        unlink(path);
    }
}

void import_close(struct import *import)
{
    if (!import)
        return;
    if (import->in_work)
        (void)!work_end(import->at, ERR_CANCELLED);
    stop_reading(import);
    intake_file_close(import->file);
    if (import->intake_is_open)
        intake_close(&import->intake);
    if (import->rehearsing)
        db_rehearsal_end(import->work->db);
    db_close(import->copy.db);
    arena_free(&import->copy.arena);
    remove_copy(import);
    arena_free(&import->arena);
    free(import);
}
