// kartotek find: contacts by words, an e-mail, a phone number or an organisation number.

#include "cli/features.h"

#include "cli/session.h"
#include "cli/shown.h"
#include "contact/search.h"
#include "value/value.h"

enum { LIMIT_MAX = 10000, LIMIT_DEFAULT = 20 };

static str joined_arguments(struct cli *cli)
{
    auto_buf words = buf_new(VALUE_INPUT_MAX);
    for (size_t i = 0; i < cli->argument_count; i++) {
        buf_add(&words, i ? STR(" ") : STR(""));
        buf_add(&words, cli->arguments[i]);
    }
    return arena_copy(&cli->arena, buf_str(&words));
}

// The text in the standard form of a kind; empty when it is not one.
static str as_kind(struct cli *cli, const char *kind_name, str text, const char *part)
{
    const struct value_kind *kind = value_kind_find(str_of(kind_name));
    struct value_context context = { .country = cli_option(cli, "country") };
    struct value value = { 0 };
    if (kind)
        kind->standardise(text, &context, &cli->arena, &value);
    if (!value.valid)
        return (str){ 0 };
    return part ? value_part(&value, part) : value.value;
}

// A number as people dial it at home: its digits without the zeros before. Empty when the text
// holds anything but digits and what stands between them.
static str dialled_digits(struct cli *cli, str text)
{
    char *digits = arena_alloc(&cli->arena, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c >= '0' && c <= '9') {
            if (len || c != '0')
                digits[len++] = c;
        } else if (!strchr(" +-/().", c)) {
            return (str){ 0 };
        }
    }
    return (str){ digits, len };
}

// Searches for the text as it stands, then for what else it may be, until something is found.
static enum status search(struct cli *cli, struct work *work, int64_t limit, struct int_list *ids)
{
    str text = joined_arguments(cli);
    const str readings[] = {
        text,
        as_kind(cli, "phone", text, NULL),
        as_kind(cli, "number", text, NULL),
        as_kind(cli, "number", text, "compact"),
        dialled_digits(cli, text),
        as_kind(cli, "email", text, NULL),
    };
    for (size_t i = 0; i < LENGTH(readings) && ids->count == 0; i++)
        if (readings[i].len)
            TRY(search_find(work, readings[i], limit, ids));
    return OK;
}

static void write_json(const struct golden_list *found, struct arena *arena, struct buf *out)
{
    struct json json = json_to(out);
    json_begin_object(&json);
    json_key(&json, STR("contacts"));
    json_begin_array(&json);
    for (size_t i = 0; i < found->count; i++)
        contact_json(&json, &found->items[i], arena);
    json_end_array(&json);
    json_end_object(&json);
    buf_add_byte(out, '\n');
}

static void write_words(const struct golden_list *found, int64_t limit, struct arena *arena,
                        struct buf *out)
{
    struct grid grid = contact_grid(arena);
    for (size_t i = 0; i < found->count; i++)
        contact_grid_add(&grid, &found->items[i]);
    grid_write(&grid, out);
    if (found->count == 0)
        buf_add(out, STR("nobody is found\n"));
    else if ((int64_t)found->count == limit)
        buf_print(out, "these are the first %lld; there may be more (--limit)\n", (long long)limit);
}

static enum status answer(struct cli *cli, struct work *work, struct buf *out)
{
    int64_t limit = 0;
    struct int_list ids = { 0 };
    struct golden_list found = { 0 };
    TRY(cli_number(cli, "limit", 1, LIMIT_MAX, LIMIT_DEFAULT, &limit));
    TRY(search(cli, work, limit, &ids));
    TRY(contact_load(work, ids.items, ids.count, &found));
    if (cli->json)
        write_json(&found, &work->arena, out);
    else
        write_words(&found, limit, &work->arena, out);
    return OK;
}

enum status run_find(struct cli *cli)
{
    return session_run(cli, SESSION_READ, answer);
}
