#include "exchange/import_log.h"

#include "base/json.h"
#include "base/utf8.h"

#include "exchange/import_log.sql.h"

enum { SAMPLES_BYTES_MAX = 64 * 1024 };

static struct mended_count *count_of(struct mended_counts *counts, const char *rule,
                                     enum field field)
{
    for (size_t i = 0; i < counts->count; i++)
        if (counts->items[i].field == field && strcmp(counts->items[i].rule, rule) == 0)
            return &counts->items[i];
    if (counts->count == MENDED_KINDS_MAX)
        return NULL;
    struct mended_count *count = &counts->items[counts->count++];
    *count = (struct mended_count){ .rule = rule, .field = field };
    return count;
}

// Cuts between characters.
static void copy_text(char *out, size_t size, str text)
{
    size_t len = 0;
    for (str rest = text; rest.len;) {
        utf8_next(&rest);
        size_t end = text.len - rest.len;
        if (end >= size)
            break;
        len = end;
    }
    if (len)
        memcpy(out, text.at, len);
    out[len] = '\0';
}

// What says nothing is left out, an extension is taken off its number, and a value that stood in
// the wrong column goes where it belongs: all of them are changes.
bool mended_is_doubt(const struct mended *mended)
{
    static const char *const CHANGES[] = { "junk", "extension", "moved" };
    for (size_t i = 0; i < LENGTH(CHANGES); i++)
        if (strcmp(mended->rule, CHANGES[i]) == 0)
            return false;
    return mended->problem.len > 0;
}

// A rule mends some values of a field and finds others wrong: those are counted apart.
static const char *counted_rule(const struct mended *mended)
{
    return mended_is_doubt(mended) && !mended->after.len ? "doubtful" : mended->rule;
}

void mended_note(struct mended_counts *counts, const struct mended *mended)
{
    struct mended_count *count = count_of(counts, counted_rule(mended), mended->field);
    if (!count || count->count++ < 0 || count->sample_count == MENDED_SAMPLES)
        return;
    size_t at = count->sample_count++;
    copy_text(count->samples[at].before, sizeof count->samples[at].before, mended->before);
    copy_text(count->samples[at].after, sizeof count->samples[at].after, mended->after);
}

static void write_samples(const struct mended_count *count, struct buf *out)
{
    struct json json = json_to(out);
    json_begin_array(&json);
    for (size_t i = 0; i < count->sample_count; i++) {
        json_begin_array(&json);
        json_put_str(&json, str_of(count->samples[i].before));
        json_put_str(&json, str_of(count->samples[i].after));
        json_end_array(&json);
    }
    json_end_array(&json);
}

enum status mended_save(struct work *work, struct mended_counts *counts)
{
    auto_bulk bulk = bulk_open(work->db, &sql_mended_put, "ittit");
    for (size_t i = 0; i < counts->count; i++) {
        auto_buf samples = buf_new(SAMPLES_BYTES_MAX);
        write_samples(&counts->items[i], &samples);
        bulk_int(&bulk, work->job_id);
        bulk_str(&bulk, str_of(counts->items[i].rule));
        bulk_str(&bulk, str_of(field_info(counts->items[i].field)->name));
        bulk_int(&bulk, counts->items[i].count);
        bulk_str(&bulk, buf_str(&samples));
        bulk_row(&bulk);
    }
    counts->count = 0;
    return bulk_end(&bulk, &work->error);
}

enum status import_row_add(struct work *work, const struct import_row *rows, size_t count)
{
    auto_bulk bulk = bulk_open(work->db, &sql_import_row_insert, "iiitttt");
    for (size_t i = 0; i < count; i++) {
        bulk_int(&bulk, work->job_id);
        bulk_int(&bulk, rows[i].number);
        bulk_int(&bulk, rows[i].line);
        bulk_str(&bulk, rows[i].verdict);
        bulk_optional_str(&bulk, rows[i].column_name);
        bulk_str(&bulk, rows[i].reason);
        bulk_str(&bulk, rows[i].raw);
        bulk_row(&bulk);
    }
    return bulk_end(&bulk, &work->error);
}

enum status import_row_list(struct work *work, int64_t job_id, int64_t after, int64_t limit,
                            struct import_row_list *out)
{
    *out = (struct import_row_list){ 0 };
    auto_query query = query_open(work->db, &sql_import_row_list);
    query_bind_int(&query, 1, job_id);
    query_bind_int(&query, 2, after);
    query_bind_int(&query, 3, limit);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = (struct import_row){
            .number = query_int(&query, 0),
            .line = query_int(&query, 1),
            .verdict = query_str(&query, 2, &work->arena),
            .column_name = query_str(&query, 3, &work->arena),
            .reason = query_str(&query, 4, &work->arena),
            .raw = query_str(&query, 5, &work->arena),
        };
    return query_end(&query, &work->error);
}
