#include "cli/progress.h"

#include "base/clock.h"

#include <stdio.h>
#include <unistd.h>

enum { SHOW_EVERY_MS = 200 };

struct progress progress_begin(const struct cli *cli)
{
    return (struct progress){ .shown = !cli->quiet && !cli->json && isatty(STDERR_FILENO) };
}

void progress_show(struct progress *progress, const char *what, int64_t done, int64_t total)
{
    int64_t now = clock_monotonic_ms();
    if (!progress->shown || now < progress->next_ms)
        return;
    progress->next_ms = now + SHOW_EVERY_MS;
    fprintf(stderr, "\r\033[K%s: %lld", what, (long long)done);
    if (total)
        fprintf(stderr, " of %lld (%lld %%)", (long long)total, (long long)(100 * done / total));
    fflush(stderr);
}

void progress_end(struct progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
}
