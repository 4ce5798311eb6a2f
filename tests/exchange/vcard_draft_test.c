#include "test.h"

#include "base/buf.h"
#include "exchange/vcard_draft.h"
#include "exchange/vcard_entry.h"
#include "format/vcard_reader.h"
#include "format/vcard_write.h"

static struct vcard read_card(struct arena *arena, const char *version, const char *lines)
{
    struct error error;
    struct vcard card;
    bool done = false;
    str text = arena_print(arena, "BEGIN:VCARD\nVERSION:%s\n%sEND:VCARD\n", version, lines);
    struct vcard_reader *reader = vcard_reader_open_memory(text);
    assert_int_equal(vcard_next(reader, arena, &card, &done, &error), OK);
    vcard_reader_close(reader);
    return card;
}

static str target_name(int target)
{
    static const char *const NAMES[] = {
        [TARGET_NAME] = "name",      [TARGET_STREET] = "street", [TARGET_POSTCODE] = "postcode",
        [TARGET_CITY] = "city",      [TARGET_REGION] = "region", [TARGET_COUNTRY] = "country",
        [TARGET_EXTERNAL_ID] = "id",
    };
    return str_of(target < FIELD_COUNT ? field_info((enum field)target)->name : NAMES[target]);
}

// The draft as "who", then one line an item: "email.work a@example.se".
static str draft_text(struct arena *arena, const struct draft *draft)
{
    static const char *const WHO[] = { "both", "person", "company" };
    auto_buf out = buf_new(10000);
    buf_print(&out, "%s\n", WHO[draft->entity]);
    for (size_t i = 0; i < draft->count; i++) {
        const struct draft_item *item = &draft->items[i];
        buf_print(&out, "%s" STR_FMT "%s" STR_FMT " " STR_FMT "\n",
                  item->of_company ? "company." : "", STR_ARG(target_name((int)item->target)),
                  item->label.len ? "." : "", STR_ARG(item->label), STR_ARG(item->text));
    }
    return arena_copy(arena, buf_str(&out));
}

static void assert_draft(const char *version, const char *lines, const char *expected)
{
    auto_arena arena = { 0 };
    struct vcard card = read_card(&arena, version, lines);
    struct draft draft;
    assert_true(vcard_draft(&card, &arena, &draft));
    assert_str(draft_text(&arena, &draft), expected);
}

static void a_person_has_the_parts_of_the_name(void **state)
{
    (void)state;
    assert_draft("4.0",
                 "UID:urn:uuid:1-2\nFN:Dr. Anna Maria Berg\nN:Berg;Anna;Maria,Eva;Dr.;Jr.\n"
                 "NICKNAME:Annie,A\nGENDER:F\nLANG:sv\nTITLE:Boss\nROLE:Leader\n"
                 "ORG:Nordlys AS;Sales\nNOTE:one\\ntwo\nCATEGORIES:vip,a\\,b\nKIND:individual\n",
                 "person\nid 1-2\nfamily Berg\ngiven Anna\nmiddle Maria Eva\ntitle Dr.\n"
                 "suffix Jr.\ngender female\nnickname Annie\nemployer Nordlys AS\n"
                 "department Sales\njob_title Boss\nlanguage sv\nnote one\ntwo\ntag vip\n"
                 "tag a,b\n");
}

static void a_whole_name_stays_whole(void **state)
{
    (void)state;
    assert_draft("4.0", "FN:Anna Berg\n", "person\nname Anna Berg\n");
    assert_draft("2.1", "N:Anna Berg;;;;\nFN:Anna Berg\nROLE:Leader\n",
                 "person\nname Anna Berg\njob_title Leader\n");
    assert_draft("3.0", "N:Berg\n", "person\nfamily Berg\n");
}

static void types_become_labels(void **state)
{
    (void)state;
    assert_draft("3.0",
                 "FN:A\nEMAIL;TYPE=INTERNET,WORK:a@example.se\nTEL;TYPE=CELL;TYPE=VOICE:1\n"
                 "TEL;TYPE=WORK;TYPE=FAX:2\nTEL;TYPE=main:3\nitem1.TEL:4\n"
                 "item1.X-ABLabel:_$!<HomeFAX>!$_\nitem2.EMAIL:b@example.se\n"
                 "item2.X-ABLabel:Cottage\nitem3.URL:http\\://example.se\n"
                 "item3.X-ABLabel:_$!<HomePage>!$_\n",
                 "person\nname A\nemail.work a@example.se\nphone.mobile 1\nphone.fax 2\n"
                 "phone.switchboard 3\nphone.fax 4\nemail.cottage b@example.se\n"
                 "url http://example.se\n");
    assert_draft("2.1", "FN:A\nTEL;HOME;VOICE:1\nEMAIL;PREF:x@example.se\n",
                 "person\nname A\nphone.home 1\nemail x@example.se\n");
    assert_draft("4.0",
                 "FN:A\nTEL;VALUE=uri;TYPE=\"work,voice\":tel:+1-418-656-9254\\;ext=102\n"
                 "EMAIL:mailto:a@example.se\n",
                 "person\nname A\nphone.work +1-418-656-9254;ext=102\nemail a@example.se\n");
}

static void the_parts_of_an_address_share_a_label(void **state)
{
    (void)state;
    assert_draft("3.0",
                 "FN:A\nADR;TYPE=HOME:Box 1;Apt 2;Storgatan 1\\nB;Stockholm;;114 55;Sweden\n"
                 "ADR;TYPE=HOME:;;Gata 2;Oslo;;;\nADR:;;X;;;;\nADR:;;Y;;;;\n",
                 "person\nname A\nstreet.home Storgatan 1, B, Apt 2, Box 1\n"
                 "city.home Stockholm\npostcode.home 114 55\ncountry.home Sweden\n"
                 "street.home 2 Gata 2\ncity.home 2 Oslo\nstreet X\nstreet.other Y\n");
}

static void a_company_is_told_or_found(void **state)
{
    (void)state;
    assert_draft("4.0", "KIND:org\nFN:Nordlys\nX-KARTOTEK-ORG-NUMBER:NO 923609016\n",
                 "company\ncompany_name Nordlys\norg_number NO 923609016\n");
    assert_draft("3.0", "FN:Nordlys AS\nN:;;;;\nORG:Nordlys AS;\nTEL;TYPE=work:1\n",
                 "company\ncompany_name Nordlys AS\nphone.work 1\n");
    assert_draft("3.0", "N:Berg;Anna\nORG:Nordlys\nX-ABShowAs:COMPANY\nTEL:1\n",
                 "both\nfamily Berg\ngiven Anna\ncompany.company_name Nordlys\n"
                 "company.phone 1\n");
}

static void a_group_is_no_contact(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct draft draft;
    struct vcard group = read_card(&arena, "4.0", "KIND:group\nFN:Friends\n");
    assert_false(vcard_draft(&group, &arena, &draft));
    struct vcard apple = read_card(&arena, "3.0", "X-ADDRESSBOOKSERVER-KIND:group\nFN:Friends\n");
    assert_false(vcard_draft(&apple, &arena, &draft));
}

// The examples of RFC 6350 4.3.1 and 6.2.5, and what older versions and Apple write.
static void birthdays_of_every_form_are_read(void **state)
{
    (void)state;
    static const char *const CASES[][2] = {
        { "BDAY:19960415", "1996-04-15" },
        { "BDAY:1996-04-15", "1996-04-15" },
        { "BDAY:--0415", "--04-15" },
        { "BDAY:--04-15", "--04-15" },
        { "BDAY:1985-04", "1985-04" },
        { "BDAY:1985", "1985" },
        { "BDAY:---12", "---12" },
        { "BDAY:--04", "--04" },
        { "BDAY;19531015T231000Z", "" },
        { "BDAY:19531015T231000Z", "1953-10-15" },
        { "BDAY;VALUE=date-time:1996-10-22T14:00:00-05:00", "1996-10-22" },
        { "BDAY;VALUE=text:circa 1800", "circa 1800" },
        { "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12", "--04-12" },
        { "BDAY;X-APPLE-OMIT-YEAR=1604:16040412", "--04-12" },
        { "BDAY:Tomorrow", "Tomorrow" },
    };
    for (size_t i = 0; i < LENGTH(CASES); i++) {
        auto_arena arena = { 0 };
        struct vcard card = read_card(&arena, "4.0", arena_print(&arena, "%s\n", CASES[i][0]).at);
        const struct vcard_property *property = vcard_find(&card, STR("BDAY"));
        assert_str(property ? vcard_birth_date(property, &arena) : STR(""), CASES[i][1]);
    }
}

static str written(struct arena *arena, const struct vcard *card)
{
    auto_buf out = buf_new(10000);
    vcard_write(card, &out);
    return arena_copy(arena, buf_str(&out));
}

static void a_person_is_exported(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct entry entry =
        entry_read(STR("given\t\tAnna\nfamily\t\tBerg; af\nbirth_date\t\t1980-02-29\n"
                       "gender\t\tfemale\njob_title\t\tBoss\nemployer\t\tNordlys, AS\n"
                       "email\twork\ta@example.se\nphone\tmobile\t+46701234567\n"
                       "phone\tcottage\t08-1\n"
                       "address\thome\tStorgatan 1\\n114 55\\nStockholm\\n\\nSE\n"
                       "url\t\thttps://example.se/?a=1;b=2,3\ntag\t\tvip\ntag\t\ta,b\n"),
                   ENTITY_PERSON, &arena);
    struct vcard card = vcard_from_entry(&entry, STR("u1"), &arena);
    assert_str(written(&arena, &card),
               "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:u1\r\nFN:Anna Berg\\; af\r\n"
               "N:Berg\\; af;Anna;;;\r\nBDAY:19800229\r\nGENDER:F\r\nORG:Nordlys\\, AS\r\n"
               "TITLE:Boss\r\nEMAIL;TYPE=work:a@example.se\r\n"
               "TEL;VALUE=uri;TYPE=cell:tel:+46701234567\r\nitem10.TEL:08-1\r\n"
               "item10.X-ABLABEL:cottage\r\n"
               "ADR;TYPE=home:;;Storgatan 1;Stockholm;;114 55;SE\r\n"
               "URL:https://example.se/?a=1;b=2,3\r\nCATEGORIES:vip,a\\,b\r\nEND:VCARD\r\n");
}

static void what_is_exported_can_be_read_again(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct entry entry =
        entry_read(STR("company_name\t\tNordlys Bygg AS\norg_number\t\tNO 923609016\n"
                       "employees\t\t12\nphone\tswitchboard\t+4722222222\n"
                       "address\t\tGata 1\\n0150\\nOslo\\n\\nNO\n"),
                   ENTITY_COMPANY, &arena);
    struct vcard card = vcard_from_entry(&entry, STR(""), &arena);
    struct draft draft;
    assert_true(vcard_draft(&card, &arena, &draft));
    assert_str(draft_text(&arena, &draft),
               "company\ncompany_name Nordlys Bygg AS\norg_number NO 923609016\n"
               "employees 12\nphone.switchboard +4722222222\nstreet Gata 1\ncity Oslo\n"
               "postcode 0150\ncountry NO\n");
}

static void a_card_without_any_name_still_has_one(void **state)
{
    (void)state;
    auto_arena arena = { 0 };
    struct entry entry = entry_read(STR("email\t\ta@example.se\n"), ENTITY_PERSON, &arena);
    struct vcard card = vcard_from_entry(&entry, STR(""), &arena);
    assert_str(vcard_find(&card, STR("FN"))->value, "a@example.se");
    struct entry none = { .entity = ENTITY_PERSON };
    card = vcard_from_entry(&none, STR(""), &arena);
    assert_str(vcard_find(&card, STR("FN"))->value, "Unnamed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_person_has_the_parts_of_the_name),
        cmocka_unit_test(a_whole_name_stays_whole),
        cmocka_unit_test(types_become_labels),
        cmocka_unit_test(the_parts_of_an_address_share_a_label),
        cmocka_unit_test(a_company_is_told_or_found),
        cmocka_unit_test(a_group_is_no_contact),
        cmocka_unit_test(birthdays_of_every_form_are_read),
        cmocka_unit_test(a_person_is_exported),
        cmocka_unit_test(what_is_exported_can_be_read_again),
        cmocka_unit_test(a_card_without_any_name_still_has_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
