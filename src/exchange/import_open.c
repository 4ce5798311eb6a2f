#include "base/clock.h"
#include "contact/custom_field.h"
#include "exchange/import_model.h"
#include "exchange/import_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

enum { LARGE_FILE = 4 * 1024 * 1024 };

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

void import_start_reading(struct import *import)
{
    const struct feed_options options = { .mapping = &import->mapping,
                                          .context = context_of(import),
                                          .skip = import->stored.position };
    import->feed = feed_open(import->file, &options);
    import->file = NULL; // the feed's from now on
    import->lookahead = lookahead_open(import->feed, import->at, &import->intake.recogniser);
}

void import_stop_reading(struct import *import)
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
    import_start_reading(import);
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

// --- ending ---

static void remove_copy(const struct import *import)
{
    static const char *const ENDS[] = { "", "-wal", "-shm", ".lock" };
    char path[IMPORT_PATH_MAX + 8];
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
    import_stop_reading(import);
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
