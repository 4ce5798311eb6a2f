#pragma once

// A history entry's diff in words: "Family name: Berg -> Lund", "E-mail: + anna@example.se (work)".

#include "contact/custom_field.h"
#include "contact/history.h"

// One line per change. `fields` names the register's own fields. Lines live in `arena`.
struct str_list change_words(const struct history_entry *entry,
                             const struct custom_field_list *fields, struct arena *arena);
