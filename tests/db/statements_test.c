// Every statement of every .sql file is understood by both engines, and every column of a real
// database has a class and the type that it says.

#include "register.h"

#include "statements.h"

static const struct sql SQLITE_COLUMNS = {
    .name = "test_columns",
    .text =
        "SELECT t.name, c.name, lower(c.type) FROM sqlite_schema t, pragma_table_info(t.name) c "
        "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'",
    .postgres = "SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c "
                "JOIN information_schema.tables t USING (table_schema, table_name) "
                "WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'",
};

static void skip_without_register(const struct register_fixture *fixture)
{
    if (!fixture->work.db)
        skip();
}

static const char *text_for(const struct db *db, const struct sql *sql)
{
    return db_engine(db) == DB_POSTGRES && sql->postgres ? sql->postgres : sql->text;
}

// Tables that live as long as a connection and that later statements speak of.
static bool makes_temporary_table(const struct db *db, const struct sql *sql)
{
    return str_starts(str_of(text_for(db, sql)), STR("CREATE TEMP"));
}

static void make_temporary_tables(struct work *work)
{
    for (size_t i = 0; i < LENGTH(STATEMENTS); i++)
        if (makes_temporary_table(work->db, STATEMENTS[i]))
            assert_ok(work, db_script(work->db, text_for(work->db, STATEMENTS[i]), &work->error));
}

static void every_statement_is_understood(void **state)
{
    struct work *work = &((struct register_fixture *)*state)->work;
    skip_without_register(*state);
    int refused = 0;
    make_temporary_tables(work);
    for (size_t i = 0; i < LENGTH(STATEMENTS); i++) {
        if (makes_temporary_table(work->db, STATEMENTS[i]))
            continue; // it was run
        assert_ok(work, work_begin(work, false));
        if (db_try_prepare(work->db, STATEMENTS[i], &work->error) != OK) {
            print_error("%s\n", work->error.message);
            refused++;
        }
        (void)!work_end(work, ERR_INTERNAL);
    }
    assert_int_equal(refused, 0);
    assert_true(LENGTH(STATEMENTS) > 100);
}

// No two statements may share a name: PostgreSQL keeps them by it.
static void every_statement_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(STATEMENTS); i++)
        for (size_t j = i + 1; j < LENGTH(STATEMENTS); j++)
            assert_string_not_equal(STATEMENTS[i]->name, STATEMENTS[j]->name);
}

static const struct column_class *class_of(str table, str column)
{
    size_t count;
    const struct column_class *classes = column_classes(&count);
    for (size_t i = 0; i < count; i++)
        if (str_eq(table, str_of(classes[i].table)) && str_eq(column, str_of(classes[i].column)))
            return &classes[i];
    return NULL;
}

static char letter_of(str type)
{
    if (str_eq(type, STR("integer")) || str_eq(type, STR("bigint")))
        return 'i';
    if (str_eq(type, STR("blob")) || str_eq(type, STR("bytea")))
        return 'b';
    return str_eq(type, STR("real")) || str_eq(type, STR("double precision")) ? 'd' : 't';
}

// The register of migrations and the tables of the full-text index are no data of anybody.
static bool is_machinery(str table)
{
    return str_starts(table, STR("search")) || str_eq(table, STR("schema_migration"));
}

static void every_column_has_a_class_and_its_type(void **state)
{
    struct work *work = &((struct register_fixture *)*state)->work;
    skip_without_register(*state);
    int missing = 0, found = 0;
    assert_ok(work, work_begin(work, false));
    auto_query query = query_open(work->db, &SQLITE_COLUMNS);
    while (query_next(&query)) {
        str table = query_str(&query, 0, &work->arena), column = query_peek(&query, 1);
        const struct column_class *class = class_of(table, column);
        if (is_machinery(table))
            continue;
        found++;
        if (class && class->type == letter_of(query_peek(&query, 2)))
            continue;
        print_error(STR_FMT "." STR_FMT " is " STR_FMT "; its class says %c\n", STR_ARG(table),
                    STR_ARG(column), STR_ARG(query_peek(&query, 2)), class ? class->type : '-');
        missing++;
    }
    assert_ok(work, query_end(&query, &work->error));
    query_close(&query);
    assert_ok(work, work_end(work, OK));
    assert_int_equal(missing, 0);
    assert_true(found > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEATURE_TEST(every_statement_is_understood),
        cmocka_unit_test(every_statement_has_a_name_of_its_own),
        FEATURE_TEST(every_column_has_a_class_and_its_type),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
