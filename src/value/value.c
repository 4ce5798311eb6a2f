#include "value/value.h"

#include <assert.h>

str value_part(const struct value *value, const char *name)
{
    for (size_t i = 0; i < value->part_count; i++)
        if (strcmp(value->parts[i].name, name) == 0)
            return value->parts[i].value;
    return (str){ 0 };
}

void value_add_part(struct value *value, const char *name, str text)
{
    if (!text.len)
        return;
    assert(value->part_count < VALUE_PART_MAX);
    value->parts[value->part_count++] = (struct value_part){ name, text };
}
