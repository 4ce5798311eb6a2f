#include "contact/golden.h"

#include "base/json.h"
#include "value/fold.h"

enum { WORDS_MAX = 8192, HASH_TEXT_MAX = 1024 * 1024 };

static const char *const STATUS_NAMES[] = { "said", "verified", "invalid" };

const char *point_status_name(enum point_status status)
{
    return STATUS_NAMES[status];
}

enum point_status point_status_find(str name)
{
    for (size_t i = 0; i < LENGTH(STATUS_NAMES); i++)
        if (str_eq(name, str_of(STATUS_NAMES[i])))
            return (enum point_status)i;
    return POINT_SAID;
}

const struct point *golden_primary(const struct golden *golden, enum field field)
{
    for (size_t i = 0; i < golden->point_count; i++)
        if (golden->points[i].field == field)
            return &golden->points[i];
    return NULL;
}

str golden_address_line(const struct golden *golden, int line)
{
    const struct point *address = golden_primary(golden, FIELD_ADDRESS);
    str rest = address ? address->value : (str){ 0 }, part = { 0 };
    for (int i = 0; i <= line; i++)
        if (!str_split(&rest, '\n', &part))
            return (str){ 0 };
    return part;
}

static void add_word(struct buf *out, str word)
{
    if (word.len && out->len)
        buf_add_byte(out, ' ');
    buf_add(out, word);
}

static str first_point(const struct golden *golden)
{
    const enum field fields[] = { FIELD_EMAIL, FIELD_PHONE, FIELD_URL, FIELD_ADDRESS };
    for (size_t i = 0; i < LENGTH(fields); i++) {
        const struct point *point = golden_primary(golden, fields[i]);
        if (point)
            return str_slice(point->value, 0, str_find_byte(point->value, '\n'));
    }
    return (str){ 0 };
}

str golden_name(const struct golden *golden, struct arena *arena)
{
    auto_buf out = buf_new(WORDS_MAX);
    if (golden->entity == ENTITY_COMPANY) {
        add_word(&out, golden->values[FIELD_COMPANY_NAME]);
    } else {
        add_word(&out, golden->values[FIELD_GIVEN]);
        add_word(&out, golden->values[FIELD_MIDDLE]);
        add_word(&out, golden->values[FIELD_FAMILY]);
    }
    if (!out.len)
        add_word(&out, golden->values[FIELD_NICKNAME]);
    if (!out.len)
        add_word(&out, first_point(golden));
    return arena_copy(arena, buf_str(&out));
}

str golden_sort_key(const struct golden *golden, struct arena *arena)
{
    auto_buf out = buf_new(WORDS_MAX);
    if (golden->entity == ENTITY_COMPANY) {
        add_word(&out, golden->values[FIELD_COMPANY_NAME]);
    } else {
        add_word(&out, golden->values[FIELD_FAMILY]);
        add_word(&out, golden->values[FIELD_GIVEN]);
        add_word(&out, golden->values[FIELD_MIDDLE]);
    }
    if (!out.len)
        add_word(&out, golden_name(golden, arena));
    return fold_words(arena, buf_str(&out));
}

int golden_completeness(const struct golden *golden)
{
    bool company = golden->entity == ENTITY_COMPANY;
    int have = 0;
    if (company)
        have = 2 * (golden->values[FIELD_COMPANY_NAME].len > 0);
    else
        have = (golden->values[FIELD_GIVEN].len > 0) + (golden->values[FIELD_FAMILY].len > 0);
    have += golden_primary(golden, FIELD_EMAIL) != NULL;
    have += golden_primary(golden, FIELD_PHONE) != NULL;
    have += golden_address_line(golden, 0).len || golden_address_line(golden, 2).len;
    have += golden->values[company ? FIELD_ORG_NUMBER : FIELD_BIRTH_DATE].len > 0;
    return have * 100 / 6;
}

// An e-mail is found by itself and by its parts, a phone also by its national digits.
static void add_point_words(struct buf *out, const struct point *point, struct arena *arena)
{
    add_word(out, fold_words(arena, point->value));
    if (point->field == FIELD_PHONE && point->value.len > 4)
        add_word(out, str_slice(point->value, 3, point->value.len));
}

str golden_words(const struct golden *golden, struct arena *arena)
{
    auto_buf out = buf_new(WORDS_MAX);
    for (enum field field = FIELD_NONE + 1; field < FIELD_EMAIL; field++)
        if (golden->values[field].len)
            add_word(&out, fold_words(arena, golden->values[field]));
    for (size_t i = 0; i < golden->point_count; i++)
        add_point_words(&out, &golden->points[i], arena);
    for (size_t i = 0; i < golden->custom_count; i++)
        add_word(&out, fold_words(arena, golden->custom[i].value));
    return arena_copy(arena, buf_str(&out));
}

static bool same_points(const struct golden *a, const struct golden *b)
{
    if (a->point_count != b->point_count)
        return false;
    for (size_t i = 0; i < a->point_count; i++) {
        const struct point *p = &a->points[i], *q = &b->points[i];
        if (p->field != q->field || p->status != q->status || !str_eq(p->value, q->value) ||
            !str_eq(p->label, q->label))
            return false;
    }
    return true;
}

static void put_points(struct json *json, const struct golden *golden)
{
    json_begin_array(json);
    for (size_t i = 0; i < golden->point_count; i++) {
        const struct point *point = &golden->points[i];
        json_begin_array(json);
        json_put_str(json, str_of(field_info(point->field)->name));
        json_put_str(json, point->value);
        json_put_str(json, point->label);
        json_put_str(json, str_of(point_status_name(point->status)));
        json_end_array(json);
    }
    json_end_array(json);
}

static void put_pair(struct json *json, str name, str before, str after)
{
    json_key(json, name);
    json_begin_array(json);
    json_put_str(json, before);
    json_put_str(json, after);
    json_end_array(json);
}

static str custom_of(const struct golden *golden, int number)
{
    for (size_t i = 0; i < golden->custom_count; i++)
        if (golden->custom[i].number == number)
            return golden->custom[i].value;
    return (str){ 0 };
}

// Custom fields that stand in `of` and differ from `other`; `reversed` when `of` is the later one
// and only what `other` lacks is still to be told.
static void put_custom(struct json *json, const struct golden *of, const struct golden *other,
                       bool reversed)
{
    for (size_t i = 0; i < of->custom_count; i++) {
        char name[24];
        struct custom_value value = of->custom[i];
        str before = custom_of(other, value.number);
        if (str_eq(before, value.value) || (reversed && before.len))
            continue;
        struct buf text = { .at = name, .capacity = sizeof name, .limit = sizeof name };
        buf_print(&text, "x_%d", value.number);
        put_pair(json, buf_str(&text), reversed ? before : value.value,
                 reversed ? value.value : before);
    }
}

bool golden_diff(const struct golden *before, const struct golden *after, struct buf *out)
{
    size_t start = out->len;
    struct json json = json_to(out);
    json_begin_object(&json);
    size_t empty = out->len;
    for (enum field field = FIELD_NONE + 1; field < FIELD_EMAIL; field++)
        if (!str_eq(before->values[field], after->values[field]))
            put_pair(&json, str_of(field_info(field)->name), before->values[field],
                     after->values[field]);
    put_custom(&json, before, after, false);
    put_custom(&json, after, before, true);
    if (!same_points(before, after)) {
        json_key(&json, STR("points"));
        json_begin_array(&json);
        put_points(&json, before);
        put_points(&json, after);
        json_end_array(&json);
    }
    bool differs = out->len > empty;
    json_end_object(&json);
    if (!differs)
        out->len = start;
    return differs;
}

// Hashes of parts are added, so that their order does not matter.
static uint64_t hash_part(str kind, str a, str b)
{
    auto_buf text = buf_new(HASH_TEXT_MAX);
    buf_add(&text, kind);
    buf_add_byte(&text, '\t');
    buf_add(&text, a);
    buf_add_byte(&text, '\t');
    buf_add(&text, b);
    return str_hash(buf_str(&text));
}

uint64_t golden_hash(const struct golden *golden)
{
    uint64_t sum = golden->entity;
    for (enum field field = FIELD_NONE + 1; field < FIELD_EMAIL; field++)
        if (golden->values[field].len)
            sum += hash_part(str_of(field_info(field)->name), golden->values[field], STR(""));
    enum field last = FIELD_NONE;
    for (size_t i = 0; i < golden->point_count; i++) {
        const struct point *point = &golden->points[i];
        str label = point->field != last ? STR("primary") : STR("further");
        last = point->field;
        sum += hash_part(label, point->value, str_of(point_status_name(point->status)));
        sum += hash_part(str_of(field_info(point->field)->name), point->value, point->label);
    }
    for (size_t i = 0; i < golden->custom_count; i++) {
        char number[24];
        struct buf text = { .at = number, .capacity = sizeof number, .limit = sizeof number };
        buf_print(&text, "x_%d", golden->custom[i].number);
        sum += hash_part(buf_str(&text), golden->custom[i].value, STR(""));
    }
    return str_hash((str){ (const char *)&sum, sizeof sum });
}

static str web_host(str value)
{
    size_t scheme = str_find(value, STR("://"));
    str rest = scheme < value.len ? str_slice(value, scheme + 3, value.len) : value;
    return str_starts(rest, STR("www.")) ? str_slice(rest, 4, rest.len) : rest;
}

str point_normal(enum field field, str value, struct arena *arena)
{
    if (field == FIELD_EMAIL)
        return fold(arena, value);
    if (field == FIELD_ADDRESS)
        return fold_words(arena, value);
    if (field == FIELD_URL)
        return fold(arena, web_host(value));
    return value;
}
