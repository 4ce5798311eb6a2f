#include "intake/merge.h"

#include "base/ids.h"
#include "contact/contact.h"
#include "contact/decision.h"
#include "contact/job.h"
#include "intake/resolve.h"

static enum status find_record(struct work *work, int64_t id, struct record *out)
{
    struct record_list records = { 0 };
    TRY(record_load(work, &id, 1, &records));
    if (records.count == 0)
        return fail(&work->error, ERR_NOT_FOUND, "id", "there is no such contact");
    *out = records.items[0];
    return OK;
}

// Decides about `a` and `b` as a person and recomputes.
static enum status decide(struct work *work, struct decision *decisions, size_t count)
{
    TRY(decision_add(work, decisions, count));
    int64_t *ids = ARENA_NEW(&work->arena, int64_t, count * 2 + 1);
    for (size_t i = 0; i < count; i++) {
        ids[2 * i] = decisions[i].record_a;
        ids[2 * i + 1] = decisions[i].record_b;
    }
    return resolve_records(work, ids, count * 2);
}

enum status merge(struct work *work, int64_t keep_id, const int64_t *other_ids, size_t count)
{
    struct golden keep, other;
    struct decision *decisions = ARENA_NEW(&work->arena, struct decision, count + 1);
    TRY(contact_find(work, keep_id, &keep));
    TRY(job_request(work, "merge"));
    size_t decided = 0;
    for (size_t i = 0; i < count; i++) {
        TRY(contact_find(work, other_ids[i], &other));
        if (other.entity != keep.entity)
            return fail(&work->error, ERR_INVALID, "id",
                        "a person and a company cannot be the same contact");
        if (other.id != keep.id)
            decisions[decided++] = (struct decision){ .record_a = keep.id,
                                                      .record_b = other.id,
                                                      .same = true,
                                                      .by_person = true,
                                                      .keep_id = keep.id };
    }
    if (decided == 0)
        return fail(&work->error, ERR_CONFLICT, "id", "they are one contact already");
    return decide(work, decisions, decided);
}

static bool holds(const int64_t *ids, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (ids[i] == id)
            return true;
    return false;
}

// True when the decision joins one of `apart` to another record; with none given, any two.
static bool joins_across(const struct decision *decision, const int64_t *apart, size_t count)
{
    if (!decision->same)
        return false;
    return count == 0 ||
           holds(apart, count, decision->record_a) != holds(apart, count, decision->record_b);
}

enum status unmerge(struct work *work, int64_t contact_id, const int64_t *record_ids, size_t count)
{
    struct golden golden;
    struct record_list records = { 0 };
    struct decision_list decisions = { 0 };
    TRY(contact_find(work, contact_id, &golden));
    TRY(job_request(work, "unmerge"));
    TRY(record_of_contact(work, golden.id, &records));
    int64_t *ids = ARENA_NEW(&work->arena, int64_t, records.count + 1);
    for (size_t i = 0; i < records.count; i++)
        ids[i] = records.items[i].id;
    TRY(decision_load(work, ids, records.count, &decisions));
    struct int_list withdrawn = { 0 };
    for (size_t i = 0; i < decisions.count; i++)
        if (joins_across(&decisions.items[i], record_ids, count))
            *LIST_PUSH(&withdrawn, &work->arena) = decisions.items[i].id;
    if (withdrawn.count == 0)
        return fail(&work->error, ERR_CONFLICT, "id", "no decision joins these records");
    TRY(fact_withdraw(work, withdrawn.items, ids_sort(withdrawn.items, withdrawn.count)));
    return resolve_records(work, ids, records.count);
}

enum status not_same(struct work *work, int64_t a, int64_t b)
{
    struct record first = { 0 }, second = { 0 };
    TRY(find_record(work, a, &first));
    TRY(find_record(work, b, &second));
    if (first.id == second.id)
        return fail(&work->error, ERR_INVALID, "id", "a record is always the same as itself");
    TRY(job_request(work, "not_same"));
    struct decision decision = { .record_a = first.id, .record_b = second.id, .by_person = true };
    return decide(work, &decision, 1);
}
