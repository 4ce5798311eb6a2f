#pragma once

// The reference of the facts model: reads every fact and computes all golden contacts anew, in the
// plainest way there is, sharing no code with intake/resolve.c, partition.c and survive.c.

#include "db/work.h"
#include "intake/incoming.h"

// One text per contact, sorted: what facts say should be shown.
struct str_list reference_contacts(struct work *work);

// The same of what is stored.
struct str_list stored_contacts(struct work *work);

// What the machine has to say of a record that says something else: compares it with everybody,
// without keys, blocks and memory.
struct reference_match {
    int64_t joined[16]; // groups of records (see reference_group) whom it is the same as
    size_t joined_count;
    int64_t doubt; // the group that it is perhaps the same as; 0: none
};

struct reference_match reference_match(struct work *work, int64_t record_id,
                                       const struct incoming *incoming);

// The group of a record when reference_match was called last.
int64_t reference_group(int64_t record_id);
