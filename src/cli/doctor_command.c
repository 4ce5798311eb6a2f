// kartotek doctor: says in words what is wrong with the register, or that all is well.

#include "cli/features.h"

#include "cli/doctor.h"
#include "cli/grid.h"
#include "cli/session.h"

#include "base/json.h"

#include <stdarg.h>
#include <stdio.h>

enum { WORDS_MAX = 2000, REPORT_MAX = 1024 * 1024 };

static const char *const GRADES[] = { "good", "note", "wrong" };

void doctor_add(struct doctor *doctor, enum finding_grade grade, const char *check,
                const char *format, ...)
{
    char words[WORDS_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    struct arena *arena = &doctor->cli->arena;
    *LIST_PUSH(&doctor->findings, arena) =
        (struct finding){ grade, check, arena_copy(arena, str_of(words)) };
}

static size_t count_wrong(const struct doctor *doctor)
{
    size_t wrong = 0;
    for (size_t i = 0; i < doctor->findings.count; i++)
        wrong += doctor->findings.items[i].grade == FINDING_WRONG;
    return wrong;
}

// A check that cannot be made is a finding itself.
static void note_failure(struct doctor *doctor, const char *check, const struct error *error)
{
    doctor_add(doctor, FINDING_WRONG, check, "%s", error->message);
}

static bool run_check(struct doctor *doctor, const char *name, enum session_mode mode,
                      enum status (*check)(struct doctor *doctor))
{
    struct work *work = &doctor->work;
    enum status status = session_begin(doctor->cli, work, mode);
    if (status == OK) {
        status = check(doctor);
        db_rollback(work->db); // whatever was tried, nothing stays
    }
    if (status != OK)
        note_failure(doctor, name, &work->error);
    return status == OK;
}

static bool check_schema(struct doctor *doctor)
{
    struct work *work = &doctor->work;
    bool right = false;
    enum status status = session_begin(doctor->cli, work, SESSION_READ);
    if (status == OK) {
        status = doctor_check_schema(doctor, &right);
        db_rollback(work->db);
    }
    if (status != OK)
        doctor_add(doctor, FINDING_WRONG, "schema", "there is none: this is no register (%s)",
                   work->error.message);
    return right;
}

static enum status examine(struct doctor *doctor)
{
    struct cli *cli = doctor->cli;
    bool is_file = session_is_file(cli->database);
    if (is_file)
        doctor_check_file(doctor);
    if (count_wrong(doctor))
        return ERR_NOT_FOUND;
    enum status status = db_open(&doctor->work.db, cli->database, &cli->error);
    if (status != OK) {
        note_failure(doctor, "database", &cli->error);
        return status;
    }
    doctor->work.actor_id = SESSION_ACTOR_ID;
    if (!check_schema(doctor))
        return count_wrong(doctor) ? ERR_INTERNAL : OK;
    if (run_check(doctor, "integrity", SESSION_READ, doctor_check_engine)) {
        run_check(doctor, "jobs", SESSION_READ, doctor_check_jobs);
        run_check(doctor, "keys", SESSION_READ, doctor_check_keys);
        run_check(doctor, "contacts", SESSION_WRITE, doctor_check_golden);
    }
    return count_wrong(doctor) ? ERR_INTERNAL : OK;
}

static void write_json(const struct doctor *doctor, struct buf *out)
{
    struct json json = json_to(out);
    json_begin_object(&json);
    json_key_bool(&json, "well", count_wrong(doctor) == 0);
    json_key(&json, STR("findings"));
    json_begin_array(&json);
    for (size_t i = 0; i < doctor->findings.count; i++) {
        const struct finding *finding = &doctor->findings.items[i];
        json_begin_object(&json);
        json_key_str(&json, "grade", str_of(GRADES[finding->grade]));
        json_key_str(&json, "check", str_of(finding->check));
        json_key_str(&json, "words", finding->words);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    buf_add_byte(out, '\n');
}

static void write_words(const struct doctor *doctor, struct buf *out)
{
    static const char *const TITLES[] = { "", "", "" };
    struct grid grid = grid_new(&doctor->cli->arena, TITLES, LENGTH(TITLES));
    for (size_t i = 0; i < doctor->findings.count; i++) {
        const struct finding *finding = &doctor->findings.items[i];
        grid_str(&grid, str_of(GRADES[finding->grade]));
        grid_str(&grid, str_of(finding->check));
        grid_str(&grid, finding->words);
    }
    grid_write(&grid, out);
    if (count_wrong(doctor) == 0)
        buf_add(out, STR("all is well\n"));
}

enum status run_doctor(struct cli *cli)
{
    struct doctor doctor = { .cli = cli };
    auto_buf out = buf_new(REPORT_MAX);
    enum status status = examine(&doctor);
    session_close(&doctor.work);
    if (cli->json)
        write_json(&doctor, &out);
    else
        write_words(&doctor, &out);
    fwrite(out.at, 1, out.len, stdout);
    if (status == OK)
        return OK;
    size_t wrong = count_wrong(&doctor);
    return fail(&cli->error, status, "", "%zu thing%s wrong, see above", wrong,
                wrong == 1 ? " is" : "s are");
}
