// crm_export.csv: a Swedish CRM, as it saves for a spreadsheet: semicolons, Windows-1252, CRLF.

#include "demo/demo_files.h"
#include "demo/demo_letters.h"

enum { PEOPLE_ONCE = 3600, PEOPLE_AGAIN = 400, FILE_SIZE_MAX = 64 * 1024 * 1024 };

static str note(struct demo_mess *mess)
{
    static const char *const NOTES[] = {
        "Ringer tillbaka efter semestern",  "Vill ha offert – skickad",
        "Träffades på mässan; intresserad", "Säger \"inte nu\"",
        "Flyttat?\nKolla adressen",         "OBS! dubblett?",
        "Betalar via faktura, 30 dagar",    "Känner Lasse på lagret",
        "Bytt jobb enligt växeln",          "Kund sedan 1998’",
    };
    return demo_mess_chance(mess, 220) ? str_of(DEMO_PICK(&mess->random, NOTES)) : (str){ 0 };
}

static void write_row(struct buf *out, struct demo_mess *mess, str id,
                      const struct demo_record *record)
{
    const str cells[] = { id,
                          record->given,
                          record->family,
                          record->company,
                          record->number,
                          record->title,
                          record->email,
                          record->phone,
                          record->mobile,
                          record->street,
                          record->postcode,
                          record->city,
                          record->country,
                          record->birth,
                          note(mess) };
    for (size_t i = 0; i < LENGTH(cells); i++) {
        if (i)
            buf_add_byte(out, ';');
        demo_csv_cell(out, demo_letters_windows(mess->arena, cells[i]), ';');
    }
    buf_add(out, STR("\r\n"));
}

// Row `index` of the file, before it is shuffled: people, people again, companies.
static struct demo_record record_of(struct demo *demo, struct demo_mess *mess, size_t index)
{
    if (index < PEOPLE_ONCE)
        return demo_record_person(mess, demo_person_at(demo, index));
    if (index < PEOPLE_ONCE + PEOPLE_AGAIN) {
        size_t any = demo_random_below(&mess->random, PEOPLE_ONCE);
        return demo_record_person(mess, demo_person_at(demo, any));
    }
    size_t any = demo_random_below(&mess->random, demo->people.company_count);
    return demo_record_company(mess, &demo->people.companies[any]);
}

enum status demo_crm_write(struct demo *demo)
{
    auto_arena arena = { 0 };
    auto_buf out = buf_new(FILE_SIZE_MAX);
    struct demo_mess mess = { &arena, demo_random_new(demo->seed, "crm"), { 0 } };
    size_t *order = demo_random_order(&mess.random, demo->arena, DEMO_CRM_ROWS);
    buf_add(&out, demo_letters_windows(
                      &arena, STR("Kundnr;Förnamn;Efternamn;Företag;Org.nr;Titel;E-post;Telefon;"
                                  "Mobil;Adress;Postnr;Ort;Land;Födelsedatum;Anteckning\r\n")));
    for (size_t i = 0; i < DEMO_CRM_ROWS; i++) {
        arena_reset(&arena);
        struct demo_record record = record_of(demo, &mess, order[i]);
        str id = arena_print(&arena, "K%zu", 10001 + i * 3);
        write_row(&out, &mess, id, &record);
        demo_truth_add(&demo->truth, "crm_export", id, &record, mess.wrong);
    }
    return demo_file_write(demo, "crm_export.csv", buf_str(&out));
}
