#include "contact/point.h"

#include "contact/point.sql.h"

#include <stdlib.h>

// --- reading ---

static int by_id(const void *a, const void *b)
{
    const struct golden *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static struct golden *find_by_id(const struct golden_list *list, int64_t id)
{
    struct golden key = { .id = id };
    return list->count ? bsearch(&key, list->items, list->count, sizeof key, by_id) : NULL;
}

// Columns in the order of point_load.
static struct point read_point(const struct query *query, struct arena *arena)
{
    return (struct point){
        .field = field_find(query_peek(query, 1)),
        .value = query_str(query, 2, arena),
        .normal = query_str(query, 3, arena),
        .label = query_str(query, 4, arena),
        .status = point_status_find(query_peek(query, 5)),
        .verified_at = query_int(query, 6),
        .origin = query_int(query, 7),
    };
}

struct point_list {
    struct point *items;
    size_t count, capacity;
};

// Points are kept by kind's name; a golden contact has them by field.
static void sort_points(struct golden *golden)
{
    for (size_t i = 1; i < golden->point_count; i++)
        for (size_t j = i; j > 0 && golden->points[j].field < golden->points[j - 1].field; j--) {
            struct point other = golden->points[j];
            golden->points[j] = golden->points[j - 1];
            golden->points[j - 1] = other;
        }
}

enum status point_load(struct work *work, const int64_t *ids, size_t count,
                       struct golden_list *list)
{
    struct golden *golden = NULL;
    struct point_list points = { 0 };
    auto_query query = query_open_many(work->db, &sql_point_load, ids, count);
    while (query_next(&query)) {
        int64_t id = query_int(&query, 0);
        if (!golden || golden->id != id) {
            golden = find_by_id(list, id);
            points = (struct point_list){ 0 };
        }
        if (!golden)
            continue;
        *LIST_PUSH(&points, &work->arena) = read_point(&query, &work->arena);
        golden->points = points.items;
        golden->point_count = points.count;
    }
    for (size_t i = 0; i < list->count; i++)
        sort_points(&list->items[i]);
    return query_end(&query, &work->error);
}

// --- writing ---

// How many of its points are of `field`; `first` is where they begin.
static size_t count_of(const struct golden *golden, enum field field, size_t *first)
{
    size_t from = 0;
    while (from < golden->point_count && golden->points[from].field != field)
        from++;
    size_t to = from;
    while (to < golden->point_count && golden->points[to].field == field)
        to++;
    *first = from;
    return to - from;
}

static bool same_point(const struct point *a, const struct point *b)
{
    return str_eq(a->value, b->value) && str_eq(a->normal, b->normal) &&
           str_eq(a->label, b->label) && a->status == b->status &&
           a->verified_at == b->verified_at && a->origin == b->origin;
}

static void put_one(struct bulk *bulk, int64_t id, const struct point *point, size_t position)
{
    bulk_int(bulk, id);
    bulk_str(bulk, str_of(field_info(point->field)->name));
    bulk_int(bulk, (int64_t)position);
    bulk_str(bulk, point->value);
    bulk_str(bulk, point->normal);
    bulk_optional_str(bulk, point->label);
    bulk_str(bulk, str_of(point_status_name(point->status)));
    bulk_optional_int(bulk, point->verified_at);
    bulk_int(bulk, point->origin);
    bulk_row(bulk);
}

static void put_changed(struct bulk *bulk, const struct golden *golden, const struct golden *before)
{
    for (enum field field = FIELD_EMAIL; field <= FIELD_URL; field++) {
        size_t at, at_before;
        size_t count = count_of(golden, field, &at);
        size_t stored = count_of(before, field, &at_before);
        for (size_t i = 0; i < count; i++)
            if (i >= stored ||
                !same_point(&golden->points[at + i], &before->points[at_before + i]))
                put_one(bulk, golden->id, &golden->points[at + i], i);
    }
}

static void cut_rest(struct bulk *bulk, const struct golden *golden, const struct golden *before)
{
    for (enum field field = FIELD_EMAIL; field <= FIELD_URL; field++) {
        size_t at;
        size_t count = count_of(golden, field, &at);
        if (count >= count_of(before, field, &at))
            continue;
        bulk_int(bulk, golden->id);
        bulk_str(bulk, str_of(field_info(field)->name));
        bulk_int(bulk, (int64_t)count);
        bulk_row(bulk);
    }
}

static enum status cut(struct work *work, struct golden *const *items,
                       const struct golden *const *before, size_t count)
{
    auto_bulk bulk = bulk_open(work->db, &sql_point_cut, "iti");
    for (size_t i = 0; i < count; i++)
        cut_rest(&bulk, items[i], before[i]);
    return bulk_end(&bulk, &work->error);
}

enum status point_put(struct work *work, struct golden *const *items,
                      const struct golden *const *before, size_t count)
{
    static const struct golden NOTHING;
    if (before)
        TRY(cut(work, items, before, count));
    auto_bulk bulk = bulk_open(work->db, &sql_point_put, "itittttii");
    for (size_t i = 0; i < count; i++)
        put_changed(&bulk, items[i], before ? before[i] : &NOTHING);
    return bulk_end(&bulk, &work->error);
}

enum status point_remove(struct work *work, const int64_t *ids, size_t count)
{
    auto_query query = query_open_many(work->db, &sql_point_delete, ids, count);
    return query_run(&query, &work->error);
}
