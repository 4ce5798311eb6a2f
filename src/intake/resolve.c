#include "intake/resolve.h"

#include "base/id.h"
#include "base/ids.h"
#include "base/json.h"
#include "contact/contact.h"
#include "contact/decision.h"
#include "contact/hand_value.h"
#include "contact/history.h"
#include "contact/record.h"
#include "contact/search.h"
#include "intake/partition.h"
#include "intake/rules.h"
#include "intake/survive.h"

#include "intake/resolve.sql.h"

#include <stdlib.h>

enum { DIFF_MAX = 4 * 1024 * 1024 };

// A record of the component, alive or not.
struct member {
    int64_t id, source_id, old_contact_id, new_contact_id;
    enum entity entity;
    const struct record_version *versions;
    size_t version_count;
};

struct trust {
    int64_t source_id, trust;
};

// Everything one call works on. Ids are sorted, members lie at the index of their id.
struct resolving {
    struct work *work;
    const struct resolve_request *request;
    int64_t *ids;
    size_t count;
    struct member *members;
    struct decision_list decisions;
    struct record_version_list versions;
    struct hand_value_list hand; // by home
    struct trust *trusts;
    size_t trust_count;
    struct survivorship rules;
    struct golden_list old; // stored contacts of the component
    struct golden *golden;  // computed ones, by id
    size_t golden_count;
    int64_t *last_versions; // by golden: the highest version its id ever had
};

// The place of `id` among the records this work has just made, or their count.
static size_t fresh_index(const struct resolving *r, int64_t id)
{
    size_t low = 0, high = r->request->fresh_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->request->fresh_records[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < r->request->fresh_count && r->request->fresh_records[low].id == id;
    return found ? low : r->request->fresh_count;
}

static bool is_fresh(const struct resolving *r, int64_t id)
{
    return fresh_index(r, id) < r->request->fresh_count;
}

// --- the component ---

struct id_set {
    int64_t *items; // sorted
    size_t count, capacity;
};

// Adds to `found` the records of `decisions` from `from` on that `known` does not hold.
static void add_neighbours(const struct resolving *r, size_t from, const struct id_set *known,
                           struct int_list *found)
{
    for (size_t i = from; i < r->decisions.count; i++) {
        const struct decision *decision = &r->decisions.items[i];
        if (!decision->same)
            continue;
        const int64_t ends[] = { decision->record_a, decision->record_b };
        for (size_t j = 0; j < LENGTH(ends); j++)
            if (ids_index(known->items, known->count, ends[j]) == known->count)
                *LIST_PUSH(found, &r->work->arena) = ends[j];
    }
}

static void merge_into(struct id_set *set, const int64_t *ids, size_t count, struct arena *arena)
{
    int64_t *all = ARENA_NEW(arena, int64_t, set->count + count + 1);
    if (set->count)
        memcpy(all, set->items, set->count * sizeof *all);
    if (count && ids)
        memcpy(all + set->count, ids, count * sizeof *all);
    set->items = all;
    set->count = ids_sort(all, set->count + count);
}

static int by_decision_id(const void *a, const void *b)
{
    const struct decision *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

// A decision between two members was found from both ends.
static void drop_repeated_decisions(struct decision_list *list)
{
    if (list->count == 0)
        return;
    qsort(list->items, list->count, sizeof *list->items, by_decision_id);
    size_t kept = 1;
    for (size_t i = 1; i < list->count; i++)
        if (list->items[i].id != list->items[i - 1].id)
            list->items[kept++] = list->items[i];
    list->count = kept;
}

static size_t drop_known(const struct id_set *known, int64_t *ids, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (ids_index(known->items, known->count, ids[i]) == known->count)
            ids[kept++] = ids[i];
    return kept ? ids_sort(ids, kept) : 0;
}

// The component also holds whoever shows the same contact today, because that contact is written
// anew: after an undo nothing else may connect them any more. `housed`: whose contacts were looked
// at.
static enum status add_housemates(struct resolving *r, struct id_set *housed, const int64_t *ids,
                                  size_t count, struct int_list *found)
{
    struct arena *arena = &r->work->arena;
    struct record_list records = { 0 };
    int64_t *family = ARENA_NEW(arena, int64_t, count + 1);
    memcpy(family, ids, count * sizeof *family);
    TRY(record_family(r->work, family, drop_known(housed, family, count), &records));
    family = ARENA_NEW(arena, int64_t, records.count + 1);
    for (size_t i = 0; i < records.count; i++)
        *LIST_PUSH(found, arena) = family[i] = records.items[i].id;
    merge_into(housed, family, records.count, arena);
    return OK;
}

static size_t drop_fresh(const struct resolving *r, const int64_t *ids, size_t count,
                         int64_t *known)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!is_fresh(r, ids[i]))
            known[kept++] = ids[i];
    return kept;
}

static enum status grow_component(struct resolving *r)
{
    struct id_set known = { 0 }, housed = { 0 };
    struct arena *arena = &r->work->arena;
    merge_into(&known, r->request->record_ids, r->request->count, arena);
    const int64_t *frontier = known.items;
    size_t frontier_count = known.count;
    for (size_t i = 0; i < r->request->fresh_decision_count; i++)
        *LIST_PUSH(&r->decisions, arena) = r->request->fresh_decisions[i];
    size_t from = 0; // the first round begins with the fresh decisions
    while (frontier_count) {
        struct int_list found = { 0 };
        int64_t *stored = ARENA_NEW(arena, int64_t, frontier_count);
        size_t stored_count = drop_fresh(r, frontier, frontier_count, stored);
        TRY(decision_load(r->work, stored, stored_count, &r->decisions));
        add_neighbours(r, from, &known, &found);
        from = r->decisions.count;
        TRY(add_housemates(r, &housed, stored, stored_count, &found));
        frontier_count = drop_known(&known, found.items, found.count);
        frontier = found.items;
        merge_into(&known, frontier, frontier_count, arena);
    }
    drop_repeated_decisions(&r->decisions);
    r->ids = known.items;
    r->count = known.count;
    return OK;
}

// --- facts of the members ---

static void take_fresh_members(struct resolving *r)
{
    for (size_t i = 0; i < r->count; i++) {
        size_t fresh = fresh_index(r, r->ids[i]);
        if (fresh == r->request->fresh_count)
            continue;
        const struct record *record = &r->request->fresh_records[fresh];
        r->members[i] = (struct member){
            .id = record->id,
            .source_id = record->source_id,
            .entity = record->entity,
            .old_contact_id = record->id,
            .versions = &r->request->fresh_versions[fresh],
            .version_count = 1,
        };
    }
}

static enum status load_members(struct resolving *r)
{
    struct record_list records = { 0 };
    r->members = ARENA_NEW(&r->work->arena, struct member, r->count + 1);
    take_fresh_members(r);
    int64_t *stored = ARENA_NEW(&r->work->arena, int64_t, r->count + 1);
    size_t count = drop_fresh(r, r->ids, r->count, stored);
    TRY(record_load(r->work, stored, count, &records));
    for (size_t i = 0; i < records.count; i++) {
        const struct record *record = &records.items[i];
        r->members[ids_index(r->ids, r->count, record->id)] = (struct member){
            .id = record->id,
            .source_id = record->source_id,
            .entity = record->entity,
            .old_contact_id = record->contact_id,
        };
    }
    TRY(record_version_load(r->work, stored, count, false, &r->versions));
    for (size_t i = 0; i < r->versions.count; i++) {
        const struct record_version *version = &r->versions.items[i];
        struct member *member = &r->members[ids_index(r->ids, r->count, version->record_id)];
        if (member->version_count++ == 0)
            member->versions = version;
    }
    return hand_value_load(r->work, stored, count, &r->hand);
}

struct trust_list {
    struct trust *items;
    size_t count, capacity;
};

static enum status load_rules(struct resolving *r)
{
    struct trust_list list = { 0 };
    auto_query query = query_open(r->work->db, &sql_source_trust);
    while (query_next(&query))
        *LIST_PUSH(&list, &r->work->arena) =
            (struct trust){ query_int(&query, 0), query_int(&query, 1) };
    r->trusts = list.items;
    r->trust_count = list.count;
    TRY(query_end(&query, &r->work->error));
    return survivorship_load(r->work, &r->rules);
}

static int64_t trust_of(const struct resolving *r, int64_t source_id)
{
    for (size_t i = 0; i < r->trust_count; i++)
        if (r->trusts[i].source_id == source_id)
            return r->trusts[i].trust;
    return 0;
}

// --- clusters ---

static void find_clusters(struct resolving *r)
{
    struct arena *arena = &r->work->arena;
    int64_t *live = ARENA_NEW(arena, int64_t, r->count + 1);
    int64_t *shown = ARENA_NEW(arena, int64_t, r->count + 1);
    size_t live_count = 0;
    for (size_t i = 0; i < r->count; i++)
        if (r->members[i].version_count)
            live[live_count++] = r->ids[i];
    partition(live, live_count, r->decisions.items, r->decisions.count, arena, shown);
    for (size_t i = 0; i < r->count; i++)
        r->members[i].new_contact_id = r->ids[i]; // what has no live version shows itself: nothing
    for (size_t i = 0; i < live_count; i++)
        r->members[ids_index(r->ids, r->count, live[i])].new_contact_id = shown[i];
}

static struct survive_record survive_record_of(const struct resolving *r,
                                               const struct member *member)
{
    struct arena *arena = &r->work->arena;
    struct survive_version *versions =
        ARENA_NEW(arena, struct survive_version, member->version_count);
    for (size_t i = 0; i < member->version_count; i++)
        versions[i] = (struct survive_version){
            .entry = entry_read(member->versions[i].clean, member->entity, arena),
            .seen_at = member->versions[i].seen_at,
        };
    return (struct survive_record){
        .id = member->id,
        .trust = trust_of(r, member->source_id),
        .versions = versions,
        .version_count = member->version_count,
    };
}

// Hand-made values of the cluster's homes, which `hand` holds by home.
static void collect_hand(const struct resolving *r, const int64_t *homes, size_t count,
                         struct hand_value_list *out)
{
    for (size_t i = 0; i < r->hand.count; i++)
        if (ids_index(homes, count, r->hand.items[i].home_id) < count)
            *LIST_PUSH(out, &r->work->arena) = r->hand.items[i];
}

// Member indexes ordered by the contact they show.
struct order {
    int64_t contact_id;
    size_t index;
};

static int by_contact(const void *a, const void *b)
{
    const struct order *x = a, *y = b;
    if (x->contact_id != y->contact_id)
        return x->contact_id < y->contact_id ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

static struct golden compute(struct resolving *r, const struct order *order, size_t count)
{
    struct arena *arena = &r->work->arena;
    struct survive_record *records = ARENA_NEW(arena, struct survive_record, count);
    int64_t *homes = ARENA_NEW(arena, int64_t, count);
    for (size_t i = 0; i < count; i++) {
        records[i] = survive_record_of(r, &r->members[order[i].index]);
        homes[i] = records[i].id;
    }
    struct hand_value_list hand = { 0 };
    if (r->hand.count)
        collect_hand(r, homes, count, &hand);
    const struct survive_cluster cluster = {
        .id = order[0].contact_id,
        .entity = r->members[ids_index(r->ids, r->count, order[0].contact_id)].entity,
        .records = records,
        .record_count = count,
        .hand = hand.items,
        .hand_count = hand.count,
    };
    return survive(&cluster, &r->rules, arena);
}

static void compute_all(struct resolving *r)
{
    struct arena *arena = &r->work->arena;
    struct order *order = ARENA_NEW(arena, struct order, r->count + 1);
    size_t live = 0;
    for (size_t i = 0; i < r->count; i++)
        if (r->members[i].version_count)
            order[live++] = (struct order){ r->members[i].new_contact_id, i };
    qsort(order, live, sizeof *order, by_contact);
    r->golden = ARENA_NEW(arena, struct golden, live + 1);
    for (size_t i = 0, end; i < live; i = end) {
        for (end = i + 1; end < live && order[end].contact_id == order[i].contact_id;)
            end++;
        r->golden[r->golden_count++] = compute(r, order + i, end - i);
    }
}

// --- what is stored ---

static enum status load_old(struct resolving *r)
{
    int64_t *ids = ARENA_NEW(&r->work->arena, int64_t, r->count + 1);
    return contact_load(r->work, ids, drop_fresh(r, r->ids, r->count, ids), &r->old);
}

static const struct golden *find_golden(const struct golden *items, size_t count, int64_t id)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (items[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && items[low].id == id ? &items[low] : NULL;
}

// A contact that comes back goes on with the version after its last one.
static enum status load_versions(struct resolving *r)
{
    struct arena *arena = &r->work->arena;
    int64_t *ids = ARENA_NEW(arena, int64_t, r->golden_count + 1);
    int64_t *versions = ARENA_NEW(arena, int64_t, r->golden_count + 1);
    size_t count = 0;
    r->last_versions = ARENA_NEW(arena, int64_t, r->golden_count + 1);
    for (size_t i = 0; i < r->golden_count; i++)
        if (!is_fresh(r, r->golden[i].id) &&
            !find_golden(r->old.items, r->old.count, r->golden[i].id))
            ids[count++] = r->golden[i].id;
    if (count == 0)
        return OK;
    TRY(history_versions(r->work, ids, count, versions));
    for (size_t i = 0; i < r->golden_count; i++) {
        size_t at = ids_index(ids, count, r->golden[i].id);
        r->last_versions[i] = at < count ? versions[at] : 0;
    }
    return OK;
}

// --- writing ---

struct changes {
    struct golden **fresh, **changed;
    const struct golden **before; // of each changed one
    size_t fresh_count, changed_count;
    struct golden_list removed;
    struct history_entry *history;
    size_t history_count;
    struct search_change *search;
    size_t search_count;
};

static struct changes changes_new(const struct resolving *r)
{
    struct arena *arena = &r->work->arena;
    size_t most = r->golden_count + r->old.count + 1;
    return (struct changes){
        .fresh = ARENA_NEW(arena, struct golden *, most),
        .changed = ARENA_NEW(arena, struct golden *, most),
        .before = ARENA_NEW(arena, const struct golden *, most),
        .history = ARENA_NEW(arena, struct history_entry, most),
        .search = ARENA_NEW(arena, struct search_change, most),
    };
}

static void note_search(struct changes *changes, int64_t id, str before, str after)
{
    if (!str_eq(before, after))
        changes->search[changes->search_count++] = (struct search_change){ id, before, after };
}

static void note_history(struct changes *changes, int64_t id, int64_t version, str action, str diff)
{
    changes->history[changes->history_count++] = (struct history_entry){
        .entity_id = id, .version = version, .action = action, .diff = diff
    };
}

static void note_created(struct resolving *r, struct changes *changes, struct golden *golden,
                         int64_t last_version)
{
    golden->version = last_version + 1;
    golden->created_at = r->work->now;
    changes->fresh[changes->fresh_count++] = golden;
    note_history(changes, golden->id, golden->version, STR("created"), (str){ 0 });
    note_search(changes, golden->id, (str){ 0 }, golden_words(golden, &r->work->arena));
}

// Of contacts that show the same values.
static bool same_origins(const struct golden *a, const struct golden *b)
{
    for (size_t i = 0; i < a->point_count; i++)
        if (a->points[i].origin != b->points[i].origin)
            return false;
    for (size_t i = 0; i < a->custom_count; i++)
        if (a->custom[i].origin != b->custom[i].origin)
            return false;
    return memcmp(a->origins, b->origins, sizeof a->origins) == 0 && a->records == b->records;
}

static void note_changed(struct resolving *r, struct changes *changes, struct golden *golden,
                         const struct golden *old)
{
    struct arena *arena = &r->work->arena;
    auto_buf diff = buf_new(DIFF_MAX);
    bool seen = golden_diff(old, golden, &diff);
    if (!seen && same_origins(old, golden))
        return;
    golden->version = old->version + seen;
    golden->created_at = old->created_at;
    changes->before[changes->changed_count] = old;
    changes->changed[changes->changed_count++] = golden;
    if (!seen)
        return; // only where values come from
    note_history(changes, golden->id, golden->version, STR("changed"),
                 arena_copy(arena, buf_str(&diff)));
    note_search(changes, golden->id, golden_words(old, arena), golden_words(golden, arena));
}

// Says into which contact it went, when its record lives on elsewhere.
static str merged_into(const struct resolving *r, int64_t id)
{
    size_t index = ids_index(r->ids, r->count, id);
    if (index == r->count || r->members[index].new_contact_id == id)
        return (str){ 0 };
    char text[ID_TEXT_LEN + 1];
    id_write(r->members[index].new_contact_id, text);
    return arena_print(&r->work->arena, "{\"into\":\"%s\"}", text);
}

static void note_removed(struct resolving *r, struct changes *changes, const struct golden *old)
{
    str into = merged_into(r, old->id);
    *LIST_PUSH(&changes->removed, &r->work->arena) = *old;
    note_history(changes, old->id, old->version + 1, into.len ? STR("merged") : STR("removed"),
                 into);
    note_search(changes, old->id, golden_words(old, &r->work->arena), (str){ 0 });
}

static struct changes find_changes(struct resolving *r)
{
    struct changes changes = changes_new(r);
    for (size_t i = 0; i < r->golden_count; i++) {
        const struct golden *old = find_golden(r->old.items, r->old.count, r->golden[i].id);
        if (old)
            note_changed(r, &changes, &r->golden[i], old);
        else
            note_created(r, &changes, &r->golden[i], r->last_versions[i]);
    }
    for (size_t i = 0; i < r->old.count; i++)
        if (!find_golden(r->golden, r->golden_count, r->old.items[i].id))
            note_removed(r, &changes, &r->old.items[i]);
    return changes;
}

static enum status store_homes(struct resolving *r)
{
    struct arena *arena = &r->work->arena;
    int64_t *ids = ARENA_NEW(arena, int64_t, r->count + 1);
    int64_t *contact_ids = ARENA_NEW(arena, int64_t, r->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < r->count; i++)
        if (r->members[i].id && r->members[i].new_contact_id != r->members[i].old_contact_id) {
            ids[count] = r->members[i].id;
            contact_ids[count++] = r->members[i].new_contact_id;
        }
    return count ? record_set_contact(r->work, ids, contact_ids, count) : OK;
}

static enum status store(struct resolving *r, const struct changes *changes)
{
    TRY(store_homes(r));
    TRY(contact_remove(r->work, changes->removed.items, changes->removed.count));
    TRY(contact_put(r->work, changes->fresh, NULL, changes->fresh_count));
    TRY(contact_put(r->work, changes->changed, changes->before, changes->changed_count));
    TRY(history_add(r->work, changes->history, changes->history_count));
    return search_put(r->work, changes->search, changes->search_count);
}

enum status resolve(struct work *work, const struct resolve_request *request,
                    struct resolve_result *result)
{
    struct resolving r = { .work = work, .request = request };
    TRY(grow_component(&r));
    TRY(load_members(&r));
    TRY(load_rules(&r));
    find_clusters(&r);
    compute_all(&r);
    TRY(load_old(&r));
    TRY(load_versions(&r));
    struct changes changes = find_changes(&r);
    *result = (struct resolve_result){
        .created = (int64_t)changes.fresh_count,
        .changed = (int64_t)changes.changed_count,
        .removed = (int64_t)changes.removed.count,
    };
    return store(&r, &changes);
}

enum status resolve_records(struct work *work, const int64_t *record_ids, size_t count)
{
    struct resolve_result result;
    return resolve(work, &(struct resolve_request){ .record_ids = record_ids, .count = count },
                   &result);
}

enum status resolve_touch(struct work *work, int64_t home_id, str diff)
{
    struct golden golden;
    enum status status = contact_find(work, home_id, &golden);
    if (status == ERR_NOT_FOUND)
        return OK;
    TRY(status);
    auto_query query =
        query_open(work->db, golden.entity == ENTITY_PERSON ? &sql_contact_version_up
                                                            : &sql_company_version_up);
    query_bind_int(&query, 1, golden.id);
    query_bind_int(&query, 2, work->now);
    TRY(query_run(&query, &work->error));
    const struct history_entry entry = { .entity_id = golden.id,
                                         .version = golden.version + 1,
                                         .action = STR("changed"),
                                         .diff = diff };
    return history_add(work, &entry, 1);
}
