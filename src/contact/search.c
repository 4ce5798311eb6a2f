#include "contact/search.h"

#include "base/buf.h"
#include "value/fold.h"

#include "contact/search.sql.h"

static enum status run(struct work *work, const struct sql *sql,
                       const struct search_change *changes, size_t count, bool before)
{
    auto_bulk bulk = bulk_open(work->db, sql, "it");
    for (size_t i = 0; i < count; i++) {
        str words = before ? changes[i].before : changes[i].after;
        if (!words.len || str_eq(changes[i].before, changes[i].after))
            continue;
        bulk_int(&bulk, changes[i].id);
        bulk_str(&bulk, words);
        bulk_row(&bulk);
    }
    return bulk_end(&bulk, &work->error);
}

enum status search_put(struct work *work, const struct search_change *changes, size_t count)
{
    TRY(run(work, &sql_search_delete, changes, count, true));
    return run(work, &sql_search_insert, changes, count, false);
}

// "berg a" becomes  "berg"* AND "a"*  for FTS5 and  'berg':* & 'a':*  for PostgreSQL.
static str query_text(struct work *work, str text)
{
    bool postgres = db_engine(work->db) == DB_POSTGRES;
    str rest = fold_words(&work->arena, text), word;
    auto_buf out = buf_new(4096);
    while (str_split(&rest, ' ', &word)) {
        if (!word.len)
            continue;
        buf_add(&out, !out.len ? STR("") : postgres ? STR(" & ") : STR(" AND "));
        buf_add_byte(&out, postgres ? '\'' : '"');
        buf_add(&out, word);
        buf_add(&out, postgres ? STR("':*") : STR("\"*"));
    }
    return arena_copy(&work->arena, buf_str(&out));
}

enum status search_find(struct work *work, str text, int64_t limit, struct int_list *out)
{
    *out = (struct int_list){ 0 };
    str words = query_text(work, text);
    if (!words.len)
        return OK;
    auto_query query = query_open(work->db, &sql_search_find);
    query_bind_str(&query, 1, words);
    query_bind_int(&query, 2, limit);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = query_int(&query, 0);
    return query_end(&query, &work->error);
}
