// phone_contacts.vcf: the address books of a few phones, old and new, in one file.

#include "demo/demo_files.h"
#include "demo/demo_vcard.h"

enum { PEOPLE_ONCE = 1150, PEOPLE_AGAIN = 70, STRIDE = 4, FILE_SIZE_MAX = 64 * 1024 * 1024 };

static str uid_new(struct demo_mess *mess, int version, size_t number)
{
    if (version == 21)
        return arena_print(mess->arena, "PHONE-%05zu", number);
    uint64_t high = demo_random_next(&mess->random), low = demo_random_next(&mess->random);
    str uuid = arena_print(mess->arena, "%08x-%04x-4%03x-8%03x-%012llx", (unsigned)(high >> 32),
                           (unsigned)(high >> 16) & 0xFFFF, (unsigned)high & 0xFFF,
                           (unsigned)(low >> 48) & 0xFFF, (unsigned long long)low & 0xFFFFFFFFFFFF);
    return version == 30 ? uuid : arena_print(mess->arena, "urn:uuid:" STR_FMT, STR_ARG(uuid));
}

// The name of a property with its type, as the version writes it.
static const char *name_for(int version, const char *in_21, const char *in_30, const char *in_40)
{
    return version == 21 ? in_21 : version == 30 ? in_30 : in_40;
}

static void write_names(const struct demo_vcard *card, const struct demo_record *record)
{
    if (!record->given.len) {
        if (card->version == 30)
            demo_vcard_text(card, "X-ABShowAs", STR("COMPANY"));
        if (card->version == 40)
            demo_vcard_text(card, "KIND", STR("org"));
        demo_vcard_text(card, "FN", record->company);
        if (card->version < 40) // N is mandatory there, even when it says nothing
            demo_vcard_line(card, "N", (str[5]){ { 0 } }, 5);
    } else {
        const str parts[5] = { record->family, record->given };
        demo_vcard_line(card, "N", parts, LENGTH(parts));
        demo_vcard_text(card, "FN",
                        arena_print(card->arena, STR_FMT " " STR_FMT, STR_ARG(record->given),
                                    STR_ARG(record->family)));
    }
    demo_vcard_text(card, "ORG", record->company);
    demo_vcard_text(card, "TITLE", record->title);
}

// A phone of today stores a number it understood as a URI (RFC 6350 6.4.1).
static void write_phone(const struct demo_vcard *card, const char *name, str number)
{
    bool as_uri = card->version == 40 && number.len && number.at[0] == '+' &&
                  str_find_byte(number, '(') == number.len;
    if (!as_uri) {
        demo_vcard_text(card, name, number);
        return;
    }
    auto_buf uri = buf_new(256);
    buf_add(&uri, STR("tel:"));
    for (size_t i = 0; i < number.len; i++)
        if (number.at[i] == ' ')
            buf_add_byte(&uri, '-');
        else
            buf_add_byte(&uri, number.at[i]);
    str with_value = arena_print(card->arena, "%s;VALUE=uri", name);
    demo_vcard_text(card, with_value.at, buf_str(&uri));
}

static void write_reach(const struct demo_vcard *card, const struct demo_record *record)
{
    int version = card->version;
    write_phone(card, name_for(version, "TEL;CELL", "TEL;TYPE=CELL", "TEL;TYPE=cell"),
                record->mobile);
    bool work = record->company.len > 0;
    if (work && version == 30 && record->phone.len) {
        demo_vcard_text(card, "item1.TEL", record->phone);
        demo_vcard_text(card, "item1.X-ABLabel", STR("växel"));
    } else {
        write_phone(card,
                    work ? name_for(version, "TEL;WORK;VOICE", "TEL;TYPE=WORK,VOICE",
                                    "TEL;TYPE=\"work,voice\"")
                         : name_for(version, "TEL;HOME", "TEL;TYPE=HOME", "TEL;TYPE=home"),
                    record->phone);
    }
    demo_vcard_text(card, name_for(version, "EMAIL;INTERNET", "EMAIL;TYPE=INTERNET", "EMAIL"),
                    record->email);
    demo_vcard_text(card, "URL", record->web);
}

static void write_rest(const struct demo_vcard *card, const struct demo_record *record)
{
    int version = card->version;
    const str address[7] = { { 0 },          { 0 }, record->street,
                             record->city,   { 0 }, record->postcode,
                             record->country };
    const char *name = name_for(version, "ADR;HOME", "ADR;TYPE=HOME", "ADR;TYPE=home");
    if (record->street.len || record->country.len)
        demo_vcard_line(card, name, address, LENGTH(address));
    demo_vcard_text(card, name_for(version, "BDAY", "BDAY", "BDAY;VALUE=text"), record->birth);
    if (record->number.len)
        demo_vcard_text(card, "NOTE",
                        arena_print(card->arena,
                                    "Fakturauppgifter: organisationsnummer " STR_FMT
                                    ", märk med beställarens namn",
                                    STR_ARG(record->number)));
}

static struct demo_record record_of(struct demo *demo, struct demo_mess *mess, size_t index)
{
    if (index < PEOPLE_ONCE) // spread over those the CRM and the newsletter know
        return demo_record_person(mess, demo_person_at(demo, index * STRIDE));
    if (index < PEOPLE_ONCE + PEOPLE_AGAIN) {
        size_t any = demo_random_below(&mess->random, PEOPLE_ONCE) * STRIDE;
        return demo_record_person(mess, demo_person_at(demo, any));
    }
    size_t any = demo_random_below(&mess->random, demo->people.company_count);
    return demo_record_company(mess, &demo->people.companies[any]);
}

static void write_card(const struct demo_vcard *card, const struct demo_record *record, str uid)
{
    demo_vcard_begin(card);
    demo_vcard_text(card, "UID", uid);
    write_names(card, record);
    write_reach(card, record);
    write_rest(card, record);
    demo_vcard_end(card);
}

enum status demo_cards_write(struct demo *demo)
{
    _Static_assert(PEOPLE_ONCE * STRIDE <= DEMO_PEOPLE, "nobody is written twice by accident");
    static const int VERSIONS[] = { 21, 30, 30, 30, 40, 40 };
    auto_arena arena = { 0 };
    auto_buf out = buf_new(FILE_SIZE_MAX);
    struct demo_mess mess = { &arena, demo_random_new(demo->seed, "cards"), { 0 } };
    size_t *order = demo_random_order(&mess.random, demo->arena, DEMO_CARDS);
    for (size_t i = 0; i < DEMO_CARDS; i++) {
        arena_reset(&arena);
        struct demo_record record = record_of(demo, &mess, order[i]);
        struct demo_vcard card = { &out, &arena, DEMO_PICK(&mess.random, VERSIONS) };
        str uid = uid_new(&mess, card.version, i + 1);
        write_card(&card, &record, uid);
        demo_truth_add(&demo->truth, "phone_contacts", uid, &record, mess.wrong);
    }
    return demo_file_write(demo, "phone_contacts.vcf", buf_str(&out));
}
