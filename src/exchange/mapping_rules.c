#include "exchange/mapping_rules.h"

static const char *const TITLES[TARGET_COUNT] = {
    [TARGET_IGNORE] = "nothing",
    [FIELD_TITLE] = "title",
    [FIELD_GIVEN] = "given name",
    [FIELD_MIDDLE] = "middle name",
    [FIELD_FAMILY] = "family name",
    [FIELD_SUFFIX] = "suffix",
    [FIELD_NICKNAME] = "nickname",
    [FIELD_BIRTH_DATE] = "birth date",
    [FIELD_GENDER] = "gender",
    [FIELD_LANGUAGE] = "language",
    [FIELD_JOB_TITLE] = "job title",
    [FIELD_DEPARTMENT] = "department",
    [FIELD_EMPLOYER] = "employer",
    [FIELD_COMPANY_NAME] = "company name",
    [FIELD_LEGAL_FORM] = "legal form",
    [FIELD_ORG_NUMBER] = "organisation number",
    [FIELD_VAT_NUMBER] = "VAT number",
    [FIELD_INDUSTRY] = "industry",
    [FIELD_EMPLOYEES] = "number of employees",
    [FIELD_EMAIL] = "e-mail address",
    [FIELD_PHONE] = "phone number",
    [FIELD_ADDRESS] = "address",
    [FIELD_URL] = "web site",
    [FIELD_NOTE] = "note",
    [FIELD_TAG] = "tag",
    [FIELD_CUSTOM] = "field of your own",
    [TARGET_NAME] = "whole name",
    [TARGET_STREET] = "street address",
    [TARGET_POSTCODE] = "postcode",
    [TARGET_CITY] = "city",
    [TARGET_REGION] = "region",
    [TARGET_COUNTRY] = "country",
    [TARGET_EXTERNAL_ID] = "key in the source",
    [TARGET_ENTITY] = "kind of contact",
};

const char *mapping_target_title(int target)
{
    return TITLES[target];
}

bool mapping_is_address_part(int target)
{
    return target >= TARGET_POSTCODE && target <= TARGET_COUNTRY;
}

bool mapping_is_single(int target)
{
    if (target > TARGET_IGNORE && target < FIELD_EMAIL)
        return true;
    return target >= TARGET_NAME && target != TARGET_STREET;
}

static bool is_person_name(int target)
{
    return target == FIELD_GIVEN || target == FIELD_FAMILY || target == TARGET_NAME;
}

// Says something about a company and cannot be said about a person.
static bool is_company_fact(int target)
{
    return target >= FIELD_LEGAL_FORM && target <= FIELD_EMPLOYEES;
}

static bool is_company_name(int target)
{
    return target == FIELD_EMPLOYER || target == FIELD_COMPANY_NAME;
}

struct summary {
    bool person_names, company_names, company_facts, company_keys, entity_column;
};

static struct summary summarise(const struct mapping *mapping)
{
    struct summary summary = { 0 };
    for (size_t i = 0; i < mapping->count; i++) {
        const struct mapping_column *column = &mapping->items[i];
        summary.person_names |= is_person_name(column->target);
        summary.company_names |= is_company_name(column->target);
        summary.company_facts |= is_company_fact(column->target) ||
                                 (column->of_company && !is_company_name(column->target));
        summary.company_keys |=
            column->target == FIELD_ORG_NUMBER || column->target == FIELD_VAT_NUMBER;
        summary.entity_column |= column->target == TARGET_ENTITY;
    }
    return summary;
}

static void settle_company_name(struct mapping_column *column, int target, struct arena *arena)
{
    if (column->target == target)
        return;
    column->target = target;
    const char *why = target == FIELD_EMPLOYER
                          ? "as nothing else is known about the company, it is the employer's name"
                          : "as more is known about the company, it becomes a company of its own";
    column->reason = arena_print(arena, STR_FMT "; %s", STR_ARG(column->reason), why);
}

static void settle_column(struct mapping_column *column, const struct summary *summary,
                          bool of_people, struct arena *arena)
{
    bool name = is_company_name(column->target), fact = is_company_fact(column->target);
    if (column->told) {
        column->of_company &= of_people; // in a file of companies everything is the company's
        return;
    }
    if (name)
        settle_company_name(
            column, of_people && !summary->company_facts ? FIELD_EMPLOYER : FIELD_COMPANY_NAME,
            arena);
    if (name || fact)
        column->of_company = of_people && column->target != FIELD_EMPLOYER;
    else if (!of_people)
        column->of_company = false;
}

void mapping_settle(struct mapping *mapping, struct arena *arena)
{
    struct summary summary = summarise(mapping);
    bool of_companies = !summary.person_names && (summary.company_names || summary.company_keys);
    mapping->entity = summary.entity_column ? 0 : of_companies ? ENTITY_COMPANY : ENTITY_PERSON;
    for (size_t i = 0; i < mapping->count; i++)
        settle_column(&mapping->items[i], &summary, !of_companies, arena);
}

// The street that the part in column `part` stands beside: the last one before it, else the next.
static const struct mapping_column *street_of(const struct mapping *mapping, size_t part)
{
    for (size_t i = part; i-- > 0;)
        if (mapping->items[i].target == TARGET_STREET)
            return &mapping->items[i];
    for (size_t i = part + 1; i < mapping->count; i++)
        if (mapping->items[i].target == TARGET_STREET)
            return &mapping->items[i];
    return NULL;
}

static bool has_part(const struct mapping *mapping, int target, str label, bool of_company)
{
    for (size_t i = 0; i < mapping->count; i++) {
        const struct mapping_column *column = &mapping->items[i];
        if (column->target == target && column->of_company == of_company &&
            str_eq(column->label, label))
            return true;
    }
    return false;
}

void mapping_join_addresses(struct mapping *mapping)
{
    for (size_t i = 0; i < mapping->count; i++) {
        struct mapping_column *column = &mapping->items[i];
        if (!mapping_is_address_part(column->target) || column->label.len || column->told ||
            column->of_company || has_part(mapping, TARGET_STREET, STR(""), false))
            continue;
        const struct mapping_column *street = street_of(mapping, i);
        if (!street || has_part(mapping, column->target, street->label, street->of_company))
            continue;
        column->label = street->label;
        column->of_company = street->of_company;
    }
}

static bool are_rivals(const struct mapping_column *a, const struct mapping_column *b)
{
    return a->target == b->target && a->of_company == b->of_company &&
           (!mapping_is_address_part(a->target) || str_eq(a->label, b->label));
}

static bool is_surer(const struct mapping_column *a, const struct mapping_column *b)
{
    return a->told != b->told ? a->told : a->confidence > b->confidence;
}

// The second town of a row without labels is that of another address.
static void lose(struct mapping_column *loser, const struct mapping_column *winner,
                 struct arena *arena)
{
    if (mapping_is_address_part(loser->target) && !loser->label.len) {
        loser->label = STR("other");
        return;
    }
    loser->reason = arena_print(arena, STR_FMT "; the column \"" STR_FMT "\" is the %s already",
                                STR_ARG(loser->reason), STR_ARG(winner->name),
                                mapping_target_title(winner->target));
    loser->target = TARGET_IGNORE;
    loser->label = STR("");
    loser->of_company = false;
    loser->confidence = 50;
}

void mapping_drop_rivals(struct mapping *mapping, struct arena *arena)
{
    for (size_t i = 0; i < mapping->count; i++) {
        struct mapping_column *column = &mapping->items[i];
        for (size_t k = i + 1; k < mapping->count && mapping_is_single(column->target); k++) {
            struct mapping_column *other = &mapping->items[k];
            if (!are_rivals(column, other) || (column->told && other->told))
                continue;
            bool first_wins = !is_surer(other, column);
            lose(first_wins ? other : column, first_wins ? column : other, arena);
        }
    }
}
