#include "db/migrate.h"

#include "base/clock.h"
#include "db/query.h"

#include "db/migrate.sql.h"
#include "migrations.h"

static const char REGISTER[] =
    "CREATE TABLE IF NOT EXISTS schema_migration ("
    " number bigint PRIMARY KEY, name text NOT NULL, at bigint NOT NULL)";

const struct column_class *column_classes(size_t *count)
{
    *count = LENGTH(COLUMN_CLASSES);
    return COLUMN_CLASSES;
}

enum status schema_version(struct db *db, int64_t *version, struct error *error)
{
    auto_query query = query_open(db, &sql_schema_version);
    if (query_next(&query))
        *version = query_int(&query, 0);
    return query_end(&query, error);
}

int64_t schema_newest(void)
{
    return MIGRATIONS[LENGTH(MIGRATIONS) - 1].number;
}

static enum status record(struct db *db, const struct migration *migration, struct error *error)
{
    auto_query query = query_open(db, &sql_schema_migration_insert);
    query_bind_int(&query, 1, migration->number);
    query_bind_str(&query, 2, str_of(migration->name));
    query_bind_int(&query, 3, clock_now());
    return query_run(&query, error);
}

static enum status apply(struct db *db, const struct migration *migration, struct error *error)
{
    const char *text = db_engine(db) == DB_SQLITE ? migration->sqlite : migration->postgres;
    TRY(db_script(db, text, error));
    return record(db, migration, error);
}

static enum status apply_in_transaction(struct db *db, const struct migration *migration,
                                        struct error *error)
{
    TRY(db_begin(db, true, error));
    enum status status = apply(db, migration, error);
    if (status == OK)
        return db_commit(db, error);
    db_rollback(db);
    return status;
}

enum status migrate(struct db *db, struct error *error)
{
    int64_t version = 0;
    TRY(db_script(db, REGISTER, error));
    TRY(schema_version(db, &version, error));
    if (version > schema_newest())
        return fail(error, ERR_CONFLICT, "database",
                    "the register was written by a newer kartotek (schema %lld, this program knows "
                    "%lld); nothing was changed",
                    (long long)version, (long long)schema_newest());
    for (size_t i = 0; i < LENGTH(MIGRATIONS); i++)
        if (MIGRATIONS[i].number > version)
            TRY(apply_in_transaction(db, &MIGRATIONS[i], error));
    return OK;
}
