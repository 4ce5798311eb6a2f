// kartotek duplicates: pairs that may be the same and wait for a person.

#include "cli/features.h"

#include "base/id.h"
#include "cli/session.h"
#include "cli/shown.h"
#include "intake/proposal.h"

enum { LIMIT_MAX = 10000, LIMIT_DEFAULT = 20 };

struct pairs {
    struct proposal_list proposals;
    struct shown shown;
    int64_t open; // all of them, listed or not
};

static enum status load(struct cli *cli, struct work *work, struct pairs *pairs)
{
    int64_t limit = 0;
    struct int_list homes = { 0 };
    TRY(cli_number(cli, "limit", 1, LIMIT_MAX, LIMIT_DEFAULT, &limit));
    TRY(proposal_list(work, limit, &pairs->proposals));
    TRY(proposal_count(work, &pairs->open));
    for (size_t i = 0; i < pairs->proposals.count; i++) {
        *LIST_PUSH(&homes, &work->arena) = pairs->proposals.items[i].record_a;
        *LIST_PUSH(&homes, &work->arena) = pairs->proposals.items[i].record_b;
    }
    return shown_load(work, homes.items, homes.count, &pairs->shown);
}

static void write_side(struct json *json, const struct pairs *pairs, int64_t home,
                       struct arena *arena)
{
    const struct golden *golden = shown_find(&pairs->shown, home);
    if (golden)
        contact_json(json, golden, arena);
    else
        json_put_null(json);
}

static void write_json(const struct pairs *pairs, struct arena *arena, struct buf *out)
{
    struct json json = json_to(out);
    json_begin_object(&json);
    json_key_int(&json, "open", pairs->open);
    json_key(&json, STR("duplicates"));
    json_begin_array(&json);
    for (size_t i = 0; i < pairs->proposals.count; i++) {
        const struct proposal *proposal = &pairs->proposals.items[i];
        json_begin_object(&json);
        json_key(&json, STR("a"));
        write_side(&json, pairs, proposal->record_a, arena);
        json_key(&json, STR("b"));
        write_side(&json, pairs, proposal->record_b, arena);
        json_key(&json, STR("weight"));
        json_put_double(&json, proposal->weight, 2);
        json_key_str(&json, "evidence", proposal->evidence);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    buf_add_byte(out, '\n');
}

static void add_side(struct grid *grid, const struct pairs *pairs, int64_t home, str weight,
                     str evidence)
{
    const struct golden *golden = shown_find(&pairs->shown, home);
    const struct point *email = golden ? golden_primary(golden, FIELD_EMAIL) : NULL;
    grid_str(grid, weight);
    grid_id(grid, golden ? golden->id : home);
    grid_str(grid, shown_name(&pairs->shown, home, grid->arena));
    grid_str(grid, email ? email->value : STR(""));
    grid_str(grid, golden ? golden_address_line(golden, 2) : STR(""));
    grid_str(grid, evidence);
}

// One side a line; evidence that is longer goes on below.
static void add_pair(struct grid *grid, const struct pairs *pairs, const struct proposal *proposal)
{
    str evidence = proposal->evidence;
    add_side(grid, pairs, proposal->record_a, arena_print(grid->arena, "%.1f", proposal->weight),
             evidence_next(&evidence));
    add_side(grid, pairs, proposal->record_b, STR(""), evidence_next(&evidence));
    while (evidence.len) {
        for (size_t i = 0; i + 1 < grid->columns; i++)
            grid_str(grid, STR(""));
        grid_str(grid, evidence_next(&evidence));
    }
}

static void write_words(const struct pairs *pairs, struct arena *arena, struct buf *out)
{
    static const char *const TITLES[] = { "weight", "id", "name", "e-mail", "city", "why" };
    struct grid grid = grid_new(arena, TITLES, LENGTH(TITLES));
    for (size_t i = 0; i < pairs->proposals.count; i++)
        add_pair(&grid, pairs, &pairs->proposals.items[i]);
    grid_write(&grid, out);
    if (pairs->open == 0)
        buf_add(out, STR("no pairs wait for a decision\n"));
    else
        buf_print(out,
                  "%lld pair%s for a decision, %zu shown\n"
                  "the same:     kartotek merge KEEP_ID OTHER_ID\n"
                  "not the same: kartotek not-same ID ID\n",
                  (long long)pairs->open, pairs->open == 1 ? " waits" : "s wait",
                  pairs->proposals.count);
}

static enum status answer(struct cli *cli, struct work *work, struct buf *out)
{
    struct pairs pairs = { 0 };
    TRY(load(cli, work, &pairs));
    if (cli->json)
        write_json(&pairs, &work->arena, out);
    else
        write_words(&pairs, &work->arena, out);
    return OK;
}

enum status run_duplicates(struct cli *cli)
{
    return session_run(cli, SESSION_READ, answer);
}
