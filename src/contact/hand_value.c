#include "contact/hand_value.h"

#include "base/id.h"

#include "contact/hand_value.sql.h"

static const char *const STATE_NAMES[] = { "set", "cleared", "hidden", "verified" };

const char *hand_state_name(enum hand_state state)
{
    return STATE_NAMES[state];
}

static enum hand_state find_state(str name)
{
    for (size_t i = 0; i < LENGTH(STATE_NAMES); i++)
        if (str_eq(name, str_of(STATE_NAMES[i])))
            return (enum hand_state)i;
    return HAND_SET;
}

static str field_text(const struct hand_value *value, struct arena *arena)
{
    if (value->field == FIELD_CUSTOM)
        return arena_print(arena, "x_%d", value->custom);
    return str_of(field_info(value->field)->name);
}

enum status hand_value_add(struct work *work, struct hand_value *value)
{
    value->id = id_new();
    value->at = work->now;
    auto_query query = query_open(work->db, &sql_hand_value_insert);
    query_bind_int(&query, 1, value->id);
    query_bind_int(&query, 2, value->home_id);
    query_bind_str(&query, 3, field_text(value, &work->arena));
    query_bind_optional_str(&query, 4, value->normal);
    query_bind_str(&query, 5, str_of(hand_state_name(value->state)));
    query_bind_optional_str(&query, 6, value->value);
    query_bind_optional_str(&query, 7, value->label);
    query_bind_int(&query, 8, work->actor_id);
    query_bind_int(&query, 9, value->at);
    query_bind_int(&query, 10, work->job_id);
    return query_run(&query, &work->error);
}

static void read_field(str text, struct hand_value *out)
{
    int64_t number = 0;
    if (str_starts(text, STR("x_")) && str_to_int(str_slice(text, 2, text.len), &number)) {
        out->field = FIELD_CUSTOM;
        out->custom = (int)number;
    } else {
        out->field = field_find(text);
    }
}

// Columns in the order of hand_value_load.
static struct hand_value read_value(const struct query *query, struct arena *arena)
{
    struct hand_value value = {
        .id = query_int(query, 0),
        .home_id = query_int(query, 1),
        .normal = query_str(query, 3, arena),
        .state = find_state(query_peek(query, 4)),
        .value = query_str(query, 5, arena),
        .label = query_str(query, 6, arena),
        .at = query_int(query, 7),
    };
    read_field(query_peek(query, 2), &value);
    return value;
}

enum status hand_value_load(struct work *work, const int64_t *home_ids, size_t count,
                            struct hand_value_list *out)
{
    auto_query query = query_open_many(work->db, &sql_hand_value_load, home_ids, count);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = read_value(&query, &work->arena);
    return query_end(&query, &work->error);
}

enum status hand_value_homes_of_job(struct work *work, int64_t job_id, int64_t after, int64_t limit,
                                    struct int_list *out)
{
    *out = (struct int_list){ 0 };
    auto_query query = query_open(work->db, &sql_hand_value_homes_of_job);
    query_bind_int(&query, 1, job_id);
    query_bind_int(&query, 2, after);
    query_bind_int(&query, 3, limit);
    while (query_next(&query))
        *LIST_PUSH(out, &work->arena) = query_int(&query, 0);
    return query_end(&query, &work->error);
}
