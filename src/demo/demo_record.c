#include "demo/demo_record.h"

#include "demo/demo_letters.h"
#include "demo/demo_number.h"

// The whole record in capitals, in small letters, or without å, ä and ö: how somebody typed it.
static void restyle(struct demo_mess *mess, str *first, str *second)
{
    str (*change)(struct arena *, str) = NULL;
    size_t dice = demo_random_below(&mess->random, 1000);
    if (dice < 45)
        change = demo_letters_upper;
    else if (dice < 80)
        change = demo_letters_lower;
    else if (dice < 120)
        change = demo_letters_ascii;
    if (!change)
        return;
    *first = change(mess->arena, *first);
    *second = change(mess->arena, *second);
}

static str with_spaces(struct demo_mess *mess, str text)
{
    size_t space = str_find_byte(text, ' ');
    if (space < text.len)
        return arena_print(mess->arena, STR_FMT "  " STR_FMT, STR_ARG(str_slice(text, 0, space)),
                           STR_ARG(str_slice(text, space + 1, text.len)));
    return arena_print(mess->arena, STR_FMT "  ", STR_ARG(text));
}

static str given_as_known(struct demo_mess *mess, const struct demo_person *person)
{
    if (person->nickname.len && demo_mess_chance(mess, 90)) {
        demo_mess_note(mess, "given", "nickname");
        return person->nickname;
    }
    if (demo_mess_chance(mess, 15)) {
        str rest = person->given;
        size_t first = (unsigned char)rest.at[0] < 0x80 ? 1 : 2; // Å and Þ take two bytes
        demo_mess_note(mess, "given", "initial");
        return arena_print(mess->arena, STR_FMT ".", STR_ARG(str_slice(rest, 0, first)));
    }
    return person->given;
}

static void say_name(struct demo_mess *mess, const struct demo_person *person,
                     struct demo_record *record)
{
    record->given = given_as_known(mess, person);
    record->family = person->family;
    if (person->former_family.len && demo_mess_chance(mess, 400)) {
        demo_mess_note(mess, "family", "former");
        record->family = person->former_family;
    }
    record->given = demo_mess_text(mess, "given", record->given);
    record->family = demo_mess_text(mess, "family", record->family);
    restyle(mess, &record->given, &record->family);
    if (demo_mess_chance(mess, 30))
        record->family = with_spaces(mess, record->family);
    if (demo_mess_chance(mess, 20)) {
        demo_mess_note(mess, "name", "swapped");
        str given = record->given;
        record->given = record->family;
        record->family = given;
    }
}

static void say_address(struct demo_mess *mess, struct demo_address now, struct demo_address former,
                        struct demo_record *record)
{
    if (demo_mess_chance(mess, 130))
        return; // nobody asked
    if (former.country && demo_mess_chance(mess, 450)) {
        demo_mess_note(mess, "address", "former");
        now = former;
    }
    record->street = demo_mess_text(mess, "street", now.street);
    record->postcode = now.postcode;
    record->city = demo_mess_text(mess, "city", str_of(now.place->city));
    if (demo_mess_chance(mess, 200)) // "114 55" as "11455"
        record->postcode = demo_letters_slug(mess->arena, now.postcode);
    restyle(mess, &record->street, &record->city);
}

static void say_country(struct demo_mess *mess, const struct demo_country *country,
                        struct demo_record *record)
{
    if (demo_mess_chance(mess, 700))
        record->country = demo_word_common(&mess->random, country->spellings);
}

static str company_name(struct demo_mess *mess, const struct demo_company *company)
{
    static const struct {
        const char *form, *variants[4];
    } FORMS[] = {
        { "AB", { "Ab", "Aktiebolag", "A.B.", "AB (publ)" } },
        { "AS", { "A/S", "as", "A.S.", "As" } },
        { "ApS", { "APS", "Aps", "aps", "ApS." } },
        { "A/S", { "AS", "a/s", "A/s", "A.S." } },
        { "Oy", { "OY", "oy", "Oy Ab", "O.Y." } },
    };
    str name = company->name, form = company->form;
    if (company->former_name.len && demo_mess_chance(mess, 400)) {
        demo_mess_note(mess, "company", "former");
        name = company->former_name;
    }
    if (demo_mess_chance(mess, 170))
        return name;
    for (size_t i = 0; i < LENGTH(FORMS) && demo_mess_chance(mess, 300); i++)
        if (str_eq(form, str_of(FORMS[i].form)))
            form = str_of(DEMO_PICK(&mess->random, FORMS[i].variants));
    if (str_eq(form, STR("AB")) && demo_mess_chance(mess, 80))
        return arena_print(mess->arena, "AB " STR_FMT, STR_ARG(name));
    return arena_print(mess->arena, STR_FMT " " STR_FMT, STR_ARG(name), STR_ARG(form));
}

static str company_name_messed(struct demo_mess *mess, const struct demo_company *company)
{
    str name = company_name(mess, company), nothing = { 0 };
    if (demo_mess_chance(mess, 25)) {
        demo_mess_note(mess, "company", "typo");
        name = demo_mess_typo(mess, name);
    }
    restyle(mess, &name, &nothing);
    return demo_mess_chance(mess, 25) ? with_spaces(mess, name) : name;
}

static void say_number(struct demo_mess *mess, const struct demo_company *company,
                       struct demo_record *record)
{
    record->number = demo_number_spelt(company->number, str_of(company->country->code),
                                       &mess->random, mess->arena);
    if (demo_mess_chance(mess, 20)) { // the last digit is the check digit
        demo_mess_note(mess, "number", "check_digit");
        char *number = ARENA_NEW(mess->arena, char, company->number.len + 1);
        memcpy(number, company->number.at, company->number.len);
        char *last = &number[company->number.len - 1];
        *last = (char)(*last == '9' ? '0' : *last + 1);
        record->number = (str){ number, company->number.len };
    }
}

static str info_address(struct demo_mess *mess, const struct demo_company *company)
{
    static const char *const LOCALS[] = { "info", "info", "post", "kontakt", "faktura" };
    return arena_print(mess->arena, "%s@" STR_FMT, DEMO_PICK(&mess->random, LOCALS),
                       STR_ARG(company->domain));
}

static void say_work(struct demo_mess *mess, const struct demo_person *person,
                     struct demo_record *record)
{
    const struct demo_company *company = person->employer;
    record->related = company->entity;
    record->company = company_name_messed(mess, company);
    record->title = demo_mess_text(mess, "title", person->title);
    if (demo_mess_chance(mess, 400))
        say_number(mess, company, record);
    if (demo_mess_chance(mess, 450)) {
        demo_mess_note(mess, "phone", "switchboard");
        record->phone = demo_mess_phone(mess, "phone", &company->phone);
    }
}

// Her own address, the one at work when the record names the employer, or the company's.
static void say_email(struct demo_mess *mess, const struct demo_person *person,
                      struct demo_record *record)
{
    if (demo_mess_chance(mess, 90))
        return;
    record->email = person->email;
    if (record->related.len && demo_mess_chance(mess, 700))
        record->email = person->work_email;
    if (record->related.len && demo_mess_chance(mess, 60)) {
        demo_mess_note(mess, "email", "of_company");
        record->email = info_address(mess, person->employer);
        return;
    }
    record->email = demo_mess_email(mess, record->email);
}

static void say_birth(struct demo_mess *mess, struct demo_date birth, struct demo_record *record)
{
    if (!demo_mess_chance(mess, 420))
        return;
    if (demo_mess_chance(mess, 15)) {
        demo_mess_note(mess, "birth", "junk");
        record->birth = STR("1900-01-01");
        return;
    }
    if (demo_mess_chance(mess, 15)) {
        demo_mess_note(mess, "birth", "wrong_year");
        birth.year += 10;
    }
    record->birth = demo_mess_date(mess, birth);
}

struct demo_record demo_record_person(struct demo_mess *mess, const struct demo_person *person)
{
    mess->wrong = (str){ 0 };
    struct demo_record record = { .entity = person->entity };
    say_name(mess, person, &record);
    if (person->employer && demo_mess_chance(mess, 750))
        say_work(mess, person, &record);
    say_email(mess, person, &record);
    if (!record.phone.len && demo_mess_chance(mess, 650))
        record.phone = demo_mess_phone(mess, "phone", &person->home_phone);
    if (demo_mess_chance(mess, 750))
        record.mobile = demo_mess_phone(mess, "mobile", &person->mobile);
    say_address(mess, person->home, person->former_home, &record);
    say_country(mess, person->country, &record);
    say_birth(mess, person->birth, &record);
    return record;
}

struct demo_record demo_record_company(struct demo_mess *mess, const struct demo_company *company)
{
    mess->wrong = (str){ 0 };
    struct demo_record record = { .entity = company->entity };
    record.company = company_name_messed(mess, company);
    if (demo_mess_chance(mess, 850))
        say_number(mess, company, &record);
    if (demo_mess_chance(mess, 700))
        record.email = demo_mess_email(mess, info_address(mess, company));
    if (demo_mess_chance(mess, 850))
        record.phone = demo_mess_phone(mess, "phone", &company->phone);
    if (demo_mess_chance(mess, 550))
        record.web = arena_print(mess->arena, "%s" STR_FMT,
                                 demo_mess_chance(mess, 500) ? "www." : "https://www.",
                                 STR_ARG(company->domain));
    if (demo_mess_chance(mess, 600))
        record.contact = company->contact;
    say_address(mess, company->address, company->former_address, &record);
    say_country(mess, company->country, &record);
    return record;
}

struct demo_record demo_record_form(struct demo_mess *mess, const struct demo_person *person)
{
    mess->wrong = (str){ 0 };
    struct demo_record record = { .entity = person->entity };
    size_t dice = demo_random_below(&mess->random, 12);
    if (dice == 0)
        record.given = given_as_known(mess, person);
    else if (dice > 1)
        say_name(mess, person, &record);
    record.email = demo_mess_email(mess, person->email);
    if (demo_mess_chance(mess, 350))
        record.mobile = demo_mess_phone(mess, "mobile", &person->mobile);
    say_country(mess, person->country, &record);
    return record;
}
