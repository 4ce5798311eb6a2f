#include "intake/passage.h"

#include "base/ids.h"

// Rows that the guard held back, over several imports. The same row is staged once; what a person
// rejected stays out as long as its source says the same.

// The row of this key that waits, or NULL.
static const struct staged_mark *waiting(const struct passing *item)
{
    for (size_t i = item->mark_count; i > 0; i--) {
        const struct staged_mark *mark = &item->marks[i - 1];
        if (mark->live)
            return mark->decided || mark->id < item->version_id ? NULL : mark;
    }
    return NULL;
}

static const struct staged_mark *rejection(const struct passing *item)
{
    for (size_t i = item->mark_count; i > 0; i--)
        if (item->marks[i - 1].rejected && item->marks[i - 1].digest == item->incoming->digest)
            return &item->marks[i - 1];
    return NULL;
}

void held_reject(struct batch *batch)
{
    for (size_t i = 0; i < batch->count && batch->any_staged; i++) {
        struct passing *item = &batch->items[i];
        const struct staged_mark *mark = rejection(item);
        if (!mark || !says_something_new(item) || item->incoming->told != TOLD_NOTHING)
            continue;
        item->passage = PASS_STOPPED;
        batch->outcomes[i].verdict = VERDICT_REJECTED;
        batch->outcomes[i].staged = true;
        batch->outcomes[i].reason =
            mark->reason.len ? arena_print(&batch->work->arena, "rejected in a review: " STR_FMT,
                                           STR_ARG(mark->reason))
                             : STR("rejected in a review");
    }
}

static struct staged staged_of(const struct batch *batch, size_t i)
{
    const struct passing *item = &batch->items[i];
    const struct incoming *incoming = item->incoming;
    const struct outcome *outcome = &batch->outcomes[i];
    struct staged staged = {
        .source_id = batch->intake->source.id,
        .external_id = item->external_id,
        .entity = incoming->entry.entity,
        .line = incoming->line,
        .finding = str_of(item->finding),
        .like_id = outcome->like_record_id,
        .weight = outcome->weight,
        .evidence = outcome->reason,
        .digest = incoming->digest,
        .raw = incoming->raw,
        .clean = incoming->clean,
        .role = incoming->role,
        .at = batch->intake->seen_at ? batch->intake->seen_at : batch->work->now,
    };
    if (incoming->company >= 0) {
        const struct passing *company = &batch->items[incoming->company];
        staged.company_key = company->external_id;
        staged.company_raw = company->incoming->raw;
        staged.company_clean = company->incoming->clean;
    }
    return staged;
}

static bool is_held(const struct batch *batch, size_t i)
{
    return batch->items[i].passage == PASS_STOPPED &&
           batch->outcomes[i].verdict == VERDICT_REVIEW && !batch->items[i].brought;
}

static enum status stage_new(struct batch *batch)
{
    struct staged *rows = NULL;
    size_t count = 0;
    for (size_t i = 0; i < batch->count; i++) {
        if (!is_held(batch, i))
            continue;
        const struct staged_mark *mark = waiting(&batch->items[i]);
        if (mark && mark->digest == batch->items[i].incoming->digest)
            continue;
        if (!rows)
            rows = ARENA_NEW(&batch->work->arena, struct staged, batch->count);
        rows[count++] = staged_of(batch, i);
    }
    return staged_add(batch->work, rows, count);
}

// A version that was let in and a row that is staged are newer than what waited; where neither came
// of it, what waited is taken back.
static enum status withdraw_old(struct batch *batch)
{
    struct int_list seen = { 0 };
    for (size_t i = 0; i < batch->count && batch->any_staged; i++) {
        const struct passing *item = &batch->items[i];
        if (item->mark_count == 0)
            continue;
        *LIST_PUSH(&seen, &batch->work->arena) = item->marks[item->mark_count - 1].id;
        const struct staged_mark *mark = waiting(item);
        if (mark && !says_something_new(item) && !is_held(batch, i))
            TRY(review_add(batch->work, mark->id, STR("withdrawn"), (str){ 0 }));
    }
    return staged_seen(batch->work, seen.items, seen.count ? ids_sort(seen.items, seen.count) : 0);
}

enum status held_store(struct batch *batch)
{
    TRY(stage_new(batch));
    return withdraw_old(batch);
}
