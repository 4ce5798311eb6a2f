// The reader of JSON records: one a line (JSON Lines), or one behind the other, as in a file that
// is one array. The file is read twice: first for the union of the keys, then for the rows.
//
//     {"name": "Anna", "address": {"city": "Oslo"}, "emails": [{"value": "a@b.no"}]}
//      name            address.city                 emails.1.value

#include "base/utf8.h"
#include "format/jsonl_keys.h"
#include "format/table_reader.h"
#include "format/text_source.h"

#include <jansson.h>

enum { PATH_MAX_BYTES = 4096 };

struct jsonl {
    struct text_source source;
    struct jsonl_keys keys;
    bool by_line;
    bool ended; // what follows cannot be cut into records
    int64_t line;
};

// One record's text in the window; valid until the next one is taken.
struct record {
    str text;
    int64_t line;
    const char *problem; // NULL, or why there is no text
};

static void skip(struct jsonl *jsonl, size_t len)
{
    str skipped = str_slice(text_source_text(&jsonl->source), 0, len);
    for (size_t i; (i = str_find_byte(skipped, '\n')) < skipped.len; jsonl->line++)
        skipped = str_slice(skipped, i + 1, skipped.len);
    text_source_skip(&jsonl->source, len);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Passes over white space, and in an array over its brackets and commas too. False: nothing is
// left.
static bool skip_between(struct jsonl *jsonl)
{
    do {
        str text = text_source_text(&jsonl->source);
        size_t len = 0;
        while (len < text.len &&
               (is_blank(text.at[len]) || (!jsonl->by_line && memchr(",[]", text.at[len], 3))))
            len++;
        skip(jsonl, len);
        if (len < text.len)
            return true;
    } while (text_source_more(&jsonl->source));
    return false;
}

// The length of the value at the front, by its brackets; `text.len + 1` when it goes on behind.
static size_t value_length(str text)
{
    size_t depth = 0;
    bool in_string = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (in_string) {
            i += c == '\\';
            in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            depth++;
        } else if ((c == '}' || c == ']') && depth > 0) {
            if (--depth == 0)
                return i + 1;
        } else if (depth == 0 && (c == ',' || c == ']')) {
            return i;
        }
    }
    return text.len + 1;
}

static size_t record_length(const struct jsonl *jsonl, str text)
{
    if (!jsonl->by_line)
        return value_length(text);
    size_t end = str_find_byte(text, '\n');
    return end < text.len ? end : text.len + 1;
}

static void give_up_on(struct jsonl *jsonl, struct record *record, const char *problem)
{
    record->problem = problem;
    record->text = (str){ 0 };
    if (!jsonl->by_line) {
        jsonl->ended = true;
        return;
    }
    do {
        str text = text_source_text(&jsonl->source);
        size_t end = str_find_byte(text, '\n');
        skip(jsonl, end);
        if (end < text.len)
            return;
    } while (text_source_more(&jsonl->source));
}

// The next record. False: there is none. The text is not skipped yet.
static bool next_record(struct jsonl *jsonl, struct record *record)
{
    *record = (struct record){ 0 };
    if (jsonl->ended || !skip_between(jsonl))
        return false;
    record->line = jsonl->line;
    for (;;) {
        str text = text_source_text(&jsonl->source);
        size_t len = record_length(jsonl, text);
        if (len <= text.len || (jsonl->by_line && jsonl->source.at_end)) {
            record->text = str_slice(text, 0, len);
            break;
        }
        if (text_source_more(&jsonl->source))
            continue;
        give_up_on(jsonl, record,
                   jsonl->source.at_end ? "the file ends inside this record"
                                        : "the record is too long");
        return true;
    }
    if (record->text.len > TABLE_ROW_MAX)
        give_up_on(jsonl, record, "the record is too long");
    return true;
}

static void free_json(json_t **json)
{
    json_decref(*json);
}

// Reads the record into `walk`. Returns the problem, or an empty str.
static str read_record(const struct record *record, struct jsonl_walk *walk)
{
    if (record->problem)
        return str_of(record->problem);
    json_error_t error;
    __attribute__((cleanup(free_json))) json_t *json =
        json_loadb(record->text.at, record->text.len, 0, &error);
    if (!json)
        return arena_print(walk->arena, "not valid JSON: " STR_FMT,
                           STR_ARG(utf8_repair(walk->arena, str_of(error.text))));
    if (!json_is_object(json))
        return STR("not a JSON object: a row must look like {\"name\": \"value\"}");
    jsonl_walk_object(walk, json, 0);
    return str_of(walk->problem);
}

// The first pass. A record that cannot be read adds no keys.
static void gather_keys(struct jsonl *jsonl)
{
    auto_arena arena = { 0 };
    auto_buf path = buf_new(PATH_MAX_BYTES);
    struct record record;
    while (next_record(jsonl, &record)) {
        struct jsonl_walk walk = { .keys = &jsonl->keys, .arena = &arena, .path = &path };
        (void)read_record(&record, &walk);
        buf_clear(&path);
        skip(jsonl, record.text.len);
        arena_reset(&arena);
    }
}

static void fill_row(struct jsonl *jsonl, const struct record *record, struct arena *arena,
                     struct table_row *row)
{
    auto_buf path = buf_new(PATH_MAX_BYTES);
    row->count = jsonl->keys.names.count;
    row->cells = ARENA_NEW(arena, str, row->count);
    row->line = record->line;
    struct jsonl_walk walk = {
        .keys = &jsonl->keys, .cells = row->cells, .arena = arena, .path = &path
    };
    row->problem = read_record(record, &walk);
    row->mojibake = walk.mojibake;
}

static bool is_empty(const struct table_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].len)
            return false;
    return !row->problem.len;
}

static enum status jsonl_next(void *state, struct arena *arena, struct table_row *row, bool *done,
                              struct error *error)
{
    (void)error;
    struct jsonl *jsonl = state;
    struct record record;
    *done = true;
    while (*done && next_record(jsonl, &record)) {
        fill_row(jsonl, &record, arena, row);
        skip(jsonl, record.text.len);
        *done = is_empty(row);
    }
    return OK;
}

// One record a line, unless the file is an array or its first record goes over several lines.
static bool is_by_line(struct jsonl *jsonl)
{
    jsonl->by_line = true;
    if (!skip_between(jsonl))
        return true;
    str text = text_source_text(&jsonl->source);
    str line = str_slice(text, 0, str_find_byte(text, '\n'));
    bool whole_line = value_length(line) <= line.len, whole_text = value_length(text) <= text.len;
    return !str_starts(line, STR("[")) && (whole_line || !whole_text);
}

static enum status start(struct jsonl *jsonl, const char *path, struct error *error)
{
    TRY(text_source_open(&jsonl->source, path, ENCODING_UTF8, error));
    jsonl->line = 1;
    jsonl->ended = false;
    return OK;
}

static void jsonl_close(void *state)
{
    struct jsonl *jsonl = state;
    text_source_close(&jsonl->source);
}

static enum status jsonl_open(void **state, const char *path, struct table_options *found,
                              struct str_list *columns, struct arena *arena, struct error *error)
{
    struct jsonl *jsonl = arena_alloc(arena, sizeof *jsonl);
    *state = jsonl;
    jsonl->keys = jsonl_keys_new(arena);
    TRY(start(jsonl, path, error));
    jsonl->by_line = is_by_line(jsonl);
    gather_keys(jsonl);
    jsonl_close(jsonl);
    if (!jsonl->keys.names.count)
        return fail(error, ERR_INVALID, "file", "no line of \"%s\" is a JSON object", path);
    *columns = jsonl->keys.names;
    found->encoding = encoding_name(ENCODING_UTF8);
    return start(jsonl, path, error);
}

static int64_t jsonl_position(const void *state)
{
    const struct jsonl *jsonl = state;
    return text_source_position(&jsonl->source);
}

static int64_t jsonl_size(const void *state)
{
    const struct jsonl *jsonl = state;
    return jsonl->source.size;
}

const struct table_reader JSONL_READER = {
    jsonl_open, jsonl_next, jsonl_position, jsonl_size, jsonl_close,
};
