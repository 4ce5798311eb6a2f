#include "intake/incoming.h"

enum { KEY_BYTES_MAX = 200 };

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

str incoming_key(const struct incoming *incoming, struct arena *arena)
{
    if (incoming->external_id.len)
        return str_slice(incoming->external_id, 0, KEY_BYTES_MAX);
    return arena_print(arena, "#%016llx", (unsigned long long)str_hash(incoming->raw));
}
