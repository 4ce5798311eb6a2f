#include "cli/doctor.h"

#include "base/id.h"
#include "base/ids.h"
#include "contact/contact.h"
#include "intake/resolve.h"

#include "cli/doctor.sql.h"

enum { STRETCHES = 10, CONTACTS_PER_STRETCH = 50, NAMED_MAX = 5 };

// Ids of contacts from all over the register: a few from each tenth of its time.
static enum status sample(struct doctor *doctor, enum entity entity, struct int_list *ids)
{
    struct work *work = &doctor->work;
    auto_query query = query_open(work->db, entity == ENTITY_PERSON ? &sql_doctor_contact_bounds
                                                                    : &sql_doctor_company_bounds);
    bool some = query_next(&query);
    int64_t least = some ? query_int(&query, 0) : 0, most = some ? query_int(&query, 1) : 0;
    TRY(query_end(&query, &work->error));
    for (int i = 0; i < STRETCHES && most; i++) {
        struct golden_list page;
        int64_t after = least - 1 + (most - least) / STRETCHES * i;
        TRY(contact_page(work, entity, after, CONTACTS_PER_STRETCH, &page));
        for (size_t j = 0; j < page.count; j++)
            *LIST_PUSH(ids, &work->arena) = page.items[j].id;
    }
    return OK;
}

static const struct golden *find(const struct golden_list *list, int64_t id)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].id == id)
            return &list->items[i];
    return NULL;
}

// The first few contacts that computing changed.
static str name_changed(const struct golden_list *before, const struct golden_list *after,
                        struct arena *arena)
{
    auto_buf out = buf_new(200);
    int named = 0;
    for (size_t i = 0; i < before->count && named < NAMED_MAX; i++) {
        const struct golden *now = find(after, before->items[i].id);
        if (now && now->version == before->items[i].version)
            continue;
        buf_print(&out, "%s" STR_FMT, named++ ? ", " : "",
                  STR_ARG(id_text(arena, before->items[i].id)));
    }
    return arena_copy(arena, buf_str(&out));
}

static void judge(struct doctor *doctor, int64_t differ, size_t looked_at, str names)
{
    if (differ == 0)
        doctor_add(doctor, FINDING_GOOD, "contacts", "%zu looked at are what their facts say",
                   looked_at);
    else if (doctor->unfinished)
        doctor_add(doctor, FINDING_NOTE, "contacts",
                   "%lld of %zu looked at wait for the unfinished job", (long long)differ,
                   looked_at);
    else
        doctor_add(doctor, FINDING_WRONG, "contacts",
                   "%lld of %zu looked at are not what their facts say (" STR_FMT
                   " ...); kartotek recompute puts them right",
                   (long long)differ, looked_at, STR_ARG(names));
}

enum status doctor_check_golden(struct doctor *doctor)
{
    struct work *work = &doctor->work;
    struct int_list ids = { 0 };
    struct golden_list before, after;
    struct resolve_result result = { 0 };
    TRY(sample(doctor, ENTITY_PERSON, &ids));
    TRY(sample(doctor, ENTITY_COMPANY, &ids));
    ids.count = ids_sort(ids.items, ids.count);
    TRY(contact_load(work, ids.items, ids.count, &before));
    const struct resolve_request request = { .record_ids = ids.items, .count = ids.count };
    if (ids.count)
        TRY(resolve(work, &request, &result));
    TRY(contact_load(work, ids.items, ids.count, &after));
    judge(doctor, result.created + result.changed + result.removed, ids.count,
          name_changed(&before, &after, &doctor->cli->arena));
    return OK;
}
