#include "insight/report_group.h"

#include "contact/contact.h"
#include "contact/record.h"
#include "contact/source.h"
#include "intake/proposal.h"

#include "insight/report_group.sql.h"

#include <stdlib.h>

enum { SPARE = 8 }; // times as many candidates as groups are wanted

static enum status name_contact(struct work *work, int64_t id, str *out)
{
    struct golden golden;
    TRY(contact_find(work, id, &golden));
    *out = golden_name(&golden, &work->arena);
    return OK;
}

static str source_name(const struct source_list *sources, int64_t id)
{
    for (size_t i = 0; i < sources->count; i++)
        if (sources->items[i].id == id)
            return sources->items[i].name;
    return (str){ 0 };
}

// --- the records of a group ---

static const struct record *find_record(const struct record_list *records, int64_t id)
{
    for (size_t i = 0; i < records->count; i++)
        if (records->items[i].id == id)
            return &records->items[i];
    return NULL;
}

static void fill_side(struct report_side *side, const struct record *record,
                      const struct record_version_list *versions, const struct source_list *sources,
                      struct arena *arena)
{
    side->record_id = record->id;
    side->external_id = record->external_id;
    side->source = source_name(sources, record->source_id);
    for (size_t i = 0; i < versions->count; i++)
        if (versions->items[i].record_id == record->id) { // they come by age
            side->raw = versions->items[i].raw;
            side->entry = entry_read(versions->items[i].clean, record->entity, arena);
        }
}

// The sides of a group: records `ids`, in this order.
static enum status load_sides(struct work *work, struct report_group *group, const int64_t *ids,
                              size_t count)
{
    struct record_list records = { 0 };
    struct record_version_list versions = { 0 };
    struct source_list sources = { 0 };
    count = count < REPORT_SIDE_MAX ? count : REPORT_SIDE_MAX;
    TRY(record_load(work, ids, count, &records));
    TRY(record_version_load(work, ids, count, true, &versions));
    TRY(source_list(work, &sources));
    group->sides = ARENA_NEW(&work->arena, struct report_side, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct record *record = find_record(&records, ids[i]);
        if (!record)
            continue;
        group->entity = record->entity;
        fill_side(&group->sides[group->side_count++], record, &versions, &sources, &work->arena);
    }
    return OK;
}

// --- why they were joined ---

static bool has_side(const struct report_group *group, int64_t record_id)
{
    for (size_t i = 0; i < group->side_count; i++)
        if (group->sides[i].record_id == record_id)
            return true;
    return false;
}

static bool has_decision(const struct report_group *group, int64_t id)
{
    for (size_t i = 0; i < group->decisions.count; i++)
        if (group->decisions.items[i].id == id)
            return true;
    return false;
}

static int by_weight(const void *a, const void *b)
{
    const struct decision *x = a, *y = b;
    if (x->by_person != y->by_person)
        return x->by_person ? 1 : -1;
    if (x->weight < y->weight || x->weight > y->weight)
        return x->weight < y->weight ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

static enum status load_decisions(struct work *work, struct report_group *group)
{
    for (size_t i = 0; i < group->side_count; i++) {
        struct decision_list found = { 0 };
        TRY(decision_explain(work, group->sides[i].record_id, &found));
        for (size_t j = 0; j < found.count; j++) {
            const struct decision *decision = &found.items[j];
            if (decision->same && has_side(group, decision->record_a) &&
                has_side(group, decision->record_b) && !has_decision(group, decision->id))
                *LIST_PUSH(&group->decisions, &work->arena) = *decision;
        }
    }
    if (group->decisions.count)
        qsort(group->decisions.items, group->decisions.count, sizeof *group->decisions.items,
              by_weight);
    return OK;
}

// --- joined contacts ---

static bool holds(const struct report_group_list *list, int64_t contact_id)
{
    for (size_t i = 0; list && i < list->count; i++)
        if (list->items[i].contact_ids[0] == contact_id)
            return true;
    return false;
}

// Adds the contact to `out`; records `first`, of which there may be none, stand before the others.
static enum status add_contact(struct work *work, int64_t contact_id, const int64_t first[2],
                               struct report_group_list *out)
{
    struct record_list records = { 0 };
    struct int_list ids = { 0 };
    struct report_group group = { .contact_ids = { contact_id } };
    TRY(record_of_contact(work, contact_id, &records));
    for (size_t i = 0; i < 2 && first[i]; i++)
        *LIST_PUSH(&ids, &work->arena) = first[i];
    for (size_t i = 0; i < records.count; i++)
        if (records.items[i].id != first[0] && records.items[i].id != first[1])
            *LIST_PUSH(&ids, &work->arena) = records.items[i].id;
    group.record_count = ids.count;
    TRY(name_contact(work, contact_id, &group.names[0]));
    TRY(load_sides(work, &group, ids.items, ids.count));
    TRY(load_decisions(work, &group));
    *LIST_PUSH(out, &work->arena) = group;
    return OK;
}

struct candidate {
    int64_t contact_id, first[2];
};

// The answer of `query`, read whole before anything else is asked: contact, and its first records
// when `columns` is 3.
static enum status read_candidates(struct work *work, struct query *query, int columns,
                                   struct candidate *out, size_t *count)
{
    size_t most = *count;
    for (*count = 0; query_next(query) && *count < most; (*count)++) {
        out[*count].contact_id = query_int(query, 0);
        for (int i = 1; i < columns; i++)
            out[*count].first[i - 1] = query_int(query, i);
    }
    return query_end(query, &work->error);
}

static enum status load_contacts(struct work *work, struct query *query, int columns, size_t limit,
                                 const struct report_group_list *known,
                                 struct report_group_list *out)
{
    size_t count = SPARE * limit;
    struct candidate *candidates = ARENA_NEW(&work->arena, struct candidate, count);
    *out = (struct report_group_list){ 0 };
    query_bind_int(query, 1, (int64_t)count);
    TRY(read_candidates(work, query, columns, candidates, &count));
    for (size_t i = 0; i < count && out->count < limit; i++)
        if (!holds(out, candidates[i].contact_id) && !holds(known, candidates[i].contact_id))
            TRY(add_contact(work, candidates[i].contact_id, candidates[i].first, out));
    return OK;
}

enum status report_least_certain(struct work *work, size_t limit, struct report_group_list *out)
{
    auto_query query = query_open(work->db, &sql_report_weakest);
    return load_contacts(work, &query, 3, limit, NULL, out);
}

enum status report_largest(struct work *work, size_t limit, const struct report_group_list *known,
                           struct report_group_list *out)
{
    auto_query query = query_open(work->db, &sql_report_largest);
    return load_contacts(work, &query, 1, limit, known, out);
}

// --- pairs that wait ---

static enum status add_proposal(struct work *work, const struct proposal *proposal,
                                struct report_group_list *out)
{
    const int64_t ids[] = { proposal->record_a, proposal->record_b };
    struct record_list records = { 0 };
    struct report_group group = { .record_count = 2 };
    TRY(record_load(work, ids, 2, &records));
    for (size_t i = 0; i < 2; i++) {
        const struct record *record = find_record(&records, ids[i]);
        group.contact_ids[i] = record ? record->contact_id : ids[i];
        TRY(name_contact(work, group.contact_ids[i], &group.names[i]));
    }
    TRY(load_sides(work, &group, ids, 2));
    *LIST_PUSH(&group.decisions, &work->arena) = (struct decision){
        .record_a = ids[0],
        .record_b = ids[1],
        .weight = proposal->weight,
        .evidence = proposal->evidence,
    };
    *LIST_PUSH(out, &work->arena) = group;
    return OK;
}

enum status report_proposals(struct work *work, size_t limit, struct report_group_list *out)
{
    struct proposal_list proposals = { 0 };
    *out = (struct report_group_list){ 0 };
    TRY(proposal_list(work, (int64_t)limit, &proposals));
    for (size_t i = 0; i < proposals.count; i++)
        TRY(add_proposal(work, &proposals.items[i], out));
    return OK;
}
