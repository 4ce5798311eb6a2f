#include "match/block.h"

#include "match/sound.h"
#include "value/nickname.h"

struct keys {
    struct match_key *out;
    size_t count;
};

static uint64_t mixed(uint64_t a, uint64_t b)
{
    uint64_t pair[2] = { a, b };
    return str_hash((str){ (const char *)pair, sizeof pair });
}

// Adds a key unless a part it needs is missing (0), it is there already or the room is used up.
static void add(struct keys *keys, enum match_key_kind kind, bool identifying, uint64_t a,
                uint64_t b)
{
    if (!a || !b || keys->count == MATCH_KEY_MAX)
        return;
    uint64_t key = mixed(mixed(a, b), (uint64_t)kind + 1);
    for (size_t i = 0; i < keys->count; i++)
        if (keys->out[i].key == key)
            return;
    keys->out[keys->count++] = (struct match_key){ key, kind, identifying };
}

// What is known of the names of a record, 0 where nothing is.
struct names {
    uint64_t given, family, other_family; // how they sound
    uint64_t initial, family_initial;     // first letters
};

// How a name sounds; variants of one name ("Lasse", "Lars") sound the same, in either field.
static uint64_t name_code(str word)
{
    uint32_t group = nickname_group(word);
    return sound_code(group ? nickname_formal(group) : word);
}

static struct names names_of(const struct match_record *record)
{
    struct names names = { 0 };
    if (match_count(record, MATCH_GIVEN)) {
        const struct match_item *given = match_items(record, MATCH_GIVEN);
        str first = str_slice(match_text(record, given), 0, given->part_len);
        names.given = given->flags & MATCH_IS_INITIAL ? 0 : name_code(first);
        names.initial = (uint8_t)first.at[0];
    }
    if (match_count(record, MATCH_FAMILY)) {
        const struct match_item *family = match_items(record, MATCH_FAMILY);
        str text = match_text(record, family);
        names.family = name_code(sound_main_word(text));
        names.other_family = family->group ? name_code(str_slice(text, 0, family->part_len)) : 0;
        names.family_initial = (uint8_t)text.at[0];
    }
    return names;
}

// Given and family name in either order make the same key.
static uint64_t unordered(uint64_t a, uint64_t b)
{
    if (!a || !b)
        return 0;
    return a < b ? mixed(a, b) : mixed(b, a);
}

static void add_email_keys(struct keys *keys, const struct match_record *record,
                           const struct names *names)
{
    const struct match_item *items = match_items(record, MATCH_EMAIL);
    for (size_t i = 0; i < match_count(record, MATCH_EMAIL) && i < 2; i++) {
        bool is_role = items[i].flags & MATCH_IS_ROLE;
        if (!is_role)
            add(keys, MATCH_KEY_EMAIL, true, items[i].hash, 1);
        else if (record->entity == ENTITY_PERSON)
            add(keys, MATCH_KEY_EMAIL, false, items[i].hash, names->initial);
    }
}

static void add_phone_keys(struct keys *keys, const struct match_record *record)
{
    const struct match_item *items = match_items(record, MATCH_PHONE);
    for (size_t i = 0; i < match_count(record, MATCH_PHONE) && i < 2; i++)
        add(keys, MATCH_KEY_PHONE, true, items[i].hash, 1);
}

static void add_birth_keys(struct keys *keys, const struct match_record *record,
                           const struct names *names)
{
    if (!match_count(record, MATCH_BIRTH))
        return;
    uint32_t date = match_items(record, MATCH_BIRTH)->code;
    bool is_whole = date % 100 != 0;
    if (is_whole)
        add(keys, MATCH_KEY_BIRTH_INITIAL, true, date, names->initial);
    if (is_whole)
        add(keys, MATCH_KEY_BIRTH_INITIAL, false, date, names->family_initial);
    add(keys, MATCH_KEY_NAME_BIRTH, false, date / 10000, names->family);
}

static void add_address_keys(struct keys *keys, const struct match_record *record,
                             const struct names *names)
{
    if (!match_count(record, MATCH_ADDRESS))
        return;
    const struct match_item *address = match_items(record, MATCH_ADDRESS);
    str text = match_text(record, address);
    str street = str_slice(text, 0, (size_t)address->extra_at + address->extra_len);
    add(keys, MATCH_KEY_POSTCODE_NAME, false, address->group, names->family);
    if (address->extra_at) {
        str number =
            str_slice(text, address->extra_at, (size_t)address->extra_at + address->extra_len);
        add(keys, MATCH_KEY_STREET_NAME, false, str_hash(street), names->initial);
        add(keys, MATCH_KEY_POSTCODE_NUMBER, false, address->group, str_hash(number));
    }
}

static void add_person_keys(struct keys *keys, const struct match_record *record)
{
    struct names names = names_of(record);
    add_email_keys(keys, record, &names);
    add_phone_keys(keys, record);
    add_birth_keys(keys, record, &names);
    add(keys, MATCH_KEY_NAME, false, unordered(names.given, names.family), 1);
    add(keys, MATCH_KEY_NAME, false, unordered(names.given, names.other_family), 1);
    if (match_count(record, MATCH_COMPANY)) {
        uint64_t company = match_items(record, MATCH_COMPANY)->code;
        add(keys, MATCH_KEY_COMPANY_NAME, false, company, names.family);
        add(keys, MATCH_KEY_COMPANY_NAME, false, company, names.given);
    }
    add_address_keys(keys, record, &names);
    if (match_count(record, MATCH_NUMBER))
        add(keys, MATCH_KEY_NUMBER, true, match_items(record, MATCH_NUMBER)->hash, 1);
}

static void add_place_keys(struct keys *keys, const struct match_record *record, uint64_t company)
{
    if (!match_count(record, MATCH_ADDRESS))
        return;
    const struct match_item *address = match_items(record, MATCH_ADDRESS);
    str text = match_text(record, address);
    add(keys, MATCH_KEY_POSTCODE_NAME, false, address->group, company);
    if (address->extra_at) {
        str street = str_slice(text, 0, (size_t)address->extra_at + address->extra_len);
        add(keys, MATCH_KEY_STREET_NAME, false, str_hash(street), 1);
    }
}

static void add_company_keys(struct keys *keys, const struct match_record *record)
{
    const struct match_item *items = match_items(record, MATCH_NUMBER);
    for (size_t i = 0; i < match_count(record, MATCH_NUMBER) && i < 2; i++)
        add(keys, MATCH_KEY_NUMBER, true, items[i].hash, 1);
    items = match_items(record, MATCH_DOMAIN);
    for (size_t i = 0; i < match_count(record, MATCH_DOMAIN) && i < 2; i++)
        add(keys, MATCH_KEY_DOMAIN, true, items[i].hash, 1);
    add_phone_keys(keys, record);
    if (!match_count(record, MATCH_COMPANY))
        return;
    const struct match_item *company = match_items(record, MATCH_COMPANY);
    add(keys, MATCH_KEY_COMPANY, false, company->code, 1);
    str first =
        str_slice(match_text(record, company), 0, str_find_byte(match_text(record, company), ' '));
    add_place_keys(keys, record, sound_code(first));
}

size_t match_keys(const struct match_record *record, struct match_key out[MATCH_KEY_MAX])
{
    struct keys keys = { .out = out };
    if (record->entity == ENTITY_COMPANY)
        add_company_keys(&keys, record);
    else
        add_person_keys(&keys, record);
    return keys.count;
}

const char *match_key_name(enum match_key_kind kind)
{
    static const char *const NAMES[MATCH_KEY_KIND_COUNT] = {
        [MATCH_KEY_EMAIL] = "email",
        [MATCH_KEY_PHONE] = "phone",
        [MATCH_KEY_NAME] = "name",
        [MATCH_KEY_NAME_BIRTH] = "family name and birth year",
        [MATCH_KEY_BIRTH_INITIAL] = "birth date and initial",
        [MATCH_KEY_POSTCODE_NAME] = "postcode and name",
        [MATCH_KEY_POSTCODE_NUMBER] = "postcode and house number",
        [MATCH_KEY_STREET_NAME] = "street and initial",
        [MATCH_KEY_COMPANY_NAME] = "company and name",
        [MATCH_KEY_NUMBER] = "organisation number",
        [MATCH_KEY_COMPANY] = "company name",
        [MATCH_KEY_DOMAIN] = "domain",
    };
    return NAMES[kind];
}
