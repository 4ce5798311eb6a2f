#include "exchange/dump_table.h"

#include "base/buf.h"
#include "contact/custom_field.h"
#include "db/migrate.h"

enum { STATEMENT_MAX = 32 * 1024 };

struct plan {
    const char *table;
    const char *keys[DUMP_KEY_MAX + 1];
};

// Own fields come before the contacts that have them.
static const struct plan PLANS[] = {
    { "source", { "id" } },
    { "survivorship", { "field" } },
    { "policy", { "channel", "finding" } },
    { "custom_field", { "number" } },
    { "model", { "id" } },
    { "job", { "id" } },
    { "record", { "id" } },
    { "record_version", { "record_id", "id" } },
    { "hand_value", { "id" } },
    { "decision", { "id" } },
    { "withdrawal", { "id" } },
    { "link", { "id" } },
    { "tag", { "id" } },
    { "note", { "id" } },
    { "proposal", { "id" } },
    { "staged", { "id" } },
    { "review", { "id" } },
    { "import_row", { "job_id", "number" } },
    { "mended", { "job_id", "rule", "field" } },
    { "contact", { "id" } },
    { "company", { "id" } },
    { "point", { "entity_id", "kind", "position" } },
    { "history", { "id" } },
};

static const char *const DERIVED[] = {
    "search", "match_key", "match_key_run", "match_key_page", "match_key_log", "claim",
};

bool dump_is_derived(str table)
{
    for (size_t i = 0; i < LENGTH(DERIVED); i++)
        if (str_eq(table, str_of(DERIVED[i])))
            return true;
    return false;
}

static size_t column_index(const struct dump_table *table, str name)
{
    size_t i = 0;
    while (i < table->column_count && !str_eq(table->columns[i].name, name))
        i++;
    return i;
}

static struct dump_table table_of_plan(const struct plan *plan)
{
    struct dump_table table = { .name = str_of(plan->table), .table = str_of(plan->table) };
    size_t count = 0;
    const struct column_class *classes = column_classes(&count);
    for (size_t i = 0; i < count && table.column_count < DUMP_COLUMN_MAX; i++)
        if (strcmp(classes[i].table, plan->table) == 0)
            table.columns[table.column_count++] =
                (struct dump_column){ str_of(classes[i].column), classes[i].type };
    for (size_t i = 0; plan->keys[i]; i++)
        table.keys[table.key_count++] = column_index(&table, str_of(plan->keys[i]));
    return table;
}

// "x_4" of "contact.x_4".
static struct dump_table table_of_custom(str table, str name, int number)
{
    return (struct dump_table){
        .name = name,
        .table = table,
        .columns = { { STR("id"), 'i' }, { str_slice(name, table.len + 1, name.len), 't' } },
        .column_count = 2,
        .key_count = 1,
        .custom = number,
    };
}

struct dump_table_list dump_tables(struct arena *arena, const int *custom, size_t custom_count)
{
    static const str WITH_CUSTOM[] = { { "contact", 7 }, { "company", 7 } };
    struct dump_table_list list = { 0 };
    for (size_t i = 0; i < LENGTH(PLANS); i++)
        *LIST_PUSH(&list, arena) = table_of_plan(&PLANS[i]);
    for (size_t i = 0; i < LENGTH(WITH_CUSTOM); i++)
        for (size_t j = 0; j < custom_count; j++) {
            str name = arena_print(arena, STR_FMT ".x_%d", STR_ARG(WITH_CUSTOM[i]), custom[j]);
            *LIST_PUSH(&list, arena) = table_of_custom(WITH_CUSTOM[i], name, custom[j]);
        }
    return list;
}

static bool find_custom(str name, struct dump_table *out)
{
    str table, column = name;
    int64_t number = 0;
    bool is_one = str_split(&column, '.', &table) && str_starts(column, STR("x_")) &&
                  column.len <= 5 && column.at[2] != '0' && column.at[2] != '+' &&
                  str_to_int(str_slice(column, 2, column.len), &number) && number > 0 &&
                  number <= CUSTOM_FIELD_MAX &&
                  (str_eq(table, STR("contact")) || str_eq(table, STR("company")));
    if (is_one)
        *out = table_of_custom(table, name, (int)number);
    return is_one;
}

bool dump_table_find(str name, struct dump_table *out)
{
    for (size_t i = 0; i < LENGTH(PLANS); i++)
        if (str_eq(name, str_of(PLANS[i].table))) {
            *out = table_of_plan(&PLANS[i]);
            return true;
        }
    return find_custom(name, out);
}

// --- statements; names come from the migrations and from numbers, never from data ---

static void add_columns(struct buf *out, const struct dump_table *table)
{
    for (size_t i = 0; i < table->column_count; i++)
        buf_print(out, "%s\"" STR_FMT "\"", i ? ", " : "", STR_ARG(table->columns[i].name));
}

static void add_keys(struct buf *out, const struct dump_table *table)
{
    for (size_t i = 0; i < table->key_count; i++)
        buf_print(out, "%s\"" STR_FMT "\"", i ? ", " : "",
                  STR_ARG(table->columns[table->keys[i]].name));
}

static void add_after_last(struct buf *out, const struct dump_table *table)
{
    buf_add_byte(out, '(');
    add_keys(out, table);
    buf_add(out, STR(") > ("));
    for (size_t i = 0; i < table->key_count; i++)
        buf_print(out, "%s$%zu", i ? ", " : "", i + 1);
    buf_add_byte(out, ')');
}

static void add_from(struct buf *out, const struct dump_table *table)
{
    buf_print(out, " FROM \"" STR_FMT "\" WHERE ", STR_ARG(table->table));
    if (table->custom)
        buf_print(out, "\"" STR_FMT "\" IS NOT NULL", STR_ARG(table->columns[1].name));
    else
        buf_add(out, STR("1 = 1"));
}

str dump_select(const struct dump_table *table, bool first, int limit, struct arena *arena)
{
    auto_buf out = buf_new(STATEMENT_MAX);
    buf_add(&out, STR("SELECT "));
    add_columns(&out, table);
    add_from(&out, table);
    if (!first) {
        buf_add(&out, STR(" AND "));
        add_after_last(&out, table);
    }
    buf_add(&out, STR(" ORDER BY "));
    add_keys(&out, table);
    buf_print(&out, " LIMIT %d", limit);
    return arena_copy(arena, buf_str(&out));
}

str dump_count(const struct dump_table *table, struct arena *arena)
{
    auto_buf out = buf_new(STATEMENT_MAX);
    buf_add(&out, STR("SELECT count(*)"));
    add_from(&out, table);
    return arena_copy(arena, buf_str(&out));
}

static str insert_text(const struct dump_table *table, struct arena *arena)
{
    auto_buf out = buf_new(STATEMENT_MAX);
    buf_print(&out, "INSERT INTO \"" STR_FMT "\" (", STR_ARG(table->table));
    add_columns(&out, table);
    buf_add(&out, STR(") VALUES ("));
    for (size_t i = 0; i < table->column_count; i++)
        buf_print(&out, "%s$%zu", i ? ", " : "", i + 1);
    buf_add_byte(&out, ')');
    return arena_copy(arena, buf_str(&out));
}

const struct sql *dump_insert(const struct dump_table *table, struct arena *arena)
{
    struct sql *sql = ARENA_NEW(arena, struct sql, 1);
    sql->name = arena_print(arena, "dump_" STR_FMT, STR_ARG(table->name)).at;
    if (!table->custom) {
        sql->text = insert_text(table, arena).at;
        return sql;
    }
    str name = table->columns[1].name;
    sql->text = arena_print(arena, "UPDATE \"" STR_FMT "\" SET \"" STR_FMT "\" = $2 WHERE id = $1",
                            STR_ARG(table->table), STR_ARG(name))
                    .at;
    sql->postgres = arena_print(arena,
                                "UPDATE \"" STR_FMT "\" SET \"" STR_FMT "\" = v.value FROM "
                                "unnest($1::bigint[], $2::text[]) AS v (id, value) "
                                "WHERE \"" STR_FMT "\".id = v.id",
                                STR_ARG(table->table), STR_ARG(name), STR_ARG(table->table))
                        .at;
    return sql;
}
