#include "cli/card.h"

#include "base/ids.h"

static int64_t *homes_of(const struct card *card, struct arena *arena)
{
    int64_t *homes = ARENA_NEW(arena, int64_t, card->records.count + 1);
    for (size_t i = 0; i < card->records.count; i++)
        homes[i] = card->records.items[i].id;
    return homes;
}

static bool is_own(const struct card *card, int64_t home)
{
    for (size_t i = 0; i < card->records.count; i++)
        if (card->records.items[i].id == home)
            return true;
    return false;
}

static bool has_decision(const struct decision_list *list, int64_t id)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].id == id)
            return true;
    return false;
}

// One between two records of the contact is found from both.
static enum status load_decisions(struct work *work, struct card *card)
{
    for (size_t i = 0; i < card->records.count; i++) {
        struct decision_list some = { 0 };
        TRY(decision_explain(work, card->records.items[i].id, &some));
        for (size_t j = 0; j < some.count; j++)
            if (!has_decision(&card->decisions, some.items[j].id))
                *LIST_PUSH(&card->decisions, &work->arena) = some.items[j];
    }
    return OK;
}

// A link between two homes of the contact itself may come twice.
static void drop_repeated_links(struct link_list *links)
{
    size_t kept = 0;
    for (size_t i = 0; i < links->count; i++) {
        bool seen = false;
        for (size_t j = 0; j < kept; j++)
            seen |= links->items[j].id == links->items[i].id;
        if (!seen)
            links->items[kept++] = links->items[i];
    }
    links->count = kept;
}

static enum status load_home_facts(struct work *work, struct card *card)
{
    const int64_t *homes = homes_of(card, &work->arena);
    size_t count = card->records.count;
    struct int_list others = { 0 };
    TRY(hand_value_load(work, homes, count, &card->hand));
    TRY(tag_load(work, homes, count, &card->tags));
    TRY(note_load(work, homes, count, &card->notes));
    TRY(link_load(work, homes, count, &card->links));
    drop_repeated_links(&card->links);
    for (size_t i = 0; i < card->links.count; i++)
        *LIST_PUSH(&others, &work->arena) = card_other_end(card, &card->links.items[i]);
    return shown_load(work, others.items, others.count, &card->linked);
}

enum status card_load(struct work *work, int64_t id, int64_t history_limit, struct card *out)
{
    *out = (struct card){ 0 };
    TRY(contact_find(work, id, &out->golden));
    TRY(record_of_contact(work, out->golden.id, &out->records));
    TRY(source_list(work, &out->sources));
    TRY(custom_field_list(work, &out->fields));
    TRY(load_home_facts(work, out));
    TRY(load_decisions(work, out));
    return history_list(work, out->golden.id, history_limit, &out->history);
}

str card_source(const struct card *card, int64_t source_id)
{
    for (size_t i = 0; i < card->sources.count; i++)
        if (card->sources.items[i].id == source_id)
            return card->sources.items[i].name;
    return STR("");
}

str card_origin(const struct card *card, int64_t origin, struct arena *arena)
{
    for (size_t i = 0; i < card->records.count; i++) {
        const struct record *record = &card->records.items[i];
        if (record->id == origin)
            return arena_print(arena, STR_FMT " " STR_FMT,
                               STR_ARG(card_source(card, record->source_id)),
                               STR_ARG(record->external_id));
    }
    for (size_t i = 0; i < card->hand.count; i++)
        if (card->hand.items[i].id == origin)
            return STR("by hand");
    return STR("");
}

int64_t card_other_end(const struct card *card, const struct link *link)
{
    return is_own(card, link->from_home) ? link->to_home : link->from_home;
}

str card_custom_name(const struct card *card, int number)
{
    for (size_t i = 0; i < card->fields.count; i++)
        if (card->fields.items[i].number == number)
            return card->fields.items[i].name;
    return STR("");
}
