#include "intake/intake.h"

#include "base/clock.h"
#include "base/id.h"
#include "base/ids.h"
#include "contact/decision.h"
#include "contact/home_fact.h"
#include "contact/record.h"
#include "intake/proposal.h"
#include "intake/resolve.h"

#include <stdlib.h>

enum { REPEATS_MAX = 50 };

const char *verdict_name(enum verdict verdict)
{
    static const char *const NAMES[] = { "created", "updated", "unchanged", "rejected", "review" };
    return NAMES[verdict];
}

enum status intake_open(struct work *work, struct intake *intake, const struct source *source,
                        str channel)
{
    *intake = (struct intake){ .source = *source, .channel = channel };
    bool typed = str_eq(channel, STR("typed"));
    TRY(policy_find(work, channel, STR("duplicate"), typed ? GUARD_BLOCK : GUARD_LOG,
                    &intake->on_duplicate));
    TRY(policy_find(work, channel, STR("possible_duplicate"), GUARD_WARN, &intake->on_possible));
    TRY(policy_find(work, channel, STR("invalid_value"), GUARD_WARN, &intake->on_invalid));
    return recogniser_open(work, &intake->recogniser);
}

void intake_close(struct intake *intake)
{
    recogniser_close(&intake->recogniser);
}

// --- a batch on its way through ---

enum passage {
    PASS_NEW,     // no record of its source has this key
    PASS_REVIVED, // there is a record, but nothing it said is live
    PASS_CHANGED,
    PASS_UNCHANGED,
    PASS_SHARED,  // an earlier item of the batch is the same record
    PASS_STOPPED, // blocked or staged
};

struct passing {
    const struct incoming *incoming;
    str external_id;
    int64_t record_id;
    enum passage passage;
    size_t first; // PASS_SHARED: the item that is the same record
};

struct batch {
    struct work *work;
    struct intake *intake;
    struct passing *items;
    struct outcome *outcomes;
    size_t count;
    struct decision_list decisions;
    struct proposal *proposals;
    size_t proposal_count;
    struct record *records; // made by this batch, by id
    size_t record_count;
    struct record_version *versions; // theirs first, in the same order, then those of known records
    size_t version_count;
};

// --- what the source has said already ---
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

// Gives each row of `places` the record of its key, or room for a new one. Rows whose key is taken
// stay in `places` under the next number.
static void meet(struct batch *batch, struct place_list *places, const struct record_list *records,
                 int number)
{
    size_t left = 0, first = 0;
    str taken = { 0 };
    for (size_t i = 0; i < places->count; i++) {
        struct place place = places->items[i];
        struct passing *item = &batch->items[place.index];
        const struct record *record = record_of(records, place.external_id);
        bool again = taken.at && str_eq(taken, place.external_id);
        bool seen = record && record->seen_job_id == batch->work->job_id;
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
        struct record_list records = { 0 };
        if (number > REPEATS_MAX)
            return fail(&batch->work->error, ERR_INVALID, "external_id",
                        "the key " STR_FMT " stands in more than %d rows, so it is no key; map "
                        "another column as external_id",
                        STR_ARG(incoming_key(batch->items[places.items[0].index].incoming, arena)),
                        REPEATS_MAX);
        qsort(places.items, places.count, sizeof *places.items, by_external_id);
        for (size_t i = 0; i < places.count; i++)
            ids[i] = places.items[i].external_id;
        TRY(record_find(batch->work, batch->intake->source.id, ids, places.count, &records));
        if (records.count)
            qsort(records.items, records.count, sizeof *records.items, by_record_external_id);
        meet(batch, &places, &records, number);
    }
    return OK;
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
    int64_t *last = ARENA_NEW(&batch->work->arena, int64_t, ids.count + 1);
    bool *alive = ARENA_NEW(&batch->work->arena, bool, ids.count + 1);
    TRY(record_version_load(batch->work, ids.items, ids.count, false, &versions));
    for (size_t i = 0; i < versions.count; i++) {
        size_t at = ids_index(ids.items, ids.count, versions.items[i].record_id);
        last[at] = versions.items[i].digest; // they come by age
        alive[at] = true;
    }
    for (size_t i = 0; i < batch->count; i++) {
        struct passing *item = &batch->items[i];
        if (!item->record_id)
            continue;
        size_t at = ids_index(ids.items, ids.count, item->record_id);
        bool same = last[at] == item->incoming->digest;
        item->passage = !alive[at] ? PASS_REVIVED : same ? PASS_UNCHANGED : PASS_CHANGED;
    }
    return OK;
}

static enum status find_known(struct batch *batch)
{
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

// --- recognising, and what the guard says ---

static void stop(struct batch *batch, size_t i, enum guard_action action, str reason)
{
    struct outcome *outcome = &batch->outcomes[i];
    batch->items[i].passage = PASS_STOPPED;
    outcome->verdict = action == GUARD_BLOCK ? VERDICT_REJECTED : VERDICT_REVIEW;
    outcome->staged = true;
    outcome->reason = reason;
}

static void join(struct batch *batch, size_t i, const struct recognised *recognised)
{
    const struct recogniser *recogniser = &batch->intake->recogniser;
    bool person = batch->items[i].incoming->entry.entity == ENTITY_PERSON;
    struct decision decision = {
        .record_a = batch->items[i].record_id,
        .record_b = recognised->record_id,
        .same = true,
        .model_id = person ? recogniser->person_model_id : recogniser->company_model_id,
        .weight = recognised->weight,
        .evidence = recognised->evidence,
    };
    *LIST_PUSH(&batch->decisions, &batch->work->arena) = decision;
    for (size_t j = 0; j < recognised->fuse_count; j++) {
        decision.record_b = recognised->fuse[j];
        *LIST_PUSH(&batch->decisions, &batch->work->arena) = decision;
    }
}

static void propose(struct batch *batch, size_t i, const struct recognised *recognised)
{
    batch->proposals[batch->proposal_count++] = (struct proposal){
        .record_a = batch->items[i].record_id,
        .record_b = recognised->record_id,
        .weight = recognised->weight,
        .evidence = recognised->evidence,
    };
}

static void pass_recognised(struct batch *batch, size_t i, const struct recognised *recognised)
{
    const struct intake *intake = batch->intake;
    struct outcome *outcome = &batch->outcomes[i];
    outcome->like_record_id = recognised->record_id;
    outcome->weight = recognised->weight;
    outcome->reason = recognised->evidence;
    switch (recognised->verdict) {
    case MATCH_NEW:
        outcome->verdict = VERDICT_CREATED;
        return;
    case MATCH_JOIN:
        outcome->verdict = VERDICT_UPDATED;
        if (intake->on_duplicate >= GUARD_REVIEW)
            stop(batch, i, intake->on_duplicate, recognised->evidence);
        else
            join(batch, i, recognised);
        return;
    case MATCH_REVIEW:
        outcome->verdict = intake->on_possible == GUARD_LOG ? VERDICT_CREATED : VERDICT_REVIEW;
        if (intake->on_possible >= GUARD_REVIEW)
            stop(batch, i, intake->on_possible, recognised->evidence);
        else
            propose(batch, i, recognised);
        return;
    }
}

static const struct entry_item *first_invalid(const struct entry *entry)
{
    for (size_t i = 0; i < entry->count; i++)
        if (entry->items[i].invalid)
            return &entry->items[i];
    return NULL;
}

static void check_values(struct batch *batch)
{
    for (size_t i = 0; i < batch->count && batch->intake->on_invalid >= GUARD_REVIEW; i++) {
        const struct entry_item *item = first_invalid(&batch->items[i].incoming->entry);
        if (item)
            stop(batch, i, batch->intake->on_invalid,
                 arena_print(&batch->work->arena, "%s is not valid: " STR_FMT,
                             field_info(item->field)->title, STR_ARG(item->value)));
    }
}

static enum status recognise_new(struct batch *batch)
{
    struct arena *arena = &batch->work->arena;
    struct unknown *unknowns = ARENA_NEW(arena, struct unknown, batch->count + 1);
    size_t *index = ARENA_NEW(arena, size_t, batch->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < batch->count; i++)
        if (batch->items[i].passage == PASS_NEW || batch->items[i].passage == PASS_REVIVED) {
            unknowns[count] =
                (struct unknown){ batch->items[i].incoming, batch->items[i].record_id };
            index[count++] = i;
        }
    struct recognised *recognised = ARENA_NEW(arena, struct recognised, count + 1);
    TRY(recognise(batch->work, &batch->intake->recogniser, unknowns, count, recognised));
    for (size_t i = 0; i < count; i++)
        pass_recognised(batch, index[i], &recognised[i]);
    return OK;
}

// What was stopped is stopped for every row that shares it.
static void stop_shared(struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        size_t first = batch->items[i].first;
        if (batch->items[i].passage != PASS_SHARED || batch->items[first].passage != PASS_STOPPED)
            continue;
        batch->items[i].passage = PASS_STOPPED;
        batch->outcomes[i] = batch->outcomes[first];
    }
}

// --- facts ---

static bool says_something_new(const struct passing *item)
{
    return item->passage == PASS_NEW || item->passage == PASS_REVIVED ||
           item->passage == PASS_CHANGED;
}

static enum status add_records(struct batch *batch)
{
    batch->records = ARENA_NEW(&batch->work->arena, struct record, batch->count + 1);
    for (size_t i = 0; i < batch->count; i++)
        if (batch->items[i].passage == PASS_NEW)
            batch->records[batch->record_count++] = (struct record){
                .id = batch->items[i].record_id,
                .source_id = batch->intake->source.id,
                .external_id = batch->items[i].external_id,
                .entity = batch->items[i].incoming->entry.entity,
                .contact_id = batch->items[i].record_id,
            };
    return record_add(batch->work, batch->records, batch->record_count);
}

static struct record_version version_of(const struct batch *batch, const struct passing *item)
{
    return (struct record_version){
        .id = id_new(),
        .record_id = item->record_id,
        .entity = item->incoming->entry.entity,
        .job_id = batch->work->job_id,
        .seen_at = batch->intake->seen_at ? batch->intake->seen_at : batch->work->now,
        .digest = item->incoming->digest,
        .raw = item->incoming->raw,
        .clean = item->incoming->clean,
    };
}

static enum status add_versions(struct batch *batch)
{
    batch->versions = ARENA_NEW(&batch->work->arena, struct record_version, batch->count + 1);
    for (size_t i = 0; i < batch->count; i++)
        if (batch->items[i].passage == PASS_NEW)
            batch->versions[batch->version_count++] = version_of(batch, &batch->items[i]);
    for (size_t i = 0; i < batch->count; i++)
        if (says_something_new(&batch->items[i]) && batch->items[i].passage != PASS_NEW)
            batch->versions[batch->version_count++] = version_of(batch, &batch->items[i]);
    return record_version_add(batch->work, batch->versions, batch->version_count);
}

static enum status add_keys(struct batch *batch)
{
    struct key_entry *entries =
        ARENA_NEW(&batch->work->arena, struct key_entry, batch->count * MATCH_KEY_MAX + 1);
    size_t count = 0;
    for (size_t i = 0; i < batch->count; i++) {
        const struct incoming *incoming = batch->items[i].incoming;
        if (!says_something_new(&batch->items[i]))
            continue;
        for (size_t j = 0; j < incoming->key_count; j++)
            entries[count++] =
                (struct key_entry){ incoming->keys[j].key, batch->items[i].record_id };
        match_cache_forget(batch->intake->recogniser.cache, batch->items[i].record_id);
    }
    return key_index_add(batch->work, batch->intake->recogniser.index, entries, count);
}

static enum status mark_seen(struct batch *batch)
{
    int64_t *ids = ARENA_NEW(&batch->work->arena, int64_t, batch->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < batch->count; i++)
        if (batch->items[i].passage == PASS_UNCHANGED || batch->items[i].passage == PASS_CHANGED ||
            batch->items[i].passage == PASS_REVIVED)
            ids[count++] = batch->items[i].record_id;
    return record_seen(batch->work, ids, ids_sort(ids, count));
}

// --- links of persons to the companies of their rows ---

static bool is_linked(const struct link_list *links, int64_t person, int64_t company)
{
    for (size_t i = 0; i < links->count; i++)
        if (links->items[i].from_home == person && links->items[i].to_home == company &&
            !links->items[i].to_date.len)
            return true;
    return false;
}

// A leaver moves: what the same source said before gets an end and stays.
static void end_others(const struct link_list *links, int64_t person, int64_t company, str today,
                       struct int_list *ended, struct link_list *added, struct arena *arena)
{
    for (size_t i = 0; i < links->count; i++) {
        struct link link = links->items[i];
        if (link.from_home != person || link.to_home == company || link.to_date.len)
            continue;
        *LIST_PUSH(ended, arena) = link.id;
        link.to_date = today;
        *LIST_PUSH(added, arena) = link;
    }
}

static enum status link_companies(struct batch *batch)
{
    struct arena *arena = &batch->work->arena;
    struct link_list links = { 0 }, added = { 0 };
    struct int_list known = { 0 }, ended = { 0 };
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
        end_others(&links, item->record_id, company->record_id, today, &ended, &added, arena);
        *LIST_PUSH(&added, arena) = (struct link){
            .from_home = item->record_id,
            .to_home = company->record_id,
            .role = item->incoming->role.len ? item->incoming->role : STR("employee"),
        };
    }
    TRY(fact_withdraw(batch->work, ended.items, ended.count));
    return link_add(batch->work, added.items, added.count);
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

// --- all together ---

static enum status resolve_batch(struct batch *batch)
{
    int64_t *touched = ARENA_NEW(&batch->work->arena, int64_t, batch->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < batch->count; i++)
        if (says_something_new(&batch->items[i]))
            touched[count++] = batch->items[i].record_id;
    struct resolve_result result;
    return resolve(batch->work,
                   &(struct resolve_request){ .record_ids = touched,
                                              .count = count,
                                              .fresh_records = batch->records,
                                              .fresh_versions = batch->versions,
                                              .fresh_count = batch->record_count,
                                              .fresh_decisions = batch->decisions.items,
                                              .fresh_decision_count = batch->decisions.count },
                   &result);
}

static void give_plain_verdicts(struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        struct outcome *outcome = &batch->outcomes[i];
        if (batch->items[i].passage == PASS_CHANGED)
            outcome->verdict = VERDICT_UPDATED;
        else if (batch->items[i].passage == PASS_UNCHANGED ||
                 batch->items[i].passage == PASS_SHARED)
            outcome->verdict = VERDICT_UNCHANGED;
        outcome->record_id =
            batch->items[i].passage == PASS_STOPPED ? 0 : batch->items[i].record_id;
    }
}

// What a known record says now must be stored before a new one is looked up, as if every row were
// let in by itself. So a batch is cut before each new row that follows a changed one.
static size_t part_end(const struct batch *batch, size_t from)
{
    bool changed = false;
    size_t to = from;
    for (; to < batch->count; to++) {
        enum passage passage = batch->items[to].passage;
        if (changed && (passage == PASS_NEW || passage == PASS_REVIVED))
            break;
        changed = changed || passage == PASS_CHANGED;
    }
    return to;
}

static enum status let_part_in(struct batch *batch)
{
    TRY(recognise_new(batch));
    TRY(add_records(batch));
    TRY(add_versions(batch));
    TRY(add_keys(batch));
    TRY(decision_add(batch->work, batch->decisions.items, batch->decisions.count));
    TRY(proposal_add(batch->work, batch->proposals, batch->proposal_count));
    return resolve_batch(batch);
}

static enum status let_parts_in(struct batch *batch)
{
    for (size_t from = 0, to; from < batch->count; from = to) {
        to = part_end(batch, from);
        struct batch part = {
            .work = batch->work,
            .intake = batch->intake,
            .items = batch->items + from,
            .outcomes = batch->outcomes + from,
            .count = to - from,
            .proposals = ARENA_NEW(&batch->work->arena, struct proposal, to - from + 1),
        };
        TRY(let_part_in(&part));
    }
    return OK;
}

enum status intake_batch(struct work *work, struct intake *intake, const struct incoming *items,
                         size_t count, struct outcome *outcomes)
{
    struct batch batch = {
        .work = work,
        .intake = intake,
        .items = ARENA_NEW(&work->arena, struct passing, count + 1),
        .outcomes = outcomes,
        .count = count,
    };
    struct unknown *all = ARENA_NEW(&work->arena, struct unknown, count + 1);
    for (size_t i = 0; i < count; i++) {
        outcomes[i] = (struct outcome){ .verdict = VERDICT_CREATED };
        batch.items[i] = (struct passing){ .incoming = &items[i],
                                           .external_id = incoming_key(&items[i], &work->arena) };
        all[i].incoming = &items[i];
    }
    TRY(recognise_claim(work, all, count));
    TRY(find_known(&batch));
    check_values(&batch);
    TRY(let_parts_in(&batch));
    stop_shared(&batch);
    TRY(mark_seen(&batch));
    TRY(link_companies(&batch));
    TRY(leave_notes_and_tags(&batch));
    give_plain_verdicts(&batch);
    return OK;
}
