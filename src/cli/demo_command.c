// kartotek demo: four messy files about invented people and companies, let in as a user's own would
// be; and, as the truth about them is known, how well that went.

#include "cli/features.h"

#include "base/clock.h"
#include "cli/demo_words.h"
#include "cli/import_run.h"
#include "cli/session.h"
#include "contact/contact.h"

#include "cli/demo_command.sql.h"

#include <inttypes.h>
#include <stdio.h>

enum { SOURCES_MAX = 8, OUTPUT_MAX = 1024 * 1024 };

struct demo_run {
    struct cli *cli;
    struct work work;
    str directory;
    const struct demo_source *sources;
    size_t source_count;
    struct job_counts counts[SOURCES_MAX];
    int64_t people, companies; // in the register
    bool shown_before;         // the demonstration was let in earlier
    double seconds;
};

// Where the files go unless told: beside the register.
static str directory_of(struct cli *cli)
{
    str told = cli_option(cli, "directory"), path = cli->database;
    size_t end = session_is_file(path) ? path.len : 0;
    if (told.len)
        return arena_copy(&cli->arena, told);
    while (end > 0 && path.at[end - 1] != '/')
        end--;
    return arena_print(&cli->arena, STR_FMT "demo", STR_ARG(str_slice(path, 0, end)));
}

// A server's address may hold a password.
static str register_name(const struct cli *cli)
{
    return session_is_file(cli->database) ? cli->database : STR("the server's database");
}

static enum status count_contacts(struct demo_run *run)
{
    TRY(contact_count(&run->work, ENTITY_PERSON, &run->people));
    return contact_count(&run->work, ENTITY_COMPANY, &run->companies);
}

static enum status look(struct demo_run *run)
{
    auto_query query = query_open(run->work.db, &sql_demo_imports);
    query_bind_str(&query, 1, str_of(run->sources[0].file));
    run->shown_before = query_next(&query) && query_int(&query, 0) > 0;
    TRY(query_end(&query, &run->work.error));
    return count_contacts(run);
}

// --- letting the files in ---

// How far a new source is trusted; a user's own choice stays.
static enum status trust(struct demo_run *run, const struct demo_source *source)
{
    struct source stored;
    TRY(source_need(&run->work, str_of(source->name), "file", &stored));
    stored.trust = source->trust;
    return source_save(&run->work, &stored);
}

static enum status trust_all(struct demo_run *run)
{
    for (size_t i = 0; i < run->source_count; i++)
        TRY(trust(run, &run->sources[i]));
    return OK;
}

static enum status let_in(struct demo_run *run, size_t index)
{
    const struct demo_source *source = &run->sources[index];
    struct cli *cli = run->cli;
    struct import *import = NULL;
    str path = arena_print(&cli->arena, STR_FMT "/%s", STR_ARG(run->directory), source->file);
    struct import_options options = { .path = path.at,
                                      .source = str_of(source->name),
                                      .country = str_of(source->country) };
    enum status status = import_open(&import, &run->work, &options);
    if (status != OK)
        cli->error = run->work.error;
    else
        status = import_run(cli, import, IMPORT_STOP_UNDOES);
    if (status == OK)
        run->counts[index] = import_job(import)->counts;
    import_close(import);
    return status;
}

static enum status let_all_in(struct demo_run *run)
{
    int64_t started = clock_monotonic_us();
    if (!run->shown_before) {
        TRY(session_begin(run->cli, &run->work, SESSION_WRITE));
        TRY(session_end(run->cli, &run->work, trust_all(run)));
    }
    for (size_t i = 0; i < run->source_count; i++)
        TRY(let_in(run, i));
    run->seconds = (double)(clock_monotonic_us() - started) / 1e6;
    return OK;
}

// --- telling ---

static enum status judge(struct demo_run *run, struct buf *out)
{
    struct demo_judgement judgement;
    TRY(count_contacts(run));
    TRY(demo_judge(&run->work, run->directory.at, &judgement));
    const struct demo_told told = { .sources = run->sources,
                                    .counts = run->counts,
                                    .source_count = run->source_count,
                                    .directory = run->directory,
                                    .people = run->people,
                                    .companies = run->companies,
                                    .seconds = run->seconds,
                                    .judgement = &judgement };
    if (run->cli->json)
        demo_write_json(&told, out);
    else
        demo_write_words(&told, &run->work.arena, out);
    return OK;
}

static enum status tell(struct demo_run *run)
{
    auto_buf out = buf_new(OUTPUT_MAX);
    TRY(session_begin(run->cli, &run->work, SESSION_READ));
    TRY(session_end(run->cli, &run->work, judge(run, &out)));
    printf(STR_FMT, STR_ARG(buf_str(&out)));
    return OK;
}

static void announce(const struct demo_run *run)
{
    if (run->cli->json)
        return;
    if (run->shown_before)
        printf("The demonstration is in " STR_FMT " already; it is kept, and reading the same "
               "files again changes nothing.\n\n",
               STR_ARG(register_name(run->cli)));
    else
        printf("Four systems of one company, written to " STR_FMT
               ", become one register in " STR_FMT ".\n\n",
               STR_ARG(run->directory), STR_ARG(register_name(run->cli)));
    fflush(stdout);
}

static enum status keep(const struct demo_run *run)
{
    if (!run->cli->json)
        printf(STR_FMT " has %" PRId64 " people and %" PRId64 " companies; they stay as they "
                       "are.\n",
               STR_ARG(register_name(run->cli)), run->people, run->companies);
    return OK;
}

static enum status show(struct demo_run *run)
{
    struct cli *cli = run->cli;
    int64_t seed = 0;
    TRY(cli_number(cli, "seed", 0, INT64_MAX, DEMO_SEED, &seed));
    TRY(session_begin(cli, &run->work, SESSION_READ));
    TRY(session_end(cli, &run->work, look(run)));
    bool filled = run->people + run->companies > 0;
    if (filled && cli_has(cli, "if-empty"))
        return keep(run);
    if (filled && !run->shown_before)
        return fail(&cli->error, ERR_CONFLICT, "database",
                    STR_FMT
                    " holds contacts of your own, and invented people do not belong among "
                    "them; give the demonstration a register of its own: kartotek -d demo.db demo",
                    STR_ARG(register_name(cli)));
    announce(run);
    TRY(demo_write(run->directory.at, (uint64_t)seed, &cli->error));
    TRY(let_all_in(run));
    return tell(run);
}

enum status run_demo(struct cli *cli)
{
    struct demo_run run = { .cli = cli, .directory = directory_of(cli) };
    run.sources = demo_sources(&run.source_count);
    TRY(session_open(cli, &run.work));
    enum status status = show(&run);
    session_close(&run.work);
    return status;
}
