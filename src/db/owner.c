#include "db/owner.h"

#include "db/checkpointer.h"
#include "db/engine.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

struct owner {
    struct owner *next;
    char *path;
    int references, lock_file;
    pthread_mutex_t mutex;
    pthread_cond_t turn_came;
    uint64_t next_ticket, serving, turns;
    struct checkpointer *checkpointer;
    struct db_shared shared;
};

static pthread_mutex_t list_mutex = PTHREAD_MUTEX_INITIALIZER;
static struct owner *list;

static bool is_memory(const char *path)
{
    return strcmp(path, ":memory:") == 0;
}

static enum status refuse(int file, const char *path, struct error *error)
{
    char holder[64] = { 0 };
    ssize_t len = pread(file, holder, sizeof holder - 1, 0);
    holder[len > 0 ? strcspn(holder, "\n") : 0] = '\0';
    return fail(error, ERR_UNAVAILABLE, "database",
                "%s is in use by another kartotek (process %s); only one at a time may own it",
                path, *holder ? holder : "unknown");
}

// Locks PATH.lock and writes our process number into it. The lock goes with the process, however
// it ends.
static enum status lock(struct owner *owner, struct error *error)
{
    char name[4096];
    if ((size_t)snprintf(name, sizeof name, "%s.lock", owner->path) >= sizeof name)
        return fail(error, ERR_INVALID, "database", "the path is too long");
    owner->lock_file = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (owner->lock_file < 0)
        return fail(error, errno == ENOSPC ? ERR_FULL : ERR_INVALID, "database",
                    "%s cannot be opened: %s", name, strerror(errno));
    if (flock(owner->lock_file, LOCK_EX | LOCK_NB) != 0)
        return refuse(owner->lock_file, owner->path, error);
    char pid[32];
    int len = snprintf(pid, sizeof pid, "%d\n", (int)getpid());
    if (ftruncate(owner->lock_file, 0) != 0 || pwrite(owner->lock_file, pid, (size_t)len, 0) != len)
        return fail(error, ERR_FULL, "database", "%s cannot be written: %s", name, strerror(errno));
    return OK;
}

static void release(struct owner *owner)
{
    checkpointer_free(owner->checkpointer);
    db_shared_release(&owner->shared);
    if (owner->lock_file >= 0)
        close(owner->lock_file);
    free(owner->path);
    free(owner);
}

static struct owner *owner_new(const char *path)
{
    struct owner *owner = calloc(1, sizeof *owner);
    if (!owner || !(owner->path = strdup(path)))
        abort();
    owner->checkpointer = checkpointer_new(owner, owner->path);
    owner->references = 1;
    owner->lock_file = -1;
    pthread_mutex_init(&owner->mutex, NULL);
    pthread_cond_init(&owner->turn_came, NULL);
    return owner;
}

static enum status find_or_lock(struct owner **out, const char *path, struct error *error)
{
    for (struct owner *owner = list; owner && !is_memory(path); owner = owner->next)
        if (strcmp(owner->path, path) == 0) {
            owner->references++;
            *out = owner;
            return OK;
        }
    struct owner *owner = owner_new(path);
    enum status status = is_memory(path) ? OK : lock(owner, error);
    if (status != OK) {
        release(owner);
        return status;
    }
    owner->next = list;
    list = owner;
    *out = owner;
    return OK;
}

enum status owner_open(struct owner **out, const char *path, struct error *error)
{
    pthread_mutex_lock(&list_mutex);
    enum status status = find_or_lock(out, path, error);
    pthread_mutex_unlock(&list_mutex);
    return status;
}

void owner_close(struct owner *owner)
{
    if (!owner)
        return;
    pthread_mutex_lock(&list_mutex);
    if (--owner->references == 0) {
        struct owner **link = &list;
        while (*link != owner)
            link = &(*link)->next;
        *link = owner->next;
        release(owner);
    }
    pthread_mutex_unlock(&list_mutex);
}

// Closing a file drops every lock the process holds on it, SQLite's too: so nobody goes on to open
// it before the one who made it has closed it.
void owner_make_file(struct owner *owner)
{
    if (is_memory(owner->path))
        return;
    pthread_mutex_lock(&owner->mutex);
    int file = open(owner->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0)
        close(file);
    pthread_mutex_unlock(&owner->mutex);
}

struct db_shared *owner_shared(struct owner *owner)
{
    return &owner->shared;
}

static void wait_for_turn(struct owner *owner, bool counts)
{
    pthread_mutex_lock(&owner->mutex);
    uint64_t ticket = owner->next_ticket++;
    owner->turns += counts;
    while (owner->serving != ticket)
        pthread_cond_wait(&owner->turn_came, &owner->mutex);
    pthread_mutex_unlock(&owner->mutex);
}

void owner_write_begin(struct owner *owner)
{
    wait_for_turn(owner, true);
}

void owner_chore_begin(struct owner *owner)
{
    wait_for_turn(owner, false);
}

void owner_note_log(struct owner *owner, int pages)
{
    checkpointer_note(owner->checkpointer, pages);
}

void owner_write_end(struct owner *owner)
{
    pthread_mutex_lock(&owner->mutex);
    owner->serving++;
    pthread_cond_broadcast(&owner->turn_came);
    pthread_mutex_unlock(&owner->mutex);
}

uint64_t owner_turns(struct owner *owner)
{
    pthread_mutex_lock(&owner->mutex);
    uint64_t turns = owner->turns;
    pthread_mutex_unlock(&owner->mutex);
    return turns;
}
