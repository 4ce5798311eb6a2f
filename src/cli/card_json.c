// A card as one JSON object.

#include "cli/card.h"

#include "base/clock.h"
#include "base/id.h"

static void put_id(struct json *json, const char *key, int64_t id, struct arena *arena)
{
    json_key(json, str_of(key));
    json_put_str(json, id_text(arena, id));
}

static void put_values(struct json *json, const struct card *card, struct arena *arena)
{
    const struct golden *golden = &card->golden;
    json_key(json, STR("values"));
    json_begin_object(json);
    for (enum field field = FIELD_NONE + 1; field < FIELD_EMAIL; field++) {
        if (!golden->values[field].len)
            continue;
        json_key(json, str_of(field_info(field)->name));
        json_begin_object(json);
        json_key_str(json, "value", golden->values[field]);
        json_key_str(json, "from", card_origin(card, golden->origins[field], arena));
        json_end_object(json);
    }
    json_end_object(json);
}

static void put_points(struct json *json, const struct card *card, struct arena *arena)
{
    json_key(json, STR("points"));
    json_begin_array(json);
    for (size_t i = 0; i < card->golden.point_count; i++) {
        const struct point *point = &card->golden.points[i];
        json_begin_object(json);
        json_key_str(json, "field", str_of(field_info(point->field)->name));
        json_key_str(json, "value", point->value);
        json_key_str(json, "label", point->label);
        json_key_str(json, "status", str_of(point_status_name(point->status)));
        json_key_str(json, "from", card_origin(card, point->origin, arena));
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_custom(struct json *json, const struct card *card, struct arena *arena)
{
    json_key(json, STR("custom"));
    json_begin_object(json);
    for (size_t i = 0; i < card->golden.custom_count; i++) {
        const struct custom_value *custom = &card->golden.custom[i];
        json_key(json, card_custom_name(card, custom->number));
        json_begin_object(json);
        json_key_str(json, "value", custom->value);
        json_key_str(json, "from", card_origin(card, custom->origin, arena));
        json_end_object(json);
    }
    json_end_object(json);
}

static void put_links(struct json *json, const struct card *card, struct arena *arena)
{
    json_key(json, STR("links"));
    json_begin_array(json);
    for (size_t i = 0; i < card->links.count; i++) {
        const struct link *link = &card->links.items[i];
        int64_t other = card_other_end(card, link);
        json_begin_object(json);
        json_key_str(json, "role", link->role);
        put_id(json, "with", other, arena);
        json_key_str(json, "name", shown_name(&card->linked, other, arena));
        json_key_str(json, "from_date", link->from_date);
        json_key_str(json, "to_date", link->to_date);
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_tags_and_notes(struct json *json, const struct card *card, struct arena *arena)
{
    json_key(json, STR("tags"));
    json_begin_array(json);
    for (size_t i = 0; i < card->tags.count; i++)
        json_put_str(json, card->tags.items[i].name);
    json_end_array(json);
    json_key(json, STR("notes"));
    json_begin_array(json);
    for (size_t i = 0; i < card->notes.count; i++) {
        json_begin_object(json);
        json_key_str(json, "at", clock_format(arena, card->notes.items[i].at));
        json_key_str(json, "body", card->notes.items[i].body);
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_records(struct json *json, const struct card *card, struct arena *arena)
{
    json_key(json, STR("records"));
    json_begin_array(json);
    for (size_t i = 0; i < card->records.count; i++) {
        const struct record *record = &card->records.items[i];
        json_begin_object(json);
        put_id(json, "id", record->id, arena);
        json_key_str(json, "source", card_source(card, record->source_id));
        json_key_str(json, "external_id", record->external_id);
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_decisions(struct json *json, const struct card *card, struct arena *arena)
{
    json_key(json, STR("decisions"));
    json_begin_array(json);
    for (size_t i = 0; i < card->decisions.count; i++) {
        const struct decision *decision = &card->decisions.items[i];
        json_begin_object(json);
        put_id(json, "record_a", decision->record_a, arena);
        put_id(json, "record_b", decision->record_b, arena);
        json_key_bool(json, "same", decision->same);
        json_key_bool(json, "by_person", decision->by_person);
        json_key(json, STR("weight"));
        json_put_double(json, decision->weight, 2);
        json_key_str(json, "evidence", decision->evidence);
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_history(struct json *json, const struct card *card, struct arena *arena)
{
    json_key(json, STR("history"));
    json_begin_array(json);
    for (size_t i = 0; i < card->history.count; i++) {
        const struct history_entry *entry = &card->history.items[i];
        json_begin_object(json);
        json_key_int(json, "version", entry->version);
        json_key_str(json, "at", clock_format(arena, entry->at));
        put_id(json, "job", entry->job_id, arena);
        json_key_str(json, "action", entry->action);
        json_key(json, STR("diff"));
        json_put_raw(json, entry->diff.len ? entry->diff : STR("null"));
        json_end_object(json);
    }
    json_end_array(json);
}

void card_write_json(const struct card *card, struct arena *arena, struct buf *out)
{
    const struct golden *golden = &card->golden;
    struct json json = json_to(out);
    json_begin_object(&json);
    put_id(&json, "id", golden->id, arena);
    json_key_str(&json, "entity", str_of(entity_name(golden->entity)));
    json_key_str(&json, "name", golden_name(golden, arena));
    json_key_int(&json, "version", golden->version);
    json_key_int(&json, "completeness", golden_completeness(golden));
    put_values(&json, card, arena);
    put_points(&json, card, arena);
    put_custom(&json, card, arena);
    put_links(&json, card, arena);
    put_tags_and_notes(&json, card, arena);
    put_records(&json, card, arena);
    put_decisions(&json, card, arena);
    put_history(&json, card, arena);
    json_end_object(&json);
    buf_add_byte(out, '\n');
}
