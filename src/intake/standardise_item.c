#include "intake/standardise_item.h"

#include "intake/junk.h"
#include "value/ascii.h"
#include "value/company_name.h"
#include "value/country.h"
#include "value/date.h"
#include "value/email.h"
#include "value/fold.h"
#include "value/name_case.h"
#include "value/number.h"
#include "value/person_name.h"
#include "value/phone.h"
#include "value/text.h"
#include "value/url.h"

enum { LISTED_MAX = 200, SPLIT_DIGITS = 6 };

void row_list(struct work_row *row, const struct mended *mended)
{
    if (row->out->mended.count < LISTED_MAX)
        *LIST_PUSH(&row->out->mended, row->arena) = *mended;
}

void row_add(struct work_row *row, bool company, struct entry_item item)
{
    entry_add(company ? &row->out->company : &row->out->person, row->arena, item);
}

void row_tell(struct work_row *row, const struct draft_item *item, str text)
{
    if (!row->cells || item->column < 0 || !text.len)
        return;
    str *cell = &row->cells[item->column];
    *cell = cell->len ? arena_print(row->arena, STR_FMT "; " STR_FMT, STR_ARG(*cell), STR_ARG(text))
                      : text;
}

enum field item_field(const struct draft_item *item)
{
    return (int)item->target < (int)FIELD_COUNT ? (enum field)item->target : FIELD_NONE;
}

// Lists what became of `before`, unless it is the same.
static void list_change(struct work_row *row, const struct draft_item *item, enum field field,
                        str before, str after)
{
    if (!str_eq(before, after))
        row_list(row, &(struct mended){ item->column,
                                        field,
                                        field ? field_info(field)->name : "name",
                                        before,
                                        after,
                                        { 0 } });
}

static void add_invalid(struct work_row *row, const struct draft_item *item, struct entry_item made,
                        str problem, bool company)
{
    row_list(
        row,
        &(struct mended){
            item->column, made.field, field_info(made.field)->name, made.value, { 0 }, problem });
    made.invalid = true;
    row_tell(row, item, made.value);
    row_add(row, company, made);
}

str item_country(struct work_row *row, const struct draft_item *item)
{
    struct value value;
    str text = text_clean(row->arena, item->text);
    country_standardise(text, &row->context, row->arena, &value);
    if (!value.valid)
        row_list(row, &(struct mended){ item->column,
                                        FIELD_ADDRESS,
                                        "country",
                                        text,
                                        { 0 },
                                        value.problem.len ? value.problem
                                                          : STR("it is not a known country") });
    return value.valid ? value.value : (str){ 0 };
}

static size_t count_digits(str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++)
        count += ascii_is_digit(s.at[i]);
    return count;
}

static bool has_at(str s)
{
    return str_find_byte(s, '@') < s.len;
}

static void add_email(struct work_row *row, const struct draft_item *item, str text, bool company)
{
    struct value value;
    struct entry_item made = { .field = FIELD_EMAIL, .label = item->label, .value = text };
    email_standardise(text, &row->context, row->arena, &value);
    if (!value.valid) {
        add_invalid(row, item, made, value.problem, company);
        return;
    }
    if (str_eq(value.normal, STR("test@test.com"))) {
        row_list(row, &(struct mended){ item->column,
                                        FIELD_EMAIL,
                                        "junk",
                                        text,
                                        { 0 },
                                        STR("it is a placeholder, not an address") });
        return;
    }
    if (value.suggestion.len)
        row_list(row, &(struct mended){ item->column, FIELD_EMAIL, "suggestion", text,
                                        value.suggestion, STR("the domain looks mistyped") });
    made.value = value.value;
    list_change(row, item, FIELD_EMAIL, text, value.value);
    row_tell(row, item, value.value);
    row_add(row, company, made);
}

// An entry's number has no extension; a cell that is written back keeps it.
static void tell_phone(struct work_row *row, const struct draft_item *item,
                       const struct value *value)
{
    str extension = value_part(value, "extension");
    if (row->cells && extension.len)
        row_tell(row, item,
                 arena_print(row->arena, STR_FMT " ext. " STR_FMT, STR_ARG(value->value),
                             STR_ARG(extension)));
    else
        row_tell(row, item, value->value);
}

static void add_phone(struct work_row *row, const struct draft_item *item, str text, bool company)
{
    struct value value;
    struct value_context context = { .country = row->country[company] };
    struct entry_item made = { .field = FIELD_PHONE, .label = item->label, .value = text };
    phone_standardise(text, &context, row->arena, &value);
    if (!value.valid) {
        add_invalid(row, item, made, value.problem, company);
        return;
    }
    if (!made.label.len && str_eq(value_part(&value, "type"), STR("mobile")))
        made.label = STR("mobile");
    made.value = value.value;
    list_change(row, item, FIELD_PHONE, text, value.value);
    tell_phone(row, item, &value);
    if (value_part(&value, "extension").len)
        row_list(row, &(struct mended){ item->column, FIELD_PHONE, "extension", text, value.value,
                                        STR("the extension is not kept in the number") });
    row_add(row, company, made);
}

// The reader of a point by what the text is, not by what the column is called.
static void add_email_or_phone(struct work_row *row, const struct draft_item *item, str text,
                               bool company)
{
    enum field said = item_field(item);
    enum field is = said;
    if (said == FIELD_PHONE && has_at(text))
        is = FIELD_EMAIL;
    else if (said == FIELD_EMAIL && !has_at(text) && count_digits(text) >= SPLIT_DIGITS &&
             count_digits(text) * 2 > text.len)
        is = FIELD_PHONE;
    if (is != said)
        row_list(row, &(struct mended){ item->column,
                                        said,
                                        "moved",
                                        text,
                                        { 0 },
                                        is == FIELD_PHONE
                                            ? STR("it is a phone number, not an e-mail address")
                                            : STR("it is an e-mail address, not a phone number") });
    if (is == FIELD_EMAIL)
        add_email(row, item, text, company);
    else
        add_phone(row, item, text, company);
}

static bool is_separator(char c)
{
    return c == ';' || c == ',' || c == '|' || c == '/' || c == '\n';
}

static str take_part(str *rest)
{
    size_t end = 0;
    while (end < rest->len && !is_separator(rest->at[end]))
        end++;
    str part = str_trim(str_slice(*rest, 0, end));
    *rest = str_slice(*rest, end + 1, rest->len);
    return part;
}

// True when each part could stand alone; "031/12 34 56" and "Berg, Anna <a@b.se>" are one.
static bool is_several(str text)
{
    size_t count = 0;
    for (str rest = text; rest.len;) {
        str part = take_part(&rest);
        if (!part.len)
            continue;
        if (!has_at(part) && count_digits(part) < SPLIT_DIGITS)
            return false;
        count++;
    }
    return count > 1;
}

static void add_points(struct work_row *row, const struct draft_item *item, bool company)
{
    str whole = str_trim(item->text);
    if (!is_several(whole)) {
        add_email_or_phone(row, item, text_clean(row->arena, whole), company);
        return;
    }
    row_list(row, &(struct mended){ item->column, item_field(item), "split", whole, { 0 }, { 0 } });
    for (str rest = whole; rest.len;) {
        str part = take_part(&rest);
        if (part.len)
            add_email_or_phone(row, item, text_clean(row->arena, part), company);
    }
}

// A VAT number keeps the letters it was written with: "NO 923 609 016 MVA" is "NO923609016MVA".
static str number_cell(const struct work_row *row, enum field field, str text, str standard)
{
    if (field != FIELD_VAT_NUMBER || !text.len || !ascii_is_letter(text.at[0]))
        return standard;
    char *out = arena_alloc(row->arena, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++)
        if (ascii_is_alnum(text.at[i]))
            out[len++] = text.at[i];
    return ascii_to_upper(row->arena, (str){ out, len });
}

// Everything whose rule is one value_fn and whose standard form is kept as it is.
static void add_by_rule(struct work_row *row, const struct draft_item *item, value_fn *rule,
                        bool company)
{
    enum field field = item_field(item);
    struct value value;
    struct value_context context = { .country = row->country[company] };
    if (field == FIELD_BIRTH_DATE)
        context.format = row->context.format;
    str text = text_clean(row->arena, item->text);
    struct entry_item made = { .field = field, .label = item->label, .value = text };
    rule(text, &context, row->arena, &value);
    if (!value.valid) {
        add_invalid(row, item, made, value.problem, company);
        return;
    }
    made.value = value.value;
    if (field == FIELD_ORG_NUMBER || field == FIELD_VAT_NUMBER)
        made.value =
            arena_print(row->arena, STR_FMT " " STR_FMT, STR_ARG(value_part(&value, "country")),
                        STR_ARG(value_part(&value, "compact")));
    list_change(row, item, field, text, made.value);
    if (row->cells)
        row_tell(row, item, number_cell(row, field, text, value.value));
    row_add(row, company, made);
}

static const struct {
    const char *part;
    enum field field;
} NAME_PARTS[] = {
    { "title", FIELD_TITLE },   { "given", FIELD_GIVEN },   { "middle", FIELD_MIDDLE },
    { "family", FIELD_FAMILY }, { "suffix", FIELD_SUFFIX }, { "nickname", FIELD_NICKNAME },
};

// All parts in the order in which they are spoken: Dr. Anna "Nan" Maria Berg PhD.
static str whole_name(const struct value *value, struct arena *arena)
{
    static const char *const ORDER[] = {
        "title", "given", "nickname", "middle", "family", "suffix"
    };
    auto_buf text = buf_new(VALUE_INPUT_MAX);
    for (size_t i = 0; i < LENGTH(ORDER); i++) {
        str part = value_part(value, ORDER[i]);
        if (!part.len)
            continue;
        const char *quote = i == 2 ? "\"" : "";
        buf_print(&text, "%s%s" STR_FMT "%s", text.len ? " " : "", quote, STR_ARG(part), quote);
    }
    return arena_copy(arena, buf_str(&text));
}

// The cell of a whole name. What would be read differently when read again is no name to mend, and
// stays as it is.
static void tell_whole_name(struct work_row *row, const struct draft_item *item, str text,
                            const struct value *value)
{
    struct value again;
    str whole = whole_name(value, row->arena);
    person_name_standardise(whole, &row->context, row->arena, &again);
    row_tell(row, item, str_eq(whole_name(&again, row->arena), whole) ? whole : text);
}

static void add_whole_name(struct work_row *row, const struct draft_item *item, bool company)
{
    str text = text_clean(row->arena, item->text);
    struct value value;
    if (company) {
        row_tell(row, item, text);
        row_add(row, true, (struct entry_item){ .field = FIELD_COMPANY_NAME, .value = text });
        return;
    }
    person_name_standardise(text, &row->context, row->arena, &value);
    if (value.problem.len)
        row_list(row,
                 &(struct mended){ item->column, FIELD_NONE, "name", text, { 0 }, value.problem });
    if (row->cells && value.part_count)
        tell_whole_name(row, item, text, &value);
    else
        row_tell(row, item, text);
    if (!value.part_count) {
        row_add(
            row, false,
            (struct entry_item){ .field = FIELD_FAMILY, .invalid = !value.valid, .value = text });
        return;
    }
    list_change(row, item, FIELD_NONE, text, value.value);
    for (size_t i = 0; i < LENGTH(NAME_PARTS); i++)
        row_add(row, false,
                (struct entry_item){ .field = NAME_PARTS[i].field,
                                     .value = value_part(&value, NAME_PARTS[i].part) });
}

// A part of a name in a column of its own keeps its field and its words; only its case is mended.
static void add_name_part(struct work_row *row, const struct draft_item *item)
{
    str text = text_clean(row->arena, item->text);
    bool is_family = item_field(item) == FIELD_FAMILY;
    str cased = has_at(text) ? text : name_case(row->arena, text, is_family);
    list_change(row, item, item_field(item), text, cased);
    row_tell(row, item, cased);
    row_add(row, false, (struct entry_item){ .field = item_field(item), .value = cased });
}

static void add_company_name(struct work_row *row, const struct draft_item *item, bool company)
{
    str text = text_clean(row->arena, item->text);
    struct value value;
    company_standardise(text, &row->context, row->arena, &value);
    if (!value.value.len)
        value.value = text;
    enum field field = company ? FIELD_COMPANY_NAME : FIELD_EMPLOYER;
    list_change(row, item, field, text, value.value);
    row_tell(row, item, value.value);
    row_add(row, company, (struct entry_item){ .field = field, .value = value.value });
    str form = value_part(&value, "legal_form");
    if (company && form.len)
        row_add(row, true, (struct entry_item){ .field = FIELD_LEGAL_FORM, .value = form });
}

// Folded words of the Nordic languages, English and German.
static const struct {
    const char *word, *gender;
} GENDERS[] = {
    { "f", "female" },        { "female", "female" }, { "frau", "female" },  { "h", "male" },
    { "k", "female" },        { "kona", "female" },   { "karl", "male" },    { "kvinde", "female" },
    { "kvinna", "female" },   { "kvinne", "female" }, { "m", "male" },       { "male", "male" },
    { "man", "male" },        { "mand", "male" },     { "mann", "male" },    { "mies", "male" },
    { "n", "female" },        { "nainen", "female" }, { "other", "other" },  { "annat", "other" },
    { "annet", "other" },     { "divers", "other" },  { "muu", "other" },    { "w", "female" },
    { "weiblich", "female" }, { "mannlich", "male" }, { "woman", "female" }, { "x", "other" },
};

static void add_gender(struct work_row *row, const struct draft_item *item)
{
    str text = text_clean(row->arena, item->text), word = fold(row->arena, text);
    struct entry_item made = { .field = FIELD_GENDER, .value = text };
    for (size_t i = 0; i < LENGTH(GENDERS); i++)
        if (str_eq(word, str_of(GENDERS[i].word))) {
            made.value = str_of(GENDERS[i].gender);
            list_change(row, item, FIELD_GENDER, text, made.value);
            row_tell(row, item, made.value);
            row_add(row, false, made);
            return;
        }
    add_invalid(row, item, made, STR("it is none of male, female, other"), false);
}

static void add_tags(struct work_row *row, const struct draft_item *item, bool company)
{
    for (str rest = item->text; rest.len;) {
        size_t end = 0;
        while (end < rest.len && (!is_separator(rest.at[end]) || rest.at[end] == '/'))
            end++;
        str tag = text_clean(row->arena, str_trim(str_slice(rest, 0, end)));
        rest = str_slice(rest, end + 1, rest.len);
        row_tell(row, item, tag);
        row_add(row, company, (struct entry_item){ .field = FIELD_TAG, .value = tag });
    }
}

static void add_address(struct work_row *row, const struct draft_item *item, bool company)
{
    str problem;
    struct address parts = address_split(item->text);
    struct address address = address_standardise(&parts, row->arena, &problem);
    if (problem.len)
        row_list(row,
                 &(struct mended){
                     item->column, FIELD_ADDRESS, "postcode", parts.postcode, { 0 }, problem });
    str whole = address_join(&address, row->arena);
    row_tell(row, item, str_trim(whole));
    row_add(row, company,
            (struct entry_item){ .field = FIELD_ADDRESS, .label = item->label, .value = whole });
}

static void add_text(struct work_row *row, const struct draft_item *item, bool company)
{
    struct entry_item made = { .field = item_field(item),
                               .custom = item->custom,
                               .label = item->label,
                               .value = text_clean(row->arena, item->text) };
    if (made.field == FIELD_NOTE) // its lines are kept
        made.value = str_trim(item->text);
    row_tell(row, item, made.value);
    row_add(row, company, made);
}

void item_add(struct work_row *row, const struct draft_item *item, bool company)
{
    if (item->target == TARGET_NAME) {
        add_whole_name(row, item, company);
        return;
    }
    // A field of people in a company's row belongs to nobody; it is kept where it was put.
    enum field field = item_field(item);
    if (field == FIELD_EMAIL || field == FIELD_PHONE)
        add_points(row, item, company);
    else if (field == FIELD_URL)
        add_by_rule(row, item, url_standardise, company);
    else if (field == FIELD_BIRTH_DATE)
        add_by_rule(row, item, date_standardise, company);
    else if (field == FIELD_ORG_NUMBER || field == FIELD_VAT_NUMBER)
        add_by_rule(row, item, number_standardise, company);
    else if (field == FIELD_COMPANY_NAME || field == FIELD_EMPLOYER)
        add_company_name(row, item, company);
    else if (field == FIELD_GENDER && !company)
        add_gender(row, item);
    else if (field >= FIELD_GIVEN && field <= FIELD_FAMILY && !company)
        add_name_part(row, item);
    else if (field == FIELD_TAG)
        add_tags(row, item, company);
    else if (field == FIELD_ADDRESS)
        add_address(row, item, company);
    else
        add_text(row, item, company);
}
