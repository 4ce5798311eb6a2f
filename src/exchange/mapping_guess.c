// Guessing goes column by column first (what the header says, what the values look like), then over
// all of them (mapping_rules.c): names, companies, addresses, rivals.

#include "exchange/mapping_content.h"
#include "exchange/mapping_rules.h"
#include "exchange/mapping_words.h"
#include "value/fold.h"

#include <stdio.h>
#include <stdlib.h>

struct view {
    struct header_meaning header;
    struct column_content content;
    bool has_name; // the file has a header
};

struct guess {
    struct mapping *mapping;
    struct view *views; // one for each column
    const struct table_row *rows;
    size_t row_count;
    struct arena *arena;
};

// ---- the values ----

static int compare_hashes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static str cell_at(const struct guess *guess, size_t row, size_t column)
{
    const struct table_row *from = &guess->rows[row];
    return column < from->count ? str_trim(from->cells[column]) : STR("");
}

static size_t count_distinct(uint64_t *hashes, size_t count)
{
    size_t distinct = 0;
    if (count)
        qsort(hashes, count, sizeof *hashes, compare_hashes);
    for (size_t i = 0; i < count; i++)
        distinct += i == 0 || hashes[i] != hashes[i - 1];
    return distinct;
}

static struct column_content look_at_column(const struct guess *guess, size_t column)
{
    struct column_content content = { 0 };
    auto_arena scratch = { 0 };
    uint64_t hashes[MAPPING_SAMPLE_MAX];
    for (size_t row = 0; row < guess->row_count; row++) {
        str cell = cell_at(guess, row, column);
        column_content_add(&content, cell, &scratch);
        if (cell.len)
            hashes[content.filled - 1] = str_hash(fold(&scratch, cell));
    }
    content.distinct = count_distinct(hashes, content.filled);
    return content;
}

static bool is_key(const struct column_content *content)
{
    return content->rows > 0 && content->filled == content->rows &&
           content->distinct == content->filled;
}

static int filled_percent(const struct column_content *content)
{
    return content->rows ? (int)(100 * content->filled / content->rows) : 0;
}

// ---- one column ----

// The shape that values of a target must have, or SHAPE_COUNT.
static enum shape shape_of(int target)
{
    static const struct {
        int target;
        enum shape shape;
    } SHAPES[] = {
        { FIELD_EMAIL, SHAPE_EMAIL },     { FIELD_PHONE, SHAPE_PHONE },    { FIELD_URL, SHAPE_URL },
        { FIELD_BIRTH_DATE, SHAPE_DATE }, { TARGET_ENTITY, SHAPE_ENTITY },
    };
    for (size_t i = 0; i < LENGTH(SHAPES); i++)
        if (SHAPES[i].target == target)
            return SHAPES[i].shape;
    return SHAPE_COUNT;
}

static void ignore(struct mapping_column *column, str reason)
{
    column->target = TARGET_IGNORE;
    column->label = STR("");
    column->of_company = false;
    column->reason = reason;
    column->confidence = 50;
}

// Shapes that say by themselves what a column is, surest first. The last of them would be rash
// where a header says something else that we do not know.
static const struct {
    enum shape shape;
    int percent; // so many of the values at least
    int target;
    int confidence;
    bool needs_no_header;
    const char *looks_like;
} BY_SHAPE[] = {
    { SHAPE_EMAIL, 80, FIELD_EMAIL, 95, false, "e-mail addresses" },
    { SHAPE_VAT_NUMBER, 80, FIELD_VAT_NUMBER, 80, false, "VAT numbers" },
    { SHAPE_URL, 80, FIELD_URL, 85, false, "web addresses" },
    { SHAPE_ORG_NUMBER, 80, FIELD_ORG_NUMBER, 75, false, "organisation numbers" },
    { SHAPE_DATE, 90, FIELD_BIRTH_DATE, 45, true, "dates" },
    { SHAPE_COUNTRY, 90, TARGET_COUNTRY, 80, true, "country codes" },
    { SHAPE_GENDER, 95, FIELD_GENDER, 70, true, "genders" },
    { SHAPE_PHONE, 80, FIELD_PHONE, 75, false, "phone numbers" },
    { SHAPE_LEGAL_NAME, 40, FIELD_COMPANY_NAME, 75, true, "company names" },
    { SHAPE_STREET, 70, TARGET_STREET, 70, true, "street addresses" },
    { SHAPE_POSTCODE, 90, TARGET_POSTCODE, 55, true, "postcodes" },
    { SHAPE_FULL_NAME, 70, TARGET_NAME, 55, true, "names of people" },
};

static bool fits(const struct column_content *content, size_t i)
{
    enum { ENOUGH_CHECK_DIGITS = 3 }; // one in eleven is right by chance
    if (column_content_percent(content, BY_SHAPE[i].shape) < BY_SHAPE[i].percent)
        return false;
    if (BY_SHAPE[i].shape == SHAPE_ORG_NUMBER && content->filled < ENOUGH_CHECK_DIGITS)
        return false;
    bool numbers = column_content_percent(content, SHAPE_NUMBER) > 50;
    bool dates = column_content_percent(content, SHAPE_DATE) > 50;
    return BY_SHAPE[i].target != FIELD_PHONE || (!numbers && !dates);
}

// Looks at the values alone. False: they do not say.
static bool guess_by_shape(const struct guess *guess, size_t index)
{
    const struct view *view = &guess->views[index];
    struct mapping_column *column = &guess->mapping->items[index];
    for (size_t i = 0; i < LENGTH(BY_SHAPE) && view->content.filled > 0; i++) {
        if (!fits(&view->content, i) || (BY_SHAPE[i].needs_no_header && view->has_name))
            continue;
        column->target = BY_SHAPE[i].target;
        column->label = STR("");
        column->of_company = false;
        column->confidence = BY_SHAPE[i].confidence;
        column->reason = arena_print(guess->arena, "%d %% of the values look like %s",
                                     column_content_percent(&view->content, BY_SHAPE[i].shape),
                                     BY_SHAPE[i].looks_like);
        return true;
    }
    return false;
}

// Numbers that differ in every row are a key when the file has no header to say so.
static bool guess_key(const struct guess *guess, size_t index)
{
    enum { ENOUGH_ROWS = 10 };
    const struct view *view = &guess->views[index];
    struct mapping_column *column = &guess->mapping->items[index];
    if (view->has_name || view->content.rows < ENOUGH_ROWS || !is_key(&view->content) ||
        column_content_percent(&view->content, SHAPE_NUMBER) < 90)
        return false;
    column->target = TARGET_EXTERNAL_ID;
    column->confidence = 60;
    column->reason = STR("every row has a number of its own here");
    return true;
}

static void take_header(const struct guess *guess, size_t index)
{
    const struct view *view = &guess->views[index];
    struct mapping_column *column = &guess->mapping->items[index];
    column->target = view->header.target;
    column->confidence = view->header.confidence;
    column->of_company = view->header.of_company;
    column->label = str_of(view->header.label);
    column->reason = arena_print(
        guess->arena, "the header says \"" STR_FMT "\", " STR_FMT " for %s", STR_ARG(column->name),
        STR_ARG(view->header.language), mapping_target_title(column->target));
    if (view->content.rows)
        column->reason = arena_print(guess->arena, STR_FMT "; %d %% filled",
                                     STR_ARG(column->reason), filled_percent(&view->content));
}

// "Title" is what a person does or is called.
static void check_title(const struct guess *guess, size_t index)
{
    struct mapping_column *column = &guess->mapping->items[index];
    int honorifics = column_content_percent(&guess->views[index].content, SHAPE_HONORIFIC);
    if (column->target != FIELD_JOB_TITLE || honorifics < 60)
        return;
    column->target = FIELD_TITLE;
    column->reason =
        arena_print(guess->arena, "%d %% of the values are like \"Mr\" or \"Dr\"", honorifics);
}

static void check_key(const struct guess *guess, size_t index)
{
    struct mapping_column *column = &guess->mapping->items[index];
    const struct column_content *content = &guess->views[index].content;
    bool sure_word = guess->views[index].header.confidence > 60;
    if (column->target != TARGET_EXTERNAL_ID || is_key(content) ||
        (content->rows == 0 && sure_word))
        return;
    const char *why = content->rows == 0                ? "there are no rows to check it with"
                      : content->filled < content->rows ? "it is not always filled"
                                                        : "some rows share a value";
    ignore(column, arena_print(guess->arena, "it is called like a key, but %s", why));
}

// The values must look like what the header promises.
static void check_shape(const struct guess *guess, size_t index)
{
    struct mapping_column *column = &guess->mapping->items[index];
    const struct column_content *content = &guess->views[index].content;
    enum shape shape = shape_of(column->target);
    if (shape == SHAPE_COUNT || content->filled == 0)
        return;
    int percent = column_content_percent(content, shape);
    if (percent >= 50) {
        column->confidence = column->confidence < 97 ? column->confidence + 3 : 99;
        return;
    }
    if (guess_by_shape(guess, index))
        return;
    if (column->target == TARGET_ENTITY) {
        ignore(column, STR("the values do not say whether the row is a person or a company"));
        return;
    }
    column->confidence = 40;
    column->reason =
        arena_print(guess->arena, STR_FMT ", but only %d %% of the values look like one",
                    STR_ARG(column->reason), percent);
}

static void guess_column(const struct guess *guess, size_t index)
{
    struct mapping_column *column = &guess->mapping->items[index];
    const struct view *view = &guess->views[index];
    if (view->header.target != TARGET_IGNORE) {
        take_header(guess, index);
        check_title(guess, index);
        check_key(guess, index);
        check_shape(guess, index);
    } else if (!guess_by_shape(guess, index) && !guess_key(guess, index)) {
        ignore(column, view->content.rows && !view->content.filled
                           ? STR("the column is empty")
                           : STR("neither the header nor the values say what it is"));
    }
}

// ---- all columns ----

static size_t count_target(const struct guess *guess, int target)
{
    size_t count = 0;
    for (size_t i = 0; i < guess->mapping->count; i++)
        count += guess->mapping->items[i].target == target;
    return count;
}

static bool has_company_facts(const struct guess *guess)
{
    for (int target = FIELD_LEGAL_FORM; target <= FIELD_EMPLOYEES; target++)
        if (count_target(guess, target))
            return true;
    return false;
}

static void become(struct mapping_column *column, int target, const char *why, struct arena *arena)
{
    column->target = target;
    column->reason = arena_print(arena, STR_FMT "; %s", STR_ARG(column->reason), why);
}

// A column "Name": of a person, or of a company.
static void settle_name(const struct guess *guess, size_t index)
{
    struct mapping_column *column = &guess->mapping->items[index];
    const struct view *view = &guess->views[index];
    bool parts = count_target(guess, FIELD_GIVEN) || count_target(guess, FIELD_FAMILY);
    bool no_company = !count_target(guess, FIELD_COMPANY_NAME);
    if (no_company && column_content_percent(&view->content, SHAPE_LEGAL_NAME) >= 25)
        become(column, FIELD_COMPANY_NAME, "many values end with a legal form", guess->arena);
    else if (parts && column->target == TARGET_NAME)
        ignore(column, STR("given and family name have columns of their own"));
    else if (no_company && !view->header.is_contact && has_company_facts(guess))
        become(column, FIELD_COMPANY_NAME, "other columns are about a company", guess->arena);
}

static void settle_names(const struct guess *guess)
{
    for (size_t i = 0; i < guess->mapping->count; i++)
        if (guess->mapping->items[i].target == TARGET_NAME)
            settle_name(guess, i);
}

// In a file without header, given and family names are in the e-mail addresses.
static int percent_in_emails(const struct guess *guess, size_t column, size_t email, bool at_front)
{
    auto_arena scratch = { 0 };
    size_t both = 0, found = 0;
    for (size_t row = 0; row < guess->row_count; row++) {
        str name = fold_words(&scratch, cell_at(guess, row, column));
        str address = fold(&scratch, cell_at(guess, row, email));
        str local = str_slice(address, 0, str_find_byte(address, '@'));
        if (name.len < 3 || local.len == address.len)
            continue;
        both++;
        found +=
            at_front ? str_starts(local, name) : !str_starts(local, name) && str_has(local, name);
    }
    return both ? (int)(100 * found / both) : 0;
}

static bool may_be_name(const struct guess *guess, size_t index)
{
    return guess->mapping->items[index].target == TARGET_IGNORE && !guess->views[index].has_name &&
           column_content_percent(&guess->views[index].content, SHAPE_WORDS) >= 90;
}

static void guess_name_by_email(const struct guess *guess, size_t index, size_t email)
{
    enum { ENOUGH = 30 };
    struct mapping_column *column = &guess->mapping->items[index];
    int front = percent_in_emails(guess, index, email, true);
    int behind = percent_in_emails(guess, index, email, false);
    if (front < ENOUGH && behind < ENOUGH)
        return;
    column->target = front > behind ? FIELD_GIVEN : FIELD_FAMILY;
    column->confidence = 65;
    column->reason =
        arena_print(guess->arena, "%d %% of the e-mail addresses %s with it",
                    front > behind ? front : behind, front > behind ? "begin" : "go on");
}

static void guess_names_by_email(const struct guess *guess)
{
    size_t email = 0;
    while (email < guess->mapping->count && guess->mapping->items[email].target != FIELD_EMAIL)
        email++;
    for (size_t i = 0; i < guess->mapping->count && email < guess->mapping->count; i++)
        if (may_be_name(guess, i))
            guess_name_by_email(guess, i, email);
}

// Words behind the postcode are the town.
static void guess_town_by_place(const struct guess *guess)
{
    for (size_t i = 1; i < guess->mapping->count; i++) {
        struct mapping_column *column = &guess->mapping->items[i];
        if (column[-1].target != TARGET_POSTCODE || !may_be_name(guess, i))
            continue;
        column->target = TARGET_CITY;
        column->confidence = 70;
        column->reason = STR("words stand behind the postcode");
    }
}

static bool is_personal_page(str label)
{
    return str_eq(label, STR("home")) || str_eq(label, STR("linkedin")) ||
           str_eq(label, STR("facebook")) || str_eq(label, STR("twitter"));
}

// A web site beside a company's name is the company's.
static void settle_sites(const struct guess *guess)
{
    bool company = count_target(guess, FIELD_COMPANY_NAME) > 0;
    for (size_t i = 0; i < guess->mapping->count && company; i++) {
        struct mapping_column *column = &guess->mapping->items[i];
        if (column->target == FIELD_URL && !is_personal_page(column->label) &&
            !guess->views[i].header.is_contact)
            column->of_company = true;
    }
}

// What a file of companies with a "contact person" says of the company: all but what is marked as
// the person's own.
static bool is_of_company(const struct mapping_column *column)
{
    int target = column->target;
    bool address = target == TARGET_STREET || mapping_is_address_part(target);
    bool reach = target == FIELD_PHONE || target == FIELD_EMAIL || target == TARGET_EXTERNAL_ID;
    return (address || reach) && !str_eq(column->label, STR("home")) &&
           !str_eq(column->label, STR("mobile"));
}

static void settle_contact_person(const struct guess *guess)
{
    bool contact = false, parts = false;
    for (size_t i = 0; i < guess->mapping->count; i++) {
        int target = guess->mapping->items[i].target;
        contact |= target == TARGET_NAME && guess->views[i].header.is_contact;
        parts |= target == FIELD_GIVEN || target == FIELD_FAMILY;
    }
    bool company = count_target(guess, FIELD_COMPANY_NAME) && has_company_facts(guess);
    for (size_t i = 0; i < guess->mapping->count && contact && company && !parts; i++) {
        struct mapping_column *column = &guess->mapping->items[i];
        if (is_of_company(column) && !guess->views[i].header.is_contact)
            column->of_company = true;
    }
}

static void find_number_forms(const struct guess *guess)
{
    size_t day = 0, month = 0, year = 0, commas = 0, points = 0;
    for (size_t i = 0; i < guess->mapping->count; i++) {
        const struct column_content *content = &guess->views[i].content;
        if (column_content_percent(content, SHAPE_DATE) >= 50) {
            day += content->day_first;
            month += content->month_first;
            year += content->year_first;
        } else if (column_content_percent(content, SHAPE_NUMBER) >= 80) {
            commas += content->decimal_commas;
            points += content->decimal_points;
        }
    }
    guess->mapping->date_order = day > month ? DATE_DMY : month > 0 ? DATE_MDY : DATE_UNKNOWN;
    if (year > day + month)
        guess->mapping->date_order = DATE_YMD;
    guess->mapping->decimal_sign = commas > points ? ',' : points > 0 ? '.' : 0;
}

static bool header_names_it(str name, size_t index)
{
    char made_up[32];
    snprintf(made_up, sizeof made_up, "column_%zu", index + 1);
    return !str_eq(name, str_of(made_up));
}

void mapping_guess(struct mapping *out, const struct str_list *columns,
                   const struct table_row *rows, size_t row_count, struct arena *arena)
{
    *out = (struct mapping){ .items = ARENA_NEW(arena, struct mapping_column, columns->count),
                             .count = columns->count,
                             .capacity = columns->count };
    struct guess guess = { .mapping = out,
                           .views = ARENA_NEW(arena, struct view, columns->count),
                           .rows = rows,
                           .row_count =
                               row_count < MAPPING_SAMPLE_MAX ? row_count : MAPPING_SAMPLE_MAX,
                           .arena = arena };
    for (size_t i = 0; i < columns->count; i++) {
        struct view *view = &guess.views[i];
        out->items[i].name = columns->items[i];
        view->has_name = header_names_it(columns->items[i], i);
        view->content = look_at_column(&guess, i);
        if (view->has_name)
            view->header = header_meaning(columns->items[i], arena);
        guess_column(&guess, i);
    }
    guess_names_by_email(&guess);
    guess_town_by_place(&guess);
    settle_names(&guess);
    settle_sites(&guess);
    settle_contact_person(&guess);
    mapping_settle(out, arena);
    mapping_join_addresses(out);
    mapping_drop_rivals(out, arena);
    find_number_forms(&guess);
}

enum status mapping_guess_table(struct mapping *out, struct table *table, struct arena *arena,
                                struct error *error)
{
    struct table_row *rows = ARENA_NEW(arena, struct table_row, MAPPING_SAMPLE_MAX);
    size_t count = 0;
    bool done = false;
    while (!done && count < MAPPING_SAMPLE_MAX) {
        TRY(table_next(table, arena, &rows[count], &done, error));
        count += !done && !rows[count].problem.len;
    }
    mapping_guess(out, table_columns(table), rows, count, arena);
    return OK;
}
