#include "cli/doctor.h"

#include "base/id.h"
#include "cli/session.h"
#include "db/migrate.h"
#include "intake/key_index.h"

#include "cli/doctor.sql.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { MEGABYTE = 1024 * 1024, FREE_LEAST_MB = 500, PROBLEMS_SHOWN = 10 };

static str directory_of(struct arena *arena, str path)
{
    size_t end = path.len;
    while (end > 0 && path.at[end - 1] != '/')
        end--;
    return end ? arena_copy(arena, str_slice(path, 0, end)) : arena_copy(arena, STR("."));
}

// Room for the file once more: a long log or a backup needs that at most.
static void check_room(struct doctor *doctor, str directory, int64_t size_mb)
{
    struct statvfs disk;
    if (statvfs(directory.at, &disk) != 0)
        return;
    int64_t free_mb = (int64_t)(disk.f_bavail * disk.f_frsize / MEGABYTE);
    bool tight = free_mb < FREE_LEAST_MB || free_mb < size_mb / 4;
    doctor_add(doctor, tight ? FINDING_WRONG : FINDING_GOOD, "disk", "%lld MB are free in %s%s",
               (long long)free_mb, directory.at, tight ? "; make room before the next import" : "");
}

void doctor_check_file(struct doctor *doctor)
{
    struct arena *arena = &doctor->cli->arena;
    str path = arena_copy(arena, doctor->cli->database);
    struct stat file;
    if (stat(path.at, &file) != 0) {
        doctor_add(doctor, FINDING_WRONG, "file", "%s cannot be found: %s", path.at,
                   strerror(errno));
        return;
    }
    if (access(path.at, R_OK | W_OK) != 0)
        doctor_add(doctor, FINDING_WRONG, "file", "%s may not be read and written: %s", path.at,
                   strerror(errno));
    else
        doctor_add(doctor, FINDING_GOOD, "file", "%s, %lld MB", path.at,
                   (long long)(file.st_size / MEGABYTE));
    check_room(doctor, directory_of(arena, path), file.st_size / MEGABYTE);
}

enum status doctor_check_schema(struct doctor *doctor, bool *right)
{
    int64_t version = 0, newest = schema_newest();
    TRY(schema_version(doctor->work.db, &version, &doctor->work.error));
    *right = version == newest;
    if (version > newest)
        doctor_add(doctor, FINDING_WRONG, "schema",
                   "%lld, written by a newer kartotek; this one knows %lld: install the newer one",
                   (long long)version, (long long)newest);
    else if (version < newest)
        doctor_add(doctor, FINDING_NOTE, "schema",
                   "%lld; the next command brings it to %lld, then ask the doctor again",
                   (long long)version, (long long)newest);
    else
        doctor_add(doctor, FINDING_GOOD, "schema", "%lld, as this program needs it",
                   (long long)version);
    return OK;
}

static enum status check_sqlite(struct doctor *doctor)
{
    bool quick = cli_has(doctor->cli, "quick"), sound = true;
    auto_query query =
        query_open(doctor->work.db, quick ? &sql_doctor_quick : &sql_doctor_integrity);
    while (query_next(&query)) {
        str words = query_peek(&query, 0);
        if (str_eq(words, STR("ok")))
            continue;
        sound = false;
        doctor_add(doctor, FINDING_WRONG, "integrity",
                   STR_FMT "; the file is damaged: go back to a backup", STR_ARG(words));
    }
    if (sound)
        doctor_add(doctor, FINDING_GOOD, "integrity", "the file is sound%s",
                   quick ? " (indexes were not compared)" : "");
    return query_end(&query, &doctor->work.error);
}

static void judge_server(struct doctor *doctor, long long indexes, long long pages, bool utf8)
{
    if (indexes)
        doctor_add(doctor, FINDING_WRONG, "integrity",
                   "%lld indexes are not valid; REINDEX mends them", indexes);
    if (pages)
        doctor_add(doctor, FINDING_WRONG, "integrity",
                   "%lld pages had wrong checksums: look at the disk, go back to a backup", pages);
    if (!utf8)
        doctor_add(doctor, FINDING_WRONG, "server", "the database is not encoded in UTF-8");
    if (!indexes && !pages)
        doctor_add(doctor, FINDING_GOOD, "integrity",
                   "the server knows of no invalid index and no wrong checksum");
}

static enum status check_postgres(struct doctor *doctor)
{
    auto_query query = query_open(doctor->work.db, &sql_doctor_server);
    if (query_next(&query)) {
        judge_server(doctor, query_int(&query, 0), query_int(&query, 1), query_int(&query, 3) == 0);
        if (query_int(&query, 2))
            doctor_add(doctor, FINDING_NOTE, "server",
                       "fsync or full_page_writes is off: a power cut may destroy the register");
    }
    return query_end(&query, &doctor->work.error);
}

static enum status check_lost_points(struct doctor *doctor)
{
    auto_query query = query_open(doctor->work.db, &sql_doctor_lost_points);
    int64_t lost = query_next(&query) ? query_int(&query, 0) : 0;
    if (lost)
        doctor_add(doctor, FINDING_WRONG, "points",
                   "%lld e-mails, phones or addresses belong to no contact", (long long)lost);
    return query_end(&query, &doctor->work.error);
}

enum status doctor_check_engine(struct doctor *doctor)
{
    bool sqlite = db_engine(doctor->work.db) == DB_SQLITE;
    TRY(sqlite ? check_sqlite(doctor) : check_postgres(doctor));
    return cli_has(doctor->cli, "quick") ? OK : check_lost_points(doctor);
}

// How an unfinished job is finished.
static str remedy(struct arena *arena, str kind, int64_t id, int64_t target_id)
{
    if (target_id)
        return arena_print(arena, "kartotek " STR_FMT " " STR_FMT " goes on", STR_ARG(kind),
                           STR_ARG(id_text(arena, target_id)));
    if (str_eq(kind, STR("recompute")))
        return STR("kartotek recompute goes on");
    return arena_print(arena, "the same command goes on, kartotek undo " STR_FMT " takes it back",
                       STR_ARG(id_text(arena, id)));
}

enum status doctor_check_jobs(struct doctor *doctor)
{
    struct arena *arena = &doctor->cli->arena;
    int64_t count = 0;
    auto_query query = query_open(doctor->work.db, &sql_doctor_unfinished);
    while (query_next(&query) && count++ < PROBLEMS_SHOWN) {
        str kind = query_str(&query, 1, arena), file = query_str(&query, 2, arena);
        doctor_add(doctor, FINDING_NOTE, "jobs",
                   STR_FMT "%s" STR_FMT " of " STR_FMT
                           " is unfinished; unless it is running now, " STR_FMT,
                   STR_ARG(kind), file.len ? " of " : "", STR_ARG(file),
                   STR_ARG(cli_time(arena, query_int(&query, 4))),
                   STR_ARG(remedy(arena, kind, query_int(&query, 0), query_int(&query, 3))));
    }
    doctor->unfinished = count > 0;
    if (count == 0)
        doctor_add(doctor, FINDING_GOOD, "jobs", "none is unfinished");
    return query_end(&query, &doctor->work.error);
}

static enum status check_runs(struct doctor *doctor)
{
    auto_query query = query_open(doctor->work.db, &sql_doctor_broken_runs);
    int64_t broken = query_next(&query) ? query_int(&query, 0) : 0;
    if (broken)
        doctor_add(doctor, FINDING_WRONG, "keys",
                   "%lld runs of keys lack pages: dump the register and load it, which makes them "
                   "again",
                   (long long)broken);
    return query_end(&query, &doctor->work.error);
}

enum status doctor_check_keys(struct doctor *doctor)
{
    auto_query query = query_open(doctor->work.db, &sql_doctor_waiting_keys);
    int64_t waiting = query_next(&query) ? query_int(&query, 0) : 0;
    bool many = waiting > KEY_INDEX_ACTIVE_MAX;
    doctor_add(doctor, many ? FINDING_NOTE : FINDING_GOOD, "keys",
               "the keys of %lld records wait to be merged%s", (long long)waiting,
               many ? "; the next import begins by reading them again and is slow" : "");
    TRY(query_end(&query, &doctor->work.error));
    bool runs = db_engine(doctor->work.db) == DB_SQLITE && !cli_has(doctor->cli, "quick");
    return runs ? check_runs(doctor) : OK;
}
