#pragma once

// A page of contacts with everything that belongs to them, for export: records, links, tags, notes.

#include "contact/contact.h"
#include "contact/custom_field.h"
#include "contact/home_fact.h"
#include "contact/record.h"
#include "contact/source.h"

// A link as the contact sees it.
struct export_link {
    const struct link *link;
    bool to_company;  // the contact is the person
    int64_t other_id; // the contact at the other end; 0: there is none any more
    str other_name;
};

struct export_link_list {
    struct export_link *items;
    size_t count, capacity;
};

struct export_contact {
    const struct golden *golden;
    struct record_list records;
    struct export_link_list links;
    struct tag_list tags;
    struct note_list notes;
};

struct export_page {
    struct golden_list contacts;
    struct export_contact *items; // one per contact, in their order
    struct source_list sources;
    struct custom_field_list fields;
};

// The next `limit` contacts of an entity with an id above `after`. Lives in the work's arena.
enum status export_page_load(struct work *work, enum entity entity, int64_t after, int64_t limit,
                             struct export_page *out) MUST_USE;

// The name of a source; empty when there is none.
str export_source_name(const struct export_page *page, int64_t source_id);

// The record of the contact with this id, or NULL: then the value was made by hand.
const struct record *export_record(const struct export_contact *contact, int64_t record_id);
