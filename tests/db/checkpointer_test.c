// A long write-ahead log is copied into its file beside the writers, and begins anew. What the log
// holds and how much of it was copied is read where SQLite keeps it for all its connections: the
// index of the log, "Write-Ahead Log File Format" 2.1 (mxFrame and nBackfill).

#include "test.h"

#include "db/checkpointer.h"
#include "db/owner.h"
#include "db/query.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    LONG_LOG = 1 << 20, // pages; longer than any limit
    MX_FRAME = 16,      // where the index of the log says how many pages it has
    N_BACKFILL = 96,    // and how many of them were copied
    PAGES_EACH = 20,    // that a transaction writes at least
    TRANSACTIONS = 400,
    PATIENCE_MS = 20 * 1000, // for what must come
    A_WHILE_MS = 200,        // for what must not
    FILE_LIMIT = 64 * 1024,  // when the disk is full
};

struct bench {
    char path[64];
    struct owner *owner;
    struct checkpointer *checkpointer;
    struct db *db;
    int index_file; // open as long as the database: closing it drops this process's locks on it
    struct error error;
};

static uint32_t index_field(const struct bench *bench, off_t at)
{
    uint32_t value = 0;
    assert_int_equal(pread(bench->index_file, &value, sizeof value, at), sizeof value);
    return value;
}

static bool is_copied(const struct bench *bench)
{
    return index_field(bench, N_BACKFILL) == index_field(bench, MX_FRAME);
}

static bool is_copied_within(const struct bench *bench, int ms)
{
    for (; ms > 0 && !is_copied(bench); ms--)
        usleep(1000);
    return is_copied(bench);
}

static void run(struct bench *bench, struct db *db, const char *text)
{
    if (db_script(db, text, &bench->error) != OK)
        print_error("%s\n", bench->error.message);
    assert_int_equal(bench->error.status, OK);
}

static void write_pages(struct bench *bench, struct db *db)
{
    assert_int_equal(db_begin(db, true, &bench->error), OK);
    run(bench, db,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20) "
        "INSERT INTO page (body) SELECT randomblob(4000) FROM n");
    assert_int_equal(db_commit(db, &bench->error), OK);
}

static int64_t ask(struct db *db, const char *text)
{
    auto_query query = query_open_text(db, text);
    assert_true(query_next(&query));
    return query_int(&query, 0);
}

static void set_up(struct bench *bench)
{
    *bench = (struct bench){ 0 };
    snprintf(bench->path, sizeof bench->path, "/tmp/kartotek_log_%d.db", (int)getpid());
    assert_int_equal(owner_open(&bench->owner, bench->path, &bench->error), OK);
    assert_int_equal(db_open(&bench->db, str_of(bench->path), &bench->error), OK);
    run(bench, bench->db, "CREATE TABLE page (body BLOB)");
    char name[80];
    snprintf(name, sizeof name, "%s-shm", bench->path);
    bench->index_file = open(name, O_RDONLY | O_CLOEXEC);
    assert_true(bench->index_file >= 0);
    bench->checkpointer = checkpointer_new(bench->owner, bench->path);
}

static void tear_down(struct bench *bench)
{
    static const char *const ENDS[] = { "", "-wal", "-shm", ".lock" };
    checkpointer_free(bench->checkpointer);
    db_close(bench->db);
    close(bench->index_file);
    owner_close(bench->owner);
    for (size_t i = 0; i < LENGTH(ENDS); i++) {
        char name[80];
        snprintf(name, sizeof name, "%s%s", bench->path, ENDS[i]);
        unlink(name);
    }
}

static void expect_all_there(struct bench *bench, int64_t transactions)
{
    assert_int_equal(ask(bench->db, "SELECT count(*) FROM page"), transactions * PAGES_EACH);
    assert_int_equal(ask(bench->db, "SELECT count(*) FROM pragma_integrity_check "
                                    "WHERE integrity_check = 'ok'"),
                     1);
}

static void a_long_log_is_copied_and_begins_anew(void **state)
{
    struct bench bench;
    (void)state;
    set_up(&bench);
    for (int i = 0; i < 10; i++)
        write_pages(&bench, bench.db);
    assert_true(index_field(&bench, MX_FRAME) > 10 * PAGES_EACH);
    checkpointer_note(bench.checkpointer, 100);
    assert_false(is_copied_within(&bench, A_WHILE_MS)); // that is not long
    checkpointer_note(bench.checkpointer, LONG_LOG);
    assert_true(is_copied_within(&bench, PATIENCE_MS));
    write_pages(&bench, bench.db);
    assert_in_range(index_field(&bench, MX_FRAME), PAGES_EACH, 3 * PAGES_EACH);
    expect_all_there(&bench, 11);
    tear_down(&bench);
}

// --- beside others ---

static atomic_bool writing;

static void *write_much(void *argument)
{
    struct bench *bench = argument;
    struct db *db = NULL;
    assert_int_equal(db_open_again(&db, bench->db, &bench->error), OK);
    for (int i = 0; i < TRANSACTIONS; i++) {
        write_pages(bench, db);
        checkpointer_note(bench->checkpointer, LONG_LOG);
    }
    db_close(db);
    writing = false;
    return NULL;
}

static void it_stays_short_while_somebody_writes(void **state)
{
    struct bench bench;
    pthread_t writer;
    uint32_t longest = 0;
    (void)state;
    set_up(&bench);
    writing = true;
    assert_int_equal(pthread_create(&writer, NULL, write_much, &bench), 0);
    while (writing) {
        uint32_t pages = index_field(&bench, MX_FRAME);
        longest = pages > longest ? pages : longest;
        usleep(1000);
    }
    pthread_join(writer, NULL);
    assert_in_range(longest, 1, TRANSACTIONS * PAGES_EACH / 2);
    expect_all_there(&bench, TRANSACTIONS);
    tear_down(&bench);
}

static void who_reads_old_pages_only_delays_it(void **state)
{
    struct bench bench;
    struct db *reader = NULL;
    (void)state;
    set_up(&bench);
    write_pages(&bench, bench.db);
    assert_int_equal(db_open_again(&reader, bench.db, &bench.error), OK);
    assert_int_equal(db_begin(reader, false, &bench.error), OK);
    assert_int_equal(ask(reader, "SELECT count(*) FROM page"), PAGES_EACH);
    write_pages(&bench, bench.db);
    checkpointer_note(bench.checkpointer, LONG_LOG);
    assert_false(is_copied_within(&bench, A_WHILE_MS));
    assert_int_equal(ask(reader, "SELECT count(*) FROM page"), PAGES_EACH);
    assert_int_equal(db_commit(reader, &bench.error), OK);
    checkpointer_note(bench.checkpointer, LONG_LOG);
    assert_true(is_copied_within(&bench, PATIENCE_MS));
    db_close(reader);
    expect_all_there(&bench, 2);
    tear_down(&bench);
}

static void it_waits_for_its_turn_and_ends_at_once(void **state)
{
    struct bench bench;
    (void)state;
    set_up(&bench);
    for (int i = 0; i < 30; i++) {
        checkpointer_free(bench.checkpointer);
        bench.checkpointer = checkpointer_new(bench.owner, bench.path);
        write_pages(&bench, bench.db);
        checkpointer_note(bench.checkpointer, LONG_LOG);
        if (i % 2)
            write_pages(&bench, bench.db);
    }
    expect_all_there(&bench, 45);
    tear_down(&bench);
}

// --- failures ---

static void limit_files(rlim_t bytes)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_failing_disk_does_no_harm(void **state)
{
    struct bench bench;
    (void)state;
    set_up(&bench);
    signal(SIGXFSZ, SIG_IGN);
    for (int i = 0; i < 10; i++)
        write_pages(&bench, bench.db);
    limit_files(FILE_LIMIT);
    for (int i = 0; i < 3; i++) {
        checkpointer_note(bench.checkpointer, LONG_LOG);
        assert_false(is_copied_within(&bench, A_WHILE_MS));
    }
    assert_int_equal(ask(bench.db, "SELECT count(*) FROM page"), 10 * PAGES_EACH);
    limit_files(RLIM_INFINITY);
    write_pages(&bench, bench.db);
    checkpointer_note(bench.checkpointer, LONG_LOG);
    assert_true(is_copied_within(&bench, PATIENCE_MS));
    expect_all_there(&bench, 11);
    tear_down(&bench);
}

static void a_file_that_could_not_be_opened_is_tried_again(void **state)
{
    struct bench bench;
    char aside[80];
    (void)state;
    set_up(&bench);
    write_pages(&bench, bench.db);
    snprintf(aside, sizeof aside, "%s.aside", bench.path);
    assert_int_equal(rename(bench.path, aside), 0);
    checkpointer_note(bench.checkpointer, LONG_LOG);
    assert_false(is_copied_within(&bench, A_WHILE_MS));
    assert_int_equal(rename(aside, bench.path), 0);
    checkpointer_note(bench.checkpointer, LONG_LOG);
    assert_true(is_copied_within(&bench, PATIENCE_MS));
    expect_all_there(&bench, 1);
    tear_down(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_log_is_copied_and_begins_anew),
        cmocka_unit_test(it_stays_short_while_somebody_writes),
        cmocka_unit_test(who_reads_old_pages_only_delays_it),
        cmocka_unit_test(it_waits_for_its_turn_and_ends_at_once),
        cmocka_unit_test(a_failing_disk_does_no_harm),
        cmocka_unit_test(a_file_that_could_not_be_opened_is_tried_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
