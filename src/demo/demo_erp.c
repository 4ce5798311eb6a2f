// erp_customers.xlsx: the customers of a Norwegian ERP system, one company a row.

#include "demo/demo_files.h"

#include <xlsxwriter.h>

enum { COLUMN_COUNT = 11, FIRST_CUSTOMER = 20001, COLUMN_POSTCODE = 4 };

static const char *const HEADER[COLUMN_COUNT] = {
    "Kundenr",  "Firmanavn",     "Organisasjonsnummer",
    "Adresse",  "Postnummer",    "Poststed",
    "Land",     "Telefon",       "E-post",
    "Nettsted", "Kontaktperson",
};

static lxw_col_t column(size_t index)
{
    return (lxw_col_t)index;
}

// A spreadsheet takes a postal code for a number and drops its leading zero.
static void write_postcode(lxw_worksheet *sheet, lxw_row_t row, struct demo_mess *mess, str code)
{
    int64_t number = 0;
    bool as_number = demo_mess_chance(mess, 250) && str_to_int(code, &number);
    if (!as_number) {
        worksheet_write_string(sheet, row, COLUMN_POSTCODE, arena_copy(mess->arena, code).at, NULL);
        return;
    }
    if (code.at[0] == '0')
        demo_mess_note(mess, "postcode", "lost_zero");
    worksheet_write_number(sheet, row, COLUMN_POSTCODE, (double)number, NULL);
}

static void write_row(lxw_worksheet *sheet, lxw_row_t row, struct demo_mess *mess,
                      const struct demo_record *record)
{
    const str cells[COLUMN_COUNT] = { { 0 },           record->company, record->number,
                                      record->street,  { 0 },           record->city,
                                      record->country, record->phone,   record->email,
                                      record->web,     record->contact };
    worksheet_write_number(sheet, row, 0, FIRST_CUSTOMER + row - 1, NULL);
    if (record->postcode.len)
        write_postcode(sheet, row, mess, record->postcode);
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        if (cells[i].len)
            worksheet_write_string(sheet, row, column(i), arena_copy(mess->arena, cells[i]).at,
                                   NULL);
}

static void write_sheet(struct demo *demo, lxw_worksheet *sheet)
{
    auto_arena arena = { 0 };
    struct demo_mess mess = { &arena, demo_random_new(demo->seed, "erp"), { 0 } };
    size_t *order = demo_random_order(&mess.random, demo->arena, DEMO_ERP_ROWS);
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        worksheet_write_string(sheet, 0, column(i), HEADER[i], NULL);
    for (size_t i = 0; i < DEMO_ERP_ROWS; i++) {
        arena_reset(&arena);
        // Every company once, and a third of the rows somebody it knows already.
        size_t index =
            order[i] < DEMO_COMPANIES ? order[i] : demo_random_below(&mess.random, DEMO_COMPANIES);
        struct demo_record record = demo_record_company(&mess, &demo->people.companies[index]);
        write_row(sheet, (lxw_row_t)(i + 1), &mess, &record);
        demo_truth_add(&demo->truth, "erp_customers",
                       arena_print(&arena, "%zu", FIRST_CUSTOMER + i), &record, mess.wrong);
    }
}

enum status demo_erp_write(struct demo *demo)
{
    str path = demo_path(demo, demo->arena, "erp_customers.xlsx");
    lxw_workbook *book = workbook_new(path.at);
    char title[] = "Kunder"; // the library wants text it could change
    lxw_doc_properties properties = { .title = title, .created = 1704067200 }; // not today
    workbook_set_properties(book, &properties);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Kunder");
    write_sheet(demo, sheet);
    lxw_error problem = workbook_close(book);
    if (problem == LXW_NO_ERROR)
        return OK;
    return fail(demo->error, ERR_NOT_FOUND, "directory", "%s cannot be written: %s", path.at,
                lxw_strerror(problem));
}
