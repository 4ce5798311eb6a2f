// kartotek review: rows that the guard held back and that wait for a person.

#include "cli/features.h"

#include "base/clock.h"
#include "base/id.h"
#include "cli/review_decide.h"
#include "cli/session.h"
#include "cli/shown.h"
#include "contact/source.h"
#include "contact/staged.h"
#include "value/entry.h"

enum { LIMIT_MAX = 10000, LIMIT_DEFAULT = 20 };

struct waiting {
    struct staged_list rows;
    struct source_list sources;
    struct shown alike; // the contacts they look like
    int64_t count;      // all of them, listed or not
};

static enum status load(struct cli *cli, struct work *work, struct waiting *waiting)
{
    int64_t limit = 0;
    struct int_list homes = { 0 };
    TRY(cli_number(cli, "limit", 1, LIMIT_MAX, LIMIT_DEFAULT, &limit));
    TRY(staged_list(work, 0, limit, &waiting->rows));
    TRY(staged_count(work, &waiting->count));
    TRY(source_list(work, &waiting->sources));
    for (size_t i = 0; i < waiting->rows.count; i++)
        if (waiting->rows.items[i].like_id)
            *LIST_PUSH(&homes, &work->arena) = waiting->rows.items[i].like_id;
    return shown_load(work, homes.items, homes.count, &waiting->alike);
}

static str source_of(const struct waiting *waiting, const struct staged *row)
{
    for (size_t i = 0; i < waiting->sources.count; i++)
        if (waiting->sources.items[i].id == row->source_id)
            return waiting->sources.items[i].name;
    return STR("");
}

// The row as the contact it would be by itself.
static struct golden preview(const struct staged *row, struct arena *arena)
{
    struct golden golden = { .id = row->id, .entity = row->entity };
    struct entry entry = entry_read(row->clean, row->entity, arena);
    golden.points = ARENA_NEW(arena, struct point, entry.count + 1);
    for (size_t i = 0; i < entry.count; i++) {
        const struct entry_item *item = &entry.items[i];
        if (field_is_single(item->field))
            golden.values[item->field] = item->value;
        else if (field_info(item->field)->is_point)
            golden.points[golden.point_count++] =
                (struct point){ .field = item->field, .value = item->value, .label = item->label };
    }
    return golden;
}

static void put_alike(struct json *json, const struct waiting *waiting, const struct staged *row,
                      struct arena *arena)
{
    const struct golden *alike = row->like_id ? shown_find(&waiting->alike, row->like_id) : NULL;
    json_key(json, STR("looks_like"));
    if (alike)
        contact_json(json, alike, arena);
    else
        json_put_null(json);
}

static void put_row(struct json *json, const struct waiting *waiting, const struct staged *row,
                    struct arena *arena)
{
    struct golden who = preview(row, arena);
    json_begin_object(json);
    json_key_str(json, "id", id_text(arena, row->id));
    json_key_str(json, "source", source_of(waiting, row));
    json_key_str(json, "external_id", row->external_id);
    json_key_int(json, "line", row->line);
    json_key_str(json, "at", clock_format(arena, row->at));
    json_key_str(json, "job", id_text(arena, row->job_id));
    json_key(json, STR("row"));
    contact_json(json, &who, arena);
    json_key_str(json, "finding", row->finding);
    json_key(json, STR("weight"));
    json_put_double(json, row->weight, 2);
    json_key_str(json, "evidence", row->evidence);
    put_alike(json, waiting, row, arena);
    json_key_str(json, "raw", row->raw);
    json_end_object(json);
}

static void write_json(const struct waiting *waiting, struct arena *arena, struct buf *out)
{
    struct json json = json_to(out);
    json_begin_object(&json);
    json_key_int(&json, "waiting", waiting->count);
    json_key(&json, STR("rows"));
    json_begin_array(&json);
    for (size_t i = 0; i < waiting->rows.count; i++)
        put_row(&json, waiting, &waiting->rows.items[i], arena);
    json_end_array(&json);
    json_end_object(&json);
    buf_add_byte(out, '\n');
}

static void add_line(struct grid *grid, int64_t id, str from, const struct golden *golden, str why)
{
    const struct point *email = golden ? golden_primary(golden, FIELD_EMAIL) : NULL;
    grid_id(grid, id);
    grid_str(grid, from);
    grid_str(grid, golden ? golden_name(golden, grid->arena) : STR(""));
    grid_str(grid, email ? email->value : STR(""));
    grid_str(grid, golden ? golden_address_line(golden, 2) : STR(""));
    grid_str(grid, why);
}

static str place_of(const struct waiting *waiting, const struct staged *row, struct arena *arena)
{
    str source = source_of(waiting, row);
    if (!row->line)
        return arena_print(arena, STR_FMT " " STR_FMT, STR_ARG(source), STR_ARG(row->external_id));
    return arena_print(arena, STR_FMT ", line %lld", STR_ARG(source), (long long)row->line);
}

// The row, below it whom it looks like, and below that what is left of the evidence.
static void add_row(struct grid *grid, const struct waiting *waiting, const struct staged *row)
{
    str evidence = row->evidence, finding = row->finding;
    struct golden who = preview(row, grid->arena);
    const struct golden *alike = row->like_id ? shown_find(&waiting->alike, row->like_id) : NULL;
    if (str_eq(finding, STR("invalid_value")))
        finding = evidence_next(&evidence);
    else if (str_eq(finding, STR("possible_duplicate")))
        finding = STR("perhaps a duplicate");
    add_line(grid, row->id, place_of(waiting, row, grid->arena), &who, finding);
    if (alike)
        add_line(grid, alike->id, STR("  looks like"), alike, evidence_next(&evidence));
    while (evidence.len)
        add_line(grid, 0, STR(""), NULL, evidence_next(&evidence));
}

static void write_words(const struct waiting *waiting, struct arena *arena, struct buf *out)
{
    static const char *const TITLES[] = { "id", "from", "name", "e-mail", "city", "why" };
    struct grid grid = grid_new(arena, TITLES, LENGTH(TITLES));
    for (size_t i = 0; i < waiting->rows.count; i++)
        add_row(&grid, waiting, &waiting->rows.items[i]);
    grid_write(&grid, out);
    if (waiting->count == 0)
        buf_add(out, STR("no rows wait for a decision\n"));
    else
        buf_print(out,
                  "%lld row%s for a decision, %zu shown\n"
                  "to let them in: kartotek review accept ID ... [--as new|same|CONTACT]\n"
                  "to drop them:   kartotek review reject ID ... [--reason TEXT]\n",
                  (long long)waiting->count, waiting->count == 1 ? " waits" : "s wait",
                  waiting->rows.count);
}

static enum status list(struct cli *cli, struct work *work, struct buf *out)
{
    struct waiting waiting = { 0 };
    TRY(load(cli, work, &waiting));
    if (cli->json)
        write_json(&waiting, &work->arena, out);
    else
        write_words(&waiting, &work->arena, out);
    return OK;
}

enum status run_review(struct cli *cli)
{
    if (cli->argument_count == 0)
        return session_run(cli, SESSION_READ, list);
    if (str_eq(cli->arguments[0], STR("accept")))
        return review_decide_accept(cli);
    if (str_eq(cli->arguments[0], STR("reject")))
        return review_decide_reject(cli);
    return fail(&cli->error, ERR_INVALID, "review", "'" STR_FMT "' is neither accept nor reject",
                STR_ARG(cli->arguments[0]));
}
