#include "cli/edit_values.h"

#include "contact/custom_field.h"
#include "value/address.h"
#include "value/value.h"

enum { FIELD_LIST_MAX = 400 };

struct reader {
    struct cli *cli;
    struct work *work;
    const struct golden *golden;
    struct hand_value_list *out;
};

// What stands before the "=": a field, perhaps with a label, or "name" as a whole.
struct target {
    enum field field;
    bool whole_name;
    int custom;
    str label;
};

static struct error *error_of(const struct reader *reader)
{
    return &reader->cli->error;
}

static bool is_company(const struct reader *reader)
{
    return reader->golden->entity == ENTITY_COMPANY;
}

static bool belongs(const struct reader *reader, enum field field)
{
    return (field_is_single(field) || field_info(field)->is_point) &&
           (field_info(field)->entities & 1u << reader->golden->entity);
}

static enum status refuse_field(const struct reader *reader, const char *option, str name)
{
    auto_buf names = buf_new(FIELD_LIST_MAX);
    for (enum field field = FIELD_NONE + 1; field < FIELD_COUNT; field++)
        if (belongs(reader, field))
            buf_print(&names, "%s%s", names.len ? ", " : "", field_info(field)->name);
    return fail(error_of(reader), ERR_INVALID, option,
                "'" STR_FMT "' is no field of a %s; fields are name, " STR_FMT
                " and x:NAME for your own",
                STR_ARG(name), is_company(reader) ? "company" : "person", STR_ARG(buf_str(&names)));
}

static enum status read_target(struct reader *reader, const char *option, str key,
                               struct target *out)
{
    str name = { 0 }, rest = key;
    *out = (struct target){ 0 };
    if (str_starts(key, STR("x:"))) {
        out->field = FIELD_CUSTOM;
        return custom_field_need(reader->work, str_slice(key, 2, key.len), &out->custom);
    }
    str_split(&rest, ':', &name);
    out->label = rest.at ? rest : (str){ 0 };
    out->whole_name = str_eq(name, STR("name"));
    out->field = out->whole_name ? FIELD_NONE : field_find(name);
    if (!out->whole_name && (!out->field || !belongs(reader, out->field)))
        return refuse_field(reader, option, name);
    if (out->label.len && !(out->field && field_info(out->field)->is_point))
        return fail(error_of(reader), ERR_INVALID, option,
                    "'" STR_FMT "' takes no label; only email, phone, address and url do",
                    STR_ARG(name));
    return OK;
}

// --- standard forms ---

static struct value_context context_of(const struct reader *reader)
{
    str country = cli_option(reader->cli, "country");
    return (struct value_context){
        .country = country.len ? country : golden_address_line(reader->golden, 4),
    };
}

static enum status refuse_value(const struct reader *reader, const char *field, str text,
                                const struct value *value)
{
    return fail(error_of(reader), ERR_INVALID, field,
                "'" STR_FMT "' is not right: " STR_FMT "%s" STR_FMT, STR_ARG(text),
                STR_ARG(value->problem.len ? value->problem : STR("not understood")),
                value->suggestion.len ? "; perhaps " : "", STR_ARG(value->suggestion));
}

static enum status standardise(const struct reader *reader, const char *field,
                               const char *kind_name, str text, struct value *out)
{
    const struct value_kind *kind = value_kind_find(str_of(kind_name));
    struct value_context context = context_of(reader);
    *out = (struct value){ .valid = true, .value = str_trim(text) };
    if (text.len > VALUE_INPUT_MAX)
        return fail(error_of(reader), ERR_TOO_LARGE, field, "a value is at most %d bytes",
                    VALUE_INPUT_MAX);
    if (!kind)
        return OK;
    *out = (struct value){ 0 };
    kind->standardise(text, &context, &reader->work->arena, out);
    return out->valid ? OK : refuse_value(reader, field, text, out);
}

// "Storgatan 1; 114 55; Stockholm; ; SE": what is missing at the end is empty.
static enum status standardise_address(const struct reader *reader, str text, str *out)
{
    struct value country = { 0 };
    str parts[5] = { 0 }; // as in struct address
    str rest = text, part, problem;
    for (size_t i = 0; i < LENGTH(parts) && str_split(&rest, ';', &part); i++)
        parts[i] = str_trim(part);
    struct address address = { parts[0], parts[1], parts[2], parts[3], parts[4] };
    if (address.country.len) {
        TRY(standardise(reader, "address", "country", address.country, &country));
        address.country = country.value;
    }
    struct address standard = address_standardise(&address, &reader->work->arena, &problem);
    *out = address_join(&standard, &reader->work->arena);
    if (problem.len)
        return fail(error_of(reader), ERR_INVALID, "address", STR_FMT, STR_ARG(problem));
    if (rest.len || !out->len)
        return fail(error_of(reader), ERR_INVALID, "address",
                    "an address is \"street; postcode; city; region; country\"");
    return OK;
}

static enum status standard_form(const struct reader *reader, enum field field, str text, str *out)
{
    struct value value;
    const struct field_info *info = field_info(field);
    if (field == FIELD_ADDRESS)
        return standardise_address(reader, text, out);
    TRY(standardise(reader, info->name, info->value_kind ? info->value_kind : "text", text,
                    &value));
    if (field == FIELD_GENDER && !str_eq(value.value, STR("male")) &&
        !str_eq(value.value, STR("female")) && !str_eq(value.value, STR("other")))
        return fail(error_of(reader), ERR_INVALID, "gender", "gender is male, female or other");
    *out = value.value;
    return OK;
}

// --- options ---

static void add(struct reader *reader, struct hand_value value)
{
    *LIST_PUSH(reader->out, &reader->work->arena) = value;
}

static void add_single(struct reader *reader, enum field field, str value)
{
    if (value.len)
        add(reader, (struct hand_value){ .field = field, .state = HAND_SET, .value = value });
    else if (reader->golden->values[field].len)
        add(reader, (struct hand_value){ .field = field, .state = HAND_CLEARED });
}

// All parts of the name, so that none of the old one is left.
static enum status set_person_name(struct reader *reader, str text)
{
    struct value value;
    TRY(standardise(reader, "name", "name", text, &value));
    add_single(reader, FIELD_GIVEN, value_part(&value, "given"));
    add_single(reader, FIELD_MIDDLE, value_part(&value, "middle"));
    add_single(reader, FIELD_FAMILY, value_part(&value, "family"));
    if (value_part(&value, "title").len)
        add_single(reader, FIELD_TITLE, value_part(&value, "title"));
    if (value_part(&value, "suffix").len)
        add_single(reader, FIELD_SUFFIX, value_part(&value, "suffix"));
    return OK;
}

static enum status set_company_name(struct reader *reader, str text)
{
    struct value value;
    TRY(standardise(reader, "company_name", "company", text, &value));
    add_single(reader, FIELD_COMPANY_NAME, value.value);
    add_single(reader, FIELD_LEGAL_FORM, value_part(&value, "legal_form"));
    return OK;
}

static enum status set_field(struct reader *reader, const struct target *target, str text)
{
    struct hand_value value = {
        .field = target->field, .custom = target->custom, .label = target->label, .state = HAND_SET
    };
    TRY(standard_form(reader, target->field, text, &value.value));
    if (field_info(target->field)->is_point)
        value.normal = point_normal(target->field, value.value, &reader->work->arena);
    add(reader, value);
    return OK;
}

static enum status take_key(struct reader *reader, const char *option, str *text,
                            struct target *target)
{
    str key = { 0 };
    if (!str_split(text, '=', &key) || !text->at)
        return fail(error_of(reader), ERR_INVALID, option,
                    "--%s is FIELD=VALUE, for example email=anna@example.se", option);
    if (!str_trim(*text).len)
        return fail(error_of(reader), ERR_INVALID, option,
                    "'" STR_FMT "' needs a value; --clear leaves a field empty", STR_ARG(key));
    return read_target(reader, option, key, target);
}

static enum status read_set(struct reader *reader, str text)
{
    struct target target = { 0 };
    TRY(take_key(reader, "set", &text, &target));
    if (target.whole_name && !is_company(reader))
        return set_person_name(reader, text);
    if (target.whole_name || target.field == FIELD_COMPANY_NAME)
        return set_company_name(reader, text);
    return set_field(reader, &target, text);
}

static enum status read_clear(struct reader *reader, str text)
{
    struct target target = { 0 };
    TRY(read_target(reader, "clear", text, &target));
    if (!target.field)
        return fail(error_of(reader), ERR_INVALID, "clear",
                    "clear the parts: given, middle, family or company_name");
    if (field_info(target.field)->is_point)
        return fail(error_of(reader), ERR_INVALID, "clear",
                    "which one? --hide %s=VALUE takes one away", field_info(target.field)->name);
    add(reader, (struct hand_value){
                    .field = target.field, .custom = target.custom, .state = HAND_CLEARED });
    return OK;
}

static enum status refuse_point(const struct reader *reader, enum field field, str text)
{
    auto_buf have = buf_new(FIELD_LIST_MAX);
    const struct golden *golden = reader->golden;
    for (size_t i = 0; i < golden->point_count; i++)
        if (golden->points[i].field == field) {
            buf_add(&have, have.len ? STR(", ") : STR(""));
            buf_add(&have, golden->points[i].value);
        }
    const char *name = field_info(field)->name;
    return fail(error_of(reader), ERR_NOT_FOUND, name,
                "this contact has no %s '" STR_FMT "'; it has " STR_FMT, name, STR_ARG(text),
                STR_ARG(have.len ? buf_str(&have) : STR("none")));
}

// One that was found wrong has no standard form; it is named as it stands.
static const struct point *find_point(struct reader *reader, enum field field, str text)
{
    struct error before = *error_of(reader);
    str value = { 0 }, normal = { 0 };
    if (standard_form(reader, field, text, &value) == OK)
        normal = point_normal(field, value, &reader->work->arena);
    *error_of(reader) = before;
    for (size_t i = 0; i < reader->golden->point_count; i++) {
        const struct point *point = &reader->golden->points[i];
        if (point->field == field &&
            (str_eq(point->value, text) || (normal.len && str_eq(point->normal, normal))))
            return point;
    }
    return NULL;
}

static enum status read_point(struct reader *reader, const char *option, enum hand_state state,
                              str text)
{
    struct target target = { 0 };
    TRY(take_key(reader, option, &text, &target));
    if (!target.field || !field_info(target.field)->is_point)
        return fail(error_of(reader), ERR_INVALID, option,
                    "--%s is for email, phone, address and url", option);
    const struct point *point = find_point(reader, target.field, text);
    if (!point)
        return refuse_point(reader, target.field, text);
    bool keeps = state == HAND_VERIFIED;
    add(reader, (struct hand_value){ .field = point->field,
                                     .normal = point->normal,
                                     .state = state,
                                     .value = keeps ? point->value : (str){ 0 },
                                     .label = keeps ? point->label : (str){ 0 } });
    return OK;
}

enum status edit_values_read(struct cli *cli, struct work *work, const struct golden *golden,
                             struct hand_value_list *out)
{
    struct reader reader = { cli, work, golden, out };
    struct str_list sets = cli_options(cli, "set"), clears = cli_options(cli, "clear");
    struct str_list hides = cli_options(cli, "hide"), verifies = cli_options(cli, "verify");
    for (size_t i = 0; i < sets.count; i++)
        TRY(read_set(&reader, sets.items[i]));
    for (size_t i = 0; i < clears.count; i++)
        TRY(read_clear(&reader, clears.items[i]));
    for (size_t i = 0; i < hides.count; i++)
        TRY(read_point(&reader, "hide", HAND_HIDDEN, hides.items[i]));
    for (size_t i = 0; i < verifies.count; i++)
        TRY(read_point(&reader, "verify", HAND_VERIFIED, verifies.items[i]));
    return OK;
}

enum status edit_date_read(struct cli *cli, const char *option, str *out)
{
    struct value value = { 0 };
    *out = cli_option(cli, option);
    if (!out->len)
        return OK;
    value_kind_find(STR("date"))
        ->standardise(*out, &(struct value_context){ 0 }, &cli->arena, &value);
    if (!value.valid)
        return fail(&cli->error, ERR_INVALID, option,
                    "'" STR_FMT "' is no date; 2024-01-31 would be", STR_ARG(*out));
    *out = value.value;
    return OK;
}
