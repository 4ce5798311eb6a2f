#include "format/jsonl_keys.h"

#include "format/encoding.h"
#include "format/mojibake.h"
#include "format/table.h"

#include <stdlib.h>

enum { SLOTS = 4096, DEPTH_MAX = 32 }; // twice as many slots as columns

struct jsonl_keys jsonl_keys_new(struct arena *arena)
{
    return (struct jsonl_keys){ .slots = ARENA_NEW(arena, uint16_t, SLOTS), .arena = arena };
}

int jsonl_keys_find(struct jsonl_keys *keys, str name, bool add)
{
    size_t slot = str_hash(name) % SLOTS;
    while (keys->slots[slot]) {
        int place = keys->slots[slot] - 1;
        if (str_eq(keys->names.items[place], name))
            return place;
        slot = (slot + 1) % SLOTS;
    }
    if (!add || keys->names.count > TABLE_COLUMN_MAX)
        return -1;
    *LIST_PUSH(&keys->names, keys->arena) = arena_copy(keys->arena, name);
    keys->slots[slot] = (uint16_t)keys->names.count;
    return (int)keys->names.count - 1;
}

// The shortest text that reads back as the same number.
static str real_text(struct arena *arena, double value)
{
    str text = arena_print(arena, "%.15g", value);
    return strtod(text.at, NULL) == value ? text : arena_print(arena, "%.17g", value);
}

static str string_text(struct jsonl_walk *walk, json_t *value)
{
    str text =
        arena_copy(walk->arena, (str){ json_string_value(value), json_string_length(value) });
    if (encoding_is_ascii(text))
        return text;
    str mended = mojibake_mend(walk->arena, text);
    walk->mojibake |= mended.at != text.at;
    return mended;
}

static str value_text(struct jsonl_walk *walk, json_t *value)
{
    if (json_is_string(value))
        return string_text(walk, value);
    if (json_is_integer(value))
        return arena_print(walk->arena, "%lld", (long long)json_integer_value(value));
    if (json_is_real(value))
        return real_text(walk->arena, json_real_value(value));
    return json_is_true(value) ? STR("true") : json_is_false(value) ? STR("false") : STR("");
}

static void walk_leaf(struct jsonl_walk *walk, json_t *value)
{
    int place = jsonl_keys_find(walk->keys, buf_str(walk->path), !walk->cells);
    if (place < 0 || !walk->cells)
        return;
    walk->cells[place] = value_text(walk, value);
    if (walk->cells[place].len <= TABLE_CELL_MAX)
        return;
    walk->cells[place] = (str){ 0 };
    walk->problem = "a value is longer than one megabyte";
}

static void walk_array(struct jsonl_walk *walk, json_t *array, int depth);

static void walk_value(struct jsonl_walk *walk, json_t *value, int depth)
{
    if (buf_full(walk->path))
        walk->problem = "the names of a nested value are too long";
    else if (depth > DEPTH_MAX)
        walk->problem = "values are nested too deep";
    else if (json_is_object(value))
        jsonl_walk_object(walk, value, depth);
    else if (json_is_array(value))
        walk_array(walk, value, depth);
    else
        walk_leaf(walk, value);
}

// Adds ".name" to the path; returns its length before, to go back to.
static size_t step_into(struct jsonl_walk *walk, str name)
{
    size_t before = walk->path->len;
    if (before)
        buf_add_byte(walk->path, '.');
    buf_add(walk->path, name);
    return before;
}

static void walk_array(struct jsonl_walk *walk, json_t *array, int depth)
{
    size_t index;
    json_t *value;
    json_array_foreach(array, index, value)
    {
        size_t before = walk->path->len;
        buf_print(walk->path, ".%zu", index + 1);
        walk_value(walk, value, depth + 1);
        walk->path->len = before;
        if (walk->problem)
            return;
    }
}

void jsonl_walk_object(struct jsonl_walk *walk, json_t *object, int depth)
{
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value)
    {
        size_t before = step_into(walk, str_of(name));
        walk_value(walk, value, depth + 1);
        walk->path->len = before;
        if (walk->problem)
            return;
    }
}
