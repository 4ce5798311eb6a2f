#pragma once

// The reference of the facts model: reads every fact and computes all golden contacts anew, in the
// plainest way there is, sharing no code with intake/resolve.c, partition.c and survive.c.

#include "db/work.h"

// One text per contact, sorted: what facts say should be shown.
struct str_list reference_contacts(struct work *work);

// The same of what is stored.
struct str_list stored_contacts(struct work *work);
