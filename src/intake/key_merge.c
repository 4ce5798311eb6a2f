#include "intake/key_merge.h"

#include "base/memory.h"

// Where an input is read next.
struct cursor {
    const struct key_run *run;
    size_t next_page, at;
    struct key_page page;
};

struct key_merge {
    struct key_runs *inputs;
    struct key_run *output;
    size_t live; // cursors that still have entries come first
    struct cursor cursors[KEY_MERGE_MAX];
    struct key_page page; // of the output
    struct key_entry last;
    bool started;
};

struct key_merge *key_merge_open(const struct key_runs *inputs, struct key_run *output)
{
    struct key_merge *merge = must_allocate(1, sizeof *merge);
    merge->inputs = key_runs_change(inputs, NULL, NULL);
    merge->output = output;
    merge->live = inputs->count;
    for (size_t i = 0; i < inputs->count; i++)
        merge->cursors[i].run = inputs->items[i];
    return merge;
}

// Makes sure that the cursor stands on an entry. False: there is none any more.
static enum status fill(struct work *work, struct cursor *cursor, bool *there)
{
    if (cursor->at == cursor->page.count && cursor->next_page < cursor->run->fences.count) {
        TRY(key_run_read(work, cursor->run, cursor->next_page++, &cursor->page));
        cursor->at = 0;
    }
    *there = cursor->at < cursor->page.count;
    return OK;
}

static const struct key_entry *entry_of(const struct cursor *cursor)
{
    return &cursor->page.entries[cursor->at];
}

static void drop_cursor(struct key_merge *merge, size_t index)
{
    merge->live--;
    if (index != merge->live)
        merge->cursors[index] = merge->cursors[merge->live];
}

static enum status fill_all(struct work *work, struct key_merge *merge)
{
    bool there;
    for (size_t i = 0; i < merge->live; i += there) {
        TRY(fill(work, &merge->cursors[i], &there));
        if (!there)
            drop_cursor(merge, i);
    }
    return OK;
}

// Takes the smallest entry. The cursor it came from is filled again.
static enum status take(struct work *work, struct key_merge *merge, struct key_entry *out)
{
    size_t least = 0;
    for (size_t i = 1; i < merge->live; i++)
        if (key_entry_compare(entry_of(&merge->cursors[i]), entry_of(&merge->cursors[least])) < 0)
            least = i;
    struct cursor *cursor = &merge->cursors[least];
    bool there;
    *out = *entry_of(cursor);
    cursor->at++;
    TRY(fill(work, cursor, &there));
    if (!there)
        drop_cursor(merge, least);
    return OK;
}

// The next page of the output. Equal entries, which different inputs may have, become one.
static enum status next_page(struct work *work, struct key_merge *merge, size_t *taken)
{
    merge->page.count = 0;
    while (merge->live && merge->page.count < KEY_PAGE_ENTRIES) {
        struct key_entry entry;
        TRY(take(work, merge, &entry));
        ++*taken;
        if (merge->started && key_entry_compare(&entry, &merge->last) == 0)
            continue;
        merge->page.entries[merge->page.count++] = merge->last = entry;
        merge->started = true;
    }
    return key_run_append(work, merge->output, merge->page.entries, merge->page.count);
}

enum status key_merge_step(struct work *work, struct key_merge *merge, size_t budget, bool *done)
{
    size_t taken = 0;
    if (!merge->started)
        TRY(fill_all(work, merge));
    while (merge->live && taken < budget)
        TRY(next_page(work, merge, &taken));
    *done = merge->live == 0;
    return OK;
}

const struct key_runs *key_merge_inputs(const struct key_merge *merge)
{
    return merge->inputs;
}

struct key_run *key_merge_output(const struct key_merge *merge)
{
    return merge->output;
}

void key_merge_close(struct key_merge *merge)
{
    if (!merge)
        return;
    key_runs_release(merge->inputs);
    key_run_release(merge->output);
    free(merge);
}
