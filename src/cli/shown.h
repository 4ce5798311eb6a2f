#pragma once

// The contacts that homes show, many at once: for lists that name contacts in passing.

#include "base/json.h"
#include "cli/grid.h"
#include "contact/contact.h"
#include "contact/record.h"

struct shown {
    struct record_list records; // by id
    struct golden_list contacts;
};

// `homes` in any order, may repeat. Homes that show no contact are passed over.
enum status shown_load(struct work *work, const int64_t *homes, size_t count, struct shown *out)
    MUST_USE;

// The contact that `home_id` shows, or NULL.
const struct golden *shown_find(const struct shown *shown, int64_t home_id);

// Its name, or "(gone)".
str shown_name(const struct shown *shown, int64_t home_id, struct arena *arena);

// An object: id, entity, name, email, phone, city, country.
void contact_json(struct json *json, const struct golden *golden, struct arena *arena);

// "person" or "company".
const char *entity_name(enum entity entity);

// A value of several lines, such as an address, on one.
str shown_line(str text, struct arena *arena);

// Takes the next part off evidence: "e-mail addresses are the same (...) +18.4".
str evidence_next(str *evidence);

// A grid of contacts: id, name, e-mail, phone, city.
struct grid contact_grid(struct arena *arena);
void contact_grid_add(struct grid *grid, const struct golden *golden);
