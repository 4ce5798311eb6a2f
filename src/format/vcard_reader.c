#include "format/vcard_reader.h"

#include "format/vcard_line.h"
#include "format/vcard_property.h"
#include "format/vcard_value.h"

#include <errno.h>
#include <stdlib.h>

struct vcard_reader {
    struct vcard_lines lines;
    str line;          // the line being looked at
    bool line_is_next; // it was looked at but belongs to what comes next
    size_t size;       // bytes of the card so far
};

static struct vcard_reader *reader_new(FILE *file)
{
    struct vcard_reader *reader = calloc(1, sizeof *reader);
    if (!reader || !file)
        abort();
    reader->lines = vcard_lines_open(file);
    return reader;
}

enum status vcard_reader_open(struct vcard_reader **out, const char *path, struct error *error)
{
    FILE *file = fopen(path, "rbe");
    if (!file)
        return fail(error, ERR_NOT_FOUND, "file", "%s cannot be opened: %s", path, strerror(errno));
    *out = reader_new(file);
    return OK;
}

struct vcard_reader *vcard_reader_open_memory(str bytes)
{
    static char empty[1];
    // With "r" the stream never writes, so the bytes may well be constant.
    void *memory = bytes.len ? (void *)(uintptr_t)bytes.at : empty;
    return reader_new(fmemopen(memory, bytes.len, "rb"));
}

static bool line_next(struct vcard_reader *reader)
{
    bool has_line = reader->line_is_next || vcard_lines_next(&reader->lines, &reader->line);
    reader->line_is_next = false;
    return has_line;
}

static void add_problem(struct vcard *card, struct arena *arena, int64_t line, str reason)
{
    if (card->problem_count == VCARD_PROBLEM_MAX)
        return;
    card->problems = arena_grow(arena, card->problems, card->problem_count, &card->problem_capacity,
                                sizeof *card->problems);
    card->problems[card->problem_count++] = (struct vcard_problem){ line, reason };
}

static void break_card(struct vcard *card, struct arena *arena, int64_t line, str reason)
{
    card->broken = true;
    add_problem(card, arena, line, reason);
}

// Skips to the line after BEGIN:VCARD. False at the end of the file.
static bool find_begin(struct vcard_reader *reader, struct arena *arena, struct vcard *card)
{
    int64_t skipped = 0, first = 0;
    bool found = false;
    while (!found && line_next(reader)) {
        found = vcard_line_is(reader->line, STR("BEGIN"));
        if (found || !str_trim(reader->line).len)
            continue;
        first = skipped++ ? first : reader->lines.line_number;
    }
    card->line = found ? reader->lines.line_number : first;
    if (skipped == 1)
        add_problem(card, arena, first, STR("a line here belongs to no card"));
    else if (skipped)
        add_problem(card, arena, first,
                    arena_print(arena, "%lld lines here belong to no card", (long long)skipped));
    return found;
}

static void version_read(struct vcard_reader *reader, struct arena *arena, struct vcard *card)
{
    str line = str_trim(reader->line);
    str version = str_trim(str_slice(line, str_find_byte(line, ':') + 1, line.len));
    if (str_eq(version, STR("2.1")))
        card->version = VCARD_2_1;
    else if (str_eq(version, STR("4.0")))
        card->version = VCARD_4_0;
    else if (!str_eq(version, STR("3.0")))
        add_problem(card, arena, reader->lines.line_number,
                    STR("its version is none of 2.1, 3.0 and 4.0; it is read as 3.0"));
    reader->lines.is_2_1 = card->version == VCARD_2_1;
}

static bool is_version(str line)
{
    static const str NAME = { "VERSION", 7 };
    size_t end = str_find_byte(line, ':');
    end = str_find_byte(str_slice(line, 0, end), ';');
    return str_eq_ascii_case(str_trim(str_slice(line, 0, end)), NAME);
}

// Whether the card that begins at this line stands within the property before it: 2.1 writes an
// AGENT's card as it is.
static bool is_agent(const struct vcard *card)
{
    const struct vcard_property *last = card->count ? &card->properties[card->count - 1] : NULL;
    return last && str_eq(last->name, STR("AGENT")) && !str_trim(last->value).len;
}

// Adds the lines of the card within up to its END to `text`; returns why that failed, or NULL.
static const char *agent_lines(struct vcard_reader *reader, struct buf *text)
{
    int depth = 0;
    do {
        depth += vcard_line_is(reader->line, STR("BEGIN"));
        depth -= vcard_line_is(reader->line, STR("END"));
        buf_add(text, reader->line);
        if (depth > 0)
            buf_add_byte(text, '\n');
        if (depth > VCARD_DEPTH_MAX)
            return "more than 8 cards stand within each other";
        if (buf_full(text))
            return "it is larger than 32 MB";
        if (depth == 0)
            return NULL;
    } while (line_next(reader));
    return "END:VCARD is missing";
}

// The card within becomes the value of AGENT, escaped as 3.0 has it.
static void agent_read(struct vcard_reader *reader, struct arena *arena, struct vcard *card)
{
    struct vcard_property *agent = &card->properties[card->count - 1];
    auto_buf text = buf_new(VCARD_CARD_MAX - reader->size);
    const char *problem = agent_lines(reader, &text);
    if (problem)
        break_card(card, arena, agent->line, str_of(problem));
    reader->size += text.len;
    struct vcard_property whole = { 0 };
    auto_buf line = buf_new(SIZE_MAX);
    buf_add(&line, STR("AGENT:"));
    vcard_escape(&line, buf_str(&text));
    if (vcard_property_read(buf_str(&line), VCARD_3_0, arena, &whole))
        return;
    agent->value = whole.value;
    agent->raw = arena_print(arena, STR_FMT STR_FMT, STR_ARG(agent->raw), STR_ARG(whole.value));
}

static void property_read(struct vcard_reader *reader, struct arena *arena, struct vcard *card)
{
    int64_t line = reader->lines.line_number;
    reader->size += reader->line.len;
    if (card->broken)
        return;
    if (buf_full(&reader->lines.line))
        break_card(card, arena, line, STR("a property is larger than 16 MB"));
    else if (reader->size > VCARD_CARD_MAX)
        break_card(card, arena, line, STR("it is larger than 32 MB"));
    else if (card->count == VCARD_PROPERTY_MAX)
        break_card(card, arena, line, STR("it has more than 10,000 properties"));
    else if (str_trim(reader->line).len) {
        struct vcard_property property = { .line = line };
        const char *problem = vcard_property_read(reader->line, card->version, arena, &property);
        if (problem)
            add_problem(card, arena, line, str_of(problem));
        else
            *vcard_add(card, arena, property.name, property.value) = property;
    }
}

static void card_read(struct vcard_reader *reader, struct arena *arena, struct vcard *card)
{
    while (line_next(reader)) {
        if (vcard_line_is(reader->line, STR("END")))
            return;
        if (is_version(reader->line)) {
            version_read(reader, arena, card);
        } else if (!vcard_line_is(reader->line, STR("BEGIN"))) {
            property_read(reader, arena, card);
        } else if (is_agent(card)) {
            agent_read(reader, arena, card);
        } else {
            reader->line_is_next = true; // the next card begins
            break;
        }
    }
    break_card(card, arena, card->line, STR("END:VCARD is missing"));
}

enum status vcard_next(struct vcard_reader *reader, struct arena *arena, struct vcard *card,
                       bool *done, struct error *error)
{
    *card = (struct vcard){ .version = VCARD_3_0 };
    reader->size = 0;
    reader->lines.is_2_1 = false;
    if (find_begin(reader, arena, card))
        card_read(reader, arena, card);
    else if (card->problem_count)
        card->broken = true;
    else
        *done = true;
    if (ferror(reader->lines.file))
        return fail(error, ERR_INTERNAL, "file", "the file cannot be read: %s", strerror(errno));
    return OK;
}

int64_t vcard_position(const struct vcard_reader *reader)
{
    return reader->lines.position;
}

void vcard_reader_close(struct vcard_reader *reader)
{
    if (!reader)
        return;
    vcard_lines_close(&reader->lines);
    free(reader);
}
