#pragma once

// All that is known of one contact, gathered for showing it.

#include "cli/shown.h"
#include "contact/custom_field.h"
#include "contact/decision.h"
#include "contact/hand_value.h"
#include "contact/history.h"
#include "contact/home_fact.h"
#include "contact/source.h"

struct card {
    struct golden golden;
    struct record_list records; // of its cluster: its ids in other systems
    struct source_list sources;
    struct hand_value_list hand;
    struct custom_field_list fields;
    struct link_list links;
    struct shown linked; // the contacts at the other ends
    struct tag_list tags;
    struct note_list notes;
    struct decision_list decisions; // that name its records
    struct history_list history;    // newest first
};

// By any home id of the contact. ERR_NOT_FOUND.
enum status card_load(struct work *work, int64_t id, int64_t history_limit, struct card *out)
    MUST_USE;

// Where a value comes from: "crm 4711", "by hand", or empty.
str card_origin(const struct card *card, int64_t origin, struct arena *arena);

// The name of a record's source.
str card_source(const struct card *card, int64_t source_id);

// The end of a link that is not this contact.
int64_t card_other_end(const struct card *card, const struct link *link);

str card_custom_name(const struct card *card, int number);

// As words for people, or as one JSON object.
void card_write_words(const struct card *card, struct arena *arena, struct buf *out);
void card_write_json(const struct card *card, struct arena *arena, struct buf *out);
