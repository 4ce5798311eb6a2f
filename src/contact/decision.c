#include "contact/decision.h"

#include "base/id.h"

#include "contact/decision.sql.h"

enum status decision_add(struct work *work, struct decision *decisions, size_t count)
{
    auto_bulk bulk = bulk_open(work->db, &sql_decision_insert, "iiittiidtiii");
    for (size_t i = 0; i < count; i++) {
        struct decision *decision = &decisions[i];
        decision->id = id_new();
        bulk_int(&bulk, decision->id);
        bulk_int(&bulk, decision->record_a);
        bulk_int(&bulk, decision->record_b);
        bulk_str(&bulk, decision->same ? STR("same") : STR("different"));
        bulk_str(&bulk, decision->by_person ? STR("person") : STR("machine"));
        bulk_optional_int(&bulk, decision->keep_id);
        bulk_optional_int(&bulk, decision->model_id);
        bulk_double(&bulk, decision->weight);
        bulk_optional_str(&bulk, decision->evidence);
        bulk_int(&bulk, work->actor_id);
        bulk_int(&bulk, work->now);
        bulk_int(&bulk, work->job_id);
        bulk_row(&bulk);
    }
    return bulk_end(&bulk, &work->error);
}

// Columns in the order of decision_load.
static struct decision read_decision(const struct query *query)
{
    return (struct decision){
        .id = query_int(query, 0),
        .record_a = query_int(query, 1),
        .record_b = query_int(query, 2),
        .same = str_eq(query_peek(query, 3), STR("same")),
        .by_person = str_eq(query_peek(query, 4), STR("person")),
        .keep_id = query_int(query, 5),
        .weight = query_double(query, 6),
    };
}

enum status decision_load(struct work *work, const int64_t *record_ids, size_t count,
                          struct decision_list *out)
{
    auto_query query = query_open_many(work->db, &sql_decision_load, record_ids, count);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = read_decision(&query);
    return query_end(&query, &work->error);
}

enum status decision_withdrawn(struct work *work, int64_t record_id, struct decision_list *out)
{
    auto_query query = query_open(work->db, &sql_decision_withdrawn);
    query_bind_int(&query, 1, record_id);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = read_decision(&query);
    return query_end(&query, &work->error);
}

enum status decision_explain(struct work *work, int64_t record_id, struct decision_list *out)
{
    auto_query query = query_open(work->db, &sql_decision_explain);
    query_bind_int(&query, 1, record_id);
    while (query_next(&query)) {
        struct decision *decision = LIST_PUSH(out, &work->arena);
        *decision = read_decision(&query);
        decision->evidence = query_str(&query, 7, &work->arena);
    }
    return query_end(&query, &work->error);
}

enum status decision_records_of_job(struct work *work, int64_t job_id, int64_t after, int64_t limit,
                                    struct int_list *out)
{
    *out = (struct int_list){ 0 };
    auto_query query = query_open(work->db, &sql_decision_records_of_job);
    query_bind_int(&query, 1, job_id);
    query_bind_int(&query, 2, after);
    query_bind_int(&query, 3, limit);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = query_int(&query, 0);
    return query_end(&query, &work->error);
}

enum status fact_withdraw(struct work *work, const int64_t *fact_ids, size_t count)
{
    auto_bulk bulk = bulk_open(work->db, &sql_withdrawal_insert, "iiiii");
    for (size_t i = 0; i < count; i++) {
        bulk_int(&bulk, id_new());
        bulk_int(&bulk, fact_ids[i]);
        bulk_int(&bulk, work->job_id);
        bulk_int(&bulk, work->actor_id);
        bulk_int(&bulk, work->now);
        bulk_row(&bulk);
    }
    return bulk_end(&bulk, &work->error);
}
