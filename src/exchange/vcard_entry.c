#include "exchange/vcard_entry.h"

#include "base/buf.h"
#include "exchange/vcard_draft.h"
#include "exchange/vcard_label.h"
#include "format/vcard_value.h"

struct making {
    struct vcard card;
    const struct entry *entry;
    struct arena *arena;
};

static str value_of(const struct making *making, enum field field)
{
    return entry_value(making->entry, field);
}

static struct vcard_property *add(struct making *making, str name, str text)
{
    return vcard_add(&making->card, making->arena, name, vcard_escaped(making->arena, text));
}

static void add_if_any(struct making *making, str name, str text)
{
    if (text.len)
        add(making, name, text);
}

static str display_name(const struct making *making)
{
    static const enum field PARTS[] = { FIELD_TITLE, FIELD_GIVEN, FIELD_MIDDLE, FIELD_FAMILY,
                                        FIELD_SUFFIX };
    static const enum field OTHERS[] = { FIELD_COMPANY_NAME, FIELD_NICKNAME, FIELD_EMPLOYER,
                                         FIELD_EMAIL, FIELD_PHONE };
    auto_buf name = buf_new(ENTRY_TEXT_MAX);
    for (size_t i = 0; i < LENGTH(PARTS); i++) {
        str part = value_of(making, PARTS[i]);
        buf_add(&name, part.len && name.len ? STR(" ") : STR(""));
        buf_add(&name, part);
    }
    for (size_t i = 0; i < LENGTH(OTHERS) && !name.len; i++)
        buf_add(&name, value_of(making, OTHERS[i]));
    return name.len ? arena_copy(making->arena, buf_str(&name)) : STR("Unnamed");
}

// Adds a property of parts, each escaped, with ";" between them.
static struct vcard_property *add_parts(struct making *making, str name, const str *parts,
                                        size_t count)
{
    auto_buf value = buf_new(ENTRY_TEXT_MAX);
    for (size_t i = 0; i < count; i++) {
        buf_add(&value, i ? STR(";") : STR(""));
        vcard_escape(&value, parts[i]);
    }
    return vcard_add(&making->card, making->arena, name,
                     arena_copy(making->arena, buf_str(&value)));
}

static bool is_date_byte(char c)
{
    return (c >= '0' && c <= '9') || c == '-';
}

// RFC 6350 4.3.4 writes a whole date without hyphens, a year and month with.
static void add_birth_date(struct making *making, str date)
{
    bool is_date = date.len > 0;
    for (size_t i = 0; i < date.len; i++)
        is_date = is_date && is_date_byte(date.at[i]);
    if (is_date && date.len == 10)
        date = arena_print(making->arena, "%.4s%.2s%.2s", date.at, date.at + 5, date.at + 8);
    if (!date.len)
        return;
    struct vcard_property *property = add(making, STR("BDAY"), date);
    if (!is_date)
        vcard_add_param(property, making->arena, STR("VALUE"), STR("text"));
}

static void add_gender(struct making *making)
{
    str gender = value_of(making, FIELD_GENDER);
    str sex = str_eq(gender, STR("male"))     ? STR("M")
              : str_eq(gender, STR("female")) ? STR("F")
                                              : STR("O");
    if (gender.len)
        add(making, STR("GENDER"), sex);
}

static void add_person(struct making *making)
{
    const str name[] = { value_of(making, FIELD_FAMILY), value_of(making, FIELD_GIVEN),
                         value_of(making, FIELD_MIDDLE), value_of(making, FIELD_TITLE),
                         value_of(making, FIELD_SUFFIX) };
    const str organisation[] = { value_of(making, FIELD_EMPLOYER),
                                 value_of(making, FIELD_DEPARTMENT) };
    add_parts(making, STR("N"), name, LENGTH(name));
    add_if_any(making, STR("NICKNAME"), value_of(making, FIELD_NICKNAME));
    add_birth_date(making, value_of(making, FIELD_BIRTH_DATE));
    add_gender(making);
    if (organisation[0].len || organisation[1].len)
        add_parts(making, STR("ORG"), organisation, organisation[1].len ? 2 : 1);
    add_if_any(making, STR("TITLE"), value_of(making, FIELD_JOB_TITLE));
}

// org_number travels as X-KARTOTEK-ORG-NUMBER.
static str own_name(enum field field, struct arena *arena)
{
    str name = str_of(field_info(field)->name);
    char *text = arena_alloc(arena, name.len + 1);
    for (size_t i = 0; i < name.len; i++)
        text[i] = name.at[i] == '_' ? '-' : (char)(name.at[i] & ~0x20);
    return arena_print(arena, VCARD_FIELD_PREFIX "%s", text);
}

static void add_company(struct making *making)
{
    add(making, STR("KIND"), STR("org"));
    add_if_any(making, STR("ORG"), value_of(making, FIELD_COMPANY_NAME));
    for (enum field field = FIELD_LEGAL_FORM; field <= FIELD_EMPLOYEES; field++)
        add_if_any(making, own_name(field, making->arena), value_of(making, field));
}

// "tel:+46701234567" where the number is in E.164.
static void add_phone(struct making *making, str phone)
{
    bool is_e164 = str_starts(phone, STR("+")) && phone.len > 1;
    for (size_t i = 1; i < phone.len; i++)
        is_e164 = is_e164 && phone.at[i] >= '0' && phone.at[i] <= '9';
    if (!is_e164) {
        add(making, STR("TEL"), phone);
        return;
    }
    str uri = arena_print(making->arena, "tel:" STR_FMT, STR_ARG(phone));
    vcard_add_param(add(making, STR("TEL"), uri), making->arena, STR("VALUE"), STR("uri"));
}

// Five lines: street, postcode, city, region, country.
static void add_address(struct making *making, str address)
{
    enum { LINES = 5 };
    str lines[LINES] = { 0 };
    for (size_t i = 0; i < LINES && str_split(&address, '\n', &lines[i]); i++)
        ;
    const str parts[] = { STR(""), STR(""), lines[0], lines[2], lines[3], lines[1], lines[4] };
    add_parts(making, STR("ADR"), parts, LENGTH(parts));
}

static void add_point(struct making *making, const struct entry_item *item)
{
    size_t before = making->card.count;
    if (item->field == FIELD_EMAIL)
        add(making, STR("EMAIL"), item->value);
    else if (item->field == FIELD_PHONE)
        add_phone(making, item->value);
    else if (item->field == FIELD_ADDRESS)
        add_address(making, item->value);
    else if (item->field == FIELD_URL) // a URI, which is not escaped
        vcard_add(&making->card, making->arena, STR("URL"), item->value);
    else if (item->field == FIELD_NOTE)
        add(making, STR("NOTE"), item->value);
    else if (item->field == FIELD_CUSTOM)
        add(making, arena_print(making->arena, VCARD_FIELD_PREFIX "X-%d", item->custom),
            item->value);
    if (making->card.count > before && field_info(item->field)->is_point)
        vcard_set_label(&making->card, item->label, making->arena);
}

static void add_tags(struct making *making)
{
    auto_buf tags = buf_new((size_t)ENTRY_TEXT_MAX * 2);
    for (size_t i = 0; i < making->entry->count; i++) {
        const struct entry_item *item = &making->entry->items[i];
        if (item->field != FIELD_TAG)
            continue;
        buf_add(&tags, tags.len ? STR(",") : STR(""));
        vcard_escape(&tags, item->value);
    }
    if (tags.len)
        vcard_add(&making->card, making->arena, STR("CATEGORIES"),
                  arena_copy(making->arena, buf_str(&tags)));
}

struct vcard vcard_from_entry(const struct entry *entry, str uid, struct arena *arena)
{
    struct making making = { .entry = entry, .arena = arena };
    making.card.version = VCARD_4_0;
    add_if_any(&making, STR("UID"), uid);
    add(&making, STR("FN"), display_name(&making));
    if (entry->entity == ENTITY_COMPANY)
        add_company(&making);
    else
        add_person(&making);
    add_if_any(&making, STR("LANG"), value_of(&making, FIELD_LANGUAGE));
    for (size_t i = 0; i < entry->count; i++)
        add_point(&making, &entry->items[i]);
    add_tags(&making);
    return making.card;
}
