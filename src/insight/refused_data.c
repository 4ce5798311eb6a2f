// Rows of imports that did not become facts, gathered by the kind of their reason: most reasons
// name the value that is wrong, or the weights of the pair that is perhaps one, so hardly two are
// alike.

#include "insight/reason.h"
#include "insight/report_data.h"

#include "insight/refused_data.sql.h"

#include <stdlib.h>

struct statements {
    const struct sql *reasons, *rows;
};

static struct statements statements_of(enum report_refusal refusal)
{
    switch (refusal) {
    case REFUSAL_REJECTED:
        return (struct statements){ &sql_rejected_reasons, &sql_rejected_rows };
    case REFUSAL_WAITING:
        return (struct statements){ &sql_waiting_reasons, &sql_waiting_rows };
    }
    abort();
}

// "E-mail is not valid" of "E-mail is not valid: anna@".
static str kind_of(str reason)
{
    if (reason_ends(reason))
        return STR("it may be somebody the register holds already");
    return str_slice(reason, 0, str_find(reason, STR(": ")));
}

static struct report_reason *reason_of(struct report_refused *refused, str column, str kind,
                                       struct arena *arena)
{
    for (size_t i = 0; i < refused->reasons.count; i++) {
        struct report_reason *reason = &refused->reasons.items[i];
        if (str_eq(reason->reason, kind) && str_eq(reason->column, column))
            return reason;
    }
    struct report_reason *reason = LIST_PUSH(&refused->reasons, arena);
    *reason = (struct report_reason){ .column = arena_copy(arena, column),
                                      .reason = arena_copy(arena, kind) };
    return reason;
}

// The first rows of a kind come from its most frequent reasons.
static void count_reason(struct report_refused *refused, str column, str text, int64_t count,
                         struct arena *arena)
{
    struct report_reason *reason = reason_of(refused, column, kind_of(text), arena);
    reason->count += count;
    refused->total += count;
    if (reason->sample_count < REPORT_SAMPLE_MAX)
        reason->samples[reason->sample_count++].reason = arena_copy(arena, text);
}

static int by_count(const void *a, const void *b)
{
    const struct report_reason *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    int order = str_compare(x->reason, y->reason);
    return order ? order : str_compare(x->column, y->column);
}

static enum status load_reasons(struct work *work, const struct sql *sql,
                                struct report_refused *out)
{
    auto_arena scratch = { 0 };
    auto_query query = query_open(work->db, sql);
    while (query_next(&query)) {
        str column = query_str(&query, 0, &scratch);
        str reason = query_str(&query, 1, &scratch);
        count_reason(out, column, reason, query_int(&query, 2), &work->arena);
        arena_reset(&scratch);
    }
    if (out->reasons.count)
        qsort(out->reasons.items, out->reasons.count, sizeof *out->reasons.items, by_count);
    return query_end(&query, &work->error);
}

// Rows for the reasons noted as samples; the rows of a single reason fill all the places there are.
static enum status load_samples(struct work *work, const struct sql *sql,
                                struct report_reason *kind)
{
    struct report_line lines[REPORT_SAMPLE_MAX];
    size_t count = 0;
    for (size_t i = 0; i < kind->sample_count && count < REPORT_SAMPLE_MAX; i++) {
        size_t left = kind->sample_count - i - 1; // each of these is to have a row as well
        auto_query query = query_open(work->db, sql);
        query_bind_str(&query, 1, kind->samples[i].reason);
        query_bind_str(&query, 2, kind->column);
        query_bind_int(&query, 3, (int64_t)(REPORT_SAMPLE_MAX - count - left));
        while (query_next(&query) && count + left < REPORT_SAMPLE_MAX)
            lines[count++] = (struct report_line){
                .source = query_str(&query, 0, &work->arena),
                .file_name = query_str(&query, 1, &work->arena),
                .line = query_int(&query, 2),
                .raw = query_str(&query, 3, &work->arena),
                .reason = kind->samples[i].reason,
            };
        TRY(query_end(&query, &work->error));
    }
    for (size_t i = 0; i < count; i++)
        kind->samples[i] = lines[i];
    kind->sample_count = count;
    return OK;
}

enum status report_refused_load(struct work *work, enum report_refusal refusal,
                                struct report_refused *out)
{
    enum { SAMPLED_MAX = 12 };
    struct statements statements = statements_of(refusal);
    *out = (struct report_refused){ 0 };
    TRY(load_reasons(work, statements.reasons, out));
    for (size_t i = 0; i < out->reasons.count && i < SAMPLED_MAX; i++)
        TRY(load_samples(work, statements.rows, &out->reasons.items[i]));
    return OK;
}
