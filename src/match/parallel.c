#include "match/parallel.h"

#include <pthread.h>
#include <stdbool.h>

struct part {
    parallel_fn *work;
    void *job;
    unsigned number, count;
    pthread_t thread;
    bool is_started;
};

static void *run_part(void *context)
{
    struct part *part = context;
    part->work(part->job, part->number, part->count);
    return NULL;
}

void parallel_run(unsigned threads, parallel_fn *work, void *job)
{
    struct part parts[PARALLEL_MAX];
    unsigned count = threads < 1 ? 1 : threads > PARALLEL_MAX ? PARALLEL_MAX : threads;
    for (unsigned i = 1; i < count; i++) {
        parts[i] = (struct part){ .work = work, .job = job, .number = i, .count = count };
        parts[i].is_started = pthread_create(&parts[i].thread, NULL, run_part, &parts[i]) == 0;
    }
    work(job, 0, count);
    for (unsigned i = 1; i < count; i++) {
        if (parts[i].is_started)
            pthread_join(parts[i].thread, NULL);
        else
            work(job, i, count);
    }
}
