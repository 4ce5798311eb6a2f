#include "contact/hash.h"

#include "base/buf.h"
#include "base/ids.h"
#include "contact/contact.h"
#include "contact/home_fact.h"
#include "contact/record.h"
#include "contact/source.h"
#include "contact/staged.h"

#include <inttypes.h>
#include <stdio.h>

enum { PAGE_CONTACTS = 1000, TEXT_MAX = 2 * 1024 * 1024 };

// Parts are added up, so that their order does not matter.
struct sum {
    uint64_t a, b;
};

static void add(struct sum *sum, uint64_t hash)
{
    const uint64_t again[] = { hash, 0x6b617274 };
    sum->a += hash;
    sum->b += str_hash((str){ (const char *)again, sizeof again });
}

static uint64_t hash_parts(const str *parts, size_t count)
{
    auto_buf text = buf_new(TEXT_MAX);
    for (size_t i = 0; i < count; i++) {
        buf_add(&text, parts[i]);
        buf_add_byte(&text, '\x1f');
    }
    return str_hash(buf_str(&text));
}

// One page of contacts with what lies at their homes.
struct page {
    struct golden_list contacts;
    struct record_list records; // of all of them, by id
    int64_t *homes;             // their ids
    struct source_list sources;
};

static str source_name(const struct page *page, int64_t id)
{
    for (size_t i = 0; i < page->sources.count; i++)
        if (page->sources.items[i].id == id)
            return page->sources.items[i].name;
    return (str){ 0 };
}

static uint64_t record_hash(const struct page *page, const struct record *record)
{
    const str parts[] = { STR("record"), source_name(page, record->source_id),
                          record->external_id };
    return hash_parts(parts, LENGTH(parts));
}

static uint64_t home_hash(struct work *work, const struct page *page, int64_t home)
{
    size_t at = ids_index(page->homes, page->records.count, home);
    if (at < page->records.count)
        return record_hash(page, &page->records.items[at]);
    struct record_list other = { 0 };
    if (record_load(work, &home, 1, &other) != OK || other.count == 0)
        return 0;
    return record_hash(page, &other.items[0]);
}

static enum status load_homes(struct work *work, struct page *page)
{
    struct int_list ids = { 0 };
    int64_t *contacts = ARENA_NEW(&work->arena, int64_t, page->contacts.count + 1);
    for (size_t i = 0; i < page->contacts.count; i++)
        contacts[i] = *LIST_PUSH(&ids, &work->arena) = page->contacts.items[i].id;
    TRY(record_housemates(work, contacts, page->contacts.count, &ids));
    struct record_list found = { 0 };
    page->homes = ids.items;
    size_t count = ids_sort(ids.items, ids.count);
    TRY(record_load(work, ids.items, count, &found));
    page->records.items = ARENA_NEW(&work->arena, struct record, count + 1);
    page->records.count = count;
    for (size_t i = 0; i < found.count; i++)
        page->records.items[ids_index(ids.items, count, found.items[i].id)] = found.items[i];
    return OK;
}

// Adds `hash` to the contact that shows `home`.
static void add_to_contact(const struct page *page, uint64_t *hashes, int64_t home, uint64_t hash)
{
    const struct record *record =
        &page->records.items[ids_index(page->homes, page->records.count, home)];
    for (size_t low = 0, high = page->contacts.count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (page->contacts.items[middle].id == record->contact_id) {
            hashes[middle] += hash;
            return;
        }
        if (page->contacts.items[middle].id < record->contact_id)
            low = middle + 1;
        else
            high = middle;
    }
}

static enum status add_home_facts(struct work *work, const struct page *page, uint64_t *hashes)
{
    struct tag_list tags = { 0 };
    struct note_list notes = { 0 };
    struct link_list links = { 0 };
    size_t count = page->records.count;
    TRY(tag_load(work, page->homes, count, &tags));
    for (size_t i = 0; i < tags.count; i++)
        add_to_contact(page, hashes, tags.items[i].home_id,
                       hash_parts((const str[]){ STR("tag"), tags.items[i].name }, 2));
    TRY(note_load(work, page->homes, count, &notes));
    for (size_t i = 0; i < notes.count; i++)
        add_to_contact(page, hashes, notes.items[i].home_id,
                       hash_parts((const str[]){ STR("note"), notes.items[i].body }, 2));
    TRY(link_load(work, page->homes, count, &links));
    for (size_t i = 0; i < links.count; i++) {
        const struct link *link = &links.items[i];
        if (ids_index(page->homes, count, link->from_home) == count)
            continue; // counted with the person
        const str parts[] = { STR("link"), link->role, link->from_date, link->to_date };
        add_to_contact(page, hashes, link->from_home,
                       hash_parts(parts, LENGTH(parts)) + home_hash(work, page, link->to_home));
    }
    return OK;
}

static enum status add_page(struct work *work, struct page *page, struct sum *sum)
{
    uint64_t *hashes = ARENA_NEW(&work->arena, uint64_t, page->contacts.count + 1);
    TRY(load_homes(work, page));
    for (size_t i = 0; i < page->contacts.count; i++)
        hashes[i] = golden_hash(&page->contacts.items[i]);
    for (size_t i = 0; i < page->records.count; i++)
        add_to_contact(page, hashes, page->homes[i], record_hash(page, &page->records.items[i]));
    TRY(add_home_facts(work, page, hashes));
    for (size_t i = 0; i < page->contacts.count; i++)
        add(sum, str_hash((str){ (const char *)&hashes[i], sizeof hashes[i] }));
    return OK;
}

static enum status add_entity(struct work *work, enum entity entity, struct sum *sum)
{
    for (int64_t after = 0;;) {
        struct page page = { 0 };
        struct work inner = *work;
        inner.arena = (struct arena){ 0 }; // the page's own memory
        enum status status = contact_page(&inner, entity, after, PAGE_CONTACTS, &page.contacts);
        if (status == OK && page.contacts.count)
            status = source_list(&inner, &page.sources);
        if (status == OK && page.contacts.count)
            status = add_page(&inner, &page, sum);
        size_t count = page.contacts.count;
        after = count ? page.contacts.items[count - 1].id : after;
        work->error = inner.error;
        arena_free(&inner.arena);
        if (status != OK || count == 0)
            return status;
    }
}

// --- rows that wait ---

static enum status add_staged_page(struct work *work, struct page *page, int64_t *after,
                                   struct sum *sum)
{
    struct staged_list rows;
    TRY(staged_list(work, *after, PAGE_CONTACTS, &rows));
    *after = rows.count ? rows.items[rows.count - 1].id : 0;
    if (rows.count)
        TRY(source_list(work, &page->sources));
    for (size_t i = 0; i < rows.count; i++) {
        const struct staged *row = &rows.items[i];
        const str parts[] = { STR("staged"),    source_name(page, row->source_id),
                              row->external_id, row->finding,
                              row->evidence,    row->clean,
                              row->role,        row->company_clean };
        add(sum, hash_parts(parts, LENGTH(parts)) +
                     (row->like_id ? home_hash(work, page, row->like_id) : 0));
    }
    return OK;
}

static enum status add_staged(struct work *work, struct sum *sum)
{
    int64_t after = 0;
    enum status status = OK;
    do {
        struct page page = { 0 };
        struct work inner = *work;
        inner.arena = (struct arena){ 0 };
        status = add_staged_page(&inner, &page, &after, sum);
        work->error = inner.error;
        arena_free(&inner.arena);
    } while (status == OK && after);
    return status;
}

enum status register_hash(struct work *work, char out[HASH_TEXT_LEN + 1])
{
    struct sum sum = { 0 };
    TRY(add_entity(work, ENTITY_PERSON, &sum));
    TRY(add_entity(work, ENTITY_COMPANY, &sum));
    TRY(add_staged(work, &sum));
    snprintf(out, HASH_TEXT_LEN + 1, "%016" PRIx64 "%016" PRIx64, sum.a, sum.b);
    return OK;
}
