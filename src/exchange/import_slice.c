#include "exchange/import_state.h"

static void count_verdict(struct job_counts *counts, const struct outcome *outcome)
{
    switch (outcome->verdict) {
    case VERDICT_CREATED:
        counts->created++;
        return;
    case VERDICT_UPDATED:
        counts->updated++;
        return;
    case VERDICT_UNCHANGED:
        counts->unchanged++;
        return;
    case VERDICT_REJECTED:
        counts->rejected++;
        return;
    case VERDICT_REVIEW:
        counts->review++;
        return;
    }
}

struct import_slice {
    struct import *import;
    const struct feed_row *rows;
    size_t count;
    struct incoming *items;
    struct outcome *outcomes;
    size_t first_item, item_count;
    struct import_row_list held; // rejected or staged
    struct job job;              // with the counts after it
};

// The row's own item comes last; a company that it brought along comes before it.
static const struct outcome *outcome_of(const struct import_slice *slice,
                                        const struct feed_row *row)
{
    return &slice->outcomes[row->first + row->count - 1 - slice->first_item];
}

static void hold(struct import_slice *slice, const struct feed_row *row, str verdict, str reason)
{
    *LIST_PUSH(&slice->held, &slice->import->at->arena) =
        (struct import_row){ .number = row->number,
                             .line = row->line,
                             .verdict = verdict,
                             .reason = reason,
                             .raw = row->raw };
}

static void note_mended(struct import_slice *slice, const struct feed_row *row)
{
    for (size_t i = 0; i < row->mended_count; i++) {
        const struct mended *mended = &slice->import->chunk->mended.items[row->mended_first + i];
        slice->job.counts.mended += !mended_is_doubt(mended);
        mended_note(&slice->import->mended, mended);
    }
}

static void count_rows(struct import_slice *slice)
{
    struct job_counts *counts = &slice->job.counts;
    for (size_t i = 0; i < slice->count; i++) {
        const struct feed_row *row = &slice->rows[i];
        counts->rows_read++;
        slice->job.position = row->number;
        note_mended(slice, row);
        if (row->problem.len) {
            counts->rejected++;
            hold(slice, row, STR("rejected"), row->problem);
            continue;
        }
        const struct outcome *outcome = outcome_of(slice, row);
        count_verdict(counts, outcome);
        if (outcome->staged)
            hold(slice, row, str_of(verdict_name(outcome->verdict)), outcome->reason);
    }
}

static enum status let_in(struct import_slice *slice)
{
    struct work *work = slice->import->at;
    work->job_id = slice->job.id;
    TRY(intake_batch(work, &slice->import->intake, slice->items, slice->item_count,
                     slice->outcomes));
    count_rows(slice);
    TRY(import_row_add(work, slice->held.items, slice->held.count));
    TRY(mended_save(work, &slice->import->mended));
    return job_save(work, &slice->job);
}

// Items know each other by their place in the chunk; in the batch places begin at 0.
static void choose_items(struct import_slice *slice)
{
    const struct feed_chunk *chunk = slice->import->chunk;
    struct arena *arena = &slice->import->at->arena;
    const struct feed_row *last = &slice->rows[slice->count - 1];
    slice->first_item = slice->rows[0].first;
    slice->item_count = last->first + last->count - slice->first_item;
    slice->items = ARENA_NEW(arena, struct incoming, slice->item_count + 1);
    slice->outcomes = ARENA_NEW(arena, struct outcome, slice->item_count + 1);
    for (size_t i = 0; i < slice->item_count; i++) {
        slice->items[i] = chunk->items[slice->first_item + i];
        if (slice->items[i].company >= 0)
            slice->items[i].company -= (int)slice->first_item;
    }
}

// Ends the open transaction, and writes some keys of its rows.

enum status import_slice_add(struct import *import, size_t count)
{
    arena_reset(&import->at->arena);
    struct import_slice slice = { .import = import,
                                  .rows = import->chunk->rows + import->next_row,
                                  .count = count,
                                  .job = import->job };
    choose_items(&slice);
    import->mended.count = 0;
    TRY(let_in(&slice));
    import->job = slice.job;
    import->work_rows += count;
    return OK;
}
