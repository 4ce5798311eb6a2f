#include "value/nickname.h"

struct nickname {
    const char *name;
    uint32_t group;
};

#include "value/nicknames_table.h"

// As str_compare, without looking for the end of `name` first: this is searched for every row.
static int compare(const char *name, str other)
{
    for (size_t i = 0; i < other.len; i++)
        if (name[i] != other.at[i])
            return (unsigned char)name[i] < (unsigned char)other.at[i] ? -1 : 1;
    return name[other.len] ? 1 : 0;
}

// Where the entries for `name` begin; LENGTH(NICKNAMES) when there are none.
static size_t find(str name)
{
    size_t from = 0, to = LENGTH(NICKNAMES);
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (compare(NICKNAMES[middle].name, name) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    bool is_found = from < LENGTH(NICKNAMES) && compare(NICKNAMES[from].name, name) == 0;
    return is_found ? from : LENGTH(NICKNAMES);
}

static bool is_at(size_t i, str name)
{
    return i < LENGTH(NICKNAMES) && compare(NICKNAMES[i].name, name) == 0;
}

uint32_t nickname_group(str given)
{
    size_t i = find(given);
    return i < LENGTH(NICKNAMES) ? NICKNAMES[i].group : 0;
}

uint32_t nickname_groups(str given)
{
    uint32_t groups = 0;
    for (size_t i = find(given); is_at(i, given); i++)
        groups |= 1U << NICKNAMES[i].group % 32;
    return groups;
}

bool nickname_related(str a, str b)
{
    if (str_eq(a, b))
        return a.len > 0;
    size_t first = find(b);
    for (size_t i = find(a); is_at(i, a); i++)
        for (size_t j = first; is_at(j, b); j++)
            if (NICKNAMES[i].group == NICKNAMES[j].group)
                return true;
    return false;
}

str nickname_formal(uint32_t group)
{
    return group < LENGTH(FORMAL) ? str_of(FORMAL[group]) : (str){ 0 };
}
