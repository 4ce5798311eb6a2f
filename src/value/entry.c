#include "value/entry.h"

bool entry_says(const struct entry *entry, const struct entry_item *item)
{
    for (size_t i = 0; i < entry->count; i++)
        if (entry->items[i].field == item->field && entry->items[i].custom == item->custom &&
            str_eq(entry->items[i].value, item->value))
            return true;
    return false;
}

void entry_add(struct entry *entry, struct arena *arena, struct entry_item item)
{
    if (!item.value.len || entry->count == ENTRY_ITEM_MAX)
        return;
    if (!entry_says(entry, &item))
        *LIST_PUSH(entry, arena) = item;
}

str entry_value(const struct entry *entry, enum field field)
{
    for (size_t i = 0; i < entry->count; i++)
        if (entry->items[i].field == field && !entry->items[i].invalid)
            return entry->items[i].value;
    return (str){ 0 };
}

static void add_escaped(struct buf *out, str s)
{
    for (size_t i = 0; i < s.len; i++) {
        switch (s.at[i]) {
        case '\\':
            buf_add(out, STR("\\\\"));
            break;
        case '\n':
            buf_add(out, STR("\\n"));
            break;
        case '\t':
            buf_add(out, STR("\\t"));
            break;
        default:
            buf_add_byte(out, s.at[i]);
        }
    }
}

void entry_write(const struct entry *entry, struct buf *out)
{
    for (size_t i = 0; i < entry->count; i++) {
        const struct entry_item *item = &entry->items[i];
        if (item->invalid)
            buf_add_byte(out, '!');
        if (item->field == FIELD_CUSTOM)
            buf_print(out, "x_%d", item->custom);
        else
            buf_add(out, str_of(field_info(item->field)->name));
        buf_add_byte(out, '\t');
        add_escaped(out, item->label);
        buf_add_byte(out, '\t');
        add_escaped(out, item->value);
        buf_add_byte(out, '\n');
    }
}

static str unescape(str s, struct arena *arena)
{
    if (str_find_byte(s, '\\') == s.len)
        return s;
    char *out = arena_alloc(arena, s.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] != '\\' || i + 1 == s.len) {
            out[len++] = s.at[i];
            continue;
        }
        char c = s.at[++i];
        out[len++] = c == 'n' ? '\n' : c == 't' ? '\t' : c;
    }
    return (str){ out, len };
}

// Field names begin with different letters often enough that trying the table costs little; the
// number of a custom field stands in its name.
static bool read_field(str name, struct entry_item *item)
{
    int64_t number = 0;
    if (str_starts(name, STR("x_")) && str_to_int(str_slice(name, 2, name.len), &number) &&
        number > 0 && number < 100000) {
        item->field = FIELD_CUSTOM;
        item->custom = (int)number;
        return true;
    }
    item->field = field_find(name);
    return item->field != FIELD_NONE;
}

struct entry entry_read(str text, enum entity entity, struct arena *arena)
{
    struct entry entry = { .entity = entity };
    str line, name, label;
    while (str_split(&text, '\n', &line)) {
        struct entry_item item = { .invalid = str_starts(line, STR("!")) };
        str rest = str_slice(line, item.invalid, line.len);
        if (!rest.len || !str_split(&rest, '\t', &name) || !str_split(&rest, '\t', &label) ||
            !rest.at || !read_field(name, &item))
            continue;
        item.label = unescape(label, arena);
        item.value = unescape(rest, arena);
        if (entry.count < ENTRY_ITEM_MAX)
            *LIST_PUSH(&entry, arena) = item;
    }
    return entry;
}
