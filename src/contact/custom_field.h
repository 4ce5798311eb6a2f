#pragma once

// The register's own fields. Number 4 is the real column "x_4" of contact and company; columns are
// never dropped, only hidden. This is the one file that names columns at run time.

#include "contact/golden.h"
#include "db/work.h"

enum { CUSTOM_FIELD_MAX = 400 };

struct custom_field {
    int number;
    str name, title;
    str class; // personal unless told
    bool hidden;
};

struct custom_field_list {
    struct custom_field *items;
    size_t count, capacity;
};

enum status custom_field_list(struct work *work, struct custom_field_list *out) MUST_USE;

// The number of the field called `name`, which is made when there is none.
// ERR_TOO_LARGE: there are 400 already. ERR_INVALID: not a name.
enum status custom_field_need(struct work *work, str name, int *number) MUST_USE;

// Makes the columns of field `number` when its row comes from a dump.
enum status custom_field_columns(struct work *work, int number) MUST_USE;

// Fills in, or writes, the custom values of golden contacts.
enum status custom_field_load(struct work *work, struct golden *items, size_t count) MUST_USE;
enum status custom_field_put(struct work *work, struct golden *const *items, size_t count) MUST_USE;
