#pragma once

// One item of a draft at a time; only standardise.c needs it.

#include "intake/standardise.h"
#include "value/address.h"

enum { WORK_ADDRESS_MAX = 8 };

struct work_address {
    str label;
    bool of_company;
    int postcode_column; // of the draft's item; -1 when it has none
    struct address parts;
};

// A draft on its way to being entries.
struct work_row {
    struct arena *arena;
    struct value_context context;
    enum entity entity;
    struct standardised *out;
    struct work_address addresses[WORK_ADDRESS_MAX];
    size_t address_count;
    str country[2]; // of the person and of the company
    str *cells;     // the standard form of each column; NULL: nobody asks for it
};

void row_list(struct work_row *row, const struct mended *mended);
void row_add(struct work_row *row, bool company, struct entry_item item);

// Says what the item's column reads in standard form; several texts of one cell are joined by "; ".
void row_tell(struct work_row *row, const struct draft_item *item, str text);

// What the item is said to be, FIELD_NONE when that is no field.
enum field item_field(const struct draft_item *item);

// The country's code, or an empty str; what is no country is listed.
str item_country(struct work_row *row, const struct draft_item *item);

// Standardises any item but those of addresses and adds what comes of it.
void item_add(struct work_row *row, const struct draft_item *item, bool company);
