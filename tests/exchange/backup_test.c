#include "exchange/sample.h"

#include "exchange/backup.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// Names of one test, all below /tmp.
struct names {
    struct arena arena;
    str backup, target;
};

static struct names names_new(void)
{
    struct names names = { 0 };
    int pid = (int)getpid();
    names.backup = arena_print(&names.arena, "/tmp/kartotek_backup_%d.bak", pid);
    names.target = arena_print(&names.arena, "/tmp/kartotek_backup_%d.db", pid);
    return names;
}

static void remove_all(struct names *names, const char *kept)
{
    static const char *const ENDS[] = { "", "-wal", "-shm", ".lock", ".new" };
    for (size_t i = 0; i < LENGTH(ENDS); i++)
        unlink(arena_print(&names->arena, "%s%s", names->target.at, ENDS[i]).at);
    unlink(names->backup.at);
    if (kept)
        unlink(kept);
    arena_free(&names->arena);
}

static void hash_of(struct work *work, char out[HASH_TEXT_LEN + 1])
{
    assert_ok(work, work_begin(work, false));
    enum status status = register_hash(work, out);
    assert_ok(work, work_end(work, status));
}

static void hash_of_file(str path, char out[HASH_TEXT_LEN + 1])
{
    struct work work = { 0 };
    assert_ok(&work, db_open(&work.db, path, &work.error));
    assert_ok(&work, migrate(work.db, &work.error));
    hash_of(&work, out);
    work_close(&work);
    db_close(work.db);
}

static void a_backup_made_during_a_read_is_restored_whole(void **state)
{
    struct register_fixture *fixture = *state;
    struct names names = names_new();
    struct sample sample;
    struct restore_result result;
    struct error error = { 0 };
    char before[HASH_TEXT_LEN + 1], after[HASH_TEXT_LEN + 1];
    sample_make(&fixture->work, &sample);
    hash_of(&fixture->work, before);
    struct db *reader = register_connect(fixture);
    assert_int_equal(db_begin(reader, false, &error), OK);
    assert_ok(&fixture->work, backup_write(fixture->work.db, names.backup, &fixture->work.error));
    db_rollback(reader);
    db_close(reader);
    assert_int_equal(
        backup_restore(names.target, names.backup.at, false, &names.arena, &result, &error), OK);
    assert_null(result.kept);
    hash_of_file(names.target, after);
    assert_string_equal(before, after);
    remove_all(&names, NULL);
}

static void a_register_with_contents_is_replaced_only_by_force_and_kept(void **state)
{
    struct register_fixture *fixture = *state;
    struct names names = names_new();
    struct sample sample;
    struct restore_result result;
    struct error error = { 0 };
    char empty[HASH_TEXT_LEN + 1], full[HASH_TEXT_LEN + 1], found[HASH_TEXT_LEN + 1];
    hash_of(&fixture->work, empty);
    assert_ok(&fixture->work, backup_write(fixture->work.db, names.target, &fixture->work.error));
    assert_ok(&fixture->work, backup_write(fixture->work.db, names.backup, &fixture->work.error));
    sample_make(&fixture->work, &sample);
    hash_of(&fixture->work, full);
    assert_ok(&fixture->work, backup_write(fixture->work.db, names.target, &fixture->work.error));
    assert_int_equal(
        backup_restore(names.target, names.backup.at, false, &names.arena, &result, &error),
        ERR_CONFLICT);
    hash_of_file(names.target, found);
    assert_string_equal(found, full);
    assert_int_equal(chmod(names.target.at, 0640), 0);
    assert_int_equal(
        backup_restore(names.target, names.backup.at, true, &names.arena, &result, &error), OK);
    struct stat info;
    assert_int_equal(stat(names.target.at, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0640);
    hash_of_file(names.target, found);
    assert_string_equal(found, empty);
    hash_of_file(str_of(result.kept), found);
    assert_string_equal(found, full);
    remove_all(&names, result.kept);
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void expect_refused(struct names *names, const char *words)
{
    struct restore_result result;
    struct error error = { 0 };
    assert_int_equal(
        backup_restore(names->target, names->backup.at, true, &names->arena, &result, &error),
        ERR_INVALID);
    if (!strstr(error.message, words))
        print_error("'%s' does not say '%s'\n", error.message, words);
    assert_non_null(strstr(error.message, words));
    assert_int_not_equal(access(names->target.at, F_OK), 0);
}

// Overwrites bytes in the middle of the file.
static void damage(const char *path)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, 4096 * 3, SEEK_SET), 0);
    for (int i = 0; i < 8192; i++)
        fputc(0xA5, file);
    fclose(file);
}

static void what_is_no_whole_backup_is_refused(void **state)
{
    struct register_fixture *fixture = *state;
    struct names names = names_new();
    struct sample sample;
    write_text(names.backup.at, "id;name\n1;Anna\n");
    expect_refused(&names, "not a backup");
    write_text(names.backup.at, "");
    expect_refused(&names, "not a register");
    sample_make(&fixture->work, &sample);
    assert_ok(&fixture->work, backup_write(fixture->work.db, names.backup, &fixture->work.error));
    damage(names.backup.at);
    expect_refused(&names, "damaged");
    remove_all(&names, NULL);
}

static void a_backup_of_a_newer_program_is_refused(void **state)
{
    struct register_fixture *fixture = *state;
    struct names names = names_new();
    struct restore_result result;
    struct error error = { 0 };
    assert_ok(&fixture->work,
              db_script(fixture->work.db, "INSERT INTO schema_migration VALUES (9999, 'later', 1)",
                        &error));
    assert_ok(&fixture->work, backup_write(fixture->work.db, names.backup, &fixture->work.error));
    assert_int_equal(
        backup_restore(names.target, names.backup.at, false, &names.arena, &result, &error),
        ERR_CONFLICT);
    assert_non_null(strstr(error.message, "newer"));
    remove_all(&names, NULL);
}

static void postgres_is_told_of_its_own_tool(void **state)
{
    struct register_fixture *fixture = *state;
    struct restore_result result;
    auto_arena arena = { 0 };
    struct error error = { 0 };
    if (!fixture->work.db) {
        print_message("skipped: no PostgreSQL\n");
        return;
    }
    assert_int_equal(backup_write(fixture->work.db, STR("/tmp/none"), &error), ERR_INVALID);
    assert_non_null(strstr(error.message, "pg_dump"));
    assert_int_equal(
        backup_restore(str_of(fixture->url), "/tmp/none", true, &arena, &result, &error),
        ERR_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SQLITE_TEST(a_backup_made_during_a_read_is_restored_whole),
        SQLITE_TEST(a_register_with_contents_is_replaced_only_by_force_and_kept),
        SQLITE_TEST(what_is_no_whole_backup_is_refused),
        SQLITE_TEST(a_backup_of_a_newer_program_is_refused),
        POSTGRES_TEST(postgres_is_told_of_its_own_tool),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
