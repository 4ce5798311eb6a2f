#include "cli/change_words.h"

#include "cli/shown.h"

#include <jansson.h>

enum { POINT_KIND, POINT_VALUE, POINT_LABEL, POINT_STATUS };

struct words {
    struct str_list lines;
    const struct custom_field_list *fields;
    struct arena *arena;
};

static str text_of(const json_t *value)
{
    return json_is_string(value) ? (str){ json_string_value(value), json_string_length(value) }
                                 : STR("");
}

static str part(const json_t *point, size_t index)
{
    return text_of(json_array_get(point, index));
}

// "x_4" by the name the register gave it.
static str title_of(const struct words *words, const char *key)
{
    int64_t number = 0;
    if (key[0] == 'x' && key[1] == '_' && str_to_int(str_of(key + 2), &number))
        for (size_t i = 0; i < words->fields->count; i++)
            if (words->fields->items[i].number == number)
                return words->fields->items[i].title;
    enum field field = field_find(str_of(key));
    return field ? str_of(field_info(field)->title) : str_of(key);
}

static void add(struct words *words, str title, const char *sign, str value, str more)
{
    *LIST_PUSH(&words->lines, words->arena) =
        arena_print(words->arena, STR_FMT ": %s" STR_FMT "%s" STR_FMT "%s", STR_ARG(title), sign,
                    STR_ARG(shown_line(value, words->arena)), more.len ? " (" : "", STR_ARG(more),
                    more.len ? ")" : "");
}

static void add_pair(struct words *words, const char *key, const json_t *pair)
{
    str before = part(pair, 0), after = part(pair, 1), title = title_of(words, key);
    if (!before.len)
        add(words, title, "+ ", after, (str){ 0 });
    else if (!after.len)
        add(words, title, "- ", before, (str){ 0 });
    else
        *LIST_PUSH(&words->lines, words->arena) = arena_print(
            words->arena, STR_FMT ": " STR_FMT " -> " STR_FMT, STR_ARG(title),
            STR_ARG(shown_line(before, words->arena)), STR_ARG(shown_line(after, words->arena)));
}

static const json_t *find_point(const json_t *points, const json_t *like)
{
    for (size_t i = 0; i < json_array_size(points); i++) {
        const json_t *point = json_array_get(points, i);
        if (str_eq(part(point, POINT_KIND), part(like, POINT_KIND)) &&
            str_eq(part(point, POINT_VALUE), part(like, POINT_VALUE)))
            return point;
    }
    return NULL;
}

static const json_t *first_of_kind(const json_t *points, str kind)
{
    for (size_t i = 0; i < json_array_size(points); i++)
        if (str_eq(part(json_array_get(points, i), POINT_KIND), kind))
            return json_array_get(points, i);
    return NULL;
}

// Points that `these` has and `others` has not.
static void add_missing(struct words *words, const json_t *these, const json_t *others,
                        const char *sign)
{
    for (size_t i = 0; i < json_array_size(these); i++) {
        const json_t *point = json_array_get(these, i);
        str title = title_of(words, part(point, POINT_KIND).at);
        if (!find_point(others, point))
            add(words, title, sign, part(point, POINT_VALUE), part(point, POINT_LABEL));
    }
}

// Points that stayed, with another label or status or now the primary one.
static void add_altered(struct words *words, const json_t *before, const json_t *after)
{
    for (size_t i = 0; i < json_array_size(after); i++) {
        const json_t *point = json_array_get(after, i), *old = find_point(before, point);
        if (!old)
            continue;
        str kind = part(point, POINT_KIND), title = title_of(words, kind.at);
        if (!str_eq(part(old, POINT_STATUS), part(point, POINT_STATUS)))
            add(words, title, "", part(point, POINT_VALUE), part(point, POINT_STATUS));
        else if (!str_eq(part(old, POINT_LABEL), part(point, POINT_LABEL)))
            add(words, title, "", part(point, POINT_VALUE), part(point, POINT_LABEL));
        else if (first_of_kind(after, kind) == point && first_of_kind(before, kind) != old)
            add(words, title, "", part(point, POINT_VALUE), STR("now the primary one"));
    }
}

static void add_points(struct words *words, const json_t *pair)
{
    const json_t *before = json_array_get(pair, 0), *after = json_array_get(pair, 1);
    add_missing(words, before, after, "- ");
    add_missing(words, after, before, "+ ");
    add_altered(words, before, after);
}

static void add_key(struct words *words, const char *key, const json_t *value)
{
    if (strcmp(key, "points") == 0)
        add_points(words, value);
    else if (strcmp(key, "into") == 0)
        add(words, STR("into"), "", text_of(value), (str){ 0 });
    else if (json_is_array(value))
        add_pair(words, key, value);
}

struct str_list change_words(const struct history_entry *entry,
                             const struct custom_field_list *fields, struct arena *arena)
{
    struct words words = { .fields = fields, .arena = arena };
    json_t *diff = json_loadb(entry->diff.at ? entry->diff.at : "", entry->diff.len, 0, NULL);
    const char *key;
    json_t *value;
    if (json_is_object(diff))
        json_object_foreach(diff, key, value) add_key(&words, key, value);
    if (json_is_object(diff) && json_object_size(diff) == 0)
        *LIST_PUSH(&words.lines, arena) = STR("tags, notes or links");
    json_decref(diff);
    return words.lines;
}
