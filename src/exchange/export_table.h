#pragma once

// Contacts as rows of a table: which columns there are, and what stands in them.

#include "exchange/export_page.h"

enum { EXPORT_POINT_MAX = 10 }; // columns of one kind: email, email_2 ... email_10

struct export_column;

struct export_table {
    struct export_column *items;
    size_t count, capacity;
};

// The columns for contacts of `entities` (bits 1 << ENTITY_...): as many of e-mails, phones,
// addresses and web sites as the contact with most of them needs. Lives in `arena`.
enum status export_table_plan(struct work *work, unsigned entities, struct arena *arena,
                              struct export_table *out) MUST_USE;

str export_column_title(const struct export_table *table, size_t column);

// What stands in column `index`; lives in `arena` or is the page's.
str export_cell(const struct export_table *table, size_t index, const struct export_page *page,
                const struct export_contact *contact, struct arena *arena);
