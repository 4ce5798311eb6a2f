#include "intake/edit.h"

#include "base/json.h"
#include "contact/contact.h"
#include "contact/decision.h"
#include "contact/home_fact.h"
#include "contact/job.h"
#include "contact/record.h"
#include "intake/resolve.h"

// Where the value that `value` replaces comes from: a record, a hand-made value, or 0.
static int64_t replaced_origin(const struct golden *golden, const struct hand_value *value)
{
    if (field_is_single(value->field))
        return golden->origins[value->field];
    for (size_t i = 0; i < golden->custom_count && value->field == FIELD_CUSTOM; i++)
        if (golden->custom[i].number == value->custom)
            return golden->custom[i].origin;
    for (size_t i = 0; i < golden->point_count; i++)
        if (golden->points[i].field == value->field &&
            str_eq(golden->points[i].normal, value->normal))
            return golden->points[i].origin;
    return 0;
}

// The home of an origin: a record is its own, a hand-made value lies at one.
static int64_t home_of(const struct golden *golden, int64_t origin,
                       const struct record_list *records, const struct hand_value_list *hand)
{
    for (size_t i = 0; i < records->count; i++)
        if (records->items[i].id == origin)
            return origin;
    for (size_t i = 0; i < hand->count; i++)
        if (hand->items[i].id == origin)
            return hand->items[i].home_id;
    return golden->id;
}

enum status edit(struct work *work, int64_t contact_id, struct hand_value *values, size_t count)
{
    struct golden golden;
    struct record_list records = { 0 };
    struct hand_value_list hand = { 0 };
    TRY(contact_find(work, contact_id, &golden));
    TRY(record_of_contact(work, golden.id, &records));
    int64_t *homes = ARENA_NEW(&work->arena, int64_t, records.count + 1);
    for (size_t i = 0; i < records.count; i++)
        homes[i] = records.items[i].id;
    TRY(hand_value_load(work, homes, records.count, &hand));
    TRY(job_request(work, "edit"));
    for (size_t i = 0; i < count; i++) {
        values[i].home_id = home_of(&golden, replaced_origin(&golden, &values[i]), &records, &hand);
        TRY(hand_value_add(work, &values[i]));
    }
    return resolve_records(work, &golden.id, 1);
}

enum { ADDITION_BYTES_MAX = 256 * 1024 };

// {"tag": ["", "customer"]}
static str addition(struct work *work, str field, str value)
{
    auto_buf text = buf_new(ADDITION_BYTES_MAX);
    struct json json = json_to(&text);
    json_begin_object(&json);
    json_key(&json, field);
    json_begin_array(&json);
    json_put_str(&json, STR(""));
    json_put_str(&json, value);
    json_end_array(&json);
    json_end_object(&json);
    return arena_copy(&work->arena, buf_str(&text));
}

enum status edit_tag(struct work *work, int64_t contact_id, str name)
{
    struct golden golden;
    TRY(contact_find(work, contact_id, &golden));
    TRY(job_request(work, "tag"));
    struct tag tag = { .home_id = golden.id, .name = name };
    TRY(tag_add(work, &tag, 1));
    return resolve_touch(work, golden.id, addition(work, STR("tag"), name));
}

enum status edit_note(struct work *work, int64_t contact_id, str body)
{
    struct golden golden;
    TRY(contact_find(work, contact_id, &golden));
    TRY(job_request(work, "note"));
    struct note note = { .home_id = golden.id, .body = body };
    TRY(note_add(work, &note, 1));
    return resolve_touch(work, golden.id, addition(work, STR("note"), body));
}

enum status edit_link(struct work *work, int64_t person_id, int64_t company_id, str role,
                      str from_date, str to_date)
{
    struct golden person, company;
    TRY(contact_find(work, person_id, &person));
    TRY(contact_find(work, company_id, &company));
    if (person.entity != ENTITY_PERSON || company.entity != ENTITY_COMPANY)
        return fail(&work->error, ERR_INVALID, "link", "a link goes from a person to a company");
    TRY(job_request(work, "link"));
    struct link link = { .from_home = person.id,
                         .to_home = company.id,
                         .role = role,
                         .from_date = from_date,
                         .to_date = to_date };
    TRY(link_add(work, &link, 1));
    TRY(resolve_touch(work, person.id, addition(work, STR("link"), role)));
    return resolve_touch(work, company.id, addition(work, STR("link"), role));
}

enum status edit_withdraw(struct work *work, int64_t contact_id, const int64_t *fact_ids,
                          size_t count)
{
    TRY(job_request(work, "withdraw"));
    TRY(fact_withdraw(work, fact_ids, count));
    return resolve_touch(work, contact_id, STR("{}"));
}
