#pragma once

// Which column of a table is which field: guessed from the header and a sample of rows, changed by
// people, remembered as text, and used to turn a row into a draft.

#include "format/table.h"
#include "intake/draft.h"

#include "base/buf.h"

enum { MAPPING_SAMPLE_MAX = 200, MAPPING_TEXT_MAX = 1024 * 1024 };

// How dates that are not ISO 8601 are written in the file.
enum date_order { DATE_UNKNOWN, DATE_YMD, DATE_DMY, DATE_MDY };

struct mapping_column {
    str name;        // in the file
    int target;      // enum field or enum target
    str label;       // "work", "mobile", "billing" ...; else empty
    bool of_company; // belongs to the row's company, not to its person
    str custom_name; // of the register's own field when target is FIELD_CUSTOM
    int custom;      // its number; the caller looks it up
    int confidence;  // 0 to 100
    str reason;      // in words, for the person who checks it
    bool told;       // by a person, so that no guess changes it
};

struct mapping {
    struct mapping_column *items; // one for each column of the table, in its order
    size_t count, capacity;
    enum entity entity; // what a row is; 0: a column says it
    enum date_order date_order;
    char decimal_sign; // ',' or '.'; 0: not seen
};

// Guesses from the names of the columns and up to MAPPING_SAMPLE_MAX rows. Texts live in `arena`.
void mapping_guess(struct mapping *out, const struct str_list *columns,
                   const struct table_row *rows, size_t row_count, struct arena *arena);

// Opens nothing, reads the first rows of `table` and guesses. The table has moved on after it.
enum status mapping_guess_table(struct mapping *out, struct table *table, struct arena *arena,
                                struct error *error) MUST_USE;

// Applies what a person wrote: "column=field[.label]", where field is one of field.h or name,
// street, postcode, city, region, country, external_id, entity, ignore; "company." before it means
// the row's company; "custom.NAME" is a field of the register's own. ERR_INVALID says what is
// wrong. `text` must outlive the mapping.
enum status mapping_set(struct mapping *mapping, str text, struct arena *arena, struct error *error)
    MUST_USE;

// The right side of such a text: "phone.mobile", "company.url", "custom.Kundkod", "ignore".
str mapping_target_text(const struct mapping_column *column, struct arena *arena);

// The name people write for a target: "birth_date", "postcode".
const char *mapping_target_name(int target);

// JSON and back. Reading puts the remembered columns where `columns` has them now; columns that
// were not remembered are ignored. ERR_INVALID: not such a text.
void mapping_write(const struct mapping *mapping, struct buf *out);
enum status mapping_read(struct mapping *out, str text, const struct str_list *columns,
                         struct arena *arena, struct error *error) MUST_USE;

// The same for the same set of columns, in whatever order and case.
uint64_t mapping_fingerprint(const struct str_list *columns);

// The row as a draft whose texts are the row's own, trimmed; empty cells are left out. Several
// columns of the row's key become one item.
void mapping_draft(const struct mapping *mapping, const struct table_row *row, struct arena *arena,
                   struct draft *out);
