#include "match/match_record.h"

#include "match/compare.h"
#include "match/match_text.h"
#include "match/sound.h"
#include "value/email.h"
#include "value/fold.h"
#include "value/nickname.h"

enum { TEXT_MAX = 255, BLOCK_TEXT_MAX = 8192 };

// An item before it has its place in the block.
struct draft {
    struct match_item item;
    str text;
};

struct builder {
    struct arena *scratch;
    str country, calling; // of its address and of its phone
    str form;             // of a company
    struct draft drafts[MATCH_ITEM_MAX];
    size_t count, text_len;
};

static uint64_t hash_of(enum match_feature feature, str text)
{
    uint64_t hash = str_hash(text) ^ ((uint64_t)feature * 0x9E3779B97F4A7C15ULL);
    return hash ? hash : 1;
}

// Adds an item unless it is empty, there already, or there are too many.
static struct draft *add(struct builder *builder, enum match_feature feature, str text)
{
    text = str_slice(text, 0, TEXT_MAX);
    if (!text.len || builder->count == MATCH_ITEM_MAX ||
        builder->text_len + text.len > BLOCK_TEXT_MAX)
        return NULL;
    uint64_t hash = hash_of(feature, text);
    for (size_t i = 0; i < builder->count; i++)
        if (builder->drafts[i].item.hash == hash)
            return NULL;
    struct draft *draft = &builder->drafts[builder->count++];
    *draft = (struct draft){ .text = text };
    draft->item = (struct match_item){ .hash = hash,
                                       .len = (uint8_t)text.len,
                                       .part_len = (uint8_t)text.len,
                                       .feature = (uint8_t)feature };
    builder->text_len += text.len;
    return draft;
}

static uint32_t short_hash(str text)
{
    return text.len ? (uint32_t)str_hash(text) | 1 : 0;
}

static str joined(struct arena *arena, str a, str b)
{
    if (!a.len || !b.len)
        return a.len ? a : b;
    return arena_print(arena, STR_FMT " " STR_FMT, STR_ARG(a), STR_ARG(b));
}

static void add_given(struct builder *builder, str folded)
{
    struct draft *draft = add(builder, MATCH_GIVEN, folded);
    if (!draft)
        return;
    str first = str_slice(folded, 0, str_find_byte(draft->text, ' '));
    draft->item.part_len = (uint8_t)first.len;
    draft->item.code = sound_code(first);
    draft->item.group = nickname_groups(first);
    draft->item.flags = first.len == 1 ? MATCH_IS_INITIAL : 0;
}

static void add_family(struct builder *builder, str folded)
{
    struct draft *draft = add(builder, MATCH_FAMILY, folded);
    if (!draft)
        return;
    str first = str_slice(draft->text, 0, str_find_byte(draft->text, ' '));
    draft->item.part_len = (uint8_t)first.len;
    draft->item.code = sound_code(sound_main_word(draft->text));
    draft->item.group = sound_is_particle(first) ? 0 : sound_code(first);
}

// A name that stands in one field as a whole, "Kjell Strand", is taken apart when nothing says
// what the other part is.
static bool add_whole_name(struct builder *builder, str whole)
{
    size_t space = str_find_byte(whole, ' ');
    str first = fold_words(builder->scratch, str_slice(whole, 0, space));
    str rest = fold_words(builder->scratch, str_slice(whole, space, whole.len));
    if (!first.len || !rest.len || sound_is_particle(first))
        return false;
    add_given(builder, first);
    add_family(builder, rest);
    return true;
}

// "Jr" is 1, "Sr" 2, "II" 3 and so on; 0 when the suffix says nothing of the kind.
static uint8_t generation_of(struct arena *arena, str suffix)
{
    static const char *const WORDS[][4] = { { "jr", "junior", "d y", "yngre" },
                                            { "sr", "senior", "d a", "aldre" },
                                            { "ii", "2nd" },
                                            { "iii", "3rd" },
                                            { "iv", "4th" } };
    str folded = suffix.len ? fold_words(arena, suffix) : suffix;
    for (size_t i = 0; i < LENGTH(WORDS) && folded.len; i++)
        for (size_t k = 0; k < LENGTH(WORDS[i]) && WORDS[i][k]; k++)
            if (str_eq(folded, str_of(WORDS[i][k])))
                return (uint8_t)(i + 1);
    return 0;
}

static void add_names(struct builder *builder, const struct entry *entry)
{
    struct arena *arena = builder->scratch;
    str given = fold_words(arena, entry_value(entry, FIELD_GIVEN));
    str middle = fold_words(arena, entry_value(entry, FIELD_MIDDLE));
    str family = entry_value(entry, FIELD_FAMILY);
    if (!given.len && add_whole_name(builder, family))
        return;
    if (!family.len && !middle.len && add_whole_name(builder, entry_value(entry, FIELD_GIVEN)))
        return;
    add_given(builder, joined(arena, given, middle));
    if (builder->count)
        builder->drafts[0].item.extra_at = generation_of(arena, entry_value(entry, FIELD_SUFFIX));
    add_given(builder, fold_words(arena, entry_value(entry, FIELD_NICKNAME)));
    add_family(builder, fold_words(arena, family));
}

// "1980-02-29" -> 19800229, "1980-02" -> 19800200, "1980" -> 19800000.
static uint32_t packed_date(str date)
{
    static const uint32_t SCALES[] = { 10000, 100, 1 };
    uint32_t packed = 0;
    str part;
    for (size_t i = 0; i < LENGTH(SCALES) && str_split(&date, '-', &part); i++) {
        int64_t number = 0;
        if (!str_to_int(part, &number) || number < 0 || number > (i ? 31 : 9999))
            return 0;
        packed += (uint32_t)number * SCALES[i];
    }
    return packed;
}

static void add_birth(struct builder *builder, str date)
{
    uint32_t packed = packed_date(date);
    struct draft *draft = packed ? add(builder, MATCH_BIRTH, date) : NULL;
    if (draft)
        draft->item.code = packed;
}

static void add_domain(struct builder *builder, str domain)
{
    struct draft *draft = add(builder, MATCH_DOMAIN, domain);
    if (draft)
        draft->item.part_len = (uint8_t)str_find_byte(draft->text, '.');
}

// The first item of a feature added so far.
static const struct draft *first_draft(const struct builder *builder, enum match_feature feature)
{
    for (size_t i = 0; i < builder->count; i++)
        if (builder->drafts[i].item.feature == feature)
            return &builder->drafts[i];
    return NULL;
}

// Whether `letters` are `a` and `b` behind each other, in longer ones with one typing mistake.
static bool spells(str letters, str a, str b)
{
    char name[2 * TEXT_MAX];
    size_t len = a.len + b.len;
    if (letters.len + 1 < len || letters.len > len + 1)
        return false;
    memcpy(name, a.at, a.len);
    memcpy(name + a.len, b.at, b.len);
    str whole = { name, len };
    return str_eq(letters, whole) || (len >= 5 && compare_edits(letters, whole, 1) <= 1);
}

enum { NO_NAME = 0, GIVEN = MATCH_SAYS_GIVEN, FAMILY = MATCH_SAYS_FAMILY };

static str letters_of(struct arena *arena, str s)
{
    str compact = text_compact(arena, s);
    char *out = arena_alloc(arena, compact.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < compact.len; i++)
        if (compact.at[i] >= 'a')
            out[len++] = compact.at[i];
    return (str){ out, len };
}

// Which names the letters of a mailbox spell: "anna.berg", "berganna", "aberg", "anna" for Anna
// Berg. Such a mailbox says little more than the name does; namesakes have it too.
static unsigned names_said(const struct builder *builder, str letters)
{
    struct arena *arena = builder->scratch;
    const struct draft *given = first_draft(builder, MATCH_GIVEN);
    const struct draft *family = first_draft(builder, MATCH_FAMILY);
    str g = given ? text_compact(arena, given->text) : STR("");
    str f = family ? text_compact(arena, family->text) : STR("");
    str first = given ? str_slice(given->text, 0, given->item.part_len) : STR("");
    str initial = str_slice(g, 0, 1);
    const struct {
        str a, b;
        unsigned says;
    } forms[] = {
        { g, f, GIVEN | FAMILY },     { f, g, GIVEN | FAMILY },  { first, f, GIVEN | FAMILY },
        { f, first, GIVEN | FAMILY }, { initial, f, FAMILY },    { f, initial, FAMILY },
        { g, STR(""), GIVEN },        { first, STR(""), GIVEN }, { f, STR(""), FAMILY },
    };
    for (size_t i = 0; i < LENGTH(forms); i++)
        if (spells(letters, forms[i].a, forms[i].b))
            return forms[i].says;
    return NO_NAME;
}

static unsigned mailbox_flags(const struct builder *builder, str address, str local)
{
    unsigned says = names_said(builder, letters_of(builder->scratch, local));
    bool has_digits = text_digits(builder->scratch, local).len > 0;
    return says | (has_digits ? MATCH_HAS_DIGITS : 0) | (says && !has_digits ? MATCH_IS_NAMED : 0) |
           (email_is_role(address) ? MATCH_IS_ROLE : 0);
}

// The mailbox without what stands behind "+".
static void add_email(struct builder *builder, str address, bool of_company)
{
    struct arena *arena = builder->scratch;
    str folded = fold(arena, address);
    size_t at = str_find_byte(folded, '@');
    if (!at || at + 1 >= folded.len)
        return;
    str domain = str_slice(folded, at + 1, folded.len);
    size_t plus = str_find_byte(str_slice(folded, 0, at), '+');
    str local = str_slice(folded, 0, plus ? plus : at);
    str normal = arena_print(arena, STR_FMT "@" STR_FMT, STR_ARG(local), STR_ARG(domain));
    struct draft *draft = add(builder, MATCH_EMAIL, normal);
    if (!draft)
        return;
    bool is_freemail = email_is_freemail(domain);
    draft->item.part_len = (uint8_t)(local.len < TEXT_MAX ? local.len : TEXT_MAX);
    draft->item.group = short_hash(domain);
    draft->item.flags = (uint8_t)(mailbox_flags(builder, draft->text, local) |
                                  (is_freemail ? MATCH_IS_FREEMAIL : 0));
    if (of_company && !is_freemail)
        add_domain(builder, domain);
}

static void add_url(struct builder *builder, str url)
{
    str host = fold(builder->scratch, url);
    size_t scheme = str_find(host, STR("://"));
    if (scheme < host.len)
        host = str_slice(host, scheme + 3, host.len);
    if (str_starts(host, STR("www.")))
        host = str_slice(host, 4, host.len);
    host = str_slice(host, 0, str_find_byte(host, '/'));
    host = str_slice(host, 0, str_find_byte(host, ':'));
    add_domain(builder, host);
}

static str address_line(str *rest)
{
    str line = { 0 };
    if (!str_split(rest, '\n', &line))
        return (str){ 0 };
    return line;
}

// The text is "stor 12|11455|stockholm"; the hash covers street, number and postcode, or the city
// when there is no postcode.
static void add_address(struct builder *builder, str address)
{
    struct arena *arena = builder->scratch;
    struct text_street street = text_street(arena, address_line(&address));
    str postcode = text_compact(arena, address_line(&address));
    str city = fold_words(arena, address_line(&address));
    address_line(&address); // the region
    str country = address_line(&address);
    builder->country = builder->country.len ? builder->country : country;
    street.name = str_slice(street.name, 0, 120);
    street.number = str_slice(street.number, 0, 12);
    postcode = str_slice(postcode, 0, 16);
    str text = arena_print(arena, STR_FMT " " STR_FMT "|" STR_FMT "|" STR_FMT, STR_ARG(street.name),
                           STR_ARG(street.number), STR_ARG(postcode), STR_ARG(city));
    if (!street.name.len && !postcode.len && !city.len)
        return;
    struct draft *draft = add(builder, MATCH_ADDRESS, text);
    if (!draft)
        return;
    size_t city_at = street.name.len + 1 + street.number.len + 1 + postcode.len + 1;
    draft->item.part_len = (uint8_t)street.name.len;
    draft->item.extra_at = street.number.len ? (uint8_t)(street.name.len + 1) : 0;
    draft->item.extra_len = (uint8_t)street.number.len;
    draft->item.city_at = city.len && city_at < TEXT_MAX ? (uint8_t)city_at : 0;
    draft->item.group = short_hash(postcode);
    size_t hashed = postcode.len ? city_at - 1 : draft->text.len;
    draft->item.hash = hash_of(MATCH_ADDRESS, str_slice(text, 0, hashed));
}

static void add_company(struct builder *builder, str name)
{
    str base = text_company(builder->scratch, name);
    struct draft *draft = add(builder, MATCH_COMPANY, base);
    if (draft)
        draft->item.code = sound_code(draft->text);
}

// A Swedish organisation number of ten digits is written with 16 before it in data for authorities,
// and with 01 behind it as a VAT number.
static str swedish_core(str digits)
{
    bool is_long = digits.len == 12;
    if (is_long && str_starts(digits, STR("16")))
        return str_slice(digits, 2, 12);
    return is_long && str_ends(digits, STR("01")) ? str_slice(digits, 0, 10) : digits;
}

// Organisation and VAT number have the digits in common.
static void add_number(struct builder *builder, str number, bool is_vat)
{
    str digits = text_digits(builder->scratch, number);
    if (str_starts(number, STR("SE")))
        digits = swedish_core(digits);
    if (!builder->country.len && str_find_byte(number, ' ') == 2)
        builder->country = str_slice(number, 0, 2);
    struct draft *draft = digits.len >= 5 ? add(builder, MATCH_NUMBER, digits) : NULL;
    if (draft)
        draft->item.flags = is_vat ? MATCH_IS_VAT : 0;
}

// The countries of the commoner calling codes (ITU-T E.164).
static str calling_country(str digits)
{
    static const char *const CODES[] = {
        "7RU",   "20EG",  "27ZA",  "30GR",  "31NL",  "32BE",  "33FR",  "34ES",  "36HU",  "39IT",
        "40RO",  "41CH",  "43AT",  "44GB",  "45DK",  "46SE",  "47NO",  "48PL",  "49DE",  "351PT",
        "352LU", "353IE", "354IS", "355AL", "358FI", "359BG", "370LT", "371LV", "372EE", "380UA",
        "381RS", "385HR", "386SI", "420CZ", "421SK", "51PE",  "52MX",  "54AR",  "55BR",  "56CL",
        "57CO",  "60MY",  "61AU",  "62ID",  "63PH",  "64NZ",  "65SG",  "66TH",  "81JP",  "82KR",
        "84VN",  "86CN",  "90TR",  "91IN",  "92PK",  "94LK",  "98IR",  "212MA", "234NG", "254KE",
        "966SA", "971AE", "972IL", "298FO", "1US",
    };
    for (size_t i = 0; i < LENGTH(CODES); i++) {
        str code = str_of(CODES[i]);
        if (str_starts(digits, str_slice(code, 0, code.len - 2)))
            return str_slice(code, code.len - 2, code.len);
    }
    return (str){ 0 };
}

static void add_phone(struct builder *builder, const struct entry_item *item)
{
    struct draft *draft = add(builder, MATCH_PHONE, text_digits(builder->scratch, item->value));
    if (!draft)
        return;
    draft->item.flags = str_eq(item->label, STR("mobile")) ? MATCH_IS_MOBILE : 0;
    if (!builder->calling.len && str_starts(item->value, STR("+")))
        builder->calling = calling_country(draft->text);
}

// Where and as what a company is registered: "se ab"; either may be missing.
static void add_form(struct builder *builder)
{
    str country = fold(builder->scratch, str_slice(builder->country, 0, 2));
    str form = text_compact(builder->scratch, fold(builder->scratch, builder->form));
    struct draft *draft = country.len || form.len
                              ? add(builder, MATCH_FORM,
                                    arena_print(builder->scratch, STR_FMT " " STR_FMT,
                                                STR_ARG(country), STR_ARG(form)))
                              : NULL;
    if (draft)
        draft->item.part_len = (uint8_t)country.len;
}

// A number that failed its check, as digits; shorter ones are slips that many share.
static void add_invalid(struct builder *builder, const struct entry_item *item)
{
    enum match_feature feature = item->field == FIELD_PHONE ? MATCH_PHONE : MATCH_NUMBER;
    str digits = text_digits(builder->scratch, item->value);
    while (digits.len && digits.at[0] == '0')
        digits = str_slice(digits, 1, digits.len);
    if (feature == MATCH_NUMBER)
        digits = swedish_core(digits);
    struct draft *draft = digits.len >= 8 ? add(builder, feature, digits) : NULL;
    if (draft)
        draft->item.flags = MATCH_IS_INVALID;
}

static void add_custom(struct builder *builder, const struct entry_item *item)
{
    enum match_feature feature = MATCH_CUSTOM + (unsigned)(item->custom - 1) % 4;
    str text = arena_print(builder->scratch, "%d ", item->custom);
    size_t prefix = text.len;
    text = joined(builder->scratch, str_slice(text, 0, prefix - 1),
                  fold_words(builder->scratch, item->value));
    struct draft *draft = add(builder, feature, text);
    if (!draft)
        return;
    draft->item.group = (uint32_t)item->custom;
    draft->item.part_len = (uint8_t)prefix;
}

static void add_item(struct builder *builder, const struct entry_item *item, enum entity entity)
{
    bool of_company = entity == ENTITY_COMPANY;
    if (item->invalid) {
        if (item->field == FIELD_PHONE || item->field == FIELD_ORG_NUMBER)
            add_invalid(builder, item);
        return;
    }
    switch ((int)item->field) { // the fields of names are read together by add_names
    case FIELD_BIRTH_DATE:
        add_birth(builder, item->value);
        break;
    case FIELD_EMAIL:
        add_email(builder, item->value, of_company);
        break;
    case FIELD_PHONE:
        add_phone(builder, item);
        break;
    case FIELD_ADDRESS:
        add_address(builder, item->value);
        break;
    case FIELD_EMPLOYER:
    case FIELD_COMPANY_NAME:
        add_company(builder, item->value);
        break;
    case FIELD_LEGAL_FORM:
        builder->form = item->value;
        break;
    case FIELD_ORG_NUMBER:
    case FIELD_VAT_NUMBER:
        add_number(builder, item->value, item->field == FIELD_VAT_NUMBER);
        break;
    case FIELD_URL:
        if (of_company)
            add_url(builder, item->value);
        break;
    case FIELD_GENDER:
        add(builder, MATCH_GENDER, item->value);
        break;
    case FIELD_JOB_TITLE:
    case FIELD_INDUSTRY:
        add(builder, MATCH_JOB, fold_words(builder->scratch, item->value));
        break;
    case FIELD_CUSTOM:
        if (item->custom > 0)
            add_custom(builder, item);
        break;
    }
}

// "nordlysbygg.no" of Nordlys Bygg AS: such a domain says no more than the name does.
static void mark_named_domains(struct builder *builder)
{
    const struct draft *company = first_draft(builder, MATCH_COMPANY);
    str name = company ? text_compact(builder->scratch, company->text) : STR("");
    for (size_t i = 0; i < builder->count && name.len; i++) {
        struct draft *draft = &builder->drafts[i];
        str label = text_compact(builder->scratch, str_slice(draft->text, 0, draft->item.part_len));
        bool is_named = label.len >= 8 ? str_starts(name, label) || str_starts(label, name)
                                       : str_eq(label, name);
        if (draft->item.feature == MATCH_DOMAIN && (is_named || compare_close(label, name)))
            draft->item.flags |= MATCH_IS_NAMED;
    }
}

// Items by feature, then the texts behind them, in one block.
static struct match_record packed(const struct builder *builder, struct arena *arena)
{
    size_t items_size = builder->count * sizeof(struct match_item);
    struct match_item *items = arena_alloc(arena, items_size + builder->text_len + 1);
    char *text = (char *)(items + builder->count);
    struct match_record record = { .items = items, .text = text };
    size_t count = 0, at = 0;
    for (size_t feature = 0; feature < MATCH_FEATURE_COUNT; feature++) {
        record.first[feature] = (uint8_t)count;
        for (size_t i = 0; i < builder->count; i++) {
            const struct draft *draft = &builder->drafts[i];
            if (draft->item.feature != feature)
                continue;
            items[count] = draft->item;
            items[count++].at = (uint16_t)at;
            memcpy(text + at, draft->text.at, draft->text.len);
            at += draft->text.len;
        }
    }
    record.first[MATCH_FEATURE_COUNT] = (uint8_t)count;
    return record;
}

struct match_record match_record_copy(const struct match_record *record, struct arena *arena)
{
    struct match_record copy = *record;
    size_t count = record->first[MATCH_FEATURE_COUNT], text_len = 0;
    for (size_t i = 0; i < count; i++) {
        size_t end = (size_t)record->items[i].at + record->items[i].len;
        text_len = end > text_len ? end : text_len;
    }
    struct match_item *items = arena_alloc(arena, count * sizeof *items + text_len + 1);
    char *text = (char *)(items + count);
    memcpy(items, record->items, count * sizeof *items);
    memcpy(text, record->text, text_len);
    copy.items = items;
    copy.text = text;
    return copy;
}

struct match_record match_prepare(const struct entry *entry, struct arena *arena)
{
    auto_arena scratch = { 0 };
    struct builder builder;
    builder.scratch = &scratch;
    builder.country = builder.calling = builder.form = (str){ 0 };
    builder.count = builder.text_len = 0; // its drafts are written before they are read
    if (entry->entity == ENTITY_PERSON)
        add_names(&builder, entry);
    for (size_t i = 0; i < entry->count; i++)
        add_item(&builder, &entry->items[i], entry->entity);
    if (entry->entity == ENTITY_COMPANY)
        add_form(&builder);
    mark_named_domains(&builder);
    struct match_record record = packed(&builder, arena);
    record.entity = (uint8_t)entry->entity;
    record.country = match_country(builder.country.len ? builder.country : builder.calling);
    return record;
}
