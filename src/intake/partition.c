#include "intake/partition.h"

#include "base/ids.h"

#include <stdlib.h>

struct pair {
    size_t a, b;
};

struct groups {
    size_t *parent; // union by smaller index, so that a root is the oldest record
    struct pair *apart;
    size_t apart_count;
};

static size_t root_of(struct groups *groups, size_t i)
{
    while (groups->parent[i] != i) {
        groups->parent[i] = groups->parent[groups->parent[i]];
        i = groups->parent[i];
    }
    return i;
}

static bool stand_apart(struct groups *groups, size_t a, size_t b)
{
    for (size_t i = 0; i < groups->apart_count; i++) {
        size_t x = root_of(groups, groups->apart[i].a), y = root_of(groups, groups->apart[i].b);
        if ((x == a && y == b) || (x == b && y == a))
            return true;
    }
    return false;
}

static void join(struct groups *groups, size_t a, size_t b)
{
    size_t x = root_of(groups, a), y = root_of(groups, b);
    if (x == y || stand_apart(groups, x, y))
        return;
    groups->parent[x < y ? y : x] = x < y ? x : y;
}

static void keep_apart(struct groups *groups, size_t a, size_t b)
{
    if (root_of(groups, a) != root_of(groups, b))
        groups->apart[groups->apart_count++] = (struct pair){ a, b };
}

// Persons before the machine; persons' newest first, the machine's oldest first.
static int by_weight_of_word(const void *a, const void *b)
{
    const struct decision *x = a, *y = b;
    if (x->by_person != y->by_person)
        return x->by_person ? -1 : 1;
    int newer = (x->id < y->id) - (x->id > y->id);
    return x->by_person ? newer : -newer;
}

// `decisions` are in the order in which they count, so the first that asks wins.
static void choose_kept(struct groups *groups, const int64_t *records, size_t count,
                        const struct decision *decisions, size_t decision_count, int64_t *shown)
{
    for (size_t i = 0; i < decision_count; i++) {
        const struct decision *decision = &decisions[i];
        size_t a = ids_index(records, count, decision->record_a);
        size_t kept = decision->keep_id && decision->same && decision->by_person
                          ? ids_index(records, count, decision->keep_id)
                          : count;
        if (kept == count || a == count || root_of(groups, kept) != root_of(groups, a))
            continue;
        size_t root = root_of(groups, kept);
        if (shown[root] == 0)
            shown[root] = decision->keep_id;
    }
}

void partition(const int64_t *records, size_t count, const struct decision *decisions,
               size_t decision_count, struct arena *arena, int64_t *shown)
{
    struct groups groups = {
        .parent = ARENA_NEW(arena, size_t, count + 1),
        .apart = ARENA_NEW(arena, struct pair, decision_count + 1),
    };
    for (size_t i = 0; i < count; i++) {
        groups.parent[i] = i;
        shown[i] = 0;
    }
    struct decision *ordered = ARENA_NEW(arena, struct decision, decision_count + 1);
    if (decision_count)
        memcpy(ordered, decisions, decision_count * sizeof *decisions);
    qsort(ordered, decision_count, sizeof *ordered, by_weight_of_word);
    for (size_t i = 0; i < decision_count; i++) {
        size_t a = ids_index(records, count, ordered[i].record_a);
        size_t b = ids_index(records, count, ordered[i].record_b);
        if (a == count || b == count)
            continue;
        if (ordered[i].same)
            join(&groups, a, b);
        else
            keep_apart(&groups, a, b);
    }
    choose_kept(&groups, records, count, ordered, decision_count, shown);
    for (size_t i = 0; i < count; i++) {
        size_t root = root_of(&groups, i);
        if (shown[root] == 0)
            shown[root] = records[root];
        shown[i] = shown[root];
    }
}
