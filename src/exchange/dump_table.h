#pragma once

// Which tables and columns make up a dump. Columns come from the migrations (column_classes), so
// that a new one is never forgotten; a new table must be named here, or said to be derived.
//
// The values of the register's own fields are tables of their own, "contact.x_4" with the columns
// id and x_4: few contacts have them, and no row grows too wide.

#include "base/arena.h"
#include "db/db.h"

enum { DUMP_COLUMN_MAX = 48, DUMP_KEY_MAX = 3 };

struct dump_column {
    str name;
    char type; // "i" integer, "t" text, "d" double, as in db/bulk.h
};

struct dump_table {
    str name;  // as it stands in the dump: "record", "contact.x_4"
    str table; // in the database
    struct dump_column columns[DUMP_COLUMN_MAX];
    size_t column_count;
    size_t keys[DUMP_KEY_MAX]; // the columns that rows are ordered by
    size_t key_count;
    int custom; // the number of the register's own field; 0: none
    int64_t rows;
};

struct dump_table_list {
    struct dump_table *items;
    size_t count, capacity;
};

// The tables of this program, in the order of the dump, and "contact.x_N", "company.x_N" for the
// `custom_count` own fields `custom`.
struct dump_table_list dump_tables(struct arena *arena, const int *custom, size_t custom_count);

// Computed from the others, and therefore in no dump.
bool dump_is_derived(str table);

// The table called `name` as the dump calls it. False: there is none.
bool dump_table_find(str name, struct dump_table *out);

// Statements. Of the select, the first page has no parameters, further ones take the last row's
// keys.
str dump_select(const struct dump_table *table, bool first, int limit, struct arena *arena);
str dump_count(const struct dump_table *table, struct arena *arena);

// The statement that writes rows, under a name of its own; to be kept as long as the connection.
const struct sql *dump_insert(const struct dump_table *table, struct arena *arena);
