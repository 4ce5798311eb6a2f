#include "match/cluster.h"

#include "match/guard.h"

#include <stdlib.h>

static int by_falling_weight(const void *left, const void *right)
{
    const struct match_pair *a = left, *b = right;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

// The members of each cluster form a ring through `next`; `cluster` is the index of its first one.
struct rings {
    uint32_t *cluster, *next;
};

static struct match_group group_of(const struct rings *rings, const struct match_record *records,
                                   uint32_t start)
{
    struct match_group group = { 0 };
    uint32_t at = start;
    do {
        group.members[group.count++] = &records[at];
        at = rings->next[at];
    } while (at != start && group.count < GUARD_MEMBER_MAX);
    return group;
}

static void join(struct rings *rings, uint32_t a, uint32_t b)
{
    uint32_t to = rings->cluster[a] < rings->cluster[b] ? a : b;
    uint32_t from = to == a ? b : a;
    uint32_t at = from;
    do {
        rings->cluster[at] = rings->cluster[to];
        at = rings->next[at];
    } while (at != from);
    uint32_t swap = rings->next[a];
    rings->next[a] = rings->next[b];
    rings->next[b] = swap;
}

size_t match_cluster(const struct model *model, const struct match_record *records, size_t count,
                     struct match_pair *pairs, size_t pair_count, uint32_t *clusters)
{
    struct rings rings = { clusters, malloc((count + 1) * sizeof *rings.next) };
    if (!rings.next)
        abort();
    for (uint32_t i = 0; i < count; i++)
        clusters[i] = rings.next[i] = i;
    if (pair_count)
        qsort(pairs, pair_count, sizeof *pairs, by_falling_weight);
    size_t left = count;
    for (size_t i = 0; i < pair_count && pairs[i].weight >= (float)model->match; i++) {
        if (clusters[pairs[i].a] == clusters[pairs[i].b])
            continue;
        struct match_group a = group_of(&rings, records, pairs[i].a);
        struct match_group b = group_of(&rings, records, pairs[i].b);
        if (!match_coherent(model, &a, &b))
            continue;
        join(&rings, pairs[i].a, pairs[i].b);
        left--;
    }
    free(rings.next);
    return left;
}

// The record or cluster that a new record might join.
struct choice {
    uint64_t cluster;
    size_t member; // the most like the new record
    float weight;
};

enum { CHOICE_MAX = 64 };

struct choices {
    struct choice items[CHOICE_MAX];
    size_t count;
};

static int by_falling_choice(const void *left, const void *right)
{
    const struct choice *a = left, *b = right;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return a->member < b->member ? -1 : a->member > b->member;
}

// Remembers the best member of each cluster; of too many clusters the best ones.
static void offer(struct choices *choices, struct choice choice)
{
    size_t worst = 0;
    for (size_t i = 0; i < choices->count; i++) {
        struct choice *known = &choices->items[i];
        if (known->cluster == choice.cluster) {
            if (choice.weight > known->weight)
                *known = choice;
            return;
        }
        if (known->weight < choices->items[worst].weight)
            worst = i;
    }
    if (choices->count < CHOICE_MAX)
        choices->items[choices->count++] = choice;
    else if (choice.weight > choices->items[worst].weight)
        choices->items[worst] = choice;
}

static struct choices find_choices(const struct model *model, const struct match_record *record,
                                   const struct match_member *members, size_t count)
{
    struct choices choices = { 0 };
    for (size_t i = 0; i < count; i++) {
        double weight = match_score_above(model, record, members[i].record, model->review);
        if (weight >= model->review)
            offer(&choices, (struct choice){ members[i].cluster, i, (float)weight });
    }
    qsort(choices.items, choices.count, sizeof *choices.items, by_falling_choice);
    return choices;
}

static void add_members(struct match_group *group, const struct match_member *members, size_t count,
                        uint64_t cluster)
{
    for (size_t i = 0; i < count && group->count < GUARD_MEMBER_MAX; i++)
        if (members[i].cluster == cluster)
            group->members[group->count++] = members[i].record;
}

static void decide(struct match_decision *decision, enum match_verdict verdict,
                   const struct choice *choice)
{
    decision->verdict = verdict;
    decision->cluster = choice->cluster;
    decision->member = choice->member;
    decision->weight = (double)choice->weight;
}

// Namesakes are many; that two are called alike is worth nobody's time unless something else speaks
// for it. What weighs enough to be joined and was not is always worth it.
static const double BESIDE_NAMES_LEAST = 2;

static const struct choice *worth_a_look(const struct model *model,
                                         const struct match_record *record,
                                         const struct match_member *members,
                                         const struct choices *choices)
{
    for (size_t i = 0; i < choices->count; i++) {
        const struct choice *choice = &choices->items[i];
        const struct match_record *other = members[choice->member].record;
        if (choice->weight >= (float)model->match ||
            match_beside_names(model, record, other) >= BESIDE_NAMES_LEAST)
            return choice;
    }
    return NULL;
}

// The only company with the name of a new one and nothing against it, or NULL.
static const struct choice *only_namesake(const struct model *model,
                                          const struct match_record *record,
                                          const struct match_member *members,
                                          const struct choices *choices)
{
    const struct choice *only = NULL;
    for (size_t i = 0; i < choices->count && model->entity == ENTITY_COMPANY; i++) {
        const struct choice *choice = &choices->items[i];
        if (!match_weigh(model, record, members[choice->member].record).namesakes)
            continue;
        if (only)
            return NULL;
        only = choice;
    }
    return only;
}

static void decide_alone(struct match_decision *decision, const struct model *model,
                         const struct match_record *record, const struct match_member *members,
                         size_t count, const struct choices *choices)
{
    struct match_group own = { .members = { record }, .count = 1 }, group = { 0 };
    const struct choice *namesake = only_namesake(model, record, members, choices);
    if (namesake)
        add_members(&group, members, count, namesake->cluster);
    const struct choice *doubt = worth_a_look(model, record, members, choices);
    if (namesake && match_coherent(model, &own, &group))
        decide(decision, MATCH_JOIN, namesake);
    else if (doubt)
        decide(decision, MATCH_REVIEW, doubt);
}

struct match_decision match_decide(const struct model *model, const struct match_record *record,
                                   const struct match_member *members, size_t count)
{
    struct match_decision decision = { .verdict = MATCH_NEW };
    struct choices choices = find_choices(model, record, members, count);
    struct match_group joined = { .members = { record }, .count = 1 };
    for (size_t i = 0; i < choices.count; i++) {
        const struct choice *choice = &choices.items[i];
        if (choice->weight < (float)model->match)
            break;
        struct match_group group = { 0 };
        add_members(&group, members, count, choice->cluster);
        if (!match_coherent(model, &joined, &group))
            continue;
        if (decision.verdict != MATCH_JOIN)
            decide(&decision, MATCH_JOIN, choice);
        else if (decision.fuse_count < MATCH_FUSE_MAX)
            decision.fuse[decision.fuse_count++] = choice->cluster;
        add_members(&joined, members, count, choice->cluster);
    }
    if (decision.verdict == MATCH_NEW)
        decide_alone(&decision, model, record, members, count, &choices);
    return decision;
}
