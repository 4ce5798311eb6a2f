// kartotek sources: who tells the register about contacts, and how far each is trusted.

#include "cli/features.h"

#include "base/json.h"
#include "cli/grid.h"
#include "cli/recompute_run.h"
#include "cli/session.h"
#include "contact/source.h"
#include "intake/recompute.h"
#include "value/value.h"

enum { TRUST_MAX = 100 };

static struct source *find(const struct source_list *sources, str name)
{
    for (size_t i = 0; i < sources->count; i++)
        if (str_eq(sources->items[i].name, name))
            return &sources->items[i];
    return NULL;
}

// Splits "NAME=VALUE", leaves VALUE in `text` and finds the source; NULL: cli->error says why.
static struct source *take(struct cli *cli, const char *option, const struct source_list *sources,
                           str *text)
{
    str whole = *text;
    size_t equals = whole.len;
    while (equals > 0 && whole.at[equals - 1] != '=') // names may hold "=" themselves
        equals--;
    if (equals == 0) {
        fail(&cli->error, ERR_INVALID, option, "--%s is NAME=VALUE, for example crm=%s", option,
             strcmp(option, "trust") == 0 ? "70" : "SE");
        return NULL;
    }
    str name = str_slice(whole, 0, equals - 1);
    *text = str_slice(whole, equals, whole.len);
    struct source *source = find(sources, name);
    if (!source)
        fail(&cli->error, ERR_NOT_FOUND, option,
             "there is no source '" STR_FMT "'; kartotek sources lists them", STR_ARG(name));
    return source;
}

static enum status set_trust(struct cli *cli, struct work *work, const struct source_list *sources,
                             str text)
{
    struct source *source = take(cli, "trust", sources, &text);
    if (!source)
        return cli->error.status;
    if (!str_to_int(text, &source->trust) || source->trust < 0 || source->trust > TRUST_MAX)
        return fail(&cli->error, ERR_INVALID, "trust",
                    "'" STR_FMT "' is no trust; it is a whole number from 0 to %d", STR_ARG(text),
                    TRUST_MAX);
    return source_save(work, source);
}

static enum status set_country(struct cli *cli, struct work *work,
                               const struct source_list *sources, str text)
{
    struct source *source = take(cli, "country", sources, &text);
    struct value value = { 0 };
    if (!source)
        return cli->error.status;
    value_kind_find(STR("country"))
        ->standardise(text, &(struct value_context){ 0 }, &work->arena, &value);
    if (text.len && !value.valid)
        return fail(&cli->error, ERR_INVALID, "country",
                    "'" STR_FMT "' is no country; SE, NO, Finland ... are, and nothing for none",
                    STR_ARG(text));
    source->country = value.value;
    return source_save(work, source);
}

static void write_json(const struct source_list *sources, struct buf *out)
{
    struct json json = json_to(out);
    json_begin_object(&json);
    json_key(&json, STR("sources"));
    json_begin_array(&json);
    for (size_t i = 0; i < sources->count; i++) {
        const struct source *source = &sources->items[i];
        json_begin_object(&json);
        json_key_str(&json, "name", source->name);
        json_key_str(&json, "kind", source->kind);
        json_key_int(&json, "trust", source->trust);
        json_key_str(&json, "country", source->country);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    buf_add_byte(out, '\n');
}

static void write_words(const struct source_list *sources, struct arena *arena, struct buf *out)
{
    static const char *const TITLES[] = { "source", "kind", "trust", "country" };
    struct grid grid = grid_new(arena, TITLES, LENGTH(TITLES));
    for (size_t i = 0; i < sources->count; i++) {
        grid_str(&grid, sources->items[i].name);
        grid_str(&grid, sources->items[i].kind);
        grid_int(&grid, sources->items[i].trust);
        grid_str(&grid, sources->items[i].country);
    }
    grid_write(&grid, out);
    if (sources->count == 0)
        buf_add(out, STR("there are no sources; kartotek import makes them\n"));
}

static enum status answer(struct cli *cli, struct work *work, struct buf *out)
{
    struct source_list sources;
    struct str_list trusts = cli_options(cli, "trust"), countries = cli_options(cli, "country");
    TRY(source_list(work, &sources));
    for (size_t i = 0; i < trusts.count; i++)
        TRY(set_trust(cli, work, &sources, trusts.items[i]));
    for (size_t i = 0; i < countries.count; i++)
        TRY(set_country(cli, work, &sources, countries.items[i]));
    if (cli->json)
        write_json(&sources, out);
    else
        write_words(&sources, &work->arena, out);
    return trusts.count ? recompute_request(work) : OK;
}

enum status run_sources(struct cli *cli)
{
    bool changes = cli_has(cli, "trust") || cli_has(cli, "country");
    TRY(session_run(cli, changes ? SESSION_WRITE : SESSION_READ, answer));
    return cli_has(cli, "trust") ? recompute_after_change(cli) : OK;
}
