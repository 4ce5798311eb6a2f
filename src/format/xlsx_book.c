#include "format/xlsx_book.h"

#include "base/buf.h"
#include "format/xlsx_xml.h"

enum {
    SHEET_MAX = 1000,
    RELATION_MAX = 2000,
    STYLE_MAX = 65536,
    FORMAT_MAX = 4096, // Excel writes 250 at most
    BOOK_PART_MAX = 32 * 1024 * 1024,
};

struct relation {
    str id, type, part;
};

struct relation_list {
    struct relation *items;
    size_t count, capacity;
};

struct format {
    int64_t id;
    enum xlsx_shows shows;
};

struct format_list {
    struct format *items;
    size_t count, capacity;
};

// What reading a part needs at hand.
struct reading {
    struct xlsx_book *book;
    struct arena *arena;
    str folder; // the part's, with a slash behind it
    struct relation_list relations;
    struct format_list formats;
    size_t style_capacity;
    bool in_cell_styles;
};

// An attribute with &amp; and the like resolved. Character references libxml2 resolves itself, but
// leaves a predefined entity as it is when nobody asked for its replacement.
static str attribute_copy(struct arena *arena, const struct xlsx_attributes *attributes,
                          const char *name)
{
    static const struct {
        const char *from;
        char to;
    } ENTITIES[] = { { "&#38;", '&' }, { "&#60;", '<' },  { "&amp;", '&' },  { "&lt;", '<' },
                     { "&gt;", '>' },  { "&quot;", '"' }, { "&apos;", '\'' } };
    str value = xlsx_attribute(attributes, name);
    char *out = arena_alloc(arena, value.len + 1);
    size_t len = 0;
    while (value.len) {
        size_t taken = 1;
        out[len] = value.at[0];
        for (size_t i = 0; value.at[0] == '&' && i < LENGTH(ENTITIES); i++)
            if (str_starts(value, str_of(ENTITIES[i].from))) {
                out[len] = ENTITIES[i].to;
                taken = strlen(ENTITIES[i].from);
                break;
            }
        len++;
        value = str_slice(value, taken, value.len);
    }
    return (str){ out, len };
}

// A target is relative to the folder of the part that names it, or begins with a slash.
static str resolve(struct arena *arena, str folder, str target)
{
    if (str_starts(target, STR("/")))
        return str_slice(target, 1, target.len);
    while (str_starts(target, STR("../"))) {
        target = str_slice(target, 3, target.len);
        size_t len = folder.len ? folder.len - 1 : 0;
        while (len && folder.at[len - 1] != '/')
            len--;
        folder = str_slice(folder, 0, len);
    }
    if (str_starts(target, STR("./")))
        target = str_slice(target, 2, target.len);
    return arena_print(arena, STR_FMT STR_FMT, STR_ARG(folder), STR_ARG(target));
}

static void on_relation(void *state, const char *name, const struct xlsx_attributes *attributes)
{
    struct reading *reading = state;
    struct relation_list *list = &reading->relations;
    if (strcmp(name, "Relationship") != 0 || list->count == RELATION_MAX)
        return;
    str target = attribute_copy(reading->arena, attributes, "Target");
    *LIST_PUSH(list, reading->arena) = (struct relation){
        .id = attribute_copy(reading->arena, attributes, "Id"),
        .type = attribute_copy(reading->arena, attributes, "Type"),
        .part = resolve(reading->arena, reading->folder, target),
    };
}

static const struct relation *relation_of_type(const struct relation_list *list, str type)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_ends(list->items[i].type, type))
            return &list->items[i];
    return NULL;
}

static const struct relation *relation_of_id(const struct relation_list *list, str id)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_eq(list->items[i].id, id))
            return &list->items[i];
    return NULL;
}

static str part_of_type(const struct relation_list *list, str type)
{
    const struct relation *relation = relation_of_type(list, type);
    return relation ? relation->part : STR("");
}

static void add_sheet(struct reading *reading, const struct xlsx_attributes *attributes)
{
    const struct relation *relation =
        relation_of_id(&reading->relations, attribute_copy(reading->arena, attributes, "id"));
    bool is_table = relation && str_ends(relation->type, STR("/worksheet")); // not a chart
    if (!is_table || reading->book->count == SHEET_MAX)
        return;
    str state = xlsx_attribute(attributes, "state");
    *LIST_PUSH(reading->book, reading->arena) = (struct xlsx_sheet){
        .name = attribute_copy(reading->arena, attributes, "name"),
        .part = relation->part,
        .hidden = str_eq(state, STR("hidden")) || str_eq(state, STR("veryHidden")),
    };
}

static bool is_true(str value)
{
    return str_eq(value, STR("1")) || str_eq(value, STR("true"));
}

static void on_workbook(void *state, const char *name, const struct xlsx_attributes *attributes)
{
    struct reading *reading = state;
    if (strcmp(name, "sheet") == 0)
        add_sheet(reading, attributes);
    else if (strcmp(name, "workbookPr") == 0)
        reading->book->from_1904 = is_true(xlsx_attribute(attributes, "date1904"));
}

static void add_format(struct reading *reading, const struct xlsx_attributes *attributes)
{
    struct format format = { 0 };
    str code = attribute_copy(reading->arena, attributes, "formatCode");
    if (reading->formats.count == FORMAT_MAX ||
        !str_to_int(xlsx_attribute(attributes, "numFmtId"), &format.id))
        return;
    format.shows = xlsx_format_code(code);
    *LIST_PUSH(&reading->formats, reading->arena) = format;
}

static enum xlsx_shows format_shows(const struct format_list *formats, int64_t id)
{
    for (size_t i = 0; i < formats->count; i++)
        if (formats->items[i].id == id)
            return formats->items[i].shows;
    return xlsx_builtin_format(id);
}

static void add_style(struct reading *reading, const struct xlsx_attributes *attributes)
{
    struct xlsx_book *book = reading->book;
    int64_t id = 0;
    if (book->style_count == STYLE_MAX)
        return;
    if (!str_to_int(xlsx_attribute(attributes, "numFmtId"), &id))
        id = 0;
    book->styles = arena_grow(reading->arena, book->styles, book->style_count,
                              &reading->style_capacity, sizeof *book->styles);
    book->styles[book->style_count++] = (unsigned char)format_shows(&reading->formats, id);
}

static void on_style(void *state, const char *name, const struct xlsx_attributes *attributes)
{
    struct reading *reading = state;
    if (strcmp(name, "numFmt") == 0)
        add_format(reading, attributes);
    else if (strcmp(name, "cellXfs") == 0)
        reading->in_cell_styles = true;
    else if (strcmp(name, "xf") == 0 && reading->in_cell_styles)
        add_style(reading, attributes);
}

static void on_style_end(void *state, const char *name)
{
    struct reading *reading = state;
    if (strcmp(name, "cellXfs") == 0)
        reading->in_cell_styles = false;
}

static const struct xlsx_handler RELATION_HANDLER = { on_relation, NULL, NULL };

static enum status relations_read(struct reading *reading, const char *path, str part,
                                  struct error *error)
{
    reading->relations = (struct relation_list){ 0 };
    return xlsx_xml_read(path, part, BOOK_PART_MAX, &RELATION_HANDLER, reading, error);
}

// "xl/workbook.xml" lies in "xl/" and its relations in "xl/_rels/workbook.xml.rels".
static str relations_part(struct arena *arena, str part, str *folder)
{
    size_t name = part.len;
    while (name && part.at[name - 1] != '/')
        name--;
    *folder = str_slice(part, 0, name);
    return arena_print(arena, STR_FMT "_rels/" STR_FMT ".rels", STR_ARG(*folder),
                       STR_ARG(str_slice(part, name, part.len)));
}

static enum status styles_read(struct reading *reading, const char *path, struct error *error)
{
    static const struct xlsx_handler HANDLER = { on_style, on_style_end, NULL };
    if (!reading->book->styles_part.len)
        return OK;
    enum status status =
        xlsx_xml_read(path, reading->book->styles_part, BOOK_PART_MAX, &HANDLER, reading, error);
    return status == ERR_NOT_FOUND ? OK : status; // numbers without formats are still numbers
}

enum status xlsx_book_read(struct xlsx_book *book, const char *path, struct arena *arena,
                           struct error *error)
{
    static const struct xlsx_handler WORKBOOK_HANDLER = { on_workbook, NULL, NULL };
    struct reading reading = { .book = book, .arena = arena };
    *book = (struct xlsx_book){ 0 };
    TRY(relations_read(&reading, path, STR("_rels/.rels"), error));
    str workbook = part_of_type(&reading.relations, STR("/officeDocument"));
    if (!workbook.len)
        return fail(error, ERR_INVALID, "file", "this ZIP file is not an XLSX workbook");
    str relations = relations_part(arena, workbook, &reading.folder);
    TRY(relations_read(&reading, path, relations, error));
    book->strings_part = part_of_type(&reading.relations, STR("/sharedStrings"));
    book->styles_part = part_of_type(&reading.relations, STR("/styles"));
    TRY(xlsx_xml_read(path, workbook, BOOK_PART_MAX, &WORKBOOK_HANDLER, &reading, error));
    if (!book->count)
        return fail(error, ERR_INVALID, "file", "the workbook has no sheet with cells");
    return styles_read(&reading, path, error);
}

static enum status no_such_sheet(const struct xlsx_book *book, str name, struct error *error)
{
    auto_buf names = buf_new(300);
    for (size_t i = 0; i < book->count; i++)
        buf_print(&names, "%s\"" STR_FMT "\"", i ? ", " : "", STR_ARG(book->items[i].name));
    return fail(error, ERR_NOT_FOUND, "sheet",
                "there is no sheet \"" STR_FMT "\"; there is " STR_FMT, STR_ARG(name),
                STR_ARG(buf_str(&names)));
}

enum status xlsx_book_sheet(const struct xlsx_book *book, str name, const struct xlsx_sheet **out,
                            struct error *error)
{
    *out = &book->items[0];
    for (size_t i = 0; i < book->count; i++) {
        const struct xlsx_sheet *sheet = &book->items[i];
        if (name.len ? str_eq_ascii_case(sheet->name, name) : !sheet->hidden) {
            *out = sheet;
            return OK;
        }
    }
    return name.len ? no_such_sheet(book, name, error) : OK;
}
