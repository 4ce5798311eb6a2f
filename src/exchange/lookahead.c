#include "exchange/lookahead.h"

#include "base/memory.h"
#include "base/queue.h"
#include "intake/prospect.h"

#include <pthread.h>
#include <stdatomic.h>

struct lookahead {
    struct feed *feed;
    struct prospector *prospector;
    struct queue *ready;
    atomic_bool wanted;
    pthread_t thread;
};

static void *look_at_all(void *argument)
{
    struct lookahead *lookahead = argument;
    struct feed_chunk *chunk;
    bool more = true;
    while (more && (chunk = feed_next(lookahead->feed))) {
        if (lookahead->wanted && chunk->item_count)
            prospect(lookahead->prospector, chunk->items, chunk->item_count, &chunk->arena,
                     &chunk->prospects);
        more = queue_put(lookahead->ready, chunk);
    }
    queue_close(lookahead->ready);
    return NULL;
}

struct lookahead *lookahead_open(struct feed *feed, struct work *work,
                                 const struct recogniser *recogniser)
{
    struct prospector *prospector = NULL;
    if (db_engine(work->db) == DB_POSTGRES || prospector_open(&prospector, work, recogniser) != OK)
        return NULL;
    struct lookahead *lookahead = must(calloc(1, sizeof *lookahead));
    lookahead->feed = feed;
    lookahead->prospector = prospector;
    lookahead->ready = queue_new(1);
    lookahead->wanted = true;
    if (pthread_create(&lookahead->thread, NULL, look_at_all, lookahead) != 0)
        abort();
    pthread_setname_np(lookahead->thread, "lookahead");
    return lookahead;
}

struct feed_chunk *lookahead_next(struct lookahead *lookahead)
{
    void *item = NULL;
    return queue_take(lookahead->ready, &item) ? item : NULL;
}

void lookahead_wanted(struct lookahead *lookahead, bool wanted)
{
    lookahead->wanted = wanted;
}

void lookahead_close(struct lookahead *lookahead)
{
    if (!lookahead)
        return;
    queue_close(lookahead->ready);
    pthread_join(lookahead->thread, NULL);
    prospector_close(lookahead->prospector);
    queue_free(lookahead->ready);
    free(lookahead);
}
