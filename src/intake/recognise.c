#include "intake/recognise.h"

#include "base/ids.h"
#include "contact/decision.h"
#include "contact/record.h"

#include "intake/recognise.sql.h"

#include <pthread.h>
#include <stdlib.h>

// On SQLite most are looked at ahead.
enum { CACHED = 20 * 1000, CACHED_OF_SERVER = 150 * 1000 };

static enum status read_model(struct work *work, enum entity entity, struct arena *arena,
                              struct model *model, int64_t *id)
{
    *model = model_default(entity);
    auto_query query = query_open(work->db, &sql_model_latest);
    query_bind_int(&query, 1, entity);
    if (query_next(&query)) {
        *id = query_int(&query, 0);
        TRY(model_read(query_peek(&query, 1), arena, model, &work->error));
    }
    return query_end(&query, &work->error);
}

enum status recogniser_open(struct work *work, struct recogniser *recogniser)
{
    *recogniser = (struct recogniser){
        .cache = match_cache_new(db_engine(work->db) == DB_SQLITE ? CACHED : CACHED_OF_SERVER)
    };
    TRY(key_index_open(work, &recogniser->index));
    TRY(read_model(work, ENTITY_PERSON, &recogniser->models, &recogniser->person,
                   &recogniser->person_model_id));
    return read_model(work, ENTITY_COMPANY, &recogniser->models, &recogniser->company,
                      &recogniser->company_model_id);
}

void recogniser_close(struct recogniser *recogniser)
{
    match_cache_free(recogniser->cache);
    arena_free(&recogniser->models);
    *recogniser = (struct recogniser){ 0 };
}

// --- the neighbourhood of a batch ---

// A record that unknowns are compared with: stored, or an earlier one of the batch.
struct neighbour {
    int64_t record_id, contact_id;
    const struct match_record *match;
    uint32_t next; // of the same contact, plus one; 0: the last
};

struct neighbour_list {
    struct neighbour *items; // stored ones by record id, then the batch's in its order
    size_t count, capacity, stored;
};

// The neighbours of one contact as a chain through struct neighbour.
struct contact {
    int64_t id;           // 0: a free place
    uint32_t first, last; // plus one
};

struct contact_table {
    struct contact *places; // open addressing, at most half full
    size_t mask;
};

struct batch {
    struct work *work;
    struct recogniser *recogniser;
    const struct unknown *unknowns;
    size_t count;
    bool ahead;                       // the recogniser's prospects hold
    struct shortlist *shortlists;     // by unknown: whom to compare it with
    struct shortlist *strong;         // by unknown: of these, who resembles it
    struct neighbour_list neighbours; // members of the contacts that strong candidates belong to
    struct contact_table contacts;
};

const struct model *recogniser_model(const struct recogniser *recogniser,
                                     const struct incoming *incoming)
{
    return incoming->entry.entity == ENTITY_PERSON ? &recogniser->person : &recogniser->company;
}

static const struct model *model_of(const struct batch *batch, const struct unknown *unknown)
{
    return recogniser_model(batch->recogniser, unknown->incoming);
}

// --- candidates ---

// Where the prospect has this candidate, or its count.
static size_t prospect_index(const struct batch *batch, size_t unknown, int64_t id)
{
    const struct prospect *prospect = &batch->unknowns[unknown].incoming->prospect;
    return batch->ahead ? ids_index(prospect->ids, prospect->count, id) : prospect->count;
}

// The blocks that the prospects have, and what was added to them since.
static bool catch_up(struct batch *batch, struct shortlist_keys *keys)
{
    const struct shortlist_keys *known = &batch->recogniser->prospects->keys;
    for (size_t i = 0, j = 0; i < keys->count; i++) {
        while (j < known->count && known->keys[j] < keys->keys[i])
            j++;
        if (j == known->count || known->keys[j] != keys->keys[i])
            return false;
        keys->blocks[i] = known->blocks[j];
    }
    return key_index_catch_up(batch->work, batch->recogniser->index,
                              batch->recogniser->prospects->mark, keys->blocks, keys->count);
}

static enum status make_shortlists(struct batch *batch)
{
    const struct prospects *prospects = batch->recogniser->prospects;
    struct arena *arena = &batch->work->arena;
    struct shortlist_keys keys;
    shortlist_collect(arena, batch->unknowns, batch->count, &keys);
    batch->ahead = prospects && prospects->found &&
                   !db_changed_since(batch->work->db, prospects->change_mark) &&
                   catch_up(batch, &keys);
    if (!batch->ahead)
        TRY(key_index_find(batch->work, batch->recogniser->index, keys.keys, keys.count,
                           keys.blocks));
    batch->shortlists = ARENA_NEW(arena, struct shortlist, batch->count + 1);
    shortlist_make(arena, &keys, batch->unknowns, batch->count, batch->shortlists);
    return OK;
}

// Makes every stored candidate ready for comparing that was not compared ahead.
static enum status load_candidates(struct batch *batch)
{
    struct int_list ids = { 0 };
    for (size_t i = 0; i < batch->count; i++)
        for (size_t j = 0; j < batch->shortlists[i].stored.count; j++) {
            int64_t id = batch->shortlists[i].stored.items[j];
            if (prospect_index(batch, i, id) == batch->unknowns[i].incoming->prospect.count)
                *LIST_PUSH(&ids, &batch->work->arena) = id;
        }
    size_t count = ids.count ? ids_sort(ids.items, ids.count) : 0;
    return match_cache_load(batch->work, batch->recogniser->cache, ids.items, count);
}

// --- scoring: pure, so that two threads share a large batch ---

enum { SHARED_FROM = 200 };

// Scores the candidates of some of the unknowns.
struct scorer {
    struct batch *batch;
    size_t from, to;
    struct arena arena; // holds what it finds
};

static bool resembles(const struct batch *batch, size_t index, int64_t id)
{
    const struct unknown *unknown = &batch->unknowns[index];
    size_t ahead = prospect_index(batch, index, id);
    return ahead < unknown->incoming->prospect.count
               ? unknown->incoming->prospect.resembles[ahead]
               : match_resembles(model_of(batch, unknown), &unknown->incoming->match,
                                 match_cache_find(batch->recogniser->cache, id));
}

static void find_strong(struct scorer *scorer, size_t index)
{
    const struct batch *batch = scorer->batch;
    const struct shortlist *list = &batch->shortlists[index];
    const struct unknown *unknown = &batch->unknowns[index];
    struct shortlist *strong = &batch->strong[index];
    for (size_t i = 0; i < list->stored.count; i++)
        if (resembles(batch, index, list->stored.items[i]))
            *LIST_PUSH(&strong->stored, &scorer->arena) = list->stored.items[i];
    for (size_t i = 0; i < list->own.count; i++) {
        const struct unknown *other = &batch->unknowns[list->own.items[i]];
        if (match_resembles(model_of(batch, unknown), &unknown->incoming->match,
                            &other->incoming->match))
            *LIST_PUSH(&strong->own, &scorer->arena) = list->own.items[i];
    }
}

static void *score_all(void *argument)
{
    struct scorer *scorer = argument;
    for (size_t i = scorer->from; i < scorer->to; i++)
        find_strong(scorer, i);
    return NULL;
}

static void score(struct batch *batch, struct scorer scorers[2])
{
    pthread_t helper = 0;
    size_t half = batch->count < SHARED_FROM ? batch->count : batch->count / 2;
    scorers[0].batch = scorers[1].batch = batch;
    scorers[0].to = scorers[1].from = half;
    scorers[1].to = batch->count;
    bool shared = half < batch->count && pthread_create(&helper, NULL, score_all, &scorers[1]) == 0;
    score_all(&scorers[0]);
    if (shared)
        pthread_join(helper, NULL);
    else
        score_all(&scorers[1]);
}

// --- contacts and their members ---

static struct contact *find_contact(const struct batch *batch, int64_t id)
{
    const struct contact_table *table = &batch->contacts;
    size_t at = (size_t)((uint64_t)id * 0x9E3779B97F4A7C15u >> 32) & table->mask;
    while (table->places[at].id && table->places[at].id != id)
        at = (at + 1) & table->mask;
    return &table->places[at];
}

// Puts neighbour `index` into the chain of its contact, which is kept by record id, so that which
// members are looked at does not depend on who came in one batch.
static void chain(struct batch *batch, size_t index)
{
    struct neighbour *items = batch->neighbours.items, *neighbour = &items[index];
    struct contact *contact = find_contact(batch, neighbour->contact_id);
    contact->id = neighbour->contact_id;
    bool at_end = contact->last && items[contact->last - 1].record_id < neighbour->record_id;
    uint32_t *link = at_end ? &items[contact->last - 1].next : &contact->first;
    while (*link && items[*link - 1].record_id < neighbour->record_id)
        link = &items[*link - 1].next;
    neighbour->next = *link;
    *link = (uint32_t)index + 1;
    if (!neighbour->next)
        contact->last = (uint32_t)index + 1;
}

static void add_neighbour(struct batch *batch, struct neighbour neighbour)
{
    *LIST_PUSH(&batch->neighbours, &batch->work->arena) = neighbour;
    chain(batch, batch->neighbours.count - 1);
}

static void make_contact_table(struct batch *batch, size_t most)
{
    size_t size = 64;
    while (size < 2 * most)
        size *= 2;
    batch->contacts.places = ARENA_NEW(&batch->work->arena, struct contact, size);
    batch->contacts.mask = size - 1;
}

// Where the prospects have this record, or their count.
static size_t member_index(const struct batch *batch, int64_t id)
{
    const struct prospects *prospects = batch->recogniser->prospects;
    return ids_index(prospects->member_ids, prospects->member_count, id);
}

static const struct match_record *find_match(const struct batch *batch, int64_t id)
{
    size_t ahead = batch->ahead ? member_index(batch, id) : 0;
    if (batch->ahead && ahead < batch->recogniser->prospects->member_count)
        return &batch->recogniser->prospects->members[ahead];
    return match_cache_find(batch->recogniser->cache, id);
}

static enum status load_matches(struct batch *batch, const struct record_list *records)
{
    struct int_list ids = { 0 };
    for (size_t i = 0; i < records->count; i++) {
        int64_t id = records->items[i].id;
        if (!batch->ahead || member_index(batch, id) == batch->recogniser->prospects->member_count)
            *LIST_PUSH(&ids, &batch->work->arena) = id;
    }
    return match_cache_load(batch->work, batch->recogniser->cache, ids.items, ids.count);
}

// The contacts of all strong candidates, and those of known records, with all their records.
static enum status load_neighbours(struct batch *batch)
{
    struct arena *arena = &batch->work->arena;
    struct int_list ids = { 0 };
    struct record_list records = { 0 };
    for (size_t i = 0; i < batch->count; i++)
        for (size_t j = 0; j < batch->strong[i].stored.count; j++)
            *LIST_PUSH(&ids, arena) = batch->strong[i].stored.items[j];
    for (size_t i = 0; i < batch->count; i++)
        if (batch->unknowns[i].known)
            *LIST_PUSH(&ids, arena) = batch->unknowns[i].record_id;
    ids.count = ids.count ? ids_sort(ids.items, ids.count) : 0;
    TRY(record_family(batch->work, ids.items, ids.count, &records));
    TRY(load_matches(batch, &records));
    make_contact_table(batch, records.count + batch->count);
    for (size_t i = 0; i < records.count; i++) {
        const struct record *record = &records.items[i];
        const struct match_record *match = find_match(batch, record->id);
        if (match)
            add_neighbour(batch, (struct neighbour){ record->id, record->contact_id, match, 0 });
    }
    batch->neighbours.stored = batch->neighbours.count;
    return OK;
}

// The contact that a stored record shows, or 0 when it is no neighbour.
static int64_t contact_of(const struct batch *batch, int64_t record_id)
{
    size_t low = 0, high = batch->neighbours.stored;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (batch->neighbours.items[middle].record_id < record_id)
            low = middle + 1;
        else
            high = middle;
    }
    bool found =
        low < batch->neighbours.stored && batch->neighbours.items[low].record_id == record_id;
    return found ? batch->neighbours.items[low].contact_id : 0;
}

// --- deciding about one ---

static size_t candidate_contacts(const struct batch *batch, size_t index, struct int_list *contacts)
{
    const struct shortlist *strong = &batch->strong[index];
    struct arena *arena = &batch->work->arena;
    for (size_t i = 0; i < strong->stored.count; i++) {
        int64_t contact = contact_of(batch, strong->stored.items[i]);
        if (contact)
            *LIST_PUSH(contacts, arena) = contact;
    }
    for (size_t i = 0; i < strong->own.count; i++) {
        size_t other = batch->neighbours.stored + (size_t)strong->own.items[i];
        *LIST_PUSH(contacts, arena) = batch->neighbours.items[other].contact_id;
    }
    return contacts->count ? ids_sort(contacts->items, contacts->count) : 0;
}

struct member_list {
    struct match_member *items;
    size_t count, capacity;
};

// Whom one record is compared with in the end.
struct members {
    struct member_list list;
    struct int_list record_ids;
};

static int by_neighbour_id(const void *a, const void *b)
{
    const struct neighbour *const *x = a, *const *y = b;
    return ((*x)->record_id > (*y)->record_id) - ((*x)->record_id < (*y)->record_id);
}

// The first members of each contact but `self`, all by record id: of equal weights the oldest
// record's wins, whatever id a contact has within this batch.
static void collect_members(const struct batch *batch, const struct int_list *contacts,
                            int64_t self, struct members *members)
{
    struct arena *arena = &batch->work->arena;
    size_t count = contacts->count;
    const struct neighbour **found =
        ARENA_NEW(arena, const struct neighbour *, count *MATCH_MEMBER_MAX + 1);
    size_t found_count = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t at = find_contact(batch, contacts->items[i])->first;
        for (size_t taken = 0; at && taken < MATCH_MEMBER_MAX; taken++) {
            const struct neighbour *neighbour = &batch->neighbours.items[at - 1];
            at = neighbour->next;
            if (neighbour->record_id != self)
                found[found_count++] = neighbour;
        }
    }
    qsort(found, found_count, sizeof *found, by_neighbour_id);
    for (size_t i = 0; i < found_count; i++) {
        *LIST_PUSH(&members->list, arena) =
            (struct match_member){ found[i]->match, (uint64_t)found[i]->contact_id };
        *LIST_PUSH(&members->record_ids, arena) = found[i]->record_id;
    }
}

// What persons said of two contacts: that somebody of the one is not somebody of the other, or, by
// an unmerge, that what joined them does not hold.
enum apart { APART_NOT, APART_PARTED, APART_DIFFERENT };

static enum status kept_apart(struct batch *batch, int64_t a, int64_t b, enum apart *apart)
{
    struct int_list ids = { 0 };
    struct decision_list decisions = { 0 };
    *apart = APART_NOT;
    for (uint32_t at = find_contact(batch, a)->first; at; at = batch->neighbours.items[at - 1].next)
        *LIST_PUSH(&ids, &batch->work->arena) = batch->neighbours.items[at - 1].record_id;
    TRY(decision_load(batch->work, ids.items, ids.count, &decisions));
    size_t live = decisions.count;
    for (size_t i = 0; i < ids.count; i++)
        TRY(decision_withdrawn(batch->work, ids.items[i], &decisions));
    for (size_t i = 0; i < decisions.count && *apart != APART_DIFFERENT; i++) {
        const struct decision *decision = &decisions.items[i];
        int64_t x = contact_of(batch, decision->record_a),
                y = contact_of(batch, decision->record_b);
        bool theirs = (x == a && y == b) || (x == b && y == a);
        if (theirs && i < live && decision->by_person && !decision->same)
            *apart = APART_DIFFERENT;
        else if (theirs && i >= live && decision->same)
            *apart = APART_PARTED;
    }
    return OK;
}

// All neighbours of contact `from` show `into` from now on.
static void move_members(struct batch *batch, int64_t from, int64_t into)
{
    struct contact *contact = find_contact(batch, from);
    uint32_t at = contact->first;
    contact->first = contact->last = 0; // the place stays taken, its chain is empty
    while (at) {
        struct neighbour *neighbour = &batch->neighbours.items[at - 1];
        uint32_t next = neighbour->next;
        neighbour->contact_id = into;
        chain(batch, at - 1);
        at = next;
    }
}

static enum status fuse(struct batch *batch, const struct match_decision *decision, int64_t into,
                        struct recognised *out)
{
    for (size_t i = 0; i < decision->fuse_count; i++) {
        int64_t contact = (int64_t)decision->fuse[i];
        enum apart apart;
        TRY(kept_apart(batch, contact, into, &apart));
        if (apart != APART_NOT)
            continue;
        out->fuse[out->fuse_count++] = contact;
        move_members(batch, contact, into);
    }
    return OK;
}

static str explain(struct batch *batch, const struct unknown *unknown,
                   const struct match_record *other)
{
    struct match_evidence evidence = { .arena = &batch->work->arena };
    match_score(model_of(batch, unknown), &unknown->incoming->match, other, &evidence);
    return match_evidence_text(&evidence, &batch->work->arena);
}

// Says whom of `contact` the record is most like.
static void point_at(struct batch *batch, const struct unknown *unknown,
                     const struct members *members, int64_t contact, struct recognised *out)
{
    const struct model *model = model_of(batch, unknown);
    const struct match_record *most_like = NULL;
    for (size_t i = 0; i < members->list.count; i++) {
        const struct match_member *member = &members->list.items[i];
        if ((int64_t)member->cluster != contact)
            continue;
        double weight = match_score(model, &unknown->incoming->match, member->record, NULL);
        if (most_like && weight <= out->weight)
            continue;
        most_like = member->record;
        out->weight = weight;
        out->record_id = members->record_ids.items[i];
    }
    if (most_like)
        out->evidence = explain(batch, unknown, most_like);
}

static enum status take_new(struct batch *batch, const struct unknown *unknown,
                            const struct match_decision *decision, const struct members *members,
                            struct recognised *out)
{
    if (decision->verdict != MATCH_NEW) {
        out->verdict = decision->verdict;
        out->record_id = members->record_ids.items[decision->member];
        out->weight = decision->weight;
        out->evidence = explain(batch, unknown, members->list.items[decision->member].record);
    }
    struct neighbour self = { unknown->record_id, unknown->record_id, &unknown->incoming->match,
                              0 };
    if (decision->verdict == MATCH_JOIN) {
        self.contact_id = (int64_t)decision->cluster;
        TRY(fuse(batch, decision, self.contact_id, out));
    }
    add_neighbour(batch, self);
    return OK;
}

// The contact goes along wherever its record joins, so the new values must show all of it to be the
// same, unless the record is all there is of it.
static bool comes_along(const struct batch *batch, int64_t own,
                        const struct match_decision *decision)
{
    bool shown = (int64_t)decision->cluster == own;
    for (size_t i = 0; i < decision->fuse_count; i++)
        shown = shown || (int64_t)decision->fuse[i] == own;
    const struct contact *contact = find_contact(batch, own);
    return shown || contact->first == contact->last;
}

static enum status take_known(struct batch *batch, const struct unknown *unknown,
                              const struct match_decision *decision, const struct members *members,
                              struct recognised *out)
{
    int64_t own = contact_of(batch, unknown->record_id), doubt = 0;
    bool joins = decision->verdict == MATCH_JOIN && comes_along(batch, own, decision);
    for (size_t i = 0; decision->verdict != MATCH_NEW && i <= decision->fuse_count; i++) {
        int64_t other = (int64_t)(i ? decision->fuse[i - 1] : decision->cluster);
        enum apart apart = APART_NOT;
        if (other != own)
            TRY(kept_apart(batch, other, own, &apart));
        if (other == own || apart == APART_DIFFERENT)
            continue;
        if (!joins || apart == APART_PARTED) {
            doubt = doubt ? doubt : other;
        } else if (out->verdict == MATCH_JOIN) {
            out->fuse[out->fuse_count++] = other;
        } else {
            out->verdict = MATCH_JOIN;
            point_at(batch, unknown, members, other, out);
        }
    }
    if (out->verdict == MATCH_NEW && doubt) {
        out->verdict = MATCH_REVIEW;
        point_at(batch, unknown, members, doubt, out);
    }
    return OK;
}

static enum status decide(struct batch *batch, size_t index, struct recognised *out)
{
    const struct unknown *unknown = &batch->unknowns[index];
    struct int_list contacts = { 0 };
    struct members members = { 0 };
    struct match_decision decision = { .verdict = MATCH_NEW };
    *out = (struct recognised){ .verdict = MATCH_NEW };
    contacts.count = candidate_contacts(batch, index, &contacts);
    collect_members(batch, &contacts, unknown->record_id, &members);
    if (members.list.count)
        decision = match_decide(model_of(batch, unknown), &unknown->incoming->match,
                                members.list.items, members.list.count);
    return unknown->known ? take_known(batch, unknown, &decision, &members, out)
                          : take_new(batch, unknown, &decision, &members, out);
}

static enum status decide_all(struct batch *batch, struct recognised *out)
{
    TRY(load_neighbours(batch));
    for (size_t i = 0; i < batch->count; i++)
        TRY(decide(batch, i, &out[i]));
    return OK;
}

enum status recognise(struct work *work, struct recogniser *recogniser,
                      const struct unknown *unknowns, size_t count, struct recognised *out)
{
    struct batch batch = {
        .work = work, .recogniser = recogniser, .unknowns = unknowns, .count = count
    };
    if (recogniser->rollbacks != db_rollbacks(work->db) ||
        recogniser->changes != db_changes(work->db))
        match_cache_clear(recogniser->cache);
    recogniser->rollbacks = db_rollbacks(work->db);
    recogniser->changes = db_changes(work->db);
    batch.strong = ARENA_NEW(&work->arena, struct shortlist, count + 1);
    TRY(make_shortlists(&batch));
    TRY(load_candidates(&batch));
    struct scorer *scorers = ARENA_NEW(&work->arena, struct scorer, 2);
    score(&batch, scorers);
    enum status status = decide_all(&batch, out);
    arena_free(&scorers[0].arena);
    arena_free(&scorers[1].arena);
    return status;
}

enum status recognise_claim(struct work *work, const struct unknown *unknowns, size_t count)
{
    if (db_engine(work->db) == DB_SQLITE)
        return OK; // its writer is alone
    struct int_list keys = { 0 };
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < unknowns[i].incoming->key_count; j++)
            if (unknowns[i].incoming->keys[j].identifying)
                *LIST_PUSH(&keys, &work->arena) = (int64_t)unknowns[i].incoming->keys[j].key;
    keys.count = keys.count ? ids_sort(keys.items, keys.count) : 0;
    auto_bulk bulk = bulk_open(work->db, &sql_claim_put, "ii");
    for (size_t i = 0; i < keys.count; i++) {
        bulk_int(&bulk, keys.items[i]);
        bulk_int(&bulk, work->now);
        bulk_row(&bulk);
    }
    return bulk_end(&bulk, &work->error);
}
