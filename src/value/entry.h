#pragma once

// An entry is what one source says about one person or company, standardised: a list of items.
// It is the shape that import makes, facts keep, matching compares and the golden record chooses
// from. Stored as text, one item a line:
//
//     given\t\tAnna
//     email\twork\tanna.berg@example.se
//     address\thome\tStorgatan 1\n114 55\nStockholm\n\nSE        ("\n" written as backslash n)
//     x_4\t\tgold
//
// An item that was found wrong is kept as received and its line begins with "!".

#include "value/field.h"

#include "base/arena.h"
#include "base/buf.h"

enum { ENTRY_ITEM_MAX = 512, ENTRY_TEXT_MAX = 256 * 1024 };

struct entry_item {
    enum field field;
    int custom;   // the number of the custom field when field is FIELD_CUSTOM
    bool invalid; // kept as received; never matched on
    str label;    // of points: "work", "home", "mobile", "switchboard" ...; else empty
    str value;    // the standard form
};

struct entry {
    enum entity entity;
    struct entry_item *items;
    size_t count, capacity;
};

// Adds an item unless `value` is empty or the same field and value is there already.
void entry_add(struct entry *entry, struct arena *arena, struct entry_item item);

// Whether the entry has the item's field and value, whatever their label.
bool entry_says(const struct entry *entry, const struct entry_item *item);

// The value of the first valid item of a single field, or an empty str.
str entry_value(const struct entry *entry, enum field field);

// Appends the text form. Items keep their order.
void entry_write(const struct entry *entry, struct buf *out);

// Reads the text form. Texts are slices of `text` where no escape had to be undone.
// Unknown lines are skipped, so that an older program reads what a newer one wrote.
struct entry entry_read(str text, enum entity entity, struct arena *arena);
