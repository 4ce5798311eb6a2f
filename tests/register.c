#include "register.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// The server of the test run; tools/with_postgres starts it and says where it is.
static const char *server(void)
{
    return getenv("KARTOTEK_TEST_POSTGRES");
}

static enum status make_postgres(struct register_fixture *fixture)
{
    static int number;
    char name[64], script[160];
    struct db *admin = NULL;
    snprintf(name, sizeof name, "test_%d_%d", (int)getpid(), number++);
    snprintf(script, sizeof script, "CREATE DATABASE %s", name);
    char url[512];
    snprintf(url, sizeof url, "%s&dbname=postgres", server());
    TRY(db_open(&admin, str_of(url), &fixture->work.error));
    enum status status = db_script(admin, script, &fixture->work.error);
    db_close(admin);
    snprintf(fixture->url, sizeof fixture->url, "%s&dbname=%s", server(), name);
    return status;
}

int register_setup(void **state)
{
    struct register_fixture *fixture = calloc(1, sizeof *fixture);
    bool postgres = (uintptr_t)*state == DB_POSTGRES;
    *state = fixture;
    if (postgres && !server())
        return 0; // the test skips itself, see register_teardown
    if (postgres)
        assert_ok(&fixture->work, make_postgres(fixture));
    else
        snprintf(fixture->url, sizeof fixture->url, "/tmp/kartotek_test_%d.db", (int)getpid());
    assert_ok(&fixture->work,
              db_open(&fixture->work.db, str_of(fixture->url), &fixture->work.error));
    assert_ok(&fixture->work, migrate(fixture->work.db, &fixture->work.error));
    return 0;
}

static void remove_file(const char *path)
{
    const char *const ends[] = { "", "-wal", "-shm", ".lock" };
    for (size_t i = 0; i < LENGTH(ends); i++) {
        char name[600];
        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        unlink(name);
    }
}

static void drop_postgres(const char *url)
{
    const char *name = strstr(url, "dbname=") + strlen("dbname=");
    char script[160], admin_url[512];
    struct db *admin = NULL;
    struct error error;
    snprintf(script, sizeof script, "DROP DATABASE IF EXISTS %s WITH (FORCE)", name);
    snprintf(admin_url, sizeof admin_url, "%s&dbname=postgres", server());
    if (db_open(&admin, str_of(admin_url), &error) == OK) {
        (void)!db_script(admin, script, &error);
        db_close(admin);
    }
}

int register_teardown(void **state)
{
    struct register_fixture *fixture = *state;
    bool postgres = fixture->work.db && db_engine(fixture->work.db) == DB_POSTGRES;
    db_close(fixture->work.db);
    work_close(&fixture->work);
    if (postgres)
        drop_postgres(fixture->url);
    else
        remove_file(fixture->url);
    free(fixture);
    return 0;
}

struct db *register_connect(const struct register_fixture *fixture)
{
    struct db *db = NULL;
    struct error error = { 0 };
    if (db_open(&db, str_of(fixture->url), &error) != OK)
        print_error("%s\n", error.message);
    assert_non_null(db);
    return db;
}
