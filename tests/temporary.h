#pragma once

// One empty file in /tmp for a group of tests: hand make_temporary and remove_temporary to
// cmocka_run_group_tests.

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char temporary_path[64];

static int make_temporary(void **state)
{
    (void)state;
    snprintf(temporary_path, sizeof temporary_path, "/tmp/kartotek-test-XXXXXX");
    int file = mkstemp(temporary_path);
    return file < 0 ? -1 : close(file);
}

static int remove_temporary(void **state)
{
    (void)state;
    return unlink(temporary_path);
}
