#include "exchange/export_page.h"

#include "base/ids.h"

#include <stdlib.h>

// All homes of the page's contacts, sorted, and the contact each shows.
struct homes {
    int64_t *ids;
    size_t *owners; // indexes of contacts
    size_t count;
};

str export_source_name(const struct export_page *page, int64_t source_id)
{
    for (size_t i = 0; i < page->sources.count; i++)
        if (page->sources.items[i].id == source_id)
            return page->sources.items[i].name;
    return (str){ 0 };
}

const struct record *export_record(const struct export_contact *contact, int64_t record_id)
{
    for (size_t i = 0; i < contact->records.count; i++)
        if (contact->records.items[i].id == record_id)
            return &contact->records.items[i];
    return NULL;
}

static int64_t *contact_ids(struct work *work, const struct golden_list *contacts)
{
    int64_t *ids = ARENA_NEW(&work->arena, int64_t, contacts->count + 1);
    for (size_t i = 0; i < contacts->count; i++)
        ids[i] = contacts->items[i].id;
    return ids;
}

static int by_record_id(const void *a, const void *b)
{
    const struct record *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static enum status load_records(struct work *work, struct export_page *page, struct homes *homes)
{
    struct int_list ids = { 0 };
    struct record_list records = { 0 };
    size_t count = page->contacts.count;
    int64_t *contacts = contact_ids(work, &page->contacts);
    TRY(record_housemates(work, contacts, count, &ids));
    for (size_t i = 0; i < count; i++)
        *LIST_PUSH(&ids, &work->arena) = contacts[i];
    homes->count = ids_sort(ids.items, ids.count);
    homes->ids = ids.items;
    homes->owners = ARENA_NEW(&work->arena, size_t, homes->count + 1);
    TRY(record_load(work, homes->ids, homes->count, &records));
    qsort(records.items, records.count, sizeof *records.items, by_record_id);
    for (size_t i = 0; i < records.count; i++) {
        size_t owner = ids_index(contacts, count, records.items[i].contact_id);
        homes->owners[ids_index(homes->ids, homes->count, records.items[i].id)] = owner;
        if (owner < count)
            *LIST_PUSH(&page->items[owner].records, &work->arena) = records.items[i];
    }
    return OK;
}

// The contact that shows `home`, or NULL.
static struct export_contact *owner_of(struct export_page *page, const struct homes *homes,
                                       int64_t home)
{
    size_t at = ids_index(homes->ids, homes->count, home);
    if (at == homes->count || homes->owners[at] >= page->contacts.count)
        return NULL;
    return &page->items[homes->owners[at]];
}

static enum status load_tags_and_notes(struct work *work, struct export_page *page,
                                       const struct homes *homes)
{
    struct tag_list tags = { 0 };
    struct note_list notes = { 0 };
    TRY(tag_load(work, homes->ids, homes->count, &tags));
    for (size_t i = 0; i < tags.count; i++) {
        struct export_contact *owner = owner_of(page, homes, tags.items[i].home_id);
        if (owner)
            *LIST_PUSH(&owner->tags, &work->arena) = tags.items[i];
    }
    TRY(note_load(work, homes->ids, homes->count, &notes));
    for (size_t i = 0; i < notes.count; i++) {
        struct export_contact *owner = owner_of(page, homes, notes.items[i].home_id);
        if (owner)
            *LIST_PUSH(&owner->notes, &work->arena) = notes.items[i];
    }
    return OK;
}

// --- links ---

static void add_link(struct work *work, struct export_contact *owner, const struct link *link,
                     bool to_company)
{
    if (!owner)
        return;
    for (size_t i = 0; i < owner->links.count; i++)
        if (owner->links.items[i].link->id == link->id &&
            owner->links.items[i].to_company == to_company)
            return; // found from both ends
    *LIST_PUSH(&owner->links, &work->arena) = (struct export_link){
        .link = link,
        .to_company = to_company,
        .other_id = to_company ? link->to_home : link->from_home, // the home, until it is found
    };
}

// From homes at the other ends to the contacts they show, and their names.
static enum status name_others(struct work *work, struct export_page *page, int64_t *homes,
                               size_t count)
{
    struct record_list records = { 0 };
    struct golden_list contacts = { 0 };
    count = ids_sort(homes, count);
    int64_t *shown = ARENA_NEW(&work->arena, int64_t, count + 1);
    int64_t *ids = ARENA_NEW(&work->arena, int64_t, count + 1);
    TRY(record_load(work, homes, count, &records));
    for (size_t i = 0; i < records.count; i++) {
        size_t at = ids_index(homes, count, records.items[i].id);
        shown[at] = ids[i] = records.items[i].contact_id;
    }
    TRY(contact_load(work, ids, ids_sort(ids, records.count), &contacts));
    int64_t *found = contact_ids(work, &contacts);
    for (size_t i = 0; i < page->contacts.count; i++)
        for (size_t j = 0; j < page->items[i].links.count; j++) {
            struct export_link *link = &page->items[i].links.items[j];
            int64_t id = shown[ids_index(homes, count, link->other_id)];
            size_t at = ids_index(found, contacts.count, id);
            link->other_id = at < contacts.count ? id : 0;
            if (link->other_id)
                link->other_name = golden_name(&contacts.items[at], &work->arena);
        }
    return OK;
}

static enum status load_links(struct work *work, struct export_page *page,
                              const struct homes *homes)
{
    struct link_list *links = ARENA_NEW(&work->arena, struct link_list, 1);
    TRY(link_load(work, homes->ids, homes->count, links));
    if (links->count == 0)
        return OK;
    int64_t *others = ARENA_NEW(&work->arena, int64_t, 2 * links->count);
    for (size_t i = 0; i < links->count; i++) {
        const struct link *link = &links->items[i];
        add_link(work, owner_of(page, homes, link->from_home), link, true);
        add_link(work, owner_of(page, homes, link->to_home), link, false);
        others[2 * i] = link->from_home;
        others[2 * i + 1] = link->to_home;
    }
    return name_others(work, page, others, 2 * links->count);
}

enum status export_page_load(struct work *work, enum entity entity, int64_t after, int64_t limit,
                             struct export_page *out)
{
    struct homes homes = { 0 };
    *out = (struct export_page){ 0 };
    TRY(contact_page(work, entity, after, limit, &out->contacts));
    if (out->contacts.count == 0)
        return OK;
    out->items = ARENA_NEW(&work->arena, struct export_contact, out->contacts.count);
    for (size_t i = 0; i < out->contacts.count; i++)
        out->items[i].golden = &out->contacts.items[i];
    TRY(source_list(work, &out->sources));
    TRY(custom_field_list(work, &out->fields));
    TRY(load_records(work, out, &homes));
    TRY(load_tags_and_notes(work, out, &homes));
    return load_links(work, out, &homes);
}
