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

enum { ID_BYTES_MAX = 200 };

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
    PASS_STOPPED, // blocked or staged
};

struct passing {
    const struct incoming *incoming;
    str external_id;
    int64_t record_id;
    enum passage passage;
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
    int64_t *fresh; // records this batch makes, sorted by birth
    size_t fresh_count;
};

// Rows without a key of their own are known by what they say.
static str external_id_of(const struct incoming *incoming, struct arena *arena)
{
    if (incoming->external_id.len)
        return str_slice(incoming->external_id, 0, ID_BYTES_MAX);
    return arena_print(arena, "#%016llx", (unsigned long long)str_hash(incoming->raw));
}

// --- what the source has said already ---

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

static struct place *sort_places(const struct batch *batch)
{
    struct place *places = ARENA_NEW(&batch->work->arena, struct place, batch->count + 1);
    for (size_t i = 0; i < batch->count; i++)
        places[i] = (struct place){ batch->items[i].external_id, i };
    qsort(places, batch->count, sizeof *places, by_external_id);
    return places;
}

static void meet_records(struct batch *batch, const struct place *places,
                         const struct record_list *records)
{
    for (size_t i = 0; i < records->count; i++) {
        const struct place key = { records->items[i].external_id, 0 };
        size_t low = 0, high = batch->count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (by_external_id(&places[middle], &key) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < batch->count && str_eq(places[low].external_id, key.external_id); low++)
            batch->items[places[low].index].record_id = records->items[i].id;
    }
}

// The live version of every known record that is its last word, by record.
static enum status compare_versions(struct batch *batch)
{
    struct int_list ids = { 0 };
    struct record_version_list versions = { 0 };
    for (size_t i = 0; i < batch->count; i++)
        if (batch->items[i].record_id)
            *LIST_PUSH(&ids, &batch->work->arena) = batch->items[i].record_id;
    if (ids.count == 0)
        return OK;
    ids.count = ids_sort(ids.items, ids.count);
    int64_t *last = ARENA_NEW(&batch->work->arena, int64_t, ids.count);
    bool *alive = ARENA_NEW(&batch->work->arena, bool, ids.count);
    TRY(record_version_load(batch->work, ids.items, ids.count, false, &versions));
    for (size_t i = 0; i < versions.count; i++) {
        size_t at = ids_index(ids.items, ids.count, versions.items[i].record_id);
        last[at] = versions.items[i].digest; // they come by age
        alive[at] = true;
    }
    for (size_t i = 0; i < batch->count; i++) {
        struct passing *item = &batch->items[i];
        size_t at = ids_index(ids.items, ids.count, item->record_id);
        if (!item->record_id)
            continue;
        item->passage = !alive[at]                           ? PASS_REVIVED
                        : last[at] == item->incoming->digest ? PASS_UNCHANGED
                                                             : PASS_CHANGED;
        last[at] = item->incoming->digest; // for the same key later in the batch
        alive[at] = true;
    }
    return OK;
}

// The same key twice in one batch: the first one mints the record, later ones are its versions.
static void meet_each_other(struct batch *batch, const struct place *places)
{
    batch->fresh = ARENA_NEW(&batch->work->arena, int64_t, batch->count + 1);
    for (size_t i = 0; i < batch->count; i++)
        if (batch->items[i].record_id == 0)
            batch->items[i].record_id = -1; // to be minted, in file order below
    for (size_t i = 1; i < batch->count; i++) {
        struct passing *item = &batch->items[places[i].index];
        if (item->record_id == -1 && str_eq(places[i].external_id, places[i - 1].external_id)) {
            const struct passing *before = &batch->items[places[i - 1].index];
            item->passage =
                before->incoming->digest == item->incoming->digest ? PASS_UNCHANGED : PASS_CHANGED;
        }
    }
    for (size_t i = 0; i < batch->count; i++)
        if (batch->items[i].record_id == -1 && batch->items[i].passage == PASS_NEW)
            batch->items[i].record_id = batch->fresh[batch->fresh_count++] = id_new();
    for (size_t i = 1; i < batch->count; i++)
        if (batch->items[places[i].index].record_id == -1)
            batch->items[places[i].index].record_id = batch->items[places[i - 1].index].record_id;
}

static enum status find_known(struct batch *batch)
{
    struct record_list records = { 0 };
    const struct place *places = sort_places(batch);
    str *ids = ARENA_NEW(&batch->work->arena, str, batch->count + 1);
    for (size_t i = 0; i < batch->count; i++)
        ids[i] = places[i].external_id;
    TRY(record_find(batch->work, batch->intake->source.id, ids, batch->count, &records));
    meet_records(batch, places, &records);
    TRY(compare_versions(batch));
    meet_each_other(batch, places);
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

// --- facts ---

static enum status add_records(struct batch *batch)
{
    struct record *records = ARENA_NEW(&batch->work->arena, struct record, batch->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < batch->count; i++)
        if (batch->items[i].passage == PASS_NEW)
            records[count++] = (struct record){
                .id = batch->items[i].record_id,
                .source_id = batch->intake->source.id,
                .external_id = batch->items[i].external_id,
                .entity = batch->items[i].incoming->entry.entity,
                .contact_id = batch->items[i].record_id,
            };
    return record_add(batch->work, records, count);
}

static bool says_something_new(const struct passing *item)
{
    return item->passage == PASS_NEW || item->passage == PASS_REVIVED ||
           item->passage == PASS_CHANGED;
}

static enum status add_versions(struct batch *batch)
{
    struct record_version *versions =
        ARENA_NEW(&batch->work->arena, struct record_version, batch->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < batch->count; i++)
        if (says_something_new(&batch->items[i]))
            versions[count++] = (struct record_version){
                .id = id_new(),
                .record_id = batch->items[i].record_id,
                .job_id = batch->work->job_id,
                .seen_at = batch->work->now,
                .digest = batch->items[i].incoming->digest,
                .raw = batch->items[i].incoming->raw,
                .clean = batch->items[i].incoming->clean,
            };
    return record_version_add(batch->work, versions, count);
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
        if (batch->items[i].passage == PASS_UNCHANGED || batch->items[i].passage == PASS_CHANGED)
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
                                              .fresh_ids = batch->fresh,
                                              .fresh_count = batch->fresh_count },
                   &result);
}

static void give_plain_verdicts(struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        struct outcome *outcome = &batch->outcomes[i];
        if (batch->items[i].passage == PASS_CHANGED)
            outcome->verdict = VERDICT_UPDATED;
        else if (batch->items[i].passage == PASS_UNCHANGED)
            outcome->verdict = VERDICT_UNCHANGED;
        outcome->record_id =
            batch->items[i].passage == PASS_STOPPED ? 0 : batch->items[i].record_id;
    }
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
        .proposals = ARENA_NEW(&work->arena, struct proposal, count + 1),
    };
    struct unknown *all = ARENA_NEW(&work->arena, struct unknown, count + 1);
    for (size_t i = 0; i < count; i++) {
        outcomes[i] = (struct outcome){ .verdict = VERDICT_CREATED };
        batch.items[i] =
            (struct passing){ &items[i], external_id_of(&items[i], &work->arena), 0, PASS_NEW };
        all[i].incoming = &items[i];
    }
    TRY(recognise_claim(work, all, count));
    TRY(find_known(&batch));
    check_values(&batch);
    TRY(recognise_new(&batch));
    TRY(add_records(&batch));
    TRY(add_versions(&batch));
    TRY(add_keys(&batch));
    TRY(mark_seen(&batch));
    TRY(decision_add(work, batch.decisions.items, batch.decisions.count));
    TRY(proposal_add(work, batch.proposals, batch.proposal_count));
    TRY(link_companies(&batch));
    give_plain_verdicts(&batch);
    return resolve_batch(&batch);
}
