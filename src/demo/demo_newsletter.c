// newsletter.csv: sign-ups from a web form: UTF-8, commas, the whole name in one field.

#include "demo/demo_files.h"
#include "demo/demo_letters.h"

enum { FIRST = 3600, FROM_CRM = 1200, AGAIN = 200, FILE_SIZE_MAX = 64 * 1024 * 1024 };

// Somebody pasted a whole signature into the field for the name.
static str pasted_name(struct demo_mess *mess, const struct demo_record *record)
{
    str name = arena_print(mess->arena, STR_FMT " " STR_FMT, STR_ARG(record->given),
                           STR_ARG(record->family));
    for (int i = 0; i < 12; i++)
        name = arena_print(mess->arena, STR_FMT ", please send it to me and to my colleagues too",
                           STR_ARG(name));
    demo_mess_note(mess, "name", "too_long");
    return name;
}

static str whole_name(struct demo_mess *mess, const struct demo_record *record)
{
    if (!record->family.len)
        return record->given; // perhaps nothing at all: the field was not mandatory
    switch (demo_random_below(&mess->random, 10)) {
    case 0:
    case 1:
        return arena_print(mess->arena, STR_FMT ", " STR_FMT, STR_ARG(record->family),
                           STR_ARG(record->given));
    case 2:
        return arena_print(mess->arena, "%s " STR_FMT " " STR_FMT,
                           demo_mess_chance(mess, 500) ? "Dr." : "Mr/Ms", STR_ARG(record->given),
                           STR_ARG(record->family));
    }
    return arena_print(mess->arena, STR_FMT " " STR_FMT, STR_ARG(record->given),
                       STR_ARG(record->family));
}

static str name_cell(struct demo_mess *mess, const struct demo_record *record, size_t row)
{
    if (row == 1200)
        return pasted_name(mess, record);
    str name = whole_name(mess, record);
    str broken = demo_letters_mojibake(mess->arena, name);
    if (str_eq(broken, name) || !demo_mess_chance(mess, 90))
        return name;
    demo_mess_note(mess, "name", "mojibake");
    return broken;
}

static str signed_up(struct demo_mess *mess)
{
    int year = demo_random_between(&mess->random, 2017, 2024);
    int month = demo_random_between(&mess->random, 1, 12);
    int day = demo_random_between(&mess->random, 1, 28);
    if (demo_mess_chance(mess, 600))
        return arena_print(mess->arena, "%04d-%02d-%02dT%02d:%02d:00Z", year, month, day,
                           demo_random_between(&mess->random, 6, 22),
                           demo_random_between(&mess->random, 0, 59));
    return demo_mess_date(mess, (struct demo_date){ year, month, day });
}

static str interests(struct demo_mess *mess)
{
    static const char *const TOPICS[] = { "news", "offers", "events", "gardening, tools",
                                          "design;home" };
    str one = str_of(DEMO_PICK(&mess->random, TOPICS));
    str two = str_of(DEMO_PICK(&mess->random, TOPICS));
    if (demo_mess_chance(mess, 400))
        return (str){ 0 };
    return str_eq(one, two)
               ? one
               : arena_print(mess->arena, STR_FMT ", " STR_FMT, STR_ARG(one), STR_ARG(two));
}

static void write_row(struct buf *out, struct demo_mess *mess, struct demo_record *record,
                      size_t row)
{
    const str cells[] = { record->email,   name_cell(mess, record, row),
                          signed_up(mess), record->country,
                          record->mobile,  interests(mess) };
    for (size_t i = 0; i < LENGTH(cells); i++) {
        if (i)
            buf_add_byte(out, ',');
        demo_csv_cell(out, cells[i], ',');
    }
    buf_add_byte(out, '\n');
}

// Everybody the CRM does not know, and a part of those it knows; some signed up twice.
static const struct demo_person *person_of(struct demo *demo, struct demo_mess *mess, size_t index)
{
    size_t only_here = DEMO_PEOPLE - FIRST;
    if (index >= only_here + FROM_CRM)
        index = demo_random_below(&mess->random, only_here + FROM_CRM);
    return demo_person_at(demo, FIRST + index);
}

enum status demo_newsletter_write(struct demo *demo)
{
    _Static_assert(DEMO_PEOPLE - FIRST + FROM_CRM + AGAIN == DEMO_NEWSLETTER_ROWS, "rows add up");
    auto_arena arena = { 0 };
    auto_buf out = buf_new(FILE_SIZE_MAX);
    struct demo_mess mess = { &arena, demo_random_new(demo->seed, "newsletter"), { 0 } };
    size_t *order = demo_random_order(&mess.random, demo->arena, DEMO_NEWSLETTER_ROWS);
    buf_add(&out, STR("Email,Name,Signed up,Country,Phone,Interests\n"));
    for (size_t i = 0; i < DEMO_NEWSLETTER_ROWS; i++) {
        arena_reset(&arena);
        struct demo_record record = demo_record_form(&mess, person_of(demo, &mess, order[i]));
        write_row(&out, &mess, &record, i + 1);
        demo_truth_add(&demo->truth, "newsletter", arena_print(&arena, "%zu", i + 1), &record,
                       mess.wrong);
    }
    return demo_file_write(demo, "newsletter.csv", buf_str(&out));
}
