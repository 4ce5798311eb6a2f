#pragma once

// Identifiers: 41 bits of milliseconds since 2024, 10 bits of node, 12 bits of counter, so they
// grow with time and need no central sequence. Outside the database an id is 13 characters of
// base32 beginning with a letter, because a spreadsheet keeps only 15 digits of a number.

#include "base/arena.h"

enum { ID_TEXT_LEN = 13 };

// The next id of this process. Waits when the clock was set back or a millisecond is used up.
// Safe to call from several threads.
int64_t id_new(void);

// Sets the node part, 0-1023, leased to this process.
void id_set_node(int node);

// 13 characters and a NUL.
void id_write(int64_t id, char out[ID_TEXT_LEN + 1]);
str id_text(struct arena *arena, int64_t id);

// False when `text` is not an id. Case does not matter.
bool id_read(str text, int64_t *out);
