#include "intake/standardise.h"

#include "intake/junk.h"
#include "intake/standardise_item.h"
#include "value/address.h"
#include "value/ascii.h"
#include "value/fold.h"
#include "value/text.h"

static bool is_written(const struct draft_item *item)
{
    return item->text.len && !junk_is(item->text);
}

static bool has_target(const struct draft *draft, enum target target, bool of_company)
{
    for (size_t i = 0; i < draft->count; i++)
        if (draft->items[i].target == target && draft->items[i].of_company == of_company &&
            is_written(&draft->items[i]))
            return true;
    return false;
}

// Sorted and folded: what a column that tells people from companies holds.
static const char *const COMPANY_WORDS[] = {
    "account",      "b2b",        "bedrift",      "business",     "company",      "corporate",
    "firma",        "foretag",    "foretak",      "fyrirtaeki",   "juridisk",     "juridisk person",
    "legal entity", "org",        "organisasjon", "organisation", "organization", "selskap",
    "unternehmen",  "virksomhed", "yritys",
};
static const char *const PERSON_WORDS[] = {
    "b2c",     "consumer",       "contact", "fysisk person", "henkilo", "individual",
    "kontakt", "natural person", "person",  "privat",        "private", "privatperson",
};

static bool is_word_of(str word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(word, str_of(words[i])))
            return true;
    return false;
}

// False: no column says it in a word that is known.
static bool told_entity(const struct draft *draft, struct arena *arena, enum entity *out)
{
    for (size_t i = 0; i < draft->count; i++) {
        if (draft->items[i].target != TARGET_ENTITY)
            continue;
        str word = fold_words(arena, draft->items[i].text);
        if (is_word_of(word, COMPANY_WORDS, LENGTH(COMPANY_WORDS)))
            *out = ENTITY_COMPANY;
        else if (is_word_of(word, PERSON_WORDS, LENGTH(PERSON_WORDS)))
            *out = ENTITY_PERSON;
        else
            continue;
        return true;
    }
    return false;
}

// A row of a file of people that names only a company is about the company.
static enum entity find_entity(const struct draft *draft, struct arena *arena)
{
    enum entity told = draft->entity;
    if (told == ENTITY_COMPANY || (!told && told_entity(draft, arena, &told)))
        return told;
    const enum target person[] = { TARGET_NAME, (enum target)FIELD_GIVEN,
                                   (enum target)FIELD_FAMILY };
    const enum target company[] = { (enum target)FIELD_COMPANY_NAME, (enum target)FIELD_ORG_NUMBER,
                                    (enum target)FIELD_VAT_NUMBER, (enum target)FIELD_EMPLOYER };
    for (size_t i = 0; i < LENGTH(person); i++)
        if (has_target(draft, person[i], false))
            return ENTITY_PERSON;
    for (size_t i = 0; i < LENGTH(company); i++)
        if (has_target(draft, company[i], told == ENTITY_PERSON))
            return ENTITY_COMPANY;
    return ENTITY_PERSON;
}

// Where an item goes. Fields that only companies have go to the company of a person's row; its name
// alone is the person's employer.
static bool belongs_to_company(const struct work_row *row, const struct draft_item *item)
{
    if (row->entity == ENTITY_COMPANY || item->of_company)
        return true;
    if ((int)item->target >= (int)FIELD_COUNT || item->target == (enum target)FIELD_COMPANY_NAME)
        return false;
    return field_info((enum field)item->target)->entities == 1U << ENTITY_COMPANY;
}

static str *address_part(struct address *address, enum target target)
{
    str *const parts[] = { &address->street, &address->postcode, &address->city, &address->region,
                           &address->country };
    return parts[target - TARGET_STREET];
}

static struct work_address *find_address(struct work_row *row, const struct draft_item *item,
                                         bool company)
{
    for (size_t i = 0; i < row->address_count; i++)
        if (row->addresses[i].of_company == company && str_eq(row->addresses[i].label, item->label))
            return &row->addresses[i];
    if (row->address_count == WORK_ADDRESS_MAX)
        return NULL;
    struct work_address *address = &row->addresses[row->address_count++];
    *address =
        (struct work_address){ .label = item->label, .of_company = company, .postcode_column = -1 };
    return address;
}

static void collect_address(struct work_row *row, const struct draft_item *item, bool company)
{
    struct work_address *address = find_address(row, item, company);
    if (!address)
        return;
    str *part = address_part(&address->parts, item->target);
    if (item->target == TARGET_POSTCODE && !part->len)
        address->postcode_column = item->column;
    str text = item->target == TARGET_COUNTRY ? item_country(row, item) : item->text;
    // Two columns of one kind, "Address 1" and "Address 2", are one street.
    if (part->len && item->target == TARGET_STREET)
        *part = arena_print(row->arena, STR_FMT ", " STR_FMT, STR_ARG(*part), STR_ARG(text));
    else if (!part->len)
        *part = text;
}

static void collect_addresses(struct work_row *row, const struct draft *draft)
{
    for (size_t i = 0; i < draft->count; i++) {
        const struct draft_item *item = &draft->items[i];
        if (item->target >= TARGET_STREET && item->target <= TARGET_COUNTRY && is_written(item))
            collect_address(row, item, belongs_to_company(row, item));
    }
}

// The country that phones and numbers of the row are read by.
static str find_country(const struct work_row *row, bool company)
{
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < row->address_count; i++) {
            const struct work_address *address = &row->addresses[i];
            if (address->parts.country.len == 2 && (pass || address->of_company == company))
                return address->parts.country;
        }
    return row->context.country;
}

static const struct work_address *known_address(const struct work_row *row,
                                                const struct draft_item *item)
{
    bool company = belongs_to_company(row, item);
    for (size_t i = 0; i < row->address_count; i++)
        if (row->addresses[i].of_company == company && str_eq(row->addresses[i].label, item->label))
            return &row->addresses[i];
    return NULL;
}

// One part of an address, standardised as it is among the others.
static void tell_address_part(struct work_row *row, const struct draft_item *item)
{
    const struct work_address *from = known_address(row, item);
    str country = from ? from->parts.country : (str){ 0 }, problem;
    if (item->target == TARGET_COUNTRY) {
        row_tell(row, item, country.len ? country : text_clean(row->arena, item->text));
        return;
    }
    struct address part = { .country = country.len ? country : row->context.country };
    *address_part(&part, item->target) = item->text;
    part = address_standardise(&part, row->arena, &problem);
    row_tell(row, item, *address_part(&part, item->target));
}

static void tell_addresses(struct work_row *row, const struct draft *draft)
{
    for (size_t i = 0; i < draft->count && row->cells; i++) {
        const struct draft_item *item = &draft->items[i];
        if (item->target >= TARGET_STREET && item->target <= TARGET_COUNTRY && is_written(item))
            tell_address_part(row, item);
    }
}

static void add_addresses(struct work_row *row)
{
    for (size_t i = 0; i < row->address_count; i++) {
        struct work_address *from = &row->addresses[i];
        bool known = from->parts.country.len > 0;
        if (!known)
            from->parts.country = row->context.country;
        str problem;
        struct address address = address_standardise(&from->parts, row->arena, &problem);
        bool only_country = !address.street.len && !address.postcode.len && !address.city.len &&
                            !address.region.len;
        if (only_country && !known)
            continue;
        if (problem.len)
            row_list(row, &(struct mended){ from->postcode_column,
                                            FIELD_ADDRESS,
                                            "postcode",
                                            from->parts.postcode,
                                            { 0 },
                                            problem });
        row_add(row, from->of_company,
                (struct entry_item){ .field = FIELD_ADDRESS,
                                     .label = from->label,
                                     .value = address_join(&address, row->arena) });
    }
}

// The row's key and what tells people from companies stay as received.
static bool says_who(const struct draft_item *item)
{
    return item->target != TARGET_IGNORE && item->target != TARGET_EXTERNAL_ID &&
           item->target != TARGET_ENTITY && item->text.len;
}

static void add_items(struct work_row *row, const struct draft *draft)
{
    for (size_t i = 0; i < draft->count; i++) {
        const struct draft_item *item = &draft->items[i];
        if (!says_who(item))
            continue;
        if (!is_written(item))
            row_list(row, &(struct mended){ item->column,
                                            item_field(item),
                                            "junk",
                                            item->text,
                                            { 0 },
                                            STR("it says nothing") });
        else if (item->target < TARGET_STREET)
            item_add(row, item, belongs_to_company(row, item));
    }
}

static bool is_company(const struct entry *entry)
{
    return entry_value(entry, FIELD_COMPANY_NAME).len || entry_value(entry, FIELD_ORG_NUMBER).len ||
           entry_value(entry, FIELD_VAT_NUMBER).len;
}

static bool is_only_a_name(const struct entry *company)
{
    for (size_t i = 0; i < company->count; i++)
        if (company->items[i].field != FIELD_COMPANY_NAME &&
            company->items[i].field != FIELD_LEGAL_FORM)
            return false;
    return entry_value(company, FIELD_COMPANY_NAME).len > 0;
}

// A company of which a person's row says nothing but the name is no company of its own yet: with a
// name alone it could be told from no other. Unless the row is the company's, as its key says.
static void make_employer(struct work_row *row, const struct draft *draft)
{
    struct standardised *out = row->out;
    if (row->entity != ENTITY_PERSON || !out->person.count || !is_only_a_name(&out->company) ||
        has_target(draft, TARGET_EXTERNAL_ID, true))
        return;
    row_add(row, false,
            (struct entry_item){ .field = FIELD_EMPLOYER,
                                 .value = entry_value(&out->company, FIELD_COMPANY_NAME) });
    out->company.count = 0;
}

// A person's row with the number of an employer: the company has the employer's name.
static void finish(struct work_row *row, const struct draft *draft)
{
    struct standardised *out = row->out;
    str employer = entry_value(&out->person, FIELD_EMPLOYER);
    if (row->entity == ENTITY_PERSON && out->company.count && employer.len &&
        !entry_value(&out->company, FIELD_COMPANY_NAME).len)
        row_add(row, true, (struct entry_item){ .field = FIELD_COMPANY_NAME, .value = employer });
    make_employer(row, draft);
    out->has_person = out->person.count > 0;
    out->has_company =
        row->entity == ENTITY_COMPANY ? out->company.count > 0 : is_company(&out->company);
    out->employed = out->has_person && out->has_company;
}

static void standardise(const struct draft *draft, struct work_row *row)
{
    collect_addresses(row, draft);
    row->country[0] = find_country(row, false);
    row->country[1] = find_country(row, true);
    tell_addresses(row, draft);
    add_items(row, draft);
    add_addresses(row);
    finish(row, draft);
}

void draft_standardise_cells(const struct draft *draft, const struct value_context *context,
                             struct arena *arena, struct standardised *out, str *cells)
{
    *out = (struct standardised){ .person = { .entity = ENTITY_PERSON },
                                  .company = { .entity = ENTITY_COMPANY } };
    struct work_row row = { .arena = arena,
                            .context = *context,
                            .entity = find_entity(draft, arena),
                            .out = out,
                            .cells = cells };
    for (size_t i = 0; i < draft->count && cells; i++)
        if (says_who(&draft->items[i]) && draft->items[i].column >= 0)
            cells[draft->items[i].column] = (str){ 0 };
    standardise(draft, &row);
}

void draft_standardise(const struct draft *draft, const struct value_context *context,
                       struct arena *arena, struct standardised *out)
{
    draft_standardise_cells(draft, context, arena, out, NULL);
}
