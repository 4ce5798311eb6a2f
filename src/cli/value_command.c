// kartotek value KIND: a filter over single values, also how their quality is measured.

#include "cli/features.h"

#include "base/json.h"
#include "value/value.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static void write_parts(struct json *json, const struct value *value)
{
    json_key(json, STR("parts"));
    json_begin_object(json);
    for (size_t i = 0; i < value->part_count; i++) {
        json_key(json, str_of(value->parts[i].name));
        json_put_str(json, value->parts[i].value);
    }
    json_end_object(json);
}

static void write_optional(struct json *json, str name, str value)
{
    json_key(json, name);
    if (value.len)
        json_put_str(json, value);
    else
        json_put_null(json);
}

static void write_answer(struct buf *out, str input, const struct value *value)
{
    struct json json = json_to(out);
    json_begin_object(&json);
    json_key_str(&json, "input", input);
    json_key_bool(&json, "valid", value->valid);
    write_optional(&json, STR("value"), value->value);
    write_parts(&json, value);
    write_optional(&json, STR("problem"), value->problem);
    write_optional(&json, STR("suggestion"), value->suggestion);
    json_end_object(&json);
    buf_add_byte(out, '\n');
}

// A line of JSON becomes the text it holds. False: it is not one JSON string.
static bool read_json(str line, struct arena *arena, str *text)
{
    json_error_t error;
    json_t *root = json_loadb(line.at, line.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
    bool ok = json_is_string(root);
    if (ok)
        *text = arena_copy(arena, (str){ json_string_value(root), json_string_length(root) });
    json_decref(root);
    return ok;
}

static void answer_line(str line, const struct value_kind *kind,
                        const struct value_context *context, bool is_json, struct buf *out)
{
    auto_arena arena = { 0 };
    struct value value = { 0 };
    str text = line;
    if (is_json && !read_json(line, &arena, &text))
        value.problem = STR("the line is not a JSON string");
    else if (text.len > VALUE_INPUT_MAX)
        value.problem = STR("longer than 4096 bytes");
    else
        kind->standardise(text, context, &arena, &value);
    write_answer(out, text, &value);
}

static enum status find_kind(struct cli *cli, const struct value_kind **kind)
{
    *kind = value_kind_find(cli->arguments[0]);
    if (*kind)
        return OK;
    auto_buf names = buf_new(400);
    size_t count = 0;
    const struct value_kind *kinds = value_kinds(&count);
    for (size_t i = 0; i < count; i++)
        buf_print(&names, "%s%s", i ? ", " : "", kinds[i].name);
    return fail(&cli->error, ERR_INVALID, "kind",
                "there is no kind '" STR_FMT "'; it is one of " STR_FMT, STR_ARG(cli->arguments[0]),
                STR_ARG(buf_str(&names)));
}

enum status run_value(struct cli *cli)
{
    const struct value_kind *kind = NULL;
    TRY(find_kind(cli, &kind));
    str input = cli_option(cli, "input");
    if (input.len && !str_eq(input, STR("text")) && !str_eq(input, STR("json")))
        return fail(&cli->error, ERR_INVALID, "input", "--input is text or json");
    struct value_context context = { cli_option(cli, "country"), cli_option(cli, "format") };
    auto_buf out = buf_new(SIZE_MAX / 2);
    char *line = NULL;
    size_t capacity = 0;
    ssize_t len;
    while ((len = getline(&line, &capacity, stdin)) >= 0) {
        str text = { line, (size_t)len };
        while (text.len && (text.at[text.len - 1] == '\n' || text.at[text.len - 1] == '\r'))
            text.len--;
        buf_clear(&out);
        answer_line(text, kind, &context, str_eq(input, STR("json")), &out);
        fwrite(out.at, 1, out.len, stdout);
    }
    free(line);
    return OK;
}
