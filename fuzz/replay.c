// Runs a fuzzer's function over its seeds and past findings, so that every test run does.

#include "base/arena.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum { SEED_MAX = 1024 * 1024 };

static bool replay(const char *folder, const char *name, struct arena *arena)
{
    str path = arena_print(arena, "%s/%s", folder, name);
    FILE *file = fopen(path.at, "rb");
    if (!file)
        return false;
    uint8_t *bytes = arena_alloc(arena, SEED_MAX);
    size_t len = fread(bytes, 1, SEED_MAX, file);
    fclose(file);
    uint8_t *exact = malloc(len ? len : 1); // so that reading behind the end is noticed
    if (!exact)
        return false;
    if (len)
        memcpy(exact, bytes, len);
    LLVMFuzzerTestOneInput(exact, len);
    free(exact);
    return true;
}

int main(int argument_count, char **arguments)
{
    DIR *folder = argument_count == 2 ? opendir(arguments[1]) : NULL;
    if (!folder) {
        fputs("usage: replay FOLDER\n", stderr);
        return 2;
    }
    int seeds = 0;
    auto_arena arena = { 0 };
    for (const struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] != '.')
            seeds += replay(arguments[1], entry->d_name, &arena);
        arena_reset(&arena);
    }
    closedir(folder);
    printf("%d seeds\n", seeds);
    return seeds ? 0 : 1;
}
