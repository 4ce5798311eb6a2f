#include "intake/survive.h"

#include <stdlib.h>

// What one record says of a field, and all that a rule may ask about it.
struct candidate {
    const struct entry *entry; // where the value stands
    enum field field;          // whose rule it competes by
    str value, label;
    int64_t trust, said_at, origin;
    int complete, frequency;
    bool invalid;
};

static const char *const CRITERION_NAMES[] = {
    "", "trust", "newest", "oldest", "complete", "frequent",
};

const char *criterion_name(enum criterion criterion)
{
    return CRITERION_NAMES[criterion];
}

bool survivorship_read(str text, enum criterion out[CRITERION_MAX])
{
    size_t count = 0;
    str word;
    while (str_split(&text, ' ', &word)) {
        enum criterion found = CRITERION_NONE;
        for (size_t i = 1; i < LENGTH(CRITERION_NAMES); i++)
            if (str_eq(word, str_of(CRITERION_NAMES[i])))
                found = (enum criterion)i;
        if (!found || count == CRITERION_MAX)
            return false;
        out[count++] = found;
    }
    return count > 0;
}

struct survivorship survivorship_default(void)
{
    static const enum criterion USUAL[CRITERION_MAX] = { CRITERION_TRUST, CRITERION_NEWEST,
                                                         CRITERION_COMPLETE };
    static const enum criterion NAMES[CRITERION_MAX] = { CRITERION_COMPLETE, CRITERION_TRUST,
                                                         CRITERION_FREQUENT, CRITERION_NEWEST };
    static const enum criterion ADDRESSES[CRITERION_MAX] = { CRITERION_COMPLETE, CRITERION_TRUST,
                                                             CRITERION_NEWEST };
    struct survivorship rules = { 0 };
    for (enum field field = FIELD_NONE; field < FIELD_COUNT; field++) {
        bool name = field == FIELD_FAMILY || field == FIELD_COMPANY_NAME;
        const enum criterion *order = name ? NAMES : field == FIELD_ADDRESS ? ADDRESSES : USUAL;
        memcpy(rules.criteria[field], order, sizeof rules.criteria[field]);
    }
    return rules;
}

// The fields that are chosen together go by the rule of the last one.
static enum field leader_of(enum field field)
{
    if (field == FIELD_GIVEN || field == FIELD_MIDDLE)
        return FIELD_FAMILY;
    return field == FIELD_LEGAL_FORM ? FIELD_COMPANY_NAME : field;
}

static int spelled_out(str name)
{
    return name.len == 0 ? 0 : name.len <= 2 ? 1 : 2;
}

static int filled_lines(str address)
{
    int count = 0;
    str line;
    while (str_split(&address, '\n', &line))
        count += line.len > 0;
    return count;
}

static int completeness(const struct entry *entry, enum field leader, str value)
{
    if (leader == FIELD_FAMILY)
        return spelled_out(entry_value(entry, FIELD_GIVEN)) +
               spelled_out(entry_value(entry, FIELD_FAMILY));
    if (leader == FIELD_ADDRESS)
        return filled_lines(value);
    if (leader == FIELD_COMPANY_NAME)
        return 1 + (entry_value(entry, FIELD_LEGAL_FORM).len > 0);
    return value.len > INT32_MAX ? INT32_MAX : (int)value.len;
}

static bool same_value(const struct entry *a, const struct entry *b, enum field leader)
{
    return str_eq(entry_value(a, leader), entry_value(b, leader)) &&
           (leader != FIELD_FAMILY ||
            (str_eq(entry_value(a, FIELD_GIVEN), entry_value(b, FIELD_GIVEN)) &&
             str_eq(entry_value(a, FIELD_MIDDLE), entry_value(b, FIELD_MIDDLE))));
}

static bool said_in(const struct survive_version *version, const struct entry *now,
                    const struct entry_item *item)
{
    enum field leader = leader_of(item->field);
    bool grouped = leader == FIELD_FAMILY || leader == FIELD_COMPANY_NAME;
    return grouped ? same_value(&version->entry, now, leader) : entry_says(&version->entry, item);
}

// When the record first said what it says now.
static int64_t first_said(const struct survive_record *record, const struct entry_item *item)
{
    const struct survive_version *last = &record->versions[record->version_count - 1];
    for (size_t i = 0; i + 1 < record->version_count; i++)
        if (said_in(&record->versions[i], &last->entry, item))
            return record->versions[i].seen_at;
    return last->seen_at;
}

static const struct entry *current(const struct survive_record *record)
{
    return &record->versions[record->version_count - 1].entry;
}

static int frequency(const struct survive_cluster *cluster, const struct entry *entry,
                     const struct entry_item *item)
{
    enum field leader = leader_of(item->field);
    int count = 0;
    for (size_t i = 0; i < cluster->record_count; i++)
        count += field_is_single(leader) ? same_value(current(&cluster->records[i]), entry, leader)
                                         : entry_says(current(&cluster->records[i]), item);
    return count;
}

static struct candidate candidate_of(const struct survive_cluster *cluster,
                                     const struct survive_record *record,
                                     const struct entry_item *item)
{
    const struct entry *entry = current(record);
    enum field leader = leader_of(item->field);
    bool alone = cluster->record_count == 1 && record->version_count == 1;
    return (struct candidate){
        .entry = entry,
        .field = leader,
        .value = field_is_single(leader) ? entry_value(entry, leader) : item->value,
        .label = item->label,
        .trust = record->trust,
        .said_at = alone ? record->versions[0].seen_at : first_said(record, item),
        .origin = record->id,
        .complete = completeness(entry, leader, item->value),
        .frequency = alone ? 1 : frequency(cluster, entry, item),
        .invalid = item->invalid,
    };
}

static int64_t lead(enum criterion criterion, const struct candidate *a, const struct candidate *b)
{
    switch (criterion) {
    case CRITERION_TRUST:
        return a->trust - b->trust;
    case CRITERION_NEWEST:
        return a->said_at - b->said_at;
    case CRITERION_OLDEST:
        return b->said_at - a->said_at;
    case CRITERION_COMPLETE:
        return a->complete - b->complete;
    case CRITERION_FREQUENT:
        return a->frequency - b->frequency;
    case CRITERION_NONE:
        break;
    }
    return 0;
}

// What equal candidates are told apart by, so that no order of facts can matter.
static int compare_texts(const struct candidate *a, const struct candidate *b)
{
    static const enum field GROUP[] = { FIELD_FAMILY, FIELD_GIVEN, FIELD_MIDDLE };
    int order = 0;
    if (a->field == FIELD_FAMILY)
        for (size_t i = 0; i < LENGTH(GROUP) && !order; i++)
            order = str_compare(entry_value(a->entry, GROUP[i]), entry_value(b->entry, GROUP[i]));
    else
        order = str_compare(a->value, b->value);
    if (!order)
        order = str_compare(a->label, b->label);
    return order ? order : (a->origin > b->origin) - (a->origin < b->origin);
}

static bool better(const struct candidate *a, const struct candidate *b,
                   const struct survivorship *rules)
{
    if (a->invalid != b->invalid)
        return b->invalid;
    const enum criterion *criteria = rules->criteria[a->field];
    for (size_t i = 0; i < CRITERION_MAX && criteria[i]; i++) {
        int64_t ahead = lead(criteria[i], a, b);
        if (ahead)
            return ahead > 0;
    }
    return compare_texts(a, b) < 0;
}

// --- single fields ---

static void take_single(struct golden *golden, enum field field, const struct candidate *winner)
{
    golden->values[field] = entry_value(winner->entry, field);
    golden->origins[field] = golden->values[field].len ? winner->origin : 0;
}

static void choose_singles(const struct survive_cluster *cluster, const struct survivorship *rules,
                           struct golden *golden)
{
    struct candidate best[FIELD_EMAIL] = { 0 };
    for (size_t i = 0; i < cluster->record_count; i++) {
        const struct entry *entry = current(&cluster->records[i]);
        for (size_t j = 0; j < entry->count; j++) {
            const struct entry_item *item = &entry->items[j];
            enum field leader = leader_of(item->field);
            if (!field_is_single(item->field) || item->invalid ||
                best[leader].origin == cluster->records[i].id)
                continue;
            struct candidate candidate = candidate_of(cluster, &cluster->records[i], item);
            if (!best[leader].entry || better(&candidate, &best[leader], rules))
                best[leader] = candidate;
        }
    }
    for (enum field field = FIELD_NONE + 1; field < FIELD_EMAIL; field++)
        if (best[leader_of(field)].entry)
            take_single(golden, field, &best[leader_of(field)]);
}

static void apply_hand_singles(const struct survive_cluster *cluster, struct golden *golden)
{
    int64_t latest[FIELD_EMAIL] = { 0 };
    for (size_t i = 0; i < cluster->hand_count; i++) {
        const struct hand_value *hand = &cluster->hand[i];
        if (!field_is_single(hand->field) || hand->id < latest[hand->field])
            continue;
        latest[hand->field] = hand->id;
        bool has_value = hand->state == HAND_SET || hand->state == HAND_VERIFIED;
        golden->values[hand->field] = has_value ? hand->value : (str){ 0 };
        golden->origins[hand->field] = has_value ? hand->id : 0;
    }
}

// --- points and custom fields: lists of competing values ---

struct contender {
    struct candidate best;
    int custom;
    str normal;
    enum point_status status;
    int64_t verified_at;
    int64_t hand_id; // of the latest hand-made value about it; 0: none
    bool hidden;
};

struct contender_list {
    struct contender *items;
    size_t count, capacity;
};

static struct contender *find_contender(struct contender_list *list, enum field field, int custom,
                                        str normal)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].best.field == field && list->items[i].custom == custom &&
            str_eq(list->items[i].normal, normal))
            return &list->items[i];
    return NULL;
}

// Custom fields hold one value, so all values of one compete; points compete by normal form.
static str contest_of(const struct entry_item *item, struct arena *arena)
{
    if (item->field == FIELD_CUSTOM)
        return STR("");
    return item->invalid ? item->value : point_normal(item->field, item->value, arena);
}

static bool is_listed(enum field field)
{
    return field == FIELD_CUSTOM || field_info(field)->is_point;
}

static void gather(const struct survive_cluster *cluster, const struct survivorship *rules,
                   struct arena *arena, struct contender_list *list)
{
    for (size_t i = 0; i < cluster->record_count; i++) {
        const struct entry *entry = current(&cluster->records[i]);
        for (size_t j = 0; j < entry->count; j++) {
            const struct entry_item *item = &entry->items[j];
            if (!is_listed(item->field))
                continue;
            str normal = contest_of(item, arena);
            struct candidate candidate = candidate_of(cluster, &cluster->records[i], item);
            struct contender *contender = find_contender(list, item->field, item->custom, normal);
            if (!contender)
                *LIST_PUSH(list, arena) = (struct contender){ .best = candidate,
                                                              .custom = item->custom,
                                                              .normal = normal };
            else if (better(&candidate, &contender->best, rules))
                contender->best = candidate;
        }
    }
    for (size_t i = 0; i < list->count; i++)
        list->items[i].status = list->items[i].best.invalid ? POINT_INVALID : POINT_SAID;
}

static void set_by_hand(struct contender *contender, const struct hand_value *hand)
{
    contender->best.value = hand->value;
    contender->best.label = hand->label;
    contender->best.origin = hand->id;
    contender->best.trust = INT64_MAX / 2; // before everything said
    contender->best.said_at = hand->at;
    contender->best.invalid = false;
}

static void apply_hand_value(struct contender_list *list, const struct hand_value *hand,
                             struct arena *arena)
{
    struct contender *contender = find_contender(list, hand->field, hand->custom, hand->normal);
    if (!contender) {
        contender = LIST_PUSH(list, arena);
        *contender = (struct contender){ .custom = hand->custom, .normal = hand->normal };
        contender->best.field = hand->field;
    }
    if (hand->id < contender->hand_id)
        return;
    contender->hand_id = hand->id;
    contender->hidden = hand->state == HAND_HIDDEN || hand->state == HAND_CLEARED;
    contender->verified_at = hand->state == HAND_VERIFIED ? hand->at : 0;
    contender->status = hand->state == HAND_VERIFIED ? POINT_VERIFIED : POINT_SAID;
    if (!contender->hidden)
        set_by_hand(contender, hand);
}

static int by_rank(const struct contender *a, const struct contender *b,
                   const struct survivorship *rules)
{
    if (a->best.field != b->best.field)
        return a->best.field < b->best.field ? -1 : 1;
    if (a->custom != b->custom)
        return a->custom < b->custom ? -1 : 1;
    bool verified_a = a->status == POINT_VERIFIED, verified_b = b->status == POINT_VERIFIED;
    if (verified_a != verified_b)
        return verified_a ? -1 : 1;
    return better(&a->best, &b->best, rules) ? -1 : 1;
}

// Insertion sort: a contact has a handful of points.
static void rank(struct contender_list *list, const struct survivorship *rules)
{
    for (size_t i = 1; i < list->count; i++) {
        struct contender moving = list->items[i];
        size_t j = i;
        for (; j > 0 && by_rank(&moving, &list->items[j - 1], rules) < 0; j--)
            list->items[j] = list->items[j - 1];
        list->items[j] = moving;
    }
}

static void take_points(const struct contender_list *list, struct golden *golden,
                        struct arena *arena)
{
    golden->points = ARENA_NEW(arena, struct point, list->count + 1);
    golden->custom = ARENA_NEW(arena, struct custom_value, list->count + 1);
    for (size_t i = 0; i < list->count; i++) {
        const struct contender *contender = &list->items[i];
        const struct candidate *best = &contender->best;
        if (contender->hidden)
            continue;
        if (best->field == FIELD_CUSTOM)
            golden->custom[golden->custom_count++] =
                (struct custom_value){ contender->custom, best->value, best->origin };
        else
            golden->points[golden->point_count++] = (struct point){
                .field = best->field,
                .value = best->value,
                .normal = contender->normal,
                .label = best->label,
                .status = contender->status,
                .verified_at = contender->verified_at,
                .origin = best->origin,
            };
    }
}

struct golden survive(const struct survive_cluster *cluster, const struct survivorship *rules,
                      struct arena *arena)
{
    struct golden golden = { .id = cluster->id,
                             .entity = cluster->entity,
                             .records = (int)cluster->record_count };
    struct contender_list list = { 0 };
    choose_singles(cluster, rules, &golden);
    apply_hand_singles(cluster, &golden);
    gather(cluster, rules, arena, &list);
    for (size_t i = 0; i < cluster->hand_count; i++)
        if (is_listed(cluster->hand[i].field))
            apply_hand_value(&list, &cluster->hand[i], arena);
    rank(&list, rules);
    take_points(&list, &golden, arena);
    return golden;
}
