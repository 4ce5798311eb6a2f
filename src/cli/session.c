#include "cli/session.h"

#include "base/clock.h"
#include "base/id.h"
#include "base/utf8.h"
#include "db/migrate.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

enum { OUTPUT_MAX = 256 * 1024 * 1024 };

bool session_is_file(str database)
{
    return !str_starts(database, STR("postgres://")) &&
           !str_starts(database, STR("postgresql://")) && !str_eq(database, STR(":memory:"));
}

// Makes every directory above the file.
static enum status make_directories(struct cli *cli, str file)
{
    for (size_t i = 1; i < file.len; i++) {
        if (file.at[i] != '/')
            continue;
        str path = arena_copy(&cli->arena, str_slice(file, 0, i));
        if (mkdir(path.at, 0700) != 0 && errno != EEXIST)
            return fail(&cli->error, errno == ENOSPC ? ERR_FULL : ERR_INVALID, "database",
                        "the directory %s cannot be made: %s", path.at, strerror(errno));
    }
    return OK;
}

enum status session_open(struct cli *cli, struct work *work)
{
    *work = (struct work){ .actor_id = SESSION_ACTOR_ID };
    if (session_is_file(cli->database))
        TRY(make_directories(cli, cli->database));
    TRY(db_open(&work->db, cli->database, &cli->error));
    enum status status = migrate(work->db, &cli->error);
    if (status != OK)
        session_close(work);
    return status;
}

void session_close(struct work *work)
{
    work_close(work);
    db_close(work->db);
    *work = (struct work){ 0 };
}

static enum status hand_on(struct cli *cli, const struct work *work, enum status status)
{
    if (status != OK && work->error.status != OK)
        cli->error = work->error;
    return status;
}

enum status session_begin(struct cli *cli, struct work *work, enum session_mode mode)
{
    arena_reset(&work->arena);
    return hand_on(cli, work, work_begin(work, mode == SESSION_WRITE));
}

enum status session_end(struct cli *cli, struct work *work, enum status status)
{
    return hand_on(cli, work, work_end(work, status));
}

static enum status run_once(struct cli *cli, struct work *work, enum session_mode mode,
                            session_fn *answer, struct buf *out)
{
    buf_clear(out);
    TRY(session_begin(cli, work, mode));
    enum status status = answer(cli, work, out);
    if (status == OK && buf_full(out))
        status = fail(&cli->error, ERR_TOO_LARGE, "", "the answer is too long; ask for less");
    return session_end(cli, work, status);
}

enum status session_run(struct cli *cli, enum session_mode mode, session_fn *answer)
{
    struct work work;
    auto_buf out = buf_new(OUTPUT_MAX);
    TRY(session_open(cli, &work));
    enum status status;
    do
        status = run_once(cli, &work, mode, answer, &out);
    while (work_again(&work, status));
    session_close(&work);
    if (status == OK && out.len && fwrite(out.at, 1, out.len, stdout) != out.len)
        return fail(&cli->error, ERR_FULL, "", "the answer could not be written");
    return status;
}

enum status cli_parse_id(struct cli *cli, const char *field, str text, int64_t *id)
{
    if (id_read(text, id))
        return OK;
    return fail(&cli->error, ERR_INVALID, field,
                "'" STR_FMT "' is not an id; ids are %d letters and digits, as kartotek find and "
                "kartotek jobs print them",
                STR_ARG(text), ID_TEXT_LEN);
}

enum status cli_parse_ids(struct cli *cli, size_t first, struct int_list *out)
{
    for (size_t i = first; i < cli->argument_count; i++) {
        int64_t id = 0;
        TRY(cli_parse_id(cli, "id", cli->arguments[i], &id));
        *LIST_PUSH(out, &cli->arena) = id;
    }
    return OK;
}

str cli_time(struct arena *arena, int64_t time_ms)
{
    if (!time_ms)
        return STR("");
    str text = clock_format(arena, time_ms); // 2026-03-01T08:30:00Z
    return arena_print(arena, STR_FMT " " STR_FMT, STR_ARG(str_slice(text, 0, 10)),
                       STR_ARG(str_slice(text, 11, 16)));
}

str cli_text(struct arena *arena, str text)
{
    char *out = arena_alloc(arena, 3 * text.len + 1); // U+FFFD for a byte takes three
    size_t len = 0;
    while (text.len) {
        uint32_t c = utf8_next(&text);
        bool obeyed = c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 ||
                      (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
        len += utf8_put(out + len, obeyed ? ' ' : c);
    }
    return (str){ out, len };
}
