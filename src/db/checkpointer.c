#include "db/checkpointer.h"

#include "db/owner.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>

enum {
    LONG_LOG = 16384,  // pages: 64 MB
    SHORT_REST = 1000, // what may be copied while writers wait
    PASSES_MAX = 4,
};

struct checkpointer {
    struct owner *owner;
    const char *path;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    pthread_t thread;
    bool started, wanted, ending;
    sqlite3 *handle; // the thread's
};

// Copies what the log holds when it begins; returns how many pages came meanwhile.
static int copy_pages(struct checkpointer *checkpointer)
{
    int all = 0, copied = 0;
    int result = sqlite3_wal_checkpoint_v2(checkpointer->handle, NULL, SQLITE_CHECKPOINT_PASSIVE,
                                           &all, &copied);
    return result == SQLITE_OK ? all - copied : 0;
}

// Each pass is shorter than the one before. A failure does no harm: the log stays as it is, and the
// next commit asks again.
static void shorten_log(struct checkpointer *checkpointer)
{
    for (int i = 0, rest = LONG_LOG; i < PASSES_MAX && rest > SHORT_REST; i++)
        rest = copy_pages(checkpointer);
    owner_chore_begin(checkpointer->owner);
    (void)copy_pages(checkpointer);
    owner_write_end(checkpointer->owner);
}

static bool wait_for_work(struct checkpointer *checkpointer)
{
    pthread_mutex_lock(&checkpointer->mutex);
    while (!checkpointer->wanted && !checkpointer->ending)
        pthread_cond_wait(&checkpointer->changed, &checkpointer->mutex);
    bool ending = checkpointer->ending;
    pthread_mutex_unlock(&checkpointer->mutex);
    return !ending;
}

// A connection knows of the log only after it has read something.
static bool open_file(struct checkpointer *checkpointer)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    bool open =
        sqlite3_open_v2(checkpointer->path, &checkpointer->handle, flags, NULL) == SQLITE_OK &&
        sqlite3_exec(checkpointer->handle,
                     "PRAGMA synchronous = FULL; SELECT count(*) FROM sqlite_schema", NULL, NULL,
                     NULL) == SQLITE_OK;
    if (!open) { // tried again the next time
        sqlite3_close(checkpointer->handle);
        checkpointer->handle = NULL;
    }
    return open;
}

static void *run(void *argument)
{
    struct checkpointer *checkpointer = argument;
    while (wait_for_work(checkpointer)) {
        if (checkpointer->handle || open_file(checkpointer))
            shorten_log(checkpointer);
        pthread_mutex_lock(&checkpointer->mutex);
        checkpointer->wanted = false;
        pthread_mutex_unlock(&checkpointer->mutex);
    }
    sqlite3_close(checkpointer->handle);
    return NULL;
}

struct checkpointer *checkpointer_new(struct owner *owner, const char *path)
{
    struct checkpointer *checkpointer = calloc(1, sizeof *checkpointer);
    if (!checkpointer)
        abort();
    checkpointer->owner = owner;
    checkpointer->path = path;
    pthread_mutex_init(&checkpointer->mutex, NULL);
    pthread_cond_init(&checkpointer->changed, NULL);
    return checkpointer;
}

void checkpointer_free(struct checkpointer *checkpointer)
{
    if (!checkpointer)
        return;
    pthread_mutex_lock(&checkpointer->mutex);
    checkpointer->ending = true;
    pthread_cond_signal(&checkpointer->changed);
    pthread_mutex_unlock(&checkpointer->mutex);
    if (checkpointer->started)
        pthread_join(checkpointer->thread, NULL);
    pthread_cond_destroy(&checkpointer->changed);
    pthread_mutex_destroy(&checkpointer->mutex);
    free(checkpointer);
}

void checkpointer_note(struct checkpointer *checkpointer, int pages)
{
    if (pages < LONG_LOG)
        return;
    pthread_mutex_lock(&checkpointer->mutex);
    if (!checkpointer->started)
        checkpointer->started = pthread_create(&checkpointer->thread, NULL, run, checkpointer) == 0;
    checkpointer->wanted = true;
    pthread_cond_signal(&checkpointer->changed);
    pthread_mutex_unlock(&checkpointer->mutex);
}
