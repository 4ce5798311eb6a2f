#include "exchange/vcard_draft.h"

#include "base/buf.h"
#include "exchange/vcard_label.h"
#include "format/vcard_value.h"

struct drafting {
    const struct vcard *card;
    struct arena *arena;
    struct draft *draft;
    bool of_company; // what is added now belongs to the company beside the person
};

static void add(struct drafting *drafting, unsigned target, str label, str text)
{
    if (target == TARGET_IGNORE || !str_trim(text).len)
        return;
    *LIST_PUSH(drafting->draft, drafting->arena) = (struct draft_item){
        .target = (enum target)target,
        .of_company = drafting->of_company,
        .column = -1,
        .label = label,
        .text = str_trim(text),
    };
}

static str text_of(const struct vcard *card, str name, struct arena *arena)
{
    const struct vcard_property *property = vcard_find(card, name);
    return property ? str_trim(vcard_unescape(arena, property->value)) : STR("");
}

static str component_of(const struct vcard *card, str name, size_t index, struct arena *arena)
{
    const struct vcard_property *property = vcard_find(card, name);
    return property ? vcard_component(arena, property->value, index, STR(" ")) : STR("");
}

enum { N_FAMILY, N_GIVEN, N_MIDDLE, N_PREFIX, N_SUFFIX };

// A name in columns, unless the writer put a whole name in the first one.
static void add_name(struct drafting *drafting)
{
    static const enum field FIELDS[] = { [N_FAMILY] = FIELD_FAMILY,
                                         [N_GIVEN] = FIELD_GIVEN,
                                         [N_MIDDLE] = FIELD_MIDDLE,
                                         [N_PREFIX] = FIELD_TITLE,
                                         [N_SUFFIX] = FIELD_SUFFIX };
    const struct vcard *card = drafting->card;
    str whole = text_of(card, STR("FN"), drafting->arena);
    if (!component_of(card, STR("N"), N_GIVEN, drafting->arena).len && whole.len) {
        add(drafting, TARGET_NAME, STR(""), whole);
        return;
    }
    for (size_t i = 0; i < LENGTH(FIELDS); i++)
        add(drafting, FIELDS[i], STR(""), component_of(card, STR("N"), i, drafting->arena));
}

static void add_job(struct drafting *drafting)
{
    const struct vcard *card = drafting->card;
    str title = text_of(card, STR("TITLE"), drafting->arena);
    add(drafting, FIELD_EMPLOYER, STR(""), component_of(card, STR("ORG"), 0, drafting->arena));
    add(drafting, FIELD_DEPARTMENT, STR(""), component_of(card, STR("ORG"), 1, drafting->arena));
    add(drafting, FIELD_JOB_TITLE, STR(""),
        title.len ? title : text_of(card, STR("ROLE"), drafting->arena));
}

// RFC 6350 6.2.7: "M", or "O;it's complicated".
static void add_gender(struct drafting *drafting)
{
    str sex = component_of(drafting->card, STR("GENDER"), 0, drafting->arena);
    str name = str_eq_ascii_case(sex, STR("M"))   ? STR("male")
               : str_eq_ascii_case(sex, STR("F")) ? STR("female")
               : str_eq_ascii_case(sex, STR("O")) ? STR("other")
                                                  : STR("");
    add(drafting, FIELD_GENDER, STR(""), name);
}

static void add_person(struct drafting *drafting)
{
    const struct vcard_property *birth = vcard_find(drafting->card, STR("BDAY"));
    const struct vcard_property *nickname = vcard_find(drafting->card, STR("NICKNAME"));
    add_name(drafting);
    add_gender(drafting);
    if (nickname)
        add(drafting, FIELD_NICKNAME, STR(""),
            vcard_unescape(drafting->arena,
                           vcard_split(drafting->arena, nickname->value, ',').items[0]));
    if (birth)
        add(drafting, FIELD_BIRTH_DATE, STR(""), vcard_birth_date(birth, drafting->arena));
}

static void add_company(struct drafting *drafting)
{
    str name = component_of(drafting->card, STR("ORG"), 0, drafting->arena);
    add(drafting, FIELD_COMPANY_NAME, STR(""),
        name.len ? name : text_of(drafting->card, STR("FN"), drafting->arena));
}

static bool has_label(const struct draft *draft, str label)
{
    for (size_t i = 0; i < draft->count; i++)
        if (draft->items[i].target >= TARGET_STREET && draft->items[i].target <= TARGET_COUNTRY &&
            str_eq(draft->items[i].label, label))
            return true;
    return false;
}

// The second address at home is "home 2": parts are put together by their label.
static str address_label(struct drafting *drafting, str label)
{
    if (!has_label(drafting->draft, label))
        return label;
    str base = label.len ? label : STR("other"), free_label = base;
    for (int number = 2; has_label(drafting->draft, free_label); number++)
        free_label = arena_print(drafting->arena, STR_FMT " %d", STR_ARG(base), number);
    return free_label;
}

// Street, extension and box as one line.
static str street_text(struct drafting *drafting, str value)
{
    enum { BOX, EXTENSION, STREET };
    static const int ORDER[] = { STREET, EXTENSION, BOX };
    auto_buf out = buf_new(value.len * 3 + 8);
    for (size_t i = 0; i < LENGTH(ORDER); i++) {
        str lines = vcard_component(drafting->arena, value, (size_t)ORDER[i], STR("\n"));
        for (str line; str_split(&lines, '\n', &line);) {
            buf_add(&out, out.len && str_trim(line).len ? STR(", ") : STR(""));
            buf_add(&out, str_trim(line));
        }
    }
    return arena_copy(drafting->arena, buf_str(&out));
}

static void add_address(struct drafting *drafting, const struct vcard_property *property, str label)
{
    static const enum target PARTS[] = { TARGET_CITY, TARGET_REGION, TARGET_POSTCODE,
                                         TARGET_COUNTRY };
    enum { FIRST_PART = 3 }; // of ADR, after box, extension and street
    label = address_label(drafting, label);
    add(drafting, TARGET_STREET, label, street_text(drafting, property->value));
    for (size_t i = 0; i < LENGTH(PARTS); i++)
        add(drafting, PARTS[i], label,
            vcard_component(drafting->arena, property->value, FIRST_PART + i, STR(" ")));
}

static str without_scheme(str value, str scheme)
{
    bool has_scheme = str_eq_ascii_case(str_slice(value, 0, scheme.len), scheme);
    return has_scheme ? str_slice(value, scheme.len, value.len) : value;
}

static void add_tags(struct drafting *drafting, str value)
{
    struct str_list tags = vcard_split(drafting->arena, value, ',');
    for (size_t i = 0; i < tags.count; i++)
        add(drafting, FIELD_TAG, STR(""), vcard_unescape(drafting->arena, tags.items[i]));
}

// X-KARTOTEK-ORG-NUMBER is the field org_number.
static enum field own_field(str name, struct arena *arena)
{
    static const str PREFIX = { VCARD_FIELD_PREFIX, sizeof VCARD_FIELD_PREFIX - 1 };
    if (!str_starts(name, PREFIX))
        return FIELD_NONE;
    name = str_slice(name, PREFIX.len, name.len);
    char *text = arena_alloc(arena, name.len + 1);
    for (size_t i = 0; i < name.len && name.at; i++)
        text[i] = name.at[i] == '-' ? '_' : (char)(name.at[i] | 0x20);
    enum field field = field_find((str){ text, name.len });
    return field >= FIELD_COMPANY_NAME && field <= FIELD_EMPLOYEES ? field : FIELD_NONE;
}

static void add_point(struct drafting *drafting, const struct vcard_property *property)
{
    struct arena *arena = drafting->arena;
    str name = property->name, value = str_trim(vcard_unescape(arena, property->value));
    str label = vcard_label(drafting->card, property, arena);
    if (str_eq(name, STR("EMAIL")))
        add(drafting, FIELD_EMAIL, label, without_scheme(value, STR("mailto:")));
    else if (str_eq(name, STR("TEL")))
        add(drafting, FIELD_PHONE, label, without_scheme(value, STR("tel:")));
    else if (str_eq(name, STR("ADR")))
        add_address(drafting, property, label);
    else if (str_eq(name, STR("URL")) ||
             (str_eq(name, STR("X-SOCIALPROFILE")) && str_has(value, STR("://"))))
        add(drafting, FIELD_URL, label, value);
    else
        add(drafting, own_field(name, arena), STR(""), value);
}

static void add_rest(struct drafting *drafting, const struct vcard_property *property)
{
    str text = vcard_unescape(drafting->arena, property->value);
    if (str_eq(property->name, STR("NOTE")))
        add(drafting, FIELD_NOTE, STR(""), text);
    else if (str_eq(property->name, STR("CATEGORIES")))
        add_tags(drafting, property->value);
    else
        add_point(drafting, property);
}

static bool is_kind(const struct vcard *card, str name, str kind)
{
    const struct vcard_property *property = vcard_find(card, name);
    return property && str_eq_ascii_case(str_trim(property->value), kind);
}

static bool is_contact(const struct vcard *card)
{
    const struct vcard_property *kind = vcard_find(card, STR("KIND"));
    if (!kind)
        kind = vcard_find(card, STR("X-ADDRESSBOOKSERVER-KIND"));
    str value = kind ? str_trim(kind->value) : STR("");
    return !value.len || str_eq_ascii_case(value, STR("individual")) ||
           str_eq_ascii_case(value, STR("org"));
}

// Who the card is about. Apple shows some cards of people as companies: they are both (0).
static enum entity find_entity(const struct vcard *card, struct arena *arena)
{
    str organisation = component_of(card, STR("ORG"), 0, arena);
    str name = text_of(card, STR("FN"), arena);
    bool has_name = component_of(card, STR("N"), N_FAMILY, arena).len ||
                    component_of(card, STR("N"), N_GIVEN, arena).len;
    bool named_after =
        !has_name && organisation.len && (!name.len || str_eq_ascii_case(name, organisation));
    if (is_kind(card, STR("KIND"), STR("org")) || named_after)
        return ENTITY_COMPANY;
    if (organisation.len && is_kind(card, STR("X-ABSHOWAS"), STR("COMPANY")))
        return has_name ? 0 : ENTITY_COMPANY;
    return ENTITY_PERSON;
}

bool vcard_draft(const struct vcard *card, struct arena *arena, struct draft *draft)
{
    struct drafting drafting = { .card = card, .arena = arena, .draft = draft };
    *draft = (struct draft){ .entity = find_entity(card, arena) };
    if (!is_contact(card))
        return false;
    str uid = without_scheme(text_of(card, STR("UID"), arena), STR("urn:uuid:"));
    add(&drafting, TARGET_EXTERNAL_ID, STR(""), uid);
    if (draft->entity != ENTITY_COMPANY)
        add_person(&drafting);
    if (draft->entity == ENTITY_PERSON)
        add_job(&drafting);
    drafting.of_company = draft->entity == 0;
    if (draft->entity != ENTITY_PERSON)
        add_company(&drafting);
    add(&drafting, FIELD_LANGUAGE, STR(""), text_of(card, STR("LANG"), arena));
    for (size_t i = 0; i < card->count; i++)
        add_rest(&drafting, &card->properties[i]);
    return true;
}

static bool is_digits(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
    return s.len > 0;
}

str vcard_birth_date(const struct vcard_property *property, struct arena *arena)
{
    str text = str_trim(vcard_unescape(arena, property->value));
    if (str_eq_ascii_case(vcard_param(property, STR("VALUE")), STR("text")))
        return text;
    str date = str_slice(text, 0, str_find_byte(text, 'T'));
    str omitted = vcard_param(property, STR("X-APPLE-OMIT-YEAR"));
    if (omitted.len == 4 && str_starts(date, omitted)) {
        date = str_slice(date, 4, date.len);
        date = arena_print(arena, "%s" STR_FMT, str_starts(date, STR("-")) ? "-" : "--",
                           STR_ARG(date));
    }
    if (date.len == 8 && is_digits(date))
        return arena_print(arena, "%.4s-%.2s-%.2s", date.at, date.at + 4, date.at + 6);
    if (date.len == 6 && str_starts(date, STR("--")) && is_digits(str_slice(date, 2, 6)))
        return arena_print(arena, "--%.2s-%.2s", date.at + 2, date.at + 4);
    bool is_date = date.len >= 4 && (is_digits(str_slice(date, 0, 4)) || date.at[0] == '-');
    return is_date ? date : text;
}
