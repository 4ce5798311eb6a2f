#include "register.h"

#include "base/id.h"

#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct sql SOURCE_INSERT = {
    .name = "test_source_insert",
    .text = "INSERT INTO source (id, name, kind, trust, created_at) VALUES ($1, $2, $3, $4, $5)",
};
static const struct sql SOURCE_NAME = {
    .name = "test_source_name",
    .text = "SELECT id, name, country FROM source WHERE id = $1",
    .postgres = "SELECT id, name, country FROM source WHERE id = ANY($1::bigint[])",
};
static const struct sql SOURCE_COUNT = {
    .name = "test_source_count",
    .text = "SELECT count(*) FROM source",
};

static const struct sql BLOB_BACK = {
    .name = "test_blob_back",
    .text = "SELECT CAST($1 AS blob), length($1)",
    .postgres = "SELECT $1::bytea, length($1::bytea)",
};

static void insert(struct bulk *bulk, int64_t id, str name)
{
    bulk_int(bulk, id);
    bulk_str(bulk, name);
    bulk_str(bulk, STR("file"));
    bulk_int(bulk, 50);
    bulk_int(bulk, 1);
    bulk_row(bulk);
}

static enum status insert_one(struct work *work, int64_t id, str name)
{
    auto_bulk bulk = bulk_open(work->db, &SOURCE_INSERT, "ittii");
    insert(&bulk, id, name);
    return bulk_end(&bulk, &work->error);
}

static int64_t count(struct work *work)
{
    auto_query query = query_open(work->db, &SOURCE_COUNT);
    assert_true(query_next(&query));
    return query_int(&query, 0);
}

static void blobs_keep_every_byte(void **state)
{
    struct work *work = &((struct register_fixture *)*state)->work;
    char bytes[256];
    if (!work->db)
        skip();
    for (int i = 0; i < 256; i++)
        bytes[i] = (char)i;
    assert_ok(work, work_begin(work, false));
    auto_query query = query_open(work->db, &BLOB_BACK);
    query_bind_blob(&query, 1, (str){ bytes, sizeof bytes });
    assert_true(query_next(&query));
    str back = query_peek_blob(&query, 0);
    assert_int_equal(back.len, sizeof bytes);
    assert_memory_equal(back.at, bytes, sizeof bytes);
    assert_int_equal(query_int(&query, 1), sizeof bytes);
}

static void rows_written_in_bulk_are_read_by_many_ids(void **state)
{
    struct work *work = &((struct register_fixture *)*state)->work;
    assert_ok(work, work_begin(work, true));
    auto_bulk bulk = bulk_open(work->db, &SOURCE_INSERT, "ittii");
    for (int64_t id = 1; id <= 12000; id++)
        insert(&bulk, id, arena_print(&work->arena, "Källa \"%d\" {}\\,", (int)id));
    assert_ok(work, bulk_end(&bulk, &work->error));
    const int64_t ids[] = { 3, 99999, 11999 };
    auto_query query = query_open_many(work->db, &SOURCE_NAME, ids, LENGTH(ids));
    int found = 0;
    while (query_next(&query)) {
        found++;
        assert_true(query_is_null(&query, 2));
        assert_str(query_peek(&query, 1),
                   query_int(&query, 0) == 3 ? "Källa \"3\" {}\\," : "Källa \"11999\" {}\\,");
    }
    assert_ok(work, query_end(&query, &work->error));
    assert_int_equal(found, 2);
    query_close(&query);
    assert_ok(work, work_end(work, OK));
}

static void a_failed_statement_ends_the_work(void **state)
{
    struct work *work = &((struct register_fixture *)*state)->work;
    assert_ok(work, work_begin(work, true));
    assert_ok(work, insert_one(work, 1, STR("a")));
    assert_int_equal(insert_one(work, 1, STR("b")), ERR_CONFLICT);
    assert_int_equal(work_end(work, OK), ERR_CONFLICT);
    assert_ok(work, work_begin(work, false));
    assert_int_equal(count(work), 0);
    assert_ok(work, work_end(work, OK));
}

static void a_broken_disk_is_reported_and_nothing_half_done_stays(void **state)
{
    struct work *work = &((struct register_fixture *)*state)->work;
    int64_t n = 0;
    enum status status;
    do {
        assert_ok(work, work_begin(work, true));
        db_fault(work->db, n++, false);
        status = insert_one(work, n, arena_print(&work->arena, "a%d", (int)n));
        status = work_end(work, status);
        db_fault(work->db, -1, false);
        assert_true(status == OK || status == ERR_INTERNAL);
        assert_ok(work, work_begin(work, false));
        assert_int_equal(count(work), status == OK);
        assert_ok(work, work_end(work, OK));
    } while (status != OK);
    assert_int_equal(n, 3); // the insert fails, the commit fails, all is well
}

static void migrating_again_changes_nothing(void **state)
{
    struct work *work = &((struct register_fixture *)*state)->work;
    assert_ok(work, migrate(work->db, &work->error));
}

static void a_newer_schema_is_left_alone(void **state)
{
    struct work *work = &((struct register_fixture *)*state)->work;
    assert_ok(work,
              db_script(work->db,
                        "INSERT INTO schema_migration (number, name, at) VALUES (9999, 'x', 1)",
                        &work->error));
    assert_int_equal(migrate(work->db, &work->error), ERR_CONFLICT);
}

static unsigned mode_of(const char *path, const char *end)
{
    char name[600];
    struct stat info = { 0 };
    snprintf(name, sizeof name, "%s%s", path, end);
    assert_int_equal(stat(name, &info), 0);
    return info.st_mode & 0777;
}

static void a_new_register_is_for_its_owner_only(void **state)
{
    struct work *work = &((struct register_fixture *)*state)->work;
    static const char *const ENDS[] = { "", "-wal", "-shm", ".lock" };
    char path[64];
    struct db *db = NULL;
    snprintf(path, sizeof path, "/tmp/kartotek_private_%d.db", (int)getpid());
    mode_t before = umask(0);
    assert_ok(work, db_open(&db, str_of(path), &work->error));
    assert_int_equal(mode_of(path, ""), 0600); // before anything is written
    assert_ok(work, migrate(db, &work->error));
    umask(before);
    for (size_t i = 0; i < LENGTH(ENDS); i++)
        assert_int_equal(mode_of(path, ENDS[i]), 0600);
    db_close(db);
    for (size_t i = 0; i < LENGTH(ENDS); i++) {
        char name[80];
        snprintf(name, sizeof name, "%s%s", path, ENDS[i]);
        unlink(name);
    }
}

// The node of an id that another process made while it had a connection.
static int64_t node_in_other_process(const struct register_fixture *fixture)
{
    int pipes[2];
    int64_t id = 0;
    assert_int_equal(pipe(pipes), 0);
    pid_t child = fork();
    if (child == 0) {
        struct db *db = NULL;
        struct error error;
        int64_t made = db_open(&db, str_of(fixture->url), &error) == OK ? id_new() : 0;
        _exit(write(pipes[1], &made, sizeof made) == sizeof made ? 0 : 1);
    }
    assert_int_equal(read(pipes[0], &id, sizeof id), sizeof id);
    waitpid(child, NULL, 0);
    close(pipes[0]);
    close(pipes[1]);
    return id >> 12 & 1023;
}

static void processes_that_share_a_server_make_different_ids(void **state)
{
    struct register_fixture *fixture = *state;
    if (!fixture->work.db)
        skip();
    int64_t own = id_new() >> 12 & 1023, other = node_in_other_process(fixture);
    assert_int_not_equal(own, 0);
    assert_int_not_equal(other, 0);
    assert_int_not_equal(own, other);
}

// --- changes to what others keep in memory ---

static int64_t mark_at_end;

static void note_mark(void *at, bool committed)
{
    (void)at;
    assert_true(committed);
    mark_at_end = db_change_mark();
}

static void forget(void *at)
{
    (void)at;
}

static void the_next_writer_knows_of_a_change(void **state)
{
    struct work *work = &((struct register_fixture *)*state)->work;
    int64_t mark = db_change_mark();
    assert_ok(work, work_begin(work, true));
    *db_shared(work->db) = (struct db_shared){ .at = work, .ended = note_mark, .release = forget };
    assert_false(db_changed_since(work->db, mark));
    db_change(work->db, DB_CHANGE_KNOWN_HERE);
    assert_true(db_changed_since(work->db, mark));
    assert_ok(work, insert_one(work, 1, STR("a")));
    assert_ok(work, work_end(work, OK));
    assert_int_equal(mark_at_end, db_change_mark()); // all was told before the turn ended
    assert_int_not_equal(mark_at_end, mark);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEATURE_TEST(blobs_keep_every_byte),
        FEATURE_TEST(rows_written_in_bulk_are_read_by_many_ids),
        FEATURE_TEST(a_failed_statement_ends_the_work),
        FEATURE_TEST(a_broken_disk_is_reported_and_nothing_half_done_stays),
        FEATURE_TEST(migrating_again_changes_nothing),
        FEATURE_TEST(a_newer_schema_is_left_alone),
        FEATURE_TEST(the_next_writer_knows_of_a_change),
        SQLITE_TEST(a_new_register_is_for_its_owner_only),
        POSTGRES_TEST(processes_that_share_a_server_make_different_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
