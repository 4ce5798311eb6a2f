#include "intake/passage.h"

#include "base/id.h"
#include "base/ids.h"

#include <stdlib.h>

enum { REPEATS_MAX = 50 };

// What the source has said already.
//
// The key of a row is its own only once per job: when a file has it again, the second row is
// "17~2", the third "17~3". That way the same file, read again, finds every row where it was.

struct place {
    str external_id;
    size_t index;
};

static int by_external_id(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int order = str_compare(x->external_id, y->external_id);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

struct place_list {
    struct place *items; // by external id and order in the batch
    size_t count;
};

static const struct record *record_of(const struct record_list *records, str external_id)
{
    for (size_t low = 0, high = records->count; low < high;) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(records->items[middle].external_id, external_id);
        if (order == 0)
            return &records->items[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static int by_record_external_id(const void *a, const void *b)
{
    const struct record *x = a, *y = b;
    return str_compare(x->external_id, y->external_id);
}

// "17" becomes "17~2".
static str number_repeat(const struct batch *batch, size_t index, int number)
{
    return arena_print(&batch->work->arena, STR_FMT "~%d",
                       STR_ARG(incoming_key(batch->items[index].incoming, &batch->work->arena)),
                       number);
}

// The same company in several rows is met once.
static void share(struct batch *batch, size_t index, size_t first)
{
    batch->items[index].passage = PASS_SHARED;
    batch->items[index].first = first;
    batch->items[index].external_id = batch->items[first].external_id;
}

static int by_key_and_age(const void *a, const void *b)
{
    const struct staged_mark *x = a, *y = b;
    int order = str_compare(x->external_id, y->external_id);
    return order ? order : (x->id > y->id) - (x->id < y->id);
}

static enum status load_marks(struct batch *batch, const str *ids, size_t count,
                              struct staged_mark_list *marks)
{
    if (!batch->any_staged)
        return OK;
    TRY(staged_marks(batch->work, batch->intake->source.id, ids, count, marks));
    if (marks->count)
        qsort(marks->items, marks->count, sizeof *marks->items, by_key_and_age);
    return OK;
}

// The marks of the item's key.
static void find_marks(const struct staged_mark_list *marks, str key, struct passing *item)
{
    size_t low = 0, high = marks->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(marks->items[middle].external_id, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    item->marks = marks->items ? marks->items + low : NULL;
    item->mark_count = 0;
    while (low + item->mark_count < marks->count &&
           str_eq(marks->items[low + item->mark_count].external_id, key))
        item->mark_count++;
}

// A row of this job took the key already, and was let in or held back.
static bool is_taken(const struct passing *item, const struct record *record, int64_t job_id)
{
    bool taken = record && record->seen_job_id == job_id;
    for (size_t i = 0; i < item->mark_count; i++)
        taken = taken || item->marks[i].seen_job_id == job_id;
    return taken;
}

// What is stored about the keys of rows.
struct stored {
    struct record_list records; // by key
    struct staged_mark_list marks;
};

// Gives each row of `places` the record of its key, or room for a new one. Rows whose key is taken
// stay in `places` under the next number.
static void meet(struct batch *batch, struct place_list *places, const struct stored *stored,
                 int number)
{
    size_t left = 0, first = 0;
    str taken = { 0 };
    for (size_t i = 0; i < places->count; i++) {
        struct place place = places->items[i];
        struct passing *item = &batch->items[place.index];
        const struct record *record = record_of(&stored->records, place.external_id);
        bool again = taken.at && str_eq(taken, place.external_id);
        find_marks(&stored->marks, place.external_id, item);
        bool seen = is_taken(item, record, batch->work->job_id);
        taken = place.external_id;
        if (again && item->incoming->shared) {
            share(batch, place.index, first);
            continue;
        }
        first = place.index;
        if (again || (seen && !item->incoming->shared)) {
            places->items[left++] =
                (struct place){ number_repeat(batch, place.index, number), place.index };
            continue;
        }
        item->external_id = place.external_id;
        item->record_id = record ? record->id : 0;
    }
    places->count = left;
}

static enum status meet_records(struct batch *batch)
{
    struct arena *arena = &batch->work->arena;
    struct place_list places = { .items = ARENA_NEW(arena, struct place, batch->count + 1) };
    str *ids = ARENA_NEW(arena, str, batch->count + 1);
    for (size_t i = 0; i < batch->count; i++)
        places.items[places.count++] = (struct place){ batch->items[i].external_id, i };
    for (int number = 2; places.count; number++) {
        struct stored stored = { 0 };
        struct record_list *records = &stored.records;
        if (number > REPEATS_MAX)
            return fail(&batch->work->error, ERR_INVALID, "external_id",
                        "the key " STR_FMT " stands in more than %d rows, so it is no key; map "
                        "another column as external_id",
                        STR_ARG(incoming_key(batch->items[places.items[0].index].incoming, arena)),
                        REPEATS_MAX);
        qsort(places.items, places.count, sizeof *places.items, by_external_id);
        for (size_t i = 0; i < places.count; i++)
            ids[i] = places.items[i].external_id;
        TRY(record_find(batch->work, batch->intake->source.id, ids, places.count, records));
        TRY(load_marks(batch, ids, places.count, &stored.marks));
        if (records->count)
            qsort(records->items, records->count, sizeof *records->items, by_record_external_id);
        meet(batch, &places, &stored, number);
    }
    return OK;
}

// Whether what a record is known by is what the last version of it says.
static bool says_who_alike(const struct record_version *last, const struct incoming *incoming)
{
    auto_arena scratch = { 0 };
    struct entry entry = entry_read(last->clean, last->entity, &scratch);
    struct match_record before = match_prepare(&entry, &scratch);
    const struct match_record *now = &incoming->match;
    size_t count = before.first[MATCH_FEATURE_COUNT];
    if (before.entity != now->entity || now->first[MATCH_FEATURE_COUNT] != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (before.items[i].hash != now->items[i].hash ||
            before.items[i].feature != now->items[i].feature ||
            before.items[i].flags != now->items[i].flags)
            return false;
    return true;
}

// What each known record says now, against what it is said to say.
static enum status compare_versions(struct batch *batch)
{
    struct int_list ids = { 0 };
    struct record_version_list versions = { 0 };
    for (size_t i = 0; i < batch->count; i++)
        if (batch->items[i].record_id)
            *LIST_PUSH(&ids, &batch->work->arena) = batch->items[i].record_id;
    ids.count = ids_sort(ids.items, ids.count);
    const struct record_version **last =
        ARENA_NEW(&batch->work->arena, const struct record_version *, ids.count + 1);
    TRY(record_version_load(batch->work, ids.items, ids.count, false, &versions));
    for (size_t i = 0; i < versions.count; i++) // they come by age
        last[ids_index(ids.items, ids.count, versions.items[i].record_id)] = &versions.items[i];
    for (size_t i = 0; i < batch->count; i++) {
        struct passing *item = &batch->items[i];
        if (!item->record_id)
            continue;
        const struct record_version *version =
            last[ids_index(ids.items, ids.count, item->record_id)];
        bool same = version && version->digest == item->incoming->digest;
        item->passage = !version ? PASS_REVIVED : same ? PASS_UNCHANGED : PASS_CHANGED;
        item->version_id = version ? version->id : 0;
        item->again = item->passage == PASS_CHANGED && !says_who_alike(version, item->incoming);
    }
    return OK;
}

enum status known_find(struct batch *batch)
{
    TRY(staged_any(batch->work, batch->intake->source.id, &batch->any_staged));
    TRY(meet_records(batch));
    TRY(compare_versions(batch));
    for (size_t i = 0; i < batch->count; i++)
        if (batch->items[i].record_id == 0)
            batch->items[i].record_id = id_new();
    for (size_t i = 0; i < batch->count; i++)
        if (batch->items[i].passage == PASS_SHARED)
            batch->items[i].record_id = batch->items[batch->items[i].first].record_id;
    return OK;
}
