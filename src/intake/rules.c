#include "intake/rules.h"

#include "base/buf.h"

#include "intake/rules.sql.h"

static const char *const ACTION_NAMES[] = { "log", "warn", "review", "block" };

static void apply(struct survivorship *rules, str field, const enum criterion *criteria)
{
    enum field one = field_find(field);
    for (enum field f = FIELD_NONE; f < FIELD_COUNT; f++)
        if (str_eq(field, STR("*")) || f == one)
            memcpy(rules->criteria[f], criteria, sizeof rules->criteria[f]);
}

// "*" first, so that a field's own rule stands.
static enum status apply_rows(struct work *work, struct survivorship *rules, bool general)
{
    auto_query query = query_open(work->db, &sql_survivorship_list);
    while (query_next(&query)) {
        enum criterion criteria[CRITERION_MAX] = { 0 };
        str field = query_peek(&query, 0);
        if (str_eq(field, STR("*")) == general &&
            survivorship_read(query_peek(&query, 1), criteria))
            apply(rules, field, criteria);
    }
    return query_end(&query, &work->error);
}

enum status survivorship_load(struct work *work, struct survivorship *out)
{
    *out = survivorship_default();
    TRY(apply_rows(work, out, true));
    return apply_rows(work, out, false);
}

enum status survivorship_set(struct work *work, str field, str criteria)
{
    enum criterion parsed[CRITERION_MAX] = { 0 };
    if (!str_eq(field, STR("*")) && field_find(field) == FIELD_NONE)
        return fail(&work->error, ERR_INVALID, "field", "there is no field '" STR_FMT "'",
                    STR_ARG(field));
    if (!survivorship_read(criteria, parsed))
        return fail(&work->error, ERR_INVALID, "criteria",
                    "criteria are words of: trust newest oldest complete frequent");
    auto_query query = query_open(work->db, &sql_survivorship_put);
    query_bind_str(&query, 1, field);
    query_bind_str(&query, 2, criteria);
    return query_run(&query, &work->error);
}

str survivorship_text(const struct survivorship *rules, enum field field, struct arena *arena)
{
    const enum criterion *criteria = rules->criteria[field];
    auto_buf text = buf_new(200);
    for (size_t i = 0; i < CRITERION_MAX && criteria[i]; i++)
        buf_print(&text, "%s%s", i ? " " : "", criterion_name(criteria[i]));
    return arena_copy(arena, buf_str(&text));
}

static bool find_action(str name, enum guard_action *out)
{
    for (size_t i = 0; i < LENGTH(ACTION_NAMES); i++)
        if (str_eq(name, str_of(ACTION_NAMES[i]))) {
            *out = (enum guard_action)i;
            return true;
        }
    return false;
}

enum status policy_find(struct work *work, str channel, str finding, enum guard_action otherwise,
                        enum guard_action *out)
{
    *out = otherwise;
    auto_query query = query_open(work->db, &sql_policy_find);
    query_bind_str(&query, 1, channel);
    query_bind_str(&query, 2, finding);
    if (query_next(&query))
        (void)!find_action(query_peek(&query, 0), out);
    return query_end(&query, &work->error);
}

enum status policy_set(struct work *work, str channel, str finding, str action)
{
    enum guard_action parsed;
    if (!find_action(action, &parsed))
        return fail(&work->error, ERR_INVALID, "action", "an action is log, warn, review or block");
    auto_query query = query_open(work->db, &sql_policy_put);
    query_bind_str(&query, 1, channel);
    query_bind_str(&query, 2, finding);
    query_bind_str(&query, 3, action);
    return query_run(&query, &work->error);
}

enum status policy_list(struct work *work, struct policy_list *out)
{
    *out = (struct policy_list){ 0 };
    auto_query query = query_open(work->db, &sql_policy_list);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = (struct policy){
            .channel = query_str(&query, 0, &work->arena),
            .finding = query_str(&query, 1, &work->arena),
            .action = query_str(&query, 2, &work->arena),
        };
    return query_end(&query, &work->error);
}
