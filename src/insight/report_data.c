#include "insight/report_data.h"

#include "intake/proposal.h"

#include "insight/report_data.sql.h"

#include <stdlib.h>

const double REPORT_BANDS[REPORT_BAND_COUNT - 1] = { 4, 6, 10, 15, 20 };

// Fields in the order of the columns of report_persons and report_companies.
static const enum field PERSON_FIELDS[] = {
    FIELD_GIVEN,    FIELD_FAMILY,    FIELD_BIRTH_DATE, FIELD_GENDER,
    FIELD_LANGUAGE, FIELD_JOB_TITLE, FIELD_DEPARTMENT, FIELD_EMPLOYER,
};
static const enum field COMPANY_FIELDS[] = {
    FIELD_COMPANY_NAME, FIELD_LEGAL_FORM, FIELD_ORG_NUMBER, FIELD_VAT_NUMBER,
    FIELD_INDUSTRY,     FIELD_EMPLOYEES,  FIELD_LANGUAGE,
};
static const enum field POINT_FIELDS[] = { FIELD_EMAIL, FIELD_PHONE, FIELD_ADDRESS, FIELD_URL };

const struct report_field *report_field_find(const struct report_entity *entity, enum field field)
{
    for (size_t i = 0; i < entity->field_count; i++)
        if (entity->fields[i].field == field)
            return &entity->fields[i];
    return NULL;
}

// --- how good the contacts are ---

static enum status load_entity(struct work *work, const struct sql *sql, const enum field *fields,
                               size_t field_count, struct report_entity *out)
{
    auto_query query = query_open(work->db, sql);
    if (query_next(&query)) {
        out->count = query_int(&query, 0);
        out->records = query_int(&query, 1);
        out->completeness_sum = query_int(&query, 2);
        out->unreachable = query_int(&query, 3);
        for (size_t i = 0; i < field_count; i++)
            out->fields[out->field_count++] =
                (struct report_field){ fields[i], query_int(&query, 4 + (int)i), 0 };
        for (size_t i = 0; i < LENGTH(POINT_FIELDS); i++)
            out->fields[out->field_count++] = (struct report_field){ POINT_FIELDS[i], 0, 0 };
    }
    return query_end(&query, &work->error);
}

static void add_point(struct report_entity *entity, enum field field, int64_t filled,
                      int64_t invalid)
{
    for (size_t i = 0; i < entity->field_count; i++)
        if (entity->fields[i].field == field) {
            entity->fields[i].filled += filled;
            entity->fields[i].invalid += invalid;
        }
}

// Points do not say whose they are. Those of companies are counted again, and taken off the
// persons'.
static enum status load_points(struct work *work, struct report_data *out)
{
    auto_query query = query_open(work->db, &sql_report_points);
    while (query_next(&query)) {
        enum field field = field_find(query_peek(&query, 1));
        int64_t filled = query_int(&query, 2), invalid = query_int(&query, 3);
        bool of_company = query_int(&query, 0) == ENTITY_COMPANY;
        add_point(&out->person, field, of_company ? -filled : filled,
                  of_company ? -invalid : invalid);
        if (of_company)
            add_point(&out->company, field, filled, invalid);
    }
    return query_end(&query, &work->error);
}

static void count_into(struct report_bucket_list *list, int64_t value, int64_t contacts,
                       struct arena *arena)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].value == value) {
            list->items[i].contacts += contacts;
            return;
        }
    *LIST_PUSH(list, arena) = (struct report_bucket){ value, contacts };
}

static int by_value(const void *a, const void *b)
{
    const struct report_bucket *x = a, *y = b;
    return (x->value > y->value) - (x->value < y->value);
}

static enum status load_shapes(struct work *work, struct report_data *out)
{
    auto_query query = query_open(work->db, &sql_report_shapes);
    while (query_next(&query)) {
        count_into(&out->sizes, query_int(&query, 0), query_int(&query, 2), &work->arena);
        count_into(&out->completeness, query_int(&query, 1), query_int(&query, 2), &work->arena);
    }
    if (out->sizes.count) {
        qsort(out->sizes.items, out->sizes.count, sizeof *out->sizes.items, by_value);
        qsort(out->completeness.items, out->completeness.count, sizeof *out->completeness.items,
              by_value);
    }
    return query_end(&query, &work->error);
}

// --- sources and what they share ---

static enum status load_source_names(struct work *work, struct report_data *out)
{
    auto_query query = query_open(work->db, &sql_report_sources);
    while (query_next(&query))
        *LIST_PUSH(&out->sources, &work->arena) = (struct report_source){
            .id = query_int(&query, 0),
            .name = query_str(&query, 1, &work->arena),
            .last_at = query_int(&query, 2),
        };
    return query_end(&query, &work->error);
}

// The place of a source, or the number of sources.
static size_t source_place(const struct report_data *data, int64_t id)
{
    size_t i = 0;
    while (i < data->sources.count && data->sources.items[i].id != id)
        i++;
    return i;
}

static enum status load_alone(struct work *work, struct report_data *out)
{
    auto_query query = query_open(work->db, &sql_report_alone);
    while (query_next(&query)) {
        size_t place = source_place(out, query_int(&query, 0));
        if (place == out->sources.count)
            continue;
        out->sources.items[place].records += query_int(&query, 1);
        out->sources.items[place].contacts += query_int(&query, 1);
    }
    return query_end(&query, &work->error);
}

// Which sources know a contact, read from "7:1,9:2".
struct pattern {
    size_t *places;
    size_t count;
};

static struct pattern read_pattern(struct report_data *data, str text, int64_t contacts,
                                   struct arena *arena)
{
    struct pattern pattern = { ARENA_NEW(arena, size_t, data->sources.count + 1), 0 };
    str part, id;
    while (str_split(&text, ',', &part)) {
        int64_t source_id = 0, records = 0;
        if (!str_split(&part, ':', &id) || !str_to_int(id, &source_id) ||
            !str_to_int(part, &records))
            continue;
        size_t place = source_place(data, source_id);
        if (place == data->sources.count)
            continue;
        data->sources.items[place].records += records * contacts;
        pattern.places[pattern.count++] = place;
    }
    return pattern;
}

static void count_pattern(struct report_data *data, const struct pattern *pattern, int64_t contacts,
                          int64_t *shared)
{
    for (size_t i = 0; i < pattern->count; i++) {
        struct report_source *source = &data->sources.items[pattern->places[i]];
        source->contacts += contacts;
        source->shared += pattern->count > 1 ? contacts : 0;
        for (size_t j = i + 1; j < pattern->count; j++) {
            size_t a = pattern->places[i], b = pattern->places[j];
            shared[(a < b ? a : b) * data->sources.count + (a < b ? b : a)] += contacts;
        }
    }
}

static int by_contacts(const void *a, const void *b)
{
    const struct report_pair *x = a, *y = b;
    return (y->contacts > x->contacts) - (y->contacts < x->contacts);
}

static void collect_pairs(struct report_data *data, const int64_t *shared, struct arena *arena)
{
    size_t count = data->sources.count;
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            const struct report_source *a = &data->sources.items[i], *b = &data->sources.items[j];
            if (shared[i * count + j])
                *LIST_PUSH(&data->pairs, arena) = (struct report_pair){
                    a->name,
                    b->name,
                    shared[i * count + j],
                    a->contacts < b->contacts ? a->contacts : b->contacts,
                };
        }
    if (data->pairs.count)
        qsort(data->pairs.items, data->pairs.count, sizeof *data->pairs.items, by_contacts);
}

static enum status load_patterns(struct work *work, struct report_data *out)
{
    int64_t *shared = ARENA_NEW(&work->arena, int64_t, out->sources.count * out->sources.count + 1);
    auto_arena scratch = { 0 };
    auto_query query = query_open(work->db, &sql_report_patterns);
    while (query_next(&query)) {
        int64_t contacts = query_int(&query, 1);
        struct pattern pattern = read_pattern(out, query_peek(&query, 0), contacts, &scratch);
        count_pattern(out, &pattern, contacts, shared);
        arena_reset(&scratch);
    }
    TRY(query_end(&query, &work->error));
    collect_pairs(out, shared, &work->arena);
    return OK;
}

static int by_records(const void *a, const void *b)
{
    const struct report_source *x = a, *y = b;
    if (x->records != y->records)
        return x->records < y->records ? 1 : -1;
    return (x->id > y->id) - (x->id < y->id);
}

static enum status load_sources(struct work *work, struct report_data *out)
{
    TRY(load_source_names(work, out));
    TRY(load_alone(work, out));
    TRY(load_patterns(work, out));
    auto_query query = query_open(work->db, &sql_report_rejected_by_source);
    while (query_next(&query)) {
        size_t place = source_place(out, query_int(&query, 0));
        if (place < out->sources.count)
            out->sources.items[place].rejected = query_int(&query, 1);
    }
    if (out->sources.count)
        qsort(out->sources.items, out->sources.count, sizeof *out->sources.items, by_records);
    return query_end(&query, &work->error);
}

// --- what imports mended, rejected and left over ---

static bool is_doubtful(str rule)
{
    return str_eq(rule, STR("doubtful")) || str_eq(rule, STR("suggestion"));
}

static enum status load_mended(struct work *work, struct report_data *out)
{
    auto_query query = query_open(work->db, &sql_report_mended);
    while (query_next(&query)) {
        struct report_mended mended = {
            query_str(&query, 0, &work->arena),
            query_str(&query, 1, &work->arena),
            query_int(&query, 2),
            query_str(&query, 3, &work->arena),
        };
        bool doubtful = is_doubtful(mended.rule);
        *(doubtful ? &out->doubtful_total : &out->mended_total) += mended.count;
        *LIST_PUSH(doubtful ? &out->doubtful : &out->mended, &work->arena) = mended;
    }
    return query_end(&query, &work->error);
}

static enum status load_unfinished(struct work *work, struct report_data *out)
{
    auto_query query = query_open(work->db, &sql_report_unfinished);
    while (query_next(&query))
        *LIST_PUSH(&out->unfinished, &work->arena) = (struct report_unfinished){
            query_str(&query, 0, &work->arena),
            query_str(&query, 1, &work->arena),
        };
    return query_end(&query, &work->error);
}

// --- duplicates ---

static enum status load_joins(struct work *work, struct report_joins *out)
{
    auto_query query = query_open(work->db, &sql_report_joins);
    for (int i = 0; i < REPORT_BAND_COUNT - 1; i++)
        query_bind_double(&query, i + 1, REPORT_BANDS[i]);
    while (query_next(&query)) {
        int64_t count = query_int(&query, 2);
        if (!str_eq(query_peek(&query, 0), STR("same"))) {
            out->different += count;
        } else if (str_eq(query_peek(&query, 1), STR("person"))) {
            out->by_person += count;
        } else {
            int64_t below = 0;
            for (int i = 0; i < REPORT_BAND_COUNT - 1; i++) {
                out->bands[i] = query_int(&query, 3 + i) - below;
                below = query_int(&query, 3 + i);
            }
            out->bands[REPORT_BAND_COUNT - 1] = count - below;
            out->by_machine = count;
        }
    }
    return query_end(&query, &work->error);
}

enum status report_data_load(struct work *work, struct report_data *out)
{
    *out = (struct report_data){ 0 };
    TRY(load_entity(work, &sql_report_persons, PERSON_FIELDS, LENGTH(PERSON_FIELDS), &out->person));
    TRY(load_entity(work, &sql_report_companies, COMPANY_FIELDS, LENGTH(COMPANY_FIELDS),
                    &out->company));
    TRY(load_points(work, out));
    TRY(load_shapes(work, out));
    TRY(load_sources(work, out));
    TRY(load_mended(work, out));
    TRY(report_refused_load(work, REFUSAL_REJECTED, &out->rejected));
    TRY(report_refused_load(work, REFUSAL_WAITING, &out->staged));
    TRY(load_unfinished(work, out));
    TRY(load_joins(work, &out->joins));
    return proposal_count(work, &out->proposal_total);
}
