#pragma once

// What the columns of one mapping mean together: people or companies, whose each column is.

#include "exchange/mapping.h"

// Whether at most one column may be this: a single field, the key, a part of one address.
bool mapping_is_single(int target);

// Parts of addresses beside the street: postcode, city, region, country.
bool mapping_is_address_part(int target);

// Decides what a row is and whether its company is only an employer's name or a company of its own.
// Columns that a person told stay as they are.
void mapping_settle(struct mapping *mapping, struct arena *arena);

// Gives the parts of an address the label of the street they stand beside.
void mapping_join_addresses(struct mapping *mapping);

// Of several columns for one single field keeps the surest and ignores the others.
void mapping_drop_rivals(struct mapping *mapping, struct arena *arena);

// "given name", "key in the source": the target in words.
const char *mapping_target_title(int target);

// Reads "[company.]field[.label]" into `column`, which keeps its name.
enum status mapping_read_target(struct mapping_column *column, str text, struct error *error)
    MUST_USE;
