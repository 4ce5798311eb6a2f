#pragma once

// The rules of a register, as data: which value of a field survives, and what the guard does with
// a finding on a channel.

#include "db/work.h"
#include "intake/survive.h"

enum guard_action { GUARD_LOG, GUARD_WARN, GUARD_REVIEW, GUARD_BLOCK };

// The rules as they stand now; defaults where nothing was set.
enum status survivorship_load(struct work *work, struct survivorship *out) MUST_USE;

// Sets the rule of a field; "*" is all fields that have none of their own.
// ERR_INVALID: no such field or criterion. Contacts are not recomputed:
// recompute_request asks for it.
enum status survivorship_set(struct work *work, str field, str criteria) MUST_USE;

// The rule of a field as survivorship_set reads it: "trust newest complete".
str survivorship_text(const struct survivorship *rules, enum field field, struct arena *arena);

struct policy {
    str channel, finding, action;
};

struct policy_list {
    struct policy *items;
    size_t count, capacity;
};

// What was set, by channel and finding.
enum status policy_list(struct work *work, struct policy_list *out) MUST_USE;

// What `channel` (typed, import, api ...) does with `finding`, else what "*" does, else
// `otherwise`.
enum status policy_find(struct work *work, str channel, str finding, enum guard_action otherwise,
                        enum guard_action *out) MUST_USE;
enum status policy_set(struct work *work, str channel, str finding, str action) MUST_USE;
