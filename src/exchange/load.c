#include "exchange/load.h"

#include "contact/custom_field.h"
#include "db/migrate.h"
#include "exchange/dump_line.h"
#include "exchange/export_file.h"
#include "exchange/load_index.h"
#include "exchange/register_file.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

struct loading {
    struct work work;
    struct dump_reader reader;
    struct arena statements; // live as long as the connection
    int64_t rows;
};

// --- is the register empty? ---

static enum status has_rows(struct db *db, const struct dump_table *table, bool *found,
                            struct error *error)
{
    auto_arena arena = { 0 };
    auto_query query = query_open_text(db, dump_select(table, true, 1, &arena).at);
    *found = *found || query_next(&query);
    return query_end(&query, error);
}

static enum status is_empty(struct db *db, bool *empty, struct error *error)
{
    auto_arena arena = { 0 };
    bool found = false;
    struct dump_table_list tables = dump_tables(&arena, NULL, 0);
    for (size_t i = 0; i < tables.count; i++)
        TRY(has_rows(db, &tables.items[i], &found, error));
    *empty = !found;
    return OK;
}

static bool is_postgres(str url)
{
    return str_starts(url, STR("postgres://")) || str_starts(url, STR("postgresql://"));
}

enum status register_is_empty(str url, bool *empty, struct error *error)
{
    auto_arena arena = { 0 };
    struct db *db = NULL;
    *empty = true;
    if (!is_postgres(url) && access(arena_copy(&arena, url).at, F_OK) != 0)
        return OK;
    TRY(db_open(&db, url, error));
    enum status status = migrate(db, error);
    if (status == OK)
        status = is_empty(db, empty, error);
    db_close(db);
    return status;
}

static enum status refuse_unless_empty(bool empty, struct error *error)
{
    if (empty)
        return OK;
    return fail(error, ERR_CONFLICT, "database",
                "a dump is loaded into an empty register only, and this one has contents; name "
                "another one with --database");
}

// --- rows ---

static void bind_value(struct bulk *bulk, const json_t *value, char type)
{
    if (json_is_null(value))
        bulk_null(bulk);
    else if (type == 'i')
        bulk_int(bulk, json_integer_value(value));
    else if (type == 'd')
        bulk_double(bulk, json_number_value(value));
    else
        bulk_str(bulk, (str){ json_string_value(value), json_string_length(value) });
}

static const char *types_of(const struct dump_table *table, struct arena *arena)
{
    char *types = arena_alloc(arena, table->column_count + 1);
    for (size_t i = 0; i < table->column_count; i++)
        types[i] = table->columns[i].type;
    return types;
}

static void write_row(struct bulk *bulk, const struct dump_row *row)
{
    for (size_t i = 0; i < row->table->column_count; i++)
        bind_value(bulk, json_array_get(row->root, i + 1), row->table->columns[i].type);
    bulk_row(bulk);
}

// The rows of one table; `row` is the first of them, and in the end the first of the next.
static enum status load_table(struct loading *l, struct dump_row *row)
{
    const struct dump_table *table = row->table;
    auto_bulk bulk =
        bulk_open(l->work.db, dump_insert(table, &l->statements), types_of(table, &l->statements));
    while (row->root && row->table == table && bulk.status == OK) {
        write_row(&bulk, row);
        dump_row_free(row);
        l->rows++;
        TRY(dump_reader_next(&l->reader, row, &l->work.error));
    }
    return bulk_end(&bulk, &l->work.error);
}

static enum status load_rows(struct loading *l)
{
    struct dump_row row;
    enum status status = dump_reader_next(&l->reader, &row, &l->work.error);
    while (status == OK && row.root)
        status = load_table(l, &row);
    dump_row_free(&row);
    return status;
}

// Each own field has its columns in contact and company; the dump names both.
static enum status make_custom_columns(struct loading *l)
{
    const struct dump_table_list *tables = &l->reader.head.tables;
    for (size_t i = 0; i < tables->count; i++)
        if (tables->items[i].custom && str_eq(tables->items[i].table, STR("contact")))
            TRY(custom_field_columns(&l->work, tables->items[i].custom));
    return OK;
}

// --- one register ---

static enum status check_schema(struct loading *l)
{
    int64_t schema = 0;
    TRY(schema_version(l->work.db, &schema, &l->work.error));
    if (l->reader.head.schema <= schema)
        return OK;
    return fail(&l->work.error, ERR_INVALID, "dump",
                "the dump was made by a newer kartotek (schema %" PRId64
                ", this program knows %" PRId64 ")",
                l->reader.head.schema, schema);
}

// Keeps all other writers out, so that nobody fills the register meanwhile.
static enum status lock_out_others(struct work *work)
{
    if (db_engine(work->db) == DB_SQLITE)
        return OK;
    return db_script(work->db, "LOCK TABLE source, job IN EXCLUSIVE MODE", &work->error);
}

static enum status load_in_transaction(struct loading *l)
{
    bool empty = false;
    TRY(lock_out_others(&l->work));
    TRY(is_empty(l->work.db, &empty, &l->work.error));
    TRY(refuse_unless_empty(empty, &l->work.error));
    TRY(make_custom_columns(l));
    TRY(load_rows(l));
    TRY(load_match_keys(&l->work));
    return load_search(&l->work);
}

static enum status load_into(struct loading *l)
{
    TRY(check_schema(l));
    TRY(work_begin(&l->work, true));
    return work_end(&l->work, load_in_transaction(l));
}

// A file nobody sees yet needs no write-ahead log and no waiting for the disk; the rollback journal
// of a database that was empty stays empty as well.
static const char UNSEEN[] = "PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF;"
                             "PRAGMA temp_store = FILE;";

static enum status load_connected(struct loading *l, str url, const char *settings,
                                  struct error *error)
{
    TRY(db_open(&l->work.db, url, error));
    enum status status = migrate(l->work.db, error);
    if (status == OK && settings)
        status = db_script(l->work.db, settings, error);
    if (status == OK) {
        status = load_into(l);
        *error = l->work.error;
    }
    db_close(l->work.db);
    work_close(&l->work);
    return status;
}

static enum status load_file(struct loading *l, str path, struct error *error)
{
    auto_arena arena = { 0 };
    auto_register_file file = { 0 };
    bool empty = false;
    TRY(register_file_take(&file, path, &arena, error));
    TRY(register_is_empty(path, &empty, error));
    TRY(refuse_unless_empty(empty, error));
    TRY(load_connected(l, str_of(file.fresh), UNSEEN, error));
    return register_file_replace(&file, NULL, error);
}

enum status load(str url, const char *path, struct load_result *result, struct error *error)
{
    struct loading l = { 0 };
    enum status status = dump_reader_open(&l.reader, path, error);
    if (status == OK)
        status =
            is_postgres(url) ? load_connected(&l, url, NULL, error) : load_file(&l, url, error);
    dump_reader_close(&l.reader);
    arena_free(&l.statements);
    result->rows = l.rows;
    return status;
}
