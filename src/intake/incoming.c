#include "intake/incoming.h"

void incoming_prepare(struct incoming *incoming, struct arena *arena)
{
    auto_buf text = buf_new(ENTRY_TEXT_MAX);
    entry_write(&incoming->entry, &text);
    incoming->clean = arena_copy(arena, buf_str(&text));
    // What it means counts too: better rules for values make a new version of the same raw text.
    incoming->digest = (int64_t)(str_hash(incoming->raw) ^ (str_hash(incoming->clean) << 1));
    incoming->match = match_prepare(&incoming->entry, arena);
    incoming->key_count = match_keys(&incoming->match, incoming->keys);
}
