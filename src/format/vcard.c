#include "format/vcard.h"

const struct vcard_property *vcard_find(const struct vcard *card, str name)
{
    for (size_t i = 0; i < card->count; i++)
        if (str_eq(card->properties[i].name, name))
            return &card->properties[i];
    return NULL;
}

const struct vcard_property *vcard_group_find(const struct vcard *card,
                                              const struct vcard_property *property, str name)
{
    if (!property->group.len)
        return NULL;
    for (size_t i = 0; i < card->count; i++)
        if (str_eq(card->properties[i].name, name) &&
            str_eq_ascii_case(card->properties[i].group, property->group))
            return &card->properties[i];
    return NULL;
}

str vcard_param(const struct vcard_property *property, str name)
{
    for (size_t i = 0; i < property->param_count; i++)
        if (str_eq(property->params[i].name, name) && property->params[i].values.count)
            return property->params[i].values.items[0];
    return STR("");
}

static bool list_has(str list, str word)
{
    for (str part; str_split(&list, ',', &part);)
        if (str_eq_ascii_case(str_trim(part), word))
            return true;
    return false;
}

bool vcard_has_type(const struct vcard_property *property, str type)
{
    for (size_t i = 0; i < property->param_count; i++) {
        const struct vcard_param *param = &property->params[i];
        if (!str_eq(param->name, STR("TYPE")))
            continue;
        for (size_t v = 0; v < param->values.count; v++)
            if (list_has(param->values.items[v], type))
                return true;
    }
    return false;
}

struct vcard_property *vcard_add(struct vcard *card, struct arena *arena, str name, str value)
{
    card->properties =
        arena_grow(arena, card->properties, card->count, &card->capacity, sizeof *card->properties);
    struct vcard_property *property = &card->properties[card->count++];
    *property = (struct vcard_property){ .name = name, .value = value };
    return property;
}

void vcard_add_param(struct vcard_property *property, struct arena *arena, str name, str value)
{
    property->params = arena_grow(arena, property->params, property->param_count,
                                  &property->param_capacity, sizeof *property->params);
    struct vcard_param *param = &property->params[property->param_count++];
    *param = (struct vcard_param){ .name = name };
    *LIST_PUSH(&param->values, arena) = value;
}
