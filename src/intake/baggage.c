#include "intake/passage.h"

#include "base/clock.h"
#include "contact/home_fact.h"

// --- links of persons to the companies of their rows ---

static bool is_linked(const struct link_list *links, int64_t person, int64_t company)
{
    for (size_t i = 0; i < links->count; i++)
        if (links->items[i].from_home == person && links->items[i].to_home == company &&
            !links->items[i].to_date.len)
            return true;
    return false;
}

struct link_changes {
    struct int_list ended;
    struct link_list added;
};

// A leaver moves: what the same source said before gets an end and stays.
static void end_others(const struct link_list *links, const struct link *new, str today,
                       struct link_changes *changes, struct arena *arena)
{
    for (size_t i = 0; i < links->count; i++) {
        struct link link = links->items[i];
        if (link.from_home != new->from_home || link.to_home == new->to_home || link.to_date.len)
            continue;
        *LIST_PUSH(&changes->ended, arena) = link.id;
        link.to_date = today;
        *LIST_PUSH(&changes->added, arena) = link;
    }
}

static enum status link_companies(struct batch *batch)
{
    struct arena *arena = &batch->work->arena;
    struct link_list links = { 0 };
    struct int_list known = { 0 };
    struct link_changes changes = { 0 };
    str today = str_slice(clock_format(arena, batch->work->now), 0, 10);
    for (size_t i = 0; i < batch->count; i++)
        if (batch->items[i].incoming->company >= 0 && batch->items[i].passage != PASS_NEW)
            *LIST_PUSH(&known, arena) = batch->items[i].record_id;
    TRY(link_load(batch->work, known.items, known.count, &links));
    for (size_t i = 0; i < batch->count; i++) {
        const struct passing *item = &batch->items[i];
        if (item->incoming->company < 0 || !says_something_new(item))
            continue;
        const struct passing *company = &batch->items[item->incoming->company];
        if (company->passage == PASS_STOPPED ||
            is_linked(&links, item->record_id, company->record_id))
            continue;
        const struct link new = {
            .from_home = item->record_id,
            .to_home = company->record_id,
            .role = item->incoming->role.len ? item->incoming->role : STR("employee"),
        };
        end_others(&links, &new, today, &changes, arena);
        *LIST_PUSH(&changes.added, arena) = new;
    }
    TRY(fact_withdraw(batch->work, changes.ended.items, changes.ended.count));
    return link_add(batch->work, changes.added.items, changes.added.count);
}

// --- notes and tags that rows bring along ---

static bool is_noted(const struct note_list *notes, int64_t home, str body)
{
    for (size_t i = 0; i < notes->count; i++)
        if (notes->items[i].home_id == home && str_eq(notes->items[i].body, body))
            return true;
    return false;
}

static bool is_tagged(const struct tag_list *tags, int64_t home, str name)
{
    for (size_t i = 0; i < tags->count; i++)
        if (tags->items[i].home_id == home && str_eq(tags->items[i].name, name))
            return true;
    return false;
}

// Leaves at each record's home what its row says and what does not lie there yet.
static enum status leave_notes_and_tags(struct batch *batch)
{
    struct arena *arena = &batch->work->arena;
    struct int_list known = { 0 };
    struct note_list notes = { 0 }, new_notes = { 0 };
    struct tag_list tags = { 0 }, new_tags = { 0 };
    for (size_t i = 0; i < batch->count; i++)
        if (says_something_new(&batch->items[i]) && batch->items[i].passage != PASS_NEW)
            *LIST_PUSH(&known, arena) = batch->items[i].record_id;
    TRY(note_load(batch->work, known.items, known.count, &notes));
    TRY(tag_load(batch->work, known.items, known.count, &tags));
    for (size_t i = 0; i < batch->count; i++) {
        const struct entry *entry = &batch->items[i].incoming->entry;
        int64_t home = batch->items[i].record_id;
        for (size_t j = 0; says_something_new(&batch->items[i]) && j < entry->count; j++) {
            const struct entry_item *item = &entry->items[j];
            if (item->field == FIELD_NOTE && !is_noted(&notes, home, item->value))
                *LIST_PUSH(&new_notes, arena) =
                    (struct note){ .home_id = home,
                                   .body = str_slice(item->value, 0, NOTE_BYTES_MAX) };
            if (item->field == FIELD_TAG && !is_tagged(&tags, home, item->value))
                *LIST_PUSH(&new_tags, arena) =
                    (struct tag){ .home_id = home,
                                  .name = str_slice(item->value, 0, TAG_BYTES_MAX) };
        }
    }
    TRY(note_add(batch->work, new_notes.items, new_notes.count));
    return tag_add(batch->work, new_tags.items, new_tags.count);
}

enum status baggage_leave(struct batch *batch)
{
    TRY(link_companies(batch));
    return leave_notes_and_tags(batch);
}
