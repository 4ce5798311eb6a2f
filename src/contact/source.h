#pragma once

// A source: a system, file or channel that tells the register about people and companies.

#include "db/work.h"

enum { TRUST_DEFAULT = 50 };

struct source {
    int64_t id;
    str name, kind;
    int64_t trust; // 0-100, the higher one wins
    str country;   // what national forms are read by; may be empty
    str mapping;   // JSON, remembered from the last import; may be empty
};

struct source_list {
    struct source *items;
    size_t count, capacity;
};

// The source called `name`, made with `kind` and default trust when there is none.
enum status source_need(struct work *work, str name, const char *kind, struct source *out) MUST_USE;

// Stores country, trust and mapping.
enum status source_save(struct work *work, const struct source *source) MUST_USE;
enum status source_list(struct work *work, struct source_list *out) MUST_USE;
