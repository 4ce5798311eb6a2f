#include "cli/demo_judge.h"

#include "contact/record.h"

#include "cli/demo_judge.sql.h"

#include <stdlib.h>

// A record of the register, and whom it is about as far as that is known.
struct known {
    int64_t id, contact_id;
    enum entity entity;
    str source, key;
    str really;  // empty: not known
    str related; // the employer its row names
};

struct known_list {
    struct known *items; // by id
    size_t count, capacity;
};

struct judge {
    struct work *work;
    struct known_list known;
    struct known **by_key; // by source, then key
    struct demo_judgement *out;
};

static int by_source_and_key(const void *a, const void *b)
{
    const struct known *x = *(struct known *const *)a, *y = *(struct known *const *)b;
    int order = str_compare(x->source, y->source);
    return order ? order : str_compare(x->key, y->key);
}

static enum status load_records(struct judge *judge)
{
    struct work *work = judge->work;
    struct known_list *list = &judge->known;
    auto_query query = query_open(work->db, &sql_demo_records);
    while (query_next(&query))
        *LIST_PUSH(list, &work->arena) =
            (struct known){ .id = query_int(&query, 0),
                            .contact_id = query_int(&query, 1),
                            .entity = (enum entity)query_int(&query, 2),
                            .source = query_str(&query, 3, &work->arena),
                            .key = query_str(&query, 4, &work->arena) };
    TRY(query_end(&query, &work->error));
    judge->by_key = ARENA_NEW(&work->arena, struct known *, list->count + 1);
    for (size_t i = 0; i < list->count; i++)
        judge->by_key[i] = &list->items[i];
    if (list->count)
        qsort(judge->by_key, list->count, sizeof *judge->by_key, by_source_and_key);
    return OK;
}

static int by_id(const void *a, const void *b)
{
    const struct known *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static struct known *find_id(const struct judge *judge, int64_t id)
{
    const struct known wanted = { .id = id };
    if (!judge->known.count)
        return NULL;
    return bsearch(&wanted, judge->known.items, judge->known.count, sizeof wanted, by_id);
}

static struct known *find_key(const struct judge *judge, str source, str key)
{
    struct known wanted = { .source = source, .key = key }, *at = &wanted;
    struct known **found = judge->known.count ? bsearch(&at, judge->by_key, judge->known.count,
                                                        sizeof at, by_source_and_key)
                                              : NULL;
    return found ? *found : NULL;
}

// The record of a row. Rows that say the same are "#17", "#17~2" ... in the order of the file.
static struct known *find_row(const struct judge *judge, str source, str key)
{
    struct known *known = find_key(judge, source, key);
    for (int number = 2; known && known->really.len; number++) {
        str next = arena_print(&judge->work->arena, STR_FMT "~%d", STR_ARG(key), number);
        known = find_key(judge, source, next);
    }
    return known;
}

// --- who is who ---

static enum entity entity_of(str really)
{
    return really.at[0] == 'c' ? ENTITY_COMPANY : ENTITY_PERSON;
}

static enum status learn_source(struct judge *judge, const char *directory,
                                const struct demo_source *source,
                                const struct demo_truth_list *truth)
{
    struct work *work = judge->work;
    struct demo_row_list rows;
    size_t next = 0;
    TRY(demo_reading(directory, source, &work->arena, &rows, &work->error));
    for (size_t i = 0; i < truth->count && next < rows.count; i++) {
        const struct demo_truth_row *said = &truth->items[i];
        if (!str_eq(said->source, str_of(source->truth)))
            continue;
        const struct demo_row *row = &rows.items[next++];
        demo_mistakes_count(&judge->out->mistakes, said, row);
        str key = row->keys[entity_of(said->entity)];
        struct known *known = key.len ? find_row(judge, str_of(source->name), key) : NULL;
        if (!known || known->entity != entity_of(said->entity))
            continue;
        known->really = said->entity;
        known->related = said->related;
    }
    return OK;
}

// A company that a person's row brought along is the employer that the row names.
static enum status learn_employers(struct judge *judge)
{
    auto_query query = query_open(judge->work->db, &sql_demo_links);
    while (query_next(&query)) {
        const struct known *person = find_id(judge, query_int(&query, 0));
        struct known *company = find_id(judge, query_int(&query, 1));
        if (person && company && !company->really.len)
            company->really = person->related;
    }
    return query_end(&query, &judge->work->error);
}

static struct demo_score score_of(const struct judge *judge, enum entity entity)
{
    struct demo_label *labels =
        ARENA_NEW(&judge->work->arena, struct demo_label, judge->known.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < judge->known.count; i++) {
        const struct known *known = &judge->known.items[i];
        if (known->entity == entity && known->really.len)
            labels[count++] = (struct demo_label){ .really = str_hash(known->really),
                                                   .found = (uint64_t)known->contact_id };
    }
    return demo_score(labels, count);
}

// --- what is wrong, with names ---

static str name_of(const struct entry *entry, struct arena *arena)
{
    str given = entry_value(entry, FIELD_GIVEN), family = entry_value(entry, FIELD_FAMILY);
    str company = entry_value(entry, FIELD_COMPANY_NAME);
    if (company.len)
        return company;
    if (given.len || family.len)
        return arena_print(arena, STR_FMT "%s" STR_FMT, STR_ARG(given),
                           given.len && family.len ? " " : "", STR_ARG(family));
    for (size_t i = 0; i < entry->count; i++)
        if (entry->items[i].field == FIELD_EMAIL || entry->items[i].field == FIELD_PHONE)
            return entry->items[i].value;
    return STR("somebody");
}

// "Anna Berg (crm)", as the record has it.
static enum status describe(struct judge *judge, const struct known *known, str *out)
{
    struct work *work = judge->work;
    struct record_version_list versions = { 0 };
    TRY(record_version_load(work, &known->id, 1, false, &versions));
    str clean = versions.count ? versions.items[versions.count - 1].clean : (str){ 0 };
    struct entry entry = entry_read(clean, known->entity, &work->arena);
    *out = arena_print(&work->arena, STR_FMT " (" STR_FMT ")",
                       STR_ARG(name_of(&entry, &work->arena)), STR_ARG(known->source));
    return OK;
}

static enum status sample(struct judge *judge, const struct known *a, const struct known *b,
                          str reason, struct demo_sample *out)
{
    out->reason = reason;
    TRY(describe(judge, a, &out->a));
    return describe(judge, b, &out->b);
}

// Every contact that mixes two people holds a decision that joined them.
static enum status sample_joined(struct judge *judge)
{
    struct demo_judgement *out = judge->out;
    struct work *work = judge->work;
    const struct known *a[DEMO_SAMPLES], *b[DEMO_SAMPLES];
    str reasons[DEMO_SAMPLES];
    size_t count = 0;
    auto_query query = query_open(work->db, &sql_demo_joins);
    while (query_next(&query) && count < DEMO_SAMPLES) {
        a[count] = find_id(judge, query_int(&query, 0));
        b[count] = find_id(judge, query_int(&query, 1));
        reasons[count] = query_str(&query, 2, &work->arena);
        if (a[count] && b[count] && a[count]->really.len && b[count]->really.len &&
            a[count]->contact_id == b[count]->contact_id &&
            !str_eq(a[count]->really, b[count]->really))
            count++;
    }
    TRY(query_end(&query, &work->error));
    for (; out->joined_count < count; out->joined_count++) {
        size_t i = out->joined_count;
        TRY(sample(judge, a[i], b[i], reasons[i], &out->joined[i]));
    }
    return OK;
}

// --- what waits for a person, and what was not even noticed ---

struct question {
    int64_t a, b; // contacts, a < b
};

struct question_list {
    struct question *items;
    size_t count, capacity;
};

static struct question question_of(const struct known *x, const struct known *y)
{
    bool swap = x->contact_id > y->contact_id;
    return (struct question){ swap ? y->contact_id : x->contact_id,
                              swap ? x->contact_id : y->contact_id };
}

static int by_contacts(const void *a, const void *b)
{
    const struct question *x = a, *y = b;
    int order = (x->a > y->a) - (x->a < y->a);
    return order ? order : (x->b > y->b) - (x->b < y->b);
}

static enum status load_questions(struct judge *judge, struct question_list *list)
{
    struct work *work = judge->work;
    auto_query query = query_open(work->db, &sql_demo_questions);
    while (query_next(&query)) {
        const struct known *a = find_id(judge, query_int(&query, 0));
        const struct known *b = find_id(judge, query_int(&query, 1));
        if (!a || !b || !a->really.len || !b->really.len)
            continue;
        judge->out->questions++;
        judge->out->questions_right += str_eq(a->really, b->really);
        *LIST_PUSH(list, &work->arena) = question_of(a, b);
    }
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_contacts);
    return query_end(&query, &work->error);
}

static int by_really_and_contact(const void *a, const void *b)
{
    const struct known *x = *(struct known *const *)a, *y = *(struct known *const *)b;
    int order = str_compare(x->really, y->really);
    return order ? order : (x->contact_id > y->contact_id) - (x->contact_id < y->contact_id);
}

// One record of each contact that a person or company lies scattered over, side by side.
static size_t list_scattered(const struct judge *judge, struct known **out)
{
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < judge->known.count; i++)
        if (judge->known.items[i].really.len)
            out[count++] = &judge->known.items[i];
    if (count)
        qsort(out, count, sizeof(struct known *), by_really_and_contact);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || by_really_and_contact(&out[i], &out[kept - 1]) != 0)
            out[kept++] = out[i];
    return kept;
}

static bool waits(const struct question_list *questions, const struct known *a,
                  const struct known *b)
{
    struct question wanted = question_of(a, b);
    return questions->count &&
           bsearch(&wanted, questions->items, questions->count, sizeof wanted, by_contacts) != NULL;
}

static enum status look_at_missed(struct judge *judge, const struct question_list *questions,
                                  struct known *const *scattered, size_t count)
{
    struct demo_judgement *out = judge->out;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count && str_eq(scattered[i]->really, scattered[j]->really);
             j++) {
            bool asked = waits(questions, scattered[i], scattered[j]);
            out->missed++;
            out->missed_waiting += asked;
            if (asked || out->parted_count == DEMO_SAMPLES || out->missed % 40 != 1)
                continue; // one here and there, not four of one neighbourhood
            TRY(sample(judge, scattered[i], scattered[j], STR("too little speaks for it"),
                       &out->parted[out->parted_count++]));
        }
    }
    return OK;
}

enum status demo_judge(struct work *work, const char *directory, struct demo_judgement *out)
{
    struct judge judge = { .work = work, .out = out };
    struct demo_truth_list truth;
    struct question_list questions = { 0 };
    size_t source_count;
    const struct demo_source *sources = demo_sources(&source_count);
    *out = (struct demo_judgement){ .mistakes = demo_mistakes_new() };
    str path = arena_print(&work->arena, "%s/truth.csv", directory);
    TRY(demo_truth_read(path.at, &work->arena, &truth, &work->error));
    TRY(load_records(&judge));
    for (size_t i = 0; i < source_count; i++)
        TRY(learn_source(&judge, directory, &sources[i], &truth));
    TRY(learn_employers(&judge));
    out->people = score_of(&judge, ENTITY_PERSON);
    out->companies = score_of(&judge, ENTITY_COMPANY);
    TRY(sample_joined(&judge));
    TRY(load_questions(&judge, &questions));
    struct known **scattered = ARENA_NEW(&work->arena, struct known *, judge.known.count + 1);
    return look_at_missed(&judge, &questions, scattered, list_scattered(&judge, scattered));
}
