#pragma once

// Hands pages that the program writes to the programs that read them.

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static inline bool page_has_program(const char *name)
{
    char command[128];
    snprintf(command, sizeof command, "command -v %s >/dev/null", name);
    return system(command) == 0; // NOLINT(cert-env33-c): the test's own words
}

// What `command` says, on either output, with a file that holds `page` as $1. Errors of the shell
// are part of the answer.
static inline str page_read_by(struct arena *arena, str page, const char *command)
{
    char path[] = "/tmp/kartotek_page_XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0 && write(file, page.at, page.len) == (ssize_t)page.len);
    close(file);
    str whole = arena_print(arena, "set -- %s; { %s; } 2>&1", path, command);
    FILE *pipe = popen(whole.at, "r");
    assert_non_null(pipe);
    char *answer = ARENA_NEW(arena, char, 65536);
    size_t len = fread(answer, 1, 65535, pipe);
    pclose(pipe);
    unlink(path);
    return (str){ answer, len };
}
