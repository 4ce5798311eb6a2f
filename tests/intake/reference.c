#include "reference.h"

#include "contact/contact.h"
#include "match/cluster.h"
#include "value/entry.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST = 4000 };

struct fact_record {
    long long id, trust, group;
    int entity;
};
struct fact_version {
    long long id, record, seen_at;
    struct entry entry;
};
struct fact_decision {
    long long id, a, b, keep;
    bool same, person;
};
struct fact_hand {
    long long id, home;
    str field, normal, state, value, label;
};

static struct fact_record records[MOST];
static struct fact_version versions[MOST];
static struct fact_decision decisions[MOST];
static struct fact_hand hands[MOST];
static int record_count, version_count, decision_count, hand_count;

#define LIVE(alias)                                                                              \
    " JOIN job j ON j.id = " alias ".job_id WHERE j.undone_by IS NULL AND NOT EXISTS (SELECT 1 " \
    "FROM withdrawal w JOIN job k ON k.id = w.job_id WHERE w.fact_id = " alias                   \
    ".id AND k.undone_by IS NULL) ORDER BY " alias ".id"

static struct query rows(struct work *work, const char *text)
{
    return query_open_text(work->db, text);
}

static void read_facts(struct work *work)
{
    struct arena *arena = &work->arena;
    record_count = version_count = decision_count = hand_count = 0;
    auto_query r =
        rows(work, "SELECT r.id, s.trust, r.entity FROM record r JOIN source s ON s.id = "
                   "r.source_id ORDER BY r.id");
    while (query_next(&r))
        records[record_count++] =
            (struct fact_record){ query_int(&r, 0), query_int(&r, 1), 0, (int)query_int(&r, 2) };
    auto_query v =
        rows(work, "SELECT v.id, v.record_id, v.seen_at, v.clean FROM record_version v" LIVE("v"));
    while (query_next(&v))
        versions[version_count++] =
            (struct fact_version){ query_int(&v, 0), query_int(&v, 1), query_int(&v, 2),
                                   entry_read(query_str(&v, 3, arena), ENTITY_PERSON, arena) };
    auto_query d =
        rows(work, "SELECT d.id, d.record_a, d.record_b, d.keep_id, d.verdict, d.decided_by "
                   "FROM decision d" LIVE("d"));
    while (query_next(&d))
        decisions[decision_count++] =
            (struct fact_decision){ query_int(&d, 0),
                                    query_int(&d, 1),
                                    query_int(&d, 2),
                                    query_int(&d, 3),
                                    str_eq(query_peek(&d, 4), STR("same")),
                                    str_eq(query_peek(&d, 5), STR("person")) };
    auto_query h =
        rows(work, "SELECT h.id, h.home_id, h.field, h.normal, h.state, h.value, h.label "
                   "FROM hand_value h" LIVE("h"));
    while (query_next(&h))
        hands[hand_count++] = (struct fact_hand){
            query_int(&h, 0),        query_int(&h, 1),        query_str(&h, 2, arena),
            query_str(&h, 3, arena), query_str(&h, 4, arena), query_str(&h, 5, arena),
            query_str(&h, 6, arena),
        };
}

// The latest version of a record, or NULL when nothing it said is live.
static struct fact_version *latest(long long record)
{
    struct fact_version *found = NULL;
    for (int i = 0; i < version_count; i++)
        if (versions[i].record == record)
            found = &versions[i];
    return found;
}

static struct fact_record *live_record(long long id)
{
    for (int i = 0; i < record_count; i++)
        if (records[i].id == id && latest(id))
            return &records[i];
    return NULL;
}

static void regroup(long long from, long long to)
{
    for (int i = 0; i < record_count; i++)
        if (records[i].group == from)
            records[i].group = to;
}

// "Different" pairs that stand, as pairs of records.
static long long apart[MOST][2];
static int apart_count;

static bool stands_between(long long x, long long y)
{
    for (int i = 0; i < apart_count; i++) {
        long long a = live_record(apart[i][0])->group, b = live_record(apart[i][1])->group;
        if ((a == x && b == y) || (a == y && b == x))
            return true;
    }
    return false;
}

static void apply(const struct fact_decision *decision)
{
    struct fact_record *a = live_record(decision->a), *b = live_record(decision->b);
    if (!a || !b || a->group == b->group)
        return;
    if (!decision->same) {
        apart[apart_count][0] = a->id;
        apart[apart_count++][1] = b->id;
    } else if (!stands_between(a->group, b->group)) {
        long long low = a->group < b->group ? a->group : b->group;
        regroup(a->group + b->group - low, low);
    }
}

static void group_records(void)
{
    apart_count = 0;
    for (int i = 0; i < record_count; i++)
        records[i].group = records[i].id;
    for (int i = decision_count - 1; i >= 0; i--)
        if (decisions[i].person)
            apply(&decisions[i]);
    for (int i = 0; i < decision_count; i++)
        if (!decisions[i].person)
            apply(&decisions[i]);
}

static long long shown(long long group)
{
    for (int i = decision_count - 1; i >= 0; i--) {
        const struct fact_decision *d = &decisions[i];
        struct fact_record *a = live_record(d->a), *kept = d->keep ? live_record(d->keep) : NULL;
        if (d->person && d->same && a && kept && a->group == group && kept->group == group)
            return d->keep;
    }
    for (int i = 0; i < record_count; i++) // sorted by id
        if (records[i].group == group && latest(records[i].id))
            return records[i].id;
    return 0;
}

static str name_of(const struct entry *entry, struct arena *arena)
{
    str given = entry_value(entry, FIELD_GIVEN), middle = entry_value(entry, FIELD_MIDDLE);
    return arena_print(arena, STR_FMT "\x01" STR_FMT "\x01" STR_FMT,
                       STR_ARG(entry_value(entry, FIELD_FAMILY)), STR_ARG(given), STR_ARG(middle));
}

static int letters(str s)
{
    return s.len == 0 ? 0 : s.len <= 2 ? 1 : 2;
}

// What one record says of one thing, and since when.
struct said {
    str key, value, label; // key: what is compared for equality
    long long rank[4], origin;
};

static bool wins(const struct said *a, const struct said *b)
{
    for (int i = 0; i < 4; i++)
        if (a->rank[i] != b->rank[i])
            return a->rank[i] > b->rank[i];
    int order = str_compare(a->key, b->key);
    if (order == 0)
        order = str_compare(a->label, b->label);
    return order ? order < 0 : a->origin < b->origin;
}

static long long since(const struct fact_version *now, enum field field, str value, bool name,
                       struct arena *arena)
{
    for (int i = 0; i < version_count; i++) {
        if (versions[i].record != now->record)
            continue;
        if (name && str_eq(name_of(&versions[i].entry, arena), value))
            return versions[i].seen_at;
        for (size_t j = 0; j < versions[i].entry.count && !name; j++)
            if (versions[i].entry.items[j].field == field &&
                str_eq(versions[i].entry.items[j].value, value))
                return versions[i].seen_at;
    }
    return now->seen_at;
}

static str hand_single(long long group, enum field field, str value)
{
    for (int i = 0; i < hand_count; i++) {
        struct fact_record *home = live_record(hands[i].home);
        if (home && home->group == group && str_eq(hands[i].field, str_of(field_info(field)->name)))
            value = str_eq(hands[i].state, STR("cleared")) || str_eq(hands[i].state, STR("hidden"))
                        ? STR("")
                        : hands[i].value;
    }
    return value;
}

static bool is_called(const struct fact_version *now, str name, struct arena *arena)
{
    return now && str_eq(name_of(&now->entry, arena), name);
}

static void put_singles(long long group, struct buf *out, struct arena *arena)
{
    struct said best[FIELD_EMAIL] = { 0 };
    struct fact_version *winner = NULL;
    struct said best_name = { 0 };
    for (int i = 0; i < record_count; i++) {
        struct fact_version *now = latest(records[i].id);
        if (!now || records[i].group != group)
            continue;
        str name = name_of(&now->entry, arena);
        struct said said = { .key = name, .origin = records[i].id };
        said.rank[0] = letters(entry_value(&now->entry, FIELD_GIVEN)) +
                       letters(entry_value(&now->entry, FIELD_FAMILY));
        said.rank[1] = records[i].trust;
        for (int j = 0; j < record_count; j++)
            said.rank[2] +=
                records[j].group == group && is_called(latest(records[j].id), name, arena);
        said.rank[3] = since(now, FIELD_FAMILY, name, true, arena);
        if (name.len > 2 && (!winner || wins(&said, &best_name))) {
            best_name = said;
            winner = now;
        }
        for (size_t j = 0; j < now->entry.count; j++) {
            const struct entry_item *item = &now->entry.items[j];
            if (!field_is_single(item->field))
                continue;
            struct said other = { item->value, item->value, item->label, { 0 }, records[i].id };
            other.rank[0] = records[i].trust;
            other.rank[1] = since(now, item->field, item->value, false, arena);
            other.rank[2] = (long long)item->value.len;
            if (!best[item->field].value.at || wins(&other, &best[item->field]))
                best[item->field] = other;
        }
    }
    for (enum field field = FIELD_NONE + 1; field < FIELD_EMAIL; field++) {
        bool named = field == FIELD_GIVEN || field == FIELD_MIDDLE || field == FIELD_FAMILY;
        str value = named && winner ? entry_value(&winner->entry, field)
                    : named         ? STR("")
                                    : best[field].value;
        value = hand_single(group, field, value);
        if (value.len)
            buf_print(out, "%s=" STR_FMT "\n", field_info(field)->name, STR_ARG(value));
    }
}

struct shown_point {
    struct said said;
    enum field field;
    bool verified, hidden;
};

static struct shown_point points[64];
static int point_count;

static struct shown_point *point_for(enum field field, str normal)
{
    for (int i = 0; i < point_count; i++)
        if (points[i].field == field && str_eq(points[i].said.value, normal))
            return &points[i];
    points[point_count] = (struct shown_point){ .field = field };
    return &points[point_count++];
}

static void gather_points(long long group, struct arena *arena)
{
    point_count = 0;
    for (int i = 0; i < record_count; i++) {
        struct fact_version *now = latest(records[i].id);
        for (size_t j = 0; now && records[i].group == group && j < now->entry.count; j++) {
            const struct entry_item *item = &now->entry.items[j];
            if (!field_info(item->field)->is_point)
                continue;
            struct said said = { item->value, item->value, item->label, { 0 }, records[i].id };
            said.rank[0] = records[i].trust;
            said.rank[1] = since(now, item->field, item->value, false, arena);
            said.rank[2] = (long long)item->value.len;
            struct shown_point *point = point_for(item->field, item->value);
            if (!point->said.value.at || wins(&said, &point->said))
                point->said = said;
        }
    }
    for (int i = 0; i < hand_count; i++) {
        struct fact_record *home = live_record(hands[i].home);
        enum field field = field_find(hands[i].field);
        if (!home || home->group != group || !field_info(field)->is_point)
            continue;
        struct shown_point *point = point_for(field, hands[i].normal);
        point->hidden =
            str_eq(hands[i].state, STR("hidden")) || str_eq(hands[i].state, STR("cleared"));
        point->verified = str_eq(hands[i].state, STR("verified"));
        if (point->hidden && !point->said.value.at)
            point->said.value = point->said.key = hands[i].normal;
        if (point->hidden)
            continue;
        point->said = (struct said){ hands[i].value,
                                     hands[i].value,
                                     hands[i].label,
                                     { INT64_MAX, hands[i].id, 0, 0 },
                                     hands[i].id };
    }
}

static int by_rank(const void *a, const void *b)
{
    const struct shown_point *x = a, *y = b;
    if (x->field != y->field)
        return x->field < y->field ? -1 : 1;
    if (x->verified != y->verified)
        return x->verified ? -1 : 1;
    return wins(&x->said, &y->said) ? -1 : 1;
}

static void put_points(long long group, struct buf *out, struct arena *arena)
{
    gather_points(group, arena);
    qsort(points, (size_t)point_count, sizeof *points, by_rank);
    for (int i = 0; i < point_count; i++)
        if (!points[i].hidden)
            buf_print(out, "%s " STR_FMT " " STR_FMT " %s\n", field_info(points[i].field)->name,
                      STR_ARG(points[i].said.value), STR_ARG(points[i].said.label),
                      points[i].verified ? "verified" : "said");
}

static int by_text(const void *a, const void *b)
{
    return str_compare(*(const str *)a, *(const str *)b);
}

struct str_list reference_contacts(struct work *work)
{
    struct str_list list = { 0 };
    read_facts(work);
    group_records();
    for (int i = 0; i < record_count; i++) {
        if (records[i].group != records[i].id && latest(records[i].group))
            continue;
        bool first = latest(records[i].id) != NULL;
        if (!first)
            continue;
        auto_buf out = buf_new(1 << 20);
        buf_print(&out, "id %lld\n", shown(records[i].group));
        put_singles(records[i].group, &out, &work->arena);
        put_points(records[i].group, &out, &work->arena);
        *LIST_PUSH(&list, &work->arena) = arena_copy(&work->arena, buf_str(&out));
    }
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, by_text);
    return list;
}

static str stored_text(const struct golden *golden, struct arena *arena)
{
    auto_buf out = buf_new(1 << 20);
    buf_print(&out, "id %lld\n", (long long)golden->id);
    for (enum field field = FIELD_NONE + 1; field < FIELD_EMAIL; field++)
        if (golden->values[field].len)
            buf_print(&out, "%s=" STR_FMT "\n", field_info(field)->name,
                      STR_ARG(golden->values[field]));
    for (size_t i = 0; i < golden->point_count; i++)
        buf_print(&out, "%s " STR_FMT " " STR_FMT " %s\n",
                  field_info(golden->points[i].field)->name, STR_ARG(golden->points[i].value),
                  STR_ARG(golden->points[i].label), point_status_name(golden->points[i].status));
    return arena_copy(arena, buf_str(&out));
}

struct str_list stored_contacts(struct work *work)
{
    struct str_list list = { 0 };
    struct golden_list contacts;
    if (contact_page(work, ENTITY_PERSON, 0, MOST, &contacts) != OK)
        return list;
    for (size_t i = 0; i < contacts.count; i++)
        *LIST_PUSH(&list, &work->arena) = stored_text(&contacts.items[i], &work->arena);
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, by_text);
    return list;
}

// --- recognising ---

int64_t reference_group(int64_t record_id)
{
    const struct fact_record *record = live_record(record_id);
    return record ? record->group : 0;
}

static bool is_said_different(long long x, long long y)
{
    for (int i = 0; i < decision_count; i++) {
        long long a = reference_group(decisions[i].a), b = reference_group(decisions[i].b);
        if (decisions[i].person && !decisions[i].same && ((a == x && b == y) || (a == y && b == x)))
            return true;
    }
    return false;
}

static bool was_parted(struct work *work, long long x, long long y)
{
    bool parted = false;
    auto_query d = rows(work, "SELECT d.record_a, d.record_b FROM decision d JOIN job j ON j.id = "
                              "d.job_id JOIN withdrawal w ON w.fact_id = d.id JOIN job k ON k.id = "
                              "w.job_id WHERE j.undone_by IS NULL AND k.undone_by IS NULL AND "
                              "d.verdict = 'same'");
    while (query_next(&d)) {
        long long a = reference_group(query_int(&d, 0)), b = reference_group(query_int(&d, 1));
        parted = parted || (a == x && b == y) || (a == y && b == x);
    }
    return parted;
}

static bool is_alone(const struct fact_record *self)
{
    for (int i = 0; i < record_count; i++)
        if (&records[i] != self && records[i].group == self->group && latest(records[i].id))
            return false;
    return true;
}

// Whether it is known by the same: every value but labels.
static bool says_the_same(const struct entry *a, const struct entry *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same =
            a->items[i].field == b->items[i].field && str_eq(a->items[i].value, b->items[i].value);
    return same;
}

// Keys that records ever had, one by one.
struct held_key {
    unsigned long long key;
    long long record;
};

static struct held_key held[MOST];
static int held_count;

static void hold(unsigned long long key, long long record)
{
    for (int i = 0; i < held_count; i++)
        if (held[i].key == key && held[i].record == record)
            return;
    held[held_count++] = (struct held_key){ key, record };
}

static void read_keys(struct work *work)
{
    held_count = 0;
    auto_query v = rows(work, "SELECT record_id, clean FROM record_version");
    while (query_next(&v)) {
        struct match_key keys[MATCH_KEY_MAX];
        struct entry entry =
            entry_read(query_str(&v, 1, &work->arena), ENTITY_PERSON, &work->arena);
        struct match_record match = match_prepare(&entry, &work->arena);
        size_t count = match_keys(&match, keys);
        for (size_t i = 0; i < count; i++)
            hold(keys[i].key, query_int(&v, 0));
    }
}

// See intake/shortlist.h: a telling key that few share is enough, of the others it takes two.
static bool is_compared(const struct incoming *incoming, long long record)
{
    int shared = 0, enough = 0;
    for (size_t i = 0; i < incoming->key_count; i++) {
        enum match_key_kind kind = incoming->keys[i].kind;
        bool telling = kind == MATCH_KEY_EMAIL || kind == MATCH_KEY_PHONE || kind == MATCH_KEY_NAME;
        bool mine = false;
        int size = 0;
        for (int j = 0; j < held_count; j++) {
            size += held[j].key == incoming->keys[i].key;
            mine = mine || (held[j].key == incoming->keys[i].key && held[j].record == record);
        }
        shared += mine;
        enough += mine && telling && size < 8;
    }
    return enough > 0 || shared > 1;
}

// Groups in which somebody who is compared resembles the new values.
static bool is_candidate(const struct fact_record *self, const struct incoming *incoming,
                         const struct model *model, long long group, struct arena *arena)
{
    for (int i = 0; i < record_count; i++) {
        const struct fact_version *now = latest(records[i].id);
        if (!now || &records[i] == self || records[i].group != group ||
            !is_compared(incoming, records[i].id))
            continue;
        struct match_record match = match_prepare(&now->entry, arena);
        if (match_score(model, &incoming->match, &match, NULL) >= model->review)
            return true;
    }
    return false;
}

// What is asked of everybody else: the new values against all members of these groups.
static struct match_decision ask_all(struct work *work, const struct fact_record *self,
                                     const struct incoming *incoming)
{
    static struct match_member members[MOST];
    static struct match_record prepared[MOST];
    size_t count = 0;
    struct model model = model_default(ENTITY_PERSON);
    read_keys(work);
    for (int i = 0; i < record_count; i++) {
        const struct fact_version *now = latest(records[i].id);
        if (!now || &records[i] == self ||
            !is_candidate(self, incoming, &model, records[i].group, &work->arena))
            continue;
        prepared[count] = match_prepare(&now->entry, &work->arena);
        members[count] =
            (struct match_member){ &prepared[count], (unsigned long long)records[i].group };
        count++;
    }
    return match_decide(&model, &incoming->match, members, count);
}

struct reference_match reference_match(struct work *work, int64_t record_id,
                                       const struct incoming *incoming)
{
    struct reference_match out = { 0 };
    read_facts(work);
    group_records();
    const struct fact_record *self = live_record(record_id);
    const struct fact_version *last = latest(record_id);
    if (last && says_the_same(&last->entry, &incoming->entry))
        return out;
    struct match_decision decision = ask_all(work, self, incoming);
    long long asked[MATCH_FUSE_MAX + 1] = { (long long)decision.cluster };
    size_t count = decision.verdict == MATCH_NEW ? 0 : 1 + decision.fuse_count;
    bool comes_along = is_alone(self);
    for (size_t i = 0; i < decision.fuse_count; i++)
        asked[i + 1] = (long long)decision.fuse[i];
    for (size_t i = 0; i < count; i++)
        comes_along = comes_along || asked[i] == self->group;
    for (size_t i = 0; i < count; i++) {
        if (asked[i] == self->group || is_said_different(asked[i], self->group))
            continue;
        if (decision.verdict == MATCH_JOIN && comes_along &&
            !was_parted(work, asked[i], self->group))
            out.joined[out.joined_count++] = asked[i];
        else if (!out.doubt)
            out.doubt = asked[i];
    }
    out.doubt = out.joined_count ? 0 : out.doubt;
    return out;
}
