#pragma once

// A register with a few people in it, and commands run on it as from a shell.

#include "register.h"

#include "base/id.h"
#include "cli/arguments.h"
#include "contact/contact.h"
#include "contact/job.h"
#include "intake/intake.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// One record as its source says it, already standardised. Empty texts are left out.
struct said {
    const char *key, *given, *family, *birth_date, *email, *phone;
};

static inline void say(struct entry *entry, struct arena *arena, enum field field, const char *text)
{
    if (text)
        entry_add(entry, arena, (struct entry_item){ .field = field, .value = str_of(text) });
}

static inline struct incoming desk_incoming(const struct said *said, struct arena *arena)
{
    struct incoming incoming = { .external_id = str_of(said->key), .company = -1 };
    incoming.entry.entity = ENTITY_PERSON;
    say(&incoming.entry, arena, FIELD_GIVEN, said->given);
    say(&incoming.entry, arena, FIELD_FAMILY, said->family);
    say(&incoming.entry, arena, FIELD_BIRTH_DATE, said->birth_date);
    say(&incoming.entry, arena, FIELD_EMAIL, said->email);
    say(&incoming.entry, arena, FIELD_PHONE, said->phone);
    incoming.raw = arena_print(arena, "%s %s %s", said->key, said->given, said->family);
    incoming_prepare(&incoming, arena);
    return incoming;
}

static inline enum status desk_let_in(struct work *work, const struct source *source,
                                      const struct said *said, size_t count, int64_t *record_ids)
{
    struct intake intake;
    struct incoming *items = ARENA_NEW(&work->arena, struct incoming, count);
    struct outcome *outcomes = ARENA_NEW(&work->arena, struct outcome, count);
    for (size_t i = 0; i < count; i++)
        items[i] = desk_incoming(&said[i], &work->arena);
    enum status status = intake_open(work, &intake, source, STR("import"));
    if (status == OK)
        status = intake_batch(work, &intake, items, count, outcomes);
    intake_close(&intake);
    for (size_t i = 0; i < count && status == OK; i++)
        record_ids[i] = outcomes[i].record_id;
    return status;
}

// Lets `said` in from the source "crm" as one job, whose id is returned.
static inline int64_t desk_import(struct work *work, const struct said *said, size_t count,
                                  int64_t *record_ids)
{
    struct source source;
    assert_ok(work, work_begin(work, true));
    assert_ok(work, source_need(work, STR("crm"), "file", &source));
    struct job job = { .kind = STR("import"), .source_id = source.id };
    assert_ok(work, job_begin(work, &job));
    assert_ok(work, desk_let_in(work, &source, said, count, record_ids));
    assert_ok(work, job_finish(work, &job, "done"));
    assert_ok(work, work_end(work, OK));
    return job.id;
}

// An answer: how the command ended, and what it wrote or why it failed.
struct answer {
    enum status status;
    str out;
    char message[512];
};

enum { DESK_WORDS_MAX = 16, DESK_OUTPUT_MAX = 256 * 1024 };

// Standard output goes to a file while the command runs.
static inline enum status desk_run_captured(struct cli *cli, struct arena *arena, str *out)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    fflush(stdout);
    int kept = dup(STDOUT_FILENO);
    dup2(fileno(file), STDOUT_FILENO);
    enum status status = cli->command->run(cli);
    fflush(stdout);
    dup2(kept, STDOUT_FILENO);
    close(kept);
    rewind(file);
    char *text = ARENA_NEW(arena, char, DESK_OUTPUT_MAX);
    *out = (str){ text, fread(text, 1, DESK_OUTPUT_MAX, file) };
    fclose(file);
    return status;
}

// Runs "kartotek -d URL words ..."; the list of words ends with NULL.
static inline struct answer desk_run(const struct register_fixture *fixture, struct arena *arena,
                                     const char *const *words)
{
    struct cli cli = { 0 };
    struct answer answer = { 0 };
    bool wants_help, wants_version;
    char *argv[DESK_WORDS_MAX] = { (char[]){ "kartotek" }, (char[]){ "-d" } };
    int argc = 3;
    argv[2] = (char *)(uintptr_t)fixture->url;
    for (; words[argc - 3]; argc++)
        argv[argc] = (char *)(uintptr_t)arena_copy(arena, str_of(words[argc - 3])).at;
    answer.status = arguments_read(&cli, argc, argv, &wants_help, &wants_version);
    if (answer.status == OK)
        answer.status = desk_run_captured(&cli, arena, &answer.out);
    snprintf(answer.message, sizeof answer.message, "%s", cli.error.message);
    arena_free(&cli.arena);
    return answer;
}

#define RUN(...) desk_run(fixture, &arena, (const char *const[]){ __VA_ARGS__, NULL })

// The command succeeds and says `part`.
#define assert_says(answer, part) assert_says_at((answer), (part), __FILE__, __LINE__)

static inline void assert_says_at(struct answer answer, const char *part, const char *file,
                                  int line)
{
    if (answer.status == OK && str_has(answer.out, str_of(part)))
        return;
    print_error("%s (%s) and no \"%s\" in:\n" STR_FMT "\n", status_row(answer.status)->name,
                answer.message, part, STR_ARG(answer.out));
    _fail(file, line);
}

// The command fails so, and its message holds `part`.
#define assert_refuses(answer, expected, part) \
    assert_refuses_at((answer), (expected), (part), __FILE__, __LINE__)

static inline void assert_refuses_at(struct answer answer, enum status expected, const char *part,
                                     const char *file, int line)
{
    if (answer.status == expected && str_has(str_of(answer.message), str_of(part)))
        return;
    print_error("%s, message \"%s\"\n", status_row(answer.status)->name, answer.message);
    _fail(file, line);
}
