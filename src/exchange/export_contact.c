#include "exchange/export_contact.h"

#include "base/clock.h"
#include "base/id.h"
#include "base/json.h"
#include "exchange/vcard_entry.h"
#include "format/vcard_write.h"
#include "value/entry.h"

// --- JSON ---

struct writing {
    const struct export_page *page;
    const struct export_contact *contact;
    struct arena *arena;
    struct json json;
};

static void put_id(struct writing *w, const char *key, int64_t id)
{
    char text[ID_TEXT_LEN + 1];
    id_write(id, text);
    json_key(&w->json, str_of(key));
    json_put_str(&w->json, str_of(text));
}

static void put_time(struct writing *w, const char *key, int64_t at)
{
    json_key(&w->json, str_of(key));
    json_put_str(&w->json, clock_format(w->arena, at));
}

static void put_optional(struct writing *w, const char *key, str value)
{
    if (!value.len)
        return;
    json_key(&w->json, str_of(key));
    json_put_str(&w->json, value);
}

static void put_origin(struct writing *w, int64_t origin)
{
    const struct record *record = export_record(w->contact, origin);
    json_key(&w->json, STR("origin"));
    json_begin_object(&w->json);
    if (record) {
        json_key_str(&w->json, "source", export_source_name(w->page, record->source_id));
        json_key_str(&w->json, "external_id", record->external_id);
    } else {
        json_key_bool(&w->json, "by_hand", true);
    }
    json_end_object(&w->json);
}

static void put_values(struct writing *w)
{
    const struct golden *golden = w->contact->golden;
    json_key(&w->json, STR("values"));
    json_begin_object(&w->json);
    for (enum field field = FIELD_NONE + 1; field < FIELD_EMAIL; field++) {
        if (!golden->values[field].len)
            continue;
        json_key(&w->json, str_of(field_info(field)->name));
        json_begin_object(&w->json);
        json_key_str(&w->json, "value", golden->values[field]);
        put_origin(w, golden->origins[field]);
        json_end_object(&w->json);
    }
    json_end_object(&w->json);
}

static void put_points(struct writing *w)
{
    const struct golden *golden = w->contact->golden;
    json_key(&w->json, STR("points"));
    json_begin_array(&w->json);
    for (size_t i = 0; i < golden->point_count; i++) {
        const struct point *point = &golden->points[i];
        json_begin_object(&w->json);
        json_key_str(&w->json, "kind", str_of(field_info(point->field)->name));
        json_key_str(&w->json, "value", point->value);
        put_optional(w, "label", point->label);
        json_key_str(&w->json, "status", str_of(point_status_name(point->status)));
        if (point->verified_at)
            put_time(w, "verified_at", point->verified_at);
        put_origin(w, point->origin);
        json_end_object(&w->json);
    }
    json_end_array(&w->json);
}

static void put_custom(struct writing *w)
{
    const struct golden *golden = w->contact->golden;
    const struct custom_field_list *fields = &w->page->fields;
    json_key(&w->json, STR("custom"));
    json_begin_object(&w->json);
    for (size_t i = 0; i < golden->custom_count; i++)
        for (size_t j = 0; j < fields->count; j++)
            if (fields->items[j].number == golden->custom[i].number) {
                json_key(&w->json, fields->items[j].name);
                json_put_str(&w->json, golden->custom[i].value);
            }
    json_end_object(&w->json);
}

static void put_links(struct writing *w)
{
    json_key(&w->json, STR("links"));
    json_begin_array(&w->json);
    for (size_t i = 0; i < w->contact->links.count; i++) {
        const struct export_link *link = &w->contact->links.items[i];
        if (!link->other_id)
            continue;
        json_begin_object(&w->json);
        put_id(w, "id", link->link->id);
        json_key_str(&w->json, "role", link->link->role);
        put_id(w, link->to_company ? "company" : "person", link->other_id);
        json_key_str(&w->json, "name", link->other_name);
        put_optional(w, "from", link->link->from_date);
        put_optional(w, "to", link->link->to_date);
        json_end_object(&w->json);
    }
    json_end_array(&w->json);
}

static void put_tags_and_notes(struct writing *w)
{
    json_key(&w->json, STR("tags"));
    json_begin_array(&w->json);
    for (size_t i = 0; i < w->contact->tags.count; i++)
        json_put_str(&w->json, w->contact->tags.items[i].name);
    json_end_array(&w->json);
    json_key(&w->json, STR("notes"));
    json_begin_array(&w->json);
    for (size_t i = 0; i < w->contact->notes.count; i++) {
        json_begin_object(&w->json);
        put_time(w, "at", w->contact->notes.items[i].at);
        json_key_str(&w->json, "body", w->contact->notes.items[i].body);
        json_end_object(&w->json);
    }
    json_end_array(&w->json);
}

static void put_records(struct writing *w)
{
    json_key(&w->json, STR("records"));
    json_begin_array(&w->json);
    for (size_t i = 0; i < w->contact->records.count; i++) {
        const struct record *record = &w->contact->records.items[i];
        json_begin_object(&w->json);
        put_id(w, "id", record->id);
        json_key_str(&w->json, "source", export_source_name(w->page, record->source_id));
        json_key_str(&w->json, "external_id", record->external_id);
        json_end_object(&w->json);
    }
    json_end_array(&w->json);
}

void export_contact_json(const struct export_page *page, const struct export_contact *contact,
                         struct arena *arena, struct buf *out)
{
    const struct golden *golden = contact->golden;
    struct writing w = { page, contact, arena, json_to(out) };
    json_begin_object(&w.json);
    put_id(&w, "id", golden->id);
    json_key_str(&w.json, "entity",
                 golden->entity == ENTITY_PERSON ? STR("person") : STR("company"));
    json_key_str(&w.json, "name", golden_name(golden, arena));
    json_key_int(&w.json, "version", golden->version);
    put_time(&w, "created_at", golden->created_at);
    put_values(&w);
    put_points(&w);
    put_custom(&w);
    put_links(&w);
    put_tags_and_notes(&w);
    put_records(&w);
    json_end_object(&w.json);
}

// --- vCard ---

static void add_item(struct entry *entry, struct arena *arena, enum field field, str value)
{
    entry_add(entry, arena, (struct entry_item){ .field = field, .value = value });
}

static struct entry entry_of(const struct export_contact *contact, struct arena *arena)
{
    const struct golden *golden = contact->golden;
    struct entry entry = { .entity = golden->entity };
    for (enum field field = FIELD_NONE + 1; field < FIELD_EMAIL; field++)
        add_item(&entry, arena, field, golden->values[field]);
    for (size_t i = 0; i < golden->point_count; i++)
        entry_add(&entry, arena,
                  (struct entry_item){ .field = golden->points[i].field,
                                       .invalid = golden->points[i].status == POINT_INVALID,
                                       .label = golden->points[i].label,
                                       .value = golden->points[i].value });
    for (size_t i = 0; i < golden->custom_count; i++)
        entry_add(&entry, arena,
                  (struct entry_item){ .field = FIELD_CUSTOM,
                                       .custom = golden->custom[i].number,
                                       .value = golden->custom[i].value });
    for (size_t i = 0; i < contact->notes.count; i++)
        add_item(&entry, arena, FIELD_NOTE, contact->notes.items[i].body);
    for (size_t i = 0; i < contact->tags.count; i++)
        add_item(&entry, arena, FIELD_TAG, contact->tags.items[i].name);
    return entry;
}

void export_contact_vcard(const struct export_contact *contact, struct arena *arena,
                          struct buf *out)
{
    struct entry entry = entry_of(contact, arena);
    struct vcard card = vcard_from_entry(&entry, id_text(arena, contact->golden->id), arena);
    vcard_write(&card, out);
}
