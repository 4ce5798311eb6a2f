#include "exchange/feed.h"

#include "base/queue.h"

#include <pthread.h>
#include <stdlib.h>

enum { CHUNKS = 4, CHUNK_ITEMS = 2 * FEED_CHUNK_ROWS }; // a person and the company of a row

struct feed {
    struct intake_file *file;
    struct feed_options options;
    struct queue *filled, *empty;
    struct feed_chunk chunks[CHUNKS];
    pthread_t thread;
};

// Nothing by which anybody could be known.
static bool says_nothing(const struct entry *entry)
{
    for (size_t i = 0; i < entry->count; i++) {
        enum field field = entry->items[i].field;
        if (field == FIELD_GIVEN || field == FIELD_FAMILY || field == FIELD_NICKNAME ||
            field == FIELD_COMPANY_NAME || field == FIELD_ORG_NUMBER || field == FIELD_EMAIL ||
            field == FIELD_PHONE)
            return false;
    }
    return true;
}

// The row's own key, which is the person's unless the mapping says it is the company's; the contact
// person of such a row is "17/contact". A company that a person's row brings along is known by what
// the row says of it, so that rows which say the same share one record.
static str external_id(const struct draft *draft, bool of_company, bool both, struct arena *arena)
{
    for (size_t i = 0; i < draft->count; i++) {
        const struct draft_item *item = &draft->items[i];
        if (item->target != TARGET_EXTERNAL_ID)
            continue;
        str key = str_trim(item->text);
        if (!both || item->of_company == of_company)
            return arena_copy(arena, key);
        if (item->of_company)
            return arena_print(arena, STR_FMT "/contact", STR_ARG(key));
    }
    return (str){ 0 };
}

static struct incoming *add_item(struct feed_chunk *chunk, const struct entry *entry, str raw,
                                 str id)
{
    struct incoming *item = &chunk->items[chunk->item_count++];
    *item = (struct incoming){ .external_id = id,
                               .raw = raw,
                               .entry = *entry,
                               .company = -1,
                               .line = chunk->rows[chunk->row_count - 1].line };
    incoming_prepare(item, &chunk->arena);
    return item;
}

static str company_raw(const struct entry *entry, struct arena *arena)
{
    auto_buf text = buf_new(ENTRY_TEXT_MAX);
    entry_write(entry, &text);
    return arena_copy(arena, buf_str(&text));
}

static void add_company(struct feed_chunk *chunk, const struct entry *entry,
                        const struct intake_row *row, bool both)
{
    str key = external_id(&row->draft, true, both, &chunk->arena);
    bool shared = both && !key.len;
    str raw = shared ? company_raw(entry, &chunk->arena) : row->raw;
    add_item(chunk, entry, raw, key)->shared = shared;
}

static void take_row(const struct feed *feed, struct feed_chunk *chunk,
                     const struct intake_row *row)
{
    struct feed_row *out = &chunk->rows[chunk->row_count++];
    struct standardised standardised = { 0 };
    *out = (struct feed_row){ .number = row->number,
                              .line = row->line,
                              .raw = row->raw,
                              .problem = row->problem,
                              .first = chunk->item_count };
    if (out->problem.len)
        return;
    draft_standardise(&row->draft, &feed->options.context, &chunk->arena, &standardised);
    out->mended_first = chunk->mended.count;
    for (size_t i = 0; i < standardised.mended.count; i++)
        *LIST_PUSH(&chunk->mended, &chunk->arena) = standardised.mended.items[i];
    out->mended_count = standardised.mended.count;
    bool person = standardised.has_person && !says_nothing(&standardised.person);
    bool company = standardised.has_company && !says_nothing(&standardised.company);
    bool both = person && company;
    int company_at = (int)chunk->item_count;
    if (company)
        add_company(chunk, &standardised.company, row, both);
    if (person)
        add_item(chunk, &standardised.person, row->raw,
                 external_id(&row->draft, false, both, &chunk->arena))
            ->company = both && standardised.employed ? company_at : -1;
    out->count = chunk->item_count - out->first;
    if (out->count == 0)
        out->problem = STR("nothing in the row names a person or a company");
}

static bool fill(struct feed *feed, struct feed_chunk *chunk)
{
    arena_reset(&chunk->arena);
    *chunk = (struct feed_chunk){ .arena = chunk->arena };
    chunk->rows = ARENA_NEW(&chunk->arena, struct feed_row, FEED_CHUNK_ROWS);
    chunk->items = ARENA_NEW(&chunk->arena, struct incoming, CHUNK_ITEMS);
    while (chunk->row_count < FEED_CHUNK_ROWS && !chunk->last) {
        struct intake_row row = { 0 };
        enum status status = intake_file_next(feed->file, feed->options.mapping, &chunk->arena,
                                              &row, &chunk->last, &chunk->error);
        chunk->error.status = status;
        if (status != OK)
            chunk->last = true;
        else if (!chunk->last && row.number > feed->options.skip)
            take_row(feed, chunk, &row);
        else if (!chunk->last && row.number % FEED_CHUNK_ROWS == 0)
            break; // passed over; what was read so far is not needed
    }
    chunk->position = intake_file_position(feed->file);
    return !chunk->last;
}

static void *read_all(void *argument)
{
    struct feed *feed = argument;
    void *item = NULL;
    bool more = true;
    while (more && queue_take(feed->empty, &item)) {
        more = fill(feed, item);
        if (!queue_put(feed->filled, item))
            break;
    }
    queue_close(feed->filled);
    return NULL;
}

struct feed *feed_open(struct intake_file *file, const struct feed_options *options)
{
    struct feed *feed = calloc(1, sizeof *feed);
    if (!feed)
        abort();
    feed->file = file;
    feed->options = *options;
    feed->filled = queue_new(CHUNKS);
    feed->empty = queue_new(CHUNKS);
    for (size_t i = 0; i < CHUNKS; i++)
        (void)!queue_put(feed->empty, &feed->chunks[i]);
    if (pthread_create(&feed->thread, NULL, read_all, feed) != 0)
        abort();
    pthread_setname_np(feed->thread, "feed");
    return feed;
}

struct feed_chunk *feed_next(struct feed *feed)
{
    void *item = NULL;
    return queue_take(feed->filled, &item) ? item : NULL;
}

void feed_release(struct feed *feed, struct feed_chunk *chunk)
{
    (void)!queue_put(feed->empty, chunk);
}

void feed_stop(struct feed *feed)
{
    queue_close(feed->empty);
    queue_close(feed->filled);
}

void feed_close(struct feed *feed)
{
    if (!feed)
        return;
    feed_stop(feed);
    pthread_join(feed->thread, NULL);
    for (size_t i = 0; i < CHUNKS; i++)
        arena_free(&feed->chunks[i].arena);
    queue_free(feed->filled);
    queue_free(feed->empty);
    intake_file_close(feed->file);
    free(feed);
}
