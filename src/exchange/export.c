#include "exchange/export.h"

#include "base/id.h"
#include "base/json.h"
#include "exchange/export_contact.h"
#include "exchange/export_table.h"
#include "format/csv_write.h"
#include "format/xlsx_write.h"

#include "exchange/export.sql.h"

enum { PAGE_CONTACTS = 1000, PAGE_RECORDS = 5000, PAGE_MAX = 1024 * 1024 * 1024 };

struct exporting {
    struct work *work;
    const struct export_options *options;
    struct export_file *out;
    struct arena arena; // lives as long as the export; the work's is reset for every page
    struct buf text;    // of a page
    struct csv_writer csv;
    struct xlsx_writer *xlsx;
    struct export_table table;
    str *cells;
    int64_t count;
};

struct format_row {
    const char *name;
    const char *endings[3];
};

static const struct format_row FORMATS[] = {
    [EXPORT_CSV] = { "csv", { ".csv", NULL, NULL } },
    [EXPORT_XLSX] = { "xlsx", { ".xlsx", NULL, NULL } },
    [EXPORT_VCARD] = { "vcard", { ".vcf", ".vcard", NULL } },
    [EXPORT_JSONL] = { "jsonl", { ".jsonl", ".ndjson", ".json" } },
};

bool export_format_find(str name, enum export_format *out)
{
    for (size_t i = 0; i < LENGTH(FORMATS); i++)
        if (str_eq(name, str_of(FORMATS[i].name))) {
            *out = (enum export_format)i;
            return true;
        }
    return false;
}

static bool ends_with(str path, const char *ending)
{
    size_t len = strlen(ending);
    return path.len > len &&
           str_eq_ascii_case(str_slice(path, path.len - len, path.len), str_of(ending));
}

bool export_format_guess(str path, enum export_format *out)
{
    for (size_t i = 0; i < LENGTH(FORMATS); i++)
        for (size_t j = 0; j < LENGTH(FORMATS[i].endings) && FORMATS[i].endings[j]; j++)
            if (ends_with(path, FORMATS[i].endings[j])) {
                *out = (enum export_format)i;
                return true;
            }
    return false;
}

// --- rows of a table ---

static enum status begin_xlsx(struct exporting *e, const str *titles, size_t count)
{
    if (!e->out->part)
        return fail(&e->work->error, ERR_INVALID, "output", "XLSX needs the name of a file");
    struct xlsx_column *columns = ARENA_NEW(&e->arena, struct xlsx_column, count);
    for (size_t i = 0; i < count; i++)
        columns[i].title = titles[i];
    struct xlsx_options options = { .sheet = e->options->records ? STR("Records") : STR("Contacts"),
                                    .columns = columns,
                                    .column_count = count };
    return xlsx_write_open(&e->xlsx, e->out->part, &options, &e->work->error);
}

static void write_csv_row(struct exporting *e, const str *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        csv_write_cell(&e->csv, cells[i]);
    csv_write_end_row(&e->csv);
}

static enum status begin_rows(struct exporting *e, const str *titles, size_t count)
{
    if (e->options->format == EXPORT_XLSX)
        return begin_xlsx(e, titles, count);
    if (e->options->format == EXPORT_CSV) {
        // The mark is for Excel; programs behind a pipe stumble over it.
        e->csv = csv_write_begin(&e->text, ',', e->out->path && !e->options->records);
        write_csv_row(e, titles, count);
    }
    return OK;
}

static void write_json_row(struct exporting *e, const str *titles, const str *cells, size_t count)
{
    struct json json = json_to(&e->text);
    json_begin_object(&json);
    for (size_t i = 0; i < count; i++) {
        json_key(&json, titles[i]);
        json_put_str(&json, cells[i]);
    }
    json_end_object(&json);
    buf_add_byte(&e->text, '\n');
}

static enum status end_page(struct exporting *e)
{
    if (buf_full(&e->text))
        return fail(&e->work->error, ERR_TOO_LARGE, "contact",
                    "a thousand contacts are larger than %d bytes", PAGE_MAX);
    TRY(export_file_write(e->out, buf_str(&e->text), &e->work->error));
    buf_clear(&e->text);
    return OK;
}

// --- contacts ---

static enum status begin_contacts(struct exporting *e)
{
    unsigned entities = (e->options->person ? 1u << ENTITY_PERSON : 0) |
                        (e->options->company ? 1u << ENTITY_COMPANY : 0);
    if (e->options->format != EXPORT_CSV && e->options->format != EXPORT_XLSX)
        return OK;
    TRY(export_table_plan(e->work, entities, &e->arena, &e->table));
    e->cells = ARENA_NEW(&e->arena, str, e->table.count);
    for (size_t i = 0; i < e->table.count; i++)
        e->cells[i] = export_column_title(&e->table, i);
    return begin_rows(e, e->cells, e->table.count);
}

static enum status write_contact(struct exporting *e, const struct export_page *page,
                                 const struct export_contact *contact)
{
    struct arena *arena = &e->work->arena;
    for (size_t i = 0; i < e->table.count; i++)
        e->cells[i] = export_cell(&e->table, i, page, contact, arena);
    switch (e->options->format) {
    case EXPORT_CSV:
        write_csv_row(e, e->cells, e->table.count);
        break;
    case EXPORT_XLSX:
        return xlsx_write_row(e->xlsx, e->cells, &e->work->error);
    case EXPORT_VCARD:
        export_contact_vcard(contact, arena, &e->text);
        break;
    case EXPORT_JSONL:
        export_contact_json(page, contact, arena, &e->text);
        buf_add_byte(&e->text, '\n');
        break;
    }
    return OK;
}

static enum status write_contacts_of(struct exporting *e, enum entity entity)
{
    for (int64_t after = 0;;) {
        struct export_page page;
        arena_reset(&e->work->arena);
        TRY(export_page_load(e->work, entity, after, PAGE_CONTACTS, &page));
        if (page.contacts.count == 0)
            return OK;
        for (size_t i = 0; i < page.contacts.count; i++)
            TRY(write_contact(e, &page, &page.items[i]));
        TRY(end_page(e));
        e->count += (int64_t)page.contacts.count;
        after = page.contacts.items[page.contacts.count - 1].id;
    }
}

static enum status write_contacts(struct exporting *e)
{
    TRY(begin_contacts(e));
    if (e->options->person)
        TRY(write_contacts_of(e, ENTITY_PERSON));
    if (e->options->company)
        TRY(write_contacts_of(e, ENTITY_COMPANY));
    return OK;
}

// --- records ---

static const str RECORD_TITLES[] = { { "source", 6 }, { "external_id", 11 }, { "contact", 7 } };

static enum status write_record(struct exporting *e, const struct query *query)
{
    char contact[ID_TEXT_LEN + 1];
    id_write(query_int(query, 3), contact);
    const str cells[] = { query_peek(query, 1), query_peek(query, 2), str_of(contact) };
    e->count++;
    if (e->options->format == EXPORT_XLSX)
        return xlsx_write_row(e->xlsx, cells, &e->work->error);
    if (e->options->format == EXPORT_CSV)
        write_csv_row(e, cells, LENGTH(cells));
    else
        write_json_row(e, RECORD_TITLES, cells, LENGTH(cells));
    return OK;
}

static enum status write_record_page(struct exporting *e, int64_t *after, int64_t *count)
{
    auto_query query = query_open(e->work->db, &sql_export_record_page);
    query_bind_int(&query, 1, *after);
    query_bind_int(&query, 2, e->options->person ? ENTITY_PERSON : 0);
    query_bind_int(&query, 3, e->options->company ? ENTITY_COMPANY : 0);
    query_bind_int(&query, 4, PAGE_RECORDS);
    for (*count = 0; query_next(&query); ++*count) {
        *after = query_int(&query, 0);
        TRY(write_record(e, &query));
    }
    return query_end(&query, &e->work->error);
}

static enum status write_records(struct exporting *e)
{
    int64_t after = 0, count = 0;
    if (e->options->format == EXPORT_VCARD)
        return fail(&e->work->error, ERR_INVALID, "format", "records are rows: csv, xlsx or jsonl");
    TRY(begin_rows(e, RECORD_TITLES, LENGTH(RECORD_TITLES)));
    do {
        TRY(write_record_page(e, &after, &count));
        TRY(end_page(e));
    } while (count);
    return OK;
}

enum status export_write(struct work *work, const struct export_options *options,
                         struct export_file *out, int64_t *count)
{
    struct exporting e = {
        .work = work, .options = options, .out = out, .text = buf_new(PAGE_MAX)
    };
    enum status status = options->records ? write_records(&e) : write_contacts(&e);
    if (status == OK)
        status = end_page(&e);
    if (e.xlsx) {
        struct error error = { 0 };
        enum status closed = xlsx_write_close(e.xlsx, &error);
        if (status == OK && closed != OK) {
            status = closed;
            work->error = error;
        }
    }
    *count = e.count;
    buf_free(&e.text);
    arena_free(&e.arena);
    return status;
}
