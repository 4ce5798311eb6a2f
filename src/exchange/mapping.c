#include "exchange/mapping.h"

#include "exchange/mapping_rules.h"
#include "value/fold.h"

enum { LABEL_MAX = 40, CUSTOM_NAME_MAX = 100 };

// The targets that are no fields, by the names people write.
static const struct {
    int target;
    const char *name;
} OTHERS[] = {
    { TARGET_IGNORE, "ignore" },   { TARGET_NAME, "name" },
    { TARGET_STREET, "street" },   { TARGET_POSTCODE, "postcode" },
    { TARGET_CITY, "city" },       { TARGET_REGION, "region" },
    { TARGET_COUNTRY, "country" }, { TARGET_EXTERNAL_ID, "external_id" },
    { TARGET_ENTITY, "entity" },
};

static bool find_target(str name, int *out)
{
    for (size_t i = 0; i < LENGTH(OTHERS); i++)
        if (str_eq_ascii_case(name, str_of(OTHERS[i].name))) {
            *out = OTHERS[i].target;
            return true;
        }
    for (enum field field = FIELD_NONE + 1; field < FIELD_COUNT; field++)
        if (str_eq_ascii_case(name, str_of(field_info(field)->name))) {
            *out = (int)field;
            return true;
        }
    return false;
}

const char *mapping_target_name(int target)
{
    for (size_t i = 0; i < LENGTH(OTHERS); i++)
        if (OTHERS[i].target == target)
            return OTHERS[i].name;
    return field_info((enum field)target)->name;
}

str mapping_target_text(const struct mapping_column *column, struct arena *arena)
{
    const char *company = column->of_company ? "company." : "";
    str behind = column->target == FIELD_CUSTOM ? column->custom_name : column->label;
    return arena_print(arena, "%s%s%s" STR_FMT, company, mapping_target_name(column->target),
                       behind.len ? "." : "", STR_ARG(behind));
}

static bool takes_label(int target)
{
    if (target == TARGET_STREET || mapping_is_address_part(target))
        return true;
    return target < FIELD_COUNT && target > TARGET_IGNORE &&
           field_info((enum field)target)->is_point;
}

static enum status read_custom(struct mapping_column *column, str name, struct error *error)
{
    if (!name.len || name.len > CUSTOM_NAME_MAX)
        return fail(error, ERR_INVALID, "map",
                    "name the field of your own behind \"custom.\", as in \"custom.Shoe size\"");
    column->custom_name = name;
    return OK;
}

static enum status read_label(struct mapping_column *column, str label, struct error *error)
{
    if (label.len && !takes_label(column->target))
        return fail(error, ERR_INVALID, "map", "\"%s\" has no kinds, so nothing may follow it",
                    mapping_target_name(column->target));
    if (label.len > LABEL_MAX)
        return fail(error, ERR_INVALID, "map", "the kind \"" STR_FMT "\" is too long",
                    STR_ARG(str_slice(label, 0, LABEL_MAX)));
    column->label = label;
    return OK;
}

enum status mapping_read_target(struct mapping_column *column, str text, struct error *error)
{
    str rest = str_trim(text), company = STR("company.");
    column->of_company = str_eq_ascii_case(str_slice(rest, 0, company.len), company);
    if (column->of_company)
        rest = str_slice(rest, company.len, rest.len);
    size_t dot = str_find_byte(rest, '.');
    str name = str_slice(rest, 0, dot), behind = str_slice(rest, dot + 1, rest.len);
    column->label = column->custom_name = STR("");
    column->custom = 0;
    if (!find_target(name, &column->target))
        return fail(error, ERR_INVALID, "map",
                    "\"" STR_FMT "\" is no field; write for example given, family, name, email, "
                    "phone.mobile, street, company.org_number, custom.NAME or ignore",
                    STR_ARG(str_slice(name, 0, CUSTOM_NAME_MAX)));
    if (column->target == FIELD_CUSTOM)
        return read_custom(column, behind, error);
    return read_label(column, behind, error);
}

static struct mapping_column *find_column(const struct mapping *mapping, str name)
{
    for (size_t i = 0; i < mapping->count; i++)
        if (str_eq(mapping->items[i].name, name))
            return &mapping->items[i];
    auto_arena arena = { 0 };
    str folded = fold(&arena, name);
    for (size_t i = 0; i < mapping->count; i++)
        if (str_eq(fold(&arena, mapping->items[i].name), folded))
            return &mapping->items[i];
    return NULL;
}

enum status mapping_set(struct mapping *mapping, str text, struct arena *arena, struct error *error)
{
    size_t sign = text.len;
    while (sign > 0 && text.at[sign - 1] != '=') // a column's name may hold one too
        sign--;
    if (sign == 0)
        return fail(error, ERR_INVALID, "map", "\"" STR_FMT "\" is not of the form column=field",
                    STR_ARG(str_slice(text, 0, CUSTOM_NAME_MAX)));
    str name = str_trim(str_slice(text, 0, sign - 1));
    struct mapping_column *column = find_column(mapping, name);
    if (!column)
        return fail(error, ERR_INVALID, "map", "the file has no column \"" STR_FMT "\"",
                    STR_ARG(str_slice(name, 0, CUSTOM_NAME_MAX)));
    struct mapping_column changed = *column;
    TRY(mapping_read_target(&changed, str_slice(text, sign, text.len), error));
    changed.told = true;
    changed.confidence = 100;
    changed.reason = STR("told");
    *column = changed;
    mapping_settle(mapping, arena);
    mapping_drop_rivals(mapping, arena);
    return OK;
}

uint64_t mapping_fingerprint(const struct str_list *columns)
{
    auto_arena arena = { 0 };
    uint64_t sum = columns->count;
    for (size_t i = 0; i < columns->count; i++)
        sum += str_hash(fold_words(&arena, columns->items[i])); // a sum knows no order
    return sum;
}

// The key's columns as "a/b".
static void add_key(struct draft *draft, str text, bool of_company, int column, struct arena *arena)
{
    for (size_t i = 0; i < draft->count; i++)
        if (draft->items[i].target == TARGET_EXTERNAL_ID) {
            draft->items[i].text = arena_print(arena, STR_FMT "/" STR_FMT,
                                               STR_ARG(draft->items[i].text), STR_ARG(text));
            return;
        }
    draft->items[draft->count++] = (struct draft_item){
        .target = TARGET_EXTERNAL_ID, .of_company = of_company, .column = column, .text = text
    };
}

void mapping_draft(const struct mapping *mapping, const struct table_row *row, struct arena *arena,
                   struct draft *out)
{
    size_t count = mapping->count < row->count ? mapping->count : row->count;
    *out = (struct draft){ .entity = mapping->entity,
                           .items = ARENA_NEW(arena, struct draft_item, count),
                           .capacity = count };
    for (size_t i = 0; i < count; i++) {
        const struct mapping_column *column = &mapping->items[i];
        str text = column->target == TARGET_IGNORE ? STR("") : str_trim(row->cells[i]);
        if (!text.len)
            continue;
        if (column->target == TARGET_EXTERNAL_ID)
            add_key(out, text, column->of_company, (int)i, arena);
        else
            out->items[out->count++] = (struct draft_item){ .target = (enum target)column->target,
                                                            .custom = column->custom,
                                                            .of_company = column->of_company,
                                                            .column = (int)i,
                                                            .label = column->label,
                                                            .text = text };
    }
}
