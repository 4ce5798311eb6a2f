#include "cli/progress.h"

#include "base/clock.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

enum { EVERY_MS = 200 };

struct progress progress_begin(const struct cli *cli, const char *what)
{
    int64_t now = clock_monotonic_ms();
    return (struct progress){ .shown = isatty(STDERR_FILENO) && !cli->quiet && !cli->json,
                              .started_ms = now,
                              .next_ms = now + EVERY_MS,
                              .what = what };
}

void progress_show(struct progress *progress, int64_t done, int64_t total, int64_t count)
{
    int64_t now = clock_monotonic_ms();
    if (!progress->shown || now < progress->next_ms)
        return;
    progress->next_ms = now + EVERY_MS;
    double seconds = (double)(now - progress->started_ms) / 1000;
    double share = total > 0 ? (double)done / (double)total : 0;
    fputs("\r\033[K", stderr);
    if (total > 0)
        fprintf(stderr, "%3.0f %%  ", share * 100);
    fprintf(stderr, "%" PRId64 " %s, %.0f a second", count, progress->what,
            (double)count / seconds);
    if (share > 0.01 && share < 1)
        fprintf(stderr, ", %.0f s left", seconds / share - seconds);
    fflush(stderr);
}

void progress_end(struct progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
}
