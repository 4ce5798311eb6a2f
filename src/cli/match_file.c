#include "cli/match_file.h"

#include "base/clock.h"
#include "intake/standardise.h"

#include <stdlib.h>

static void table_done(struct table **table)
{
    if (*table)
        table_close(*table);
}

#define auto_table __attribute__((cleanup(table_done))) struct table

// A column that is not known as a field may be anything, even the answer; only a person can say
// that it helps to tell people apart.
static void settle_columns(struct mapping *mapping)
{
    int custom = 0;
    for (size_t i = 0; i < mapping->count; i++) {
        struct mapping_column *column = &mapping->items[i];
        if (column->target != FIELD_CUSTOM)
            continue;
        if (column->told)
            column->custom = ++custom;
        else
            column->target = TARGET_IGNORE;
    }
}

// The column that holds the row's key: the one a person told, else one called so, else the guess.
static size_t key_column(const struct mapping *mapping)
{
    static const char *const NAMES[] = { "id", "rec_id", "unique_id", "record_id" };
    size_t guess = SIZE_MAX, named = SIZE_MAX;
    for (size_t i = mapping->count; i-- > 0;) {
        const struct mapping_column *column = &mapping->items[i];
        if (column->target == TARGET_EXTERNAL_ID && column->told)
            return i;
        if (column->target == TARGET_EXTERNAL_ID)
            guess = i;
        for (size_t k = 0; k < LENGTH(NAMES); k++)
            if (str_eq_ascii_case(column->name, str_of(NAMES[k])))
                named = i;
    }
    return named < SIZE_MAX ? named : guess;
}

static enum status make_mapping(struct mapping *mapping, const struct match_file_options *options,
                                struct arena *arena, struct error *error)
{
    auto_table *table = NULL;
    TRY(table_open(&table, options->path, &(struct table_options){ 0 }, arena, error));
    TRY(mapping_guess_table(mapping, table, arena, error));
    for (size_t i = 0; i < options->maps.count; i++)
        TRY(mapping_set(mapping, options->maps.items[i], arena, error));
    if (options->entity)
        mapping->entity = options->entity;
    settle_columns(mapping);
    return OK;
}

static void add_record(struct match_file *file, struct match_record record, str id)
{
    if (file->count == file->capacity) {
        file->capacity = file->capacity ? file->capacity * 2 : 4096;
        file->records = realloc(file->records, file->capacity * sizeof *file->records);
        file->ids = realloc(file->ids, file->capacity * sizeof *file->ids);
        if (!file->records || !file->ids)
            abort();
    }
    file->records[file->count] = record;
    file->ids[file->count++] = id;
}

static struct value_context context_of(const struct mapping *mapping, str country)
{
    static const str ORDERS[] = { [DATE_UNKNOWN] = { NULL, 0 },
                                  [DATE_YMD] = { "ymd", 3 },
                                  [DATE_DMY] = { "dmy", 3 },
                                  [DATE_MDY] = { "mdy", 3 } };
    return (struct value_context){ .country = country, .format = ORDERS[mapping->date_order] };
}

static void add_row(struct match_file *file, const struct mapping *mapping,
                    const struct value_context *context, const struct table_row *row,
                    struct arena *scratch)
{
    struct draft draft = { .items = NULL };
    struct standardised standardised = { 0 };
    mapping_draft(mapping, row, scratch, &draft);
    draft_standardise(&draft, context, scratch, &standardised);
    bool is_company = file->entity == ENTITY_COMPANY;
    bool is_there = is_company ? standardised.has_company : standardised.has_person;
    struct entry nothing = { .entity = file->entity };
    const struct entry *entry = is_company ? &standardised.company : &standardised.person;
    size_t key = key_column(mapping);
    str id = key < row->count ? str_trim(row->cells[key]) : (str){ 0 };
    add_record(file, match_prepare(is_there ? entry : &nothing, &file->arena),
               id.len ? arena_copy(&file->arena, id)
                      : arena_print(&file->arena, "%lld", (long long)row->number));
}

static enum status read_rows(struct match_file *file, const struct mapping *mapping,
                             const struct match_file_options *options, struct error *error)
{
    auto_arena names = { 0 }, scratch = { 0 };
    auto_table *table = NULL;
    struct value_context context = context_of(mapping, options->country);
    TRY(table_open(&table, options->path, &(struct table_options){ 0 }, &names, error));
    for (;;) {
        struct table_row row;
        bool done = false;
        arena_reset(&scratch);
        TRY(table_next(table, &scratch, &row, &done, error));
        if (done)
            return OK;
        add_row(file, mapping, &context, &row, &scratch);
    }
}

enum status match_file_read(struct match_file *file, const struct match_file_options *options,
                            struct error *error)
{
    auto_arena arena = { 0 };
    struct mapping mapping = { 0 };
    int64_t start = clock_monotonic_ms();
    TRY(make_mapping(&mapping, options, &arena, error));
    file->entity = mapping.entity == ENTITY_COMPANY ? ENTITY_COMPANY : ENTITY_PERSON;
    TRY(read_rows(file, &mapping, options, error));
    file->read_ms = clock_monotonic_ms() - start;
    return OK;
}

void match_file_free(struct match_file *file)
{
    arena_free(&file->arena);
    free(file->records);
    free(file->ids);
}
