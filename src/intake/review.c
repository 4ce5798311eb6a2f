#include "intake/review.h"

#include "contact/contact.h"
#include "contact/record.h"

// The door for rows of one source; the guard has been answered.
static enum status open_door(struct work *work, int64_t source_id, struct intake *intake)
{
    struct source_list sources;
    struct source source = { .id = source_id };
    TRY(source_list(work, &sources));
    for (size_t i = 0; i < sources.count; i++)
        if (sources.items[i].id == source_id)
            source = sources.items[i];
    TRY(intake_open(work, intake, &source, STR("review")));
    intake->on_duplicate = GUARD_LOG;
    intake->on_possible = intake->on_invalid = GUARD_WARN;
    return OK;
}

static struct incoming incoming_of(str key, str raw, str clean, enum entity entity,
                                   struct arena *arena)
{
    struct incoming incoming = { .external_id = key, .raw = raw, .company = -1 };
    incoming.entry = entry_read(clean, entity, arena);
    incoming_prepare(&incoming, arena);
    return incoming;
}

// The company as its source says it by now, else as the row said it.
static enum status company_of(struct work *work, const struct staged *staged, struct incoming *out)
{
    struct record_list records = { 0 };
    struct record_version_list versions = { 0 };
    str raw = staged->company_raw, clean = staged->company_clean;
    TRY(record_find(work, staged->source_id, &staged->company_key, 1, &records));
    if (records.count)
        TRY(record_version_load(work, &records.items[0].id, 1, true, &versions));
    if (versions.count) {
        raw = versions.items[versions.count - 1].raw;
        clean = versions.items[versions.count - 1].clean;
    }
    *out = incoming_of(staged->company_key, raw, clean, ENTITY_COMPANY, &work->arena);
    if (versions.count)
        out->digest = versions.items[versions.count - 1].digest;
    out->shared = true;
    return OK;
}

// Whom a person says it is, or is not.
static enum status find_told(struct work *work, const struct staged *staged,
                             struct review_answer answer, int64_t *told_id)
{
    struct golden golden;
    *told_id = answer.as == TOLD_SAME && answer.contact_id ? answer.contact_id : staged->like_id;
    if (answer.as == TOLD_LET_IN)
        return OK;
    if (answer.as == TOLD_NEW && !staged->like_id)
        return OK;
    if (*told_id == 0)
        return fail(&work->error, ERR_INVALID, "as",
                    "the row looks like nobody; name the contact it is the same as");
    enum status status = contact_find(work, *told_id, &golden);
    if (status == ERR_NOT_FOUND && answer.as == TOLD_NEW) {
        *told_id = 0; // whom it looked like is gone
        return OK;
    }
    TRY(status);
    if (golden.entity != staged->entity)
        return fail(&work->error, ERR_INVALID, "as",
                    "a person and a company cannot be the same contact");
    *told_id = answer.contact_id && answer.as == TOLD_SAME ? golden.id : *told_id;
    return OK;
}

static enum status accept(struct work *work, struct intake *intake, const struct staged *staged,
                          struct review_answer answer, struct outcome *out)
{
    struct incoming items[2];
    struct outcome outcomes[2];
    size_t count = 0;
    int64_t told_id = 0;
    TRY(find_told(work, staged, answer, &told_id));
    if (staged->company_key.len)
        TRY(company_of(work, staged, &items[count++]));
    struct incoming *own = &items[count++];
    *own =
        incoming_of(staged->external_id, staged->raw, staged->clean, staged->entity, &work->arena);
    own->company = staged->company_key.len ? 0 : -1;
    own->role = staged->role;
    own->digest = staged->digest;
    own->told = answer.as;
    own->told_id = told_id;
    intake->seen_at = staged->at;
    TRY(intake_batch(work, intake, items, count, outcomes));
    *out = outcomes[count - 1];
    return review_add(work, staged->id, STR("accepted"), (str){ 0 });
}

enum status review_accept(struct work *work, const int64_t *staged_ids, size_t count,
                          struct review_answer answer, struct outcome *outcomes)
{
    struct intake intake = { 0 };
    enum status status = OK;
    for (size_t i = 0; i < count && status == OK; i++) {
        struct staged staged;
        status = staged_find(work, staged_ids[i], &staged);
        if (status == OK && intake.source.id != staged.source_id) {
            intake_close(&intake);
            status = open_door(work, staged.source_id, &intake);
        }
        if (status == OK)
            status = accept(work, &intake, &staged, answer, &outcomes[i]);
    }
    intake_close(&intake);
    return status;
}

enum status review_reject(struct work *work, const int64_t *staged_ids, size_t count, str reason)
{
    for (size_t i = 0; i < count; i++) {
        struct staged staged;
        TRY(staged_find(work, staged_ids[i], &staged));
        TRY(review_add(work, staged.id, STR("rejected"), reason));
    }
    return OK;
}
