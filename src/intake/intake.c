#include "intake/intake.h"

#include "base/id.h"
#include "base/ids.h"
#include "intake/passage.h"
#include "intake/resolve.h"

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

// --- recognising, and what the guard says ---

static void stop(struct batch *batch, size_t i, enum guard_action action, const char *finding,
                 str reason)
{
    struct outcome *outcome = &batch->outcomes[i];
    batch->items[i].passage = PASS_STOPPED;
    batch->items[i].finding = finding;
    outcome->verdict = action == GUARD_BLOCK ? VERDICT_REJECTED : VERDICT_REVIEW;
    outcome->staged = true;
    outcome->reason = reason;
}

// Whom a company looks like that a row brings along is no reason to hold it back: it is joined or
// proposed, and the row's person does not wait for it.
static bool stops(const struct batch *batch, size_t i, enum guard_action action)
{
    return action >= GUARD_REVIEW && !batch->items[i].brought;
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
        if (stops(batch, i, intake->on_duplicate))
            stop(batch, i, intake->on_duplicate, "duplicate", recognised->evidence);
        else
            join(batch, i, recognised);
        return;
    case MATCH_REVIEW:
        outcome->verdict = intake->on_possible == GUARD_LOG ? VERDICT_CREATED : VERDICT_REVIEW;
        if (stops(batch, i, intake->on_possible))
            stop(batch, i, intake->on_possible, "possible_duplicate", recognised->evidence);
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

// A row is held back as a whole: also for a wrong value of the company it brings along.
static const struct entry_item *invalid_of_row(const struct batch *batch, size_t i)
{
    const struct passing *item = &batch->items[i];
    const struct entry_item *invalid =
        says_something_new(item) ? first_invalid(&item->incoming->entry) : NULL;
    if (invalid || item->incoming->company < 0 || !says_something_new(item))
        return invalid;
    const struct passing *company = &batch->items[item->incoming->company];
    const struct passing *met =
        company->passage == PASS_SHARED ? &batch->items[company->first] : company;
    return met->record_id && met->version_id ? NULL : first_invalid(&company->incoming->entry);
}

static void check_values(struct batch *batch)
{
    for (size_t i = batch->count; i > 0 && batch->intake->on_invalid >= GUARD_REVIEW; i--) {
        const struct entry_item *item = invalid_of_row(batch, i - 1);
        if (item)
            stop(batch, i - 1, batch->intake->on_invalid, "invalid_value",
                 arena_print(&batch->work->arena, "%s is not valid: " STR_FMT,
                             field_info(item->field)->title, STR_ARG(item->value)));
    }
}

// --- what a person said ---

static void decide_by_person(struct batch *batch, size_t i)
{
    const struct incoming *incoming = batch->items[i].incoming;
    batch->outcomes[i].like_record_id = incoming->told_id;
    batch->outcomes[i].verdict = incoming->told == TOLD_SAME ? VERDICT_UPDATED : VERDICT_CREATED;
    if (incoming->told_id && incoming->told_id != batch->items[i].record_id)
        *LIST_PUSH(&batch->decisions, &batch->work->arena) =
            (struct decision){ .record_a = batch->items[i].record_id,
                               .record_b = incoming->told_id,
                               .same = incoming->told == TOLD_SAME,
                               .by_person = true };
}

static bool is_decided(const struct passing *item)
{
    return item->incoming->told == TOLD_NEW || item->incoming->told == TOLD_SAME;
}

static void take_persons_word(struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++)
        if (says_something_new(&batch->items[i]) && is_decided(&batch->items[i]))
            decide_by_person(batch, i);
}

static bool is_to_recognise(const struct passing *item)
{
    return !is_decided(item) && (item->passage == PASS_NEW || item->passage == PASS_REVIVED ||
                                 (item->passage == PASS_CHANGED && item->again));
}

static enum status recognise_all(struct batch *batch)
{
    struct arena *arena = &batch->work->arena;
    struct unknown *unknowns = ARENA_NEW(arena, struct unknown, batch->count + 1);
    size_t *index = ARENA_NEW(arena, size_t, batch->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < batch->count; i++)
        if (is_to_recognise(&batch->items[i])) {
            unknowns[count] = (struct unknown){ batch->items[i].incoming, batch->items[i].record_id,
                                                batch->items[i].passage == PASS_CHANGED };
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
    if (batch->version_count > batch->record_count)
        db_change(batch->work->db, DB_CHANGE_KNOWN_HERE); // see add_keys
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
            batch->items[i].passage == PASS_REVIVED || batch->items[i].passage == PASS_STOPPED)
            ids[count++] = batch->items[i].record_id;
    return record_seen(batch->work, ids, ids_sort(ids, count));
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
        if (batch->items[i].passage == PASS_CHANGED && outcome->verdict != VERDICT_REVIEW)
            outcome->verdict = VERDICT_UPDATED;
        else if (batch->items[i].passage == PASS_UNCHANGED ||
                 batch->items[i].passage == PASS_SHARED)
            outcome->verdict = VERDICT_UNCHANGED;
        outcome->record_id =
            batch->items[i].passage == PASS_STOPPED ? 0 : batch->items[i].record_id;
    }
}

// True when recognising the item may end with its being stopped, for whom it looks like.
static bool may_stop(const struct batch *batch, size_t i)
{
    return is_to_recognise(&batch->items[i]) && (stops(batch, i, batch->intake->on_duplicate) ||
                                                 stops(batch, i, batch->intake->on_possible));
}

// What a known record says now must be stored before anybody is looked up, and nobody may be
// compared with whom the guard stopped, as if every row were let in by itself. So a batch is cut
// before each row to recognise that follows one of these.
static size_t part_end(const struct batch *batch, size_t from)
{
    bool sealed = false;
    size_t to = from;
    for (; to < batch->count; to++) {
        if (sealed && is_to_recognise(&batch->items[to]))
            break;
        sealed = sealed || batch->items[to].passage == PASS_CHANGED || may_stop(batch, to);
    }
    return to;
}

static enum status let_part_in(struct batch *batch)
{
    take_persons_word(batch);
    TRY(recognise_all(batch));
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
    for (size_t i = 0; i < count; i++)
        if (items[i].company >= 0)
            batch.items[items[i].company].brought = true;
    TRY(recognise_claim(work, all, count));
    TRY(known_find(&batch));
    held_reject(&batch);
    check_values(&batch);
    TRY(let_parts_in(&batch));
    stop_shared(&batch);
    TRY(held_store(&batch));
    TRY(mark_seen(&batch));
    TRY(baggage_leave(&batch));
    give_plain_verdicts(&batch);
    return OK;
}
