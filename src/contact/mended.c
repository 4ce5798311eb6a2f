#include "contact/mended.h"

#include "contact/mended.sql.h"

enum status job_mended(struct work *work, int64_t job_id, struct mended_rule_list *out)
{
    *out = (struct mended_rule_list){ 0 };
    auto_query query = query_open(work->db, &sql_job_mended);
    query_bind_int(&query, 1, job_id);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = (struct mended_rule){
            .rule = query_str(&query, 0, &work->arena),
            .field = query_str(&query, 1, &work->arena),
            .count = query_int(&query, 2),
            .samples = query_str(&query, 3, &work->arena),
        };
    return query_end(&query, &work->error);
}
