#pragma once

// Values made by hand: of one single field, or of one point of a contact (kind and normal form).
// Facts: only added; the latest live one counts.

#include "db/work.h"
#include "value/field.h"

enum hand_state { HAND_SET, HAND_CLEARED, HAND_HIDDEN, HAND_VERIFIED };

struct hand_value {
    int64_t id, home_id;
    enum field field;
    int custom; // the number of the custom field when field is FIELD_CUSTOM
    str normal; // of points; else empty
    enum hand_state state;
    str value, label; // of HAND_SET and HAND_VERIFIED
    int64_t at;
};

struct hand_value_list {
    struct hand_value *items;
    size_t count, capacity;
};

const char *hand_state_name(enum hand_state state);

// Stores `value` under the work's job and fills in id and time.
enum status hand_value_add(struct work *work, struct hand_value *value) MUST_USE;

// Live hand-made values at `home_ids`, oldest first within a home.
enum status hand_value_load(struct work *work, const int64_t *home_ids, size_t count,
                            struct hand_value_list *out) MUST_USE;

// Homes that a job made values for, above `after`.
enum status hand_value_homes_of_job(struct work *work, int64_t job_id, int64_t after, int64_t limit,
                                    struct int_list *out) MUST_USE;
