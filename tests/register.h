#pragma once

// An empty register for one test, on the engine that the test's state names. Every feature test
// runs on both: list it with FEATURE_TEST.

#include "test.h"

#include "db/migrate.h"
#include "db/work.h"

struct register_fixture {
    struct work work;
    char url[512];
};

// cmocka's setup and teardown; `*state` comes in as the engine (enum db_engine) and becomes a
// struct register_fixture with an open, migrated database and a work that is not begun.
int register_setup(void **state);
int register_teardown(void **state);

// A second connection to the same register.
struct db *register_connect(const struct register_fixture *fixture);

#define SQLITE_TEST(function)                                                                 \
    {                                                                                         \
#function " (sqlite)", function, register_setup, register_teardown, (void *)DB_SQLITE \
    }
#define POSTGRES_TEST(function)                                                                   \
    {                                                                                             \
#function " (postgres)", function, register_setup, register_teardown, (void *)DB_POSTGRES \
    }
#define FEATURE_TEST(function) SQLITE_TEST(function), POSTGRES_TEST(function)

// Fails the test with the error's words unless the call answers OK.
#define assert_ok(work, call)                           \
    do {                                                \
        enum status ok_status = (call);                 \
        if (ok_status != OK)                            \
            print_error("%s\n", (work)->error.message); \
        assert_int_equal(ok_status, OK);                \
    } while (0)
