// A card as words for people.

#include "cli/card.h"

#include "base/id.h"
#include "cli/change_words.h"
#include "cli/session.h"

// A title between parts; nothing when the part is empty.
static void add_section(struct buf *out, const char *title, const struct grid *grid)
{
    if (!grid->cells.count)
        return;
    buf_print(out, "\n%s\n", title);
    grid_write(grid, out);
}

static void add_value(struct grid *grid, str field, str value, str more, str origin)
{
    grid_str(grid, field);
    grid_str(grid, value);
    grid_str(grid, more);
    grid_str(grid, origin);
}

static str point_remark(const struct point *point, struct arena *arena)
{
    if (point->status == POINT_SAID)
        return point->label;
    return arena_print(arena, STR_FMT "%s%s", STR_ARG(point->label), point->label.len ? ", " : "",
                       point_status_name(point->status));
}

static void add_values(const struct card *card, struct arena *arena, struct buf *out)
{
    static const char *const TITLES[] = { "field", "value", "", "from" };
    const struct golden *golden = &card->golden;
    struct grid grid = grid_new(arena, TITLES, LENGTH(TITLES));
    for (enum field field = FIELD_NONE + 1; field < FIELD_EMAIL; field++)
        if (golden->values[field].len)
            add_value(&grid, str_of(field_info(field)->name), golden->values[field], STR(""),
                      card_origin(card, golden->origins[field], arena));
    for (size_t i = 0; i < golden->point_count; i++) {
        const struct point *point = &golden->points[i];
        add_value(&grid, str_of(field_info(point->field)->name), shown_line(point->value, arena),
                  point_remark(point, arena), card_origin(card, point->origin, arena));
    }
    for (size_t i = 0; i < golden->custom_count; i++) {
        int number = golden->custom[i].number;
        str name = arena_print(arena, "x:" STR_FMT, STR_ARG(card_custom_name(card, number)));
        add_value(&grid, name, golden->custom[i].value, STR(""),
                  card_origin(card, golden->custom[i].origin, arena));
    }
    add_section(out, "Values", &grid);
}

static void add_records(const struct card *card, struct arena *arena, struct buf *out)
{
    static const char *const TITLES[] = { "record", "source", "id there" };
    struct grid grid = grid_new(arena, TITLES, LENGTH(TITLES));
    for (size_t i = 0; i < card->records.count; i++) {
        grid_id(&grid, card->records.items[i].id);
        grid_str(&grid, card_source(card, card->records.items[i].source_id));
        grid_str(&grid, card->records.items[i].external_id);
    }
    add_section(out, "In other systems", &grid);
}

static void add_links(const struct card *card, struct arena *arena, struct buf *out)
{
    static const char *const TITLES[] = { "link", "id", "with", "from", "to" };
    struct grid grid = grid_new(arena, TITLES, LENGTH(TITLES));
    for (size_t i = 0; i < card->links.count; i++) {
        const struct link *link = &card->links.items[i];
        int64_t other = card_other_end(card, link);
        const struct golden *golden = shown_find(&card->linked, other);
        grid_str(&grid, link->role);
        grid_id(&grid, golden ? golden->id : other);
        grid_str(&grid, shown_name(&card->linked, other, arena));
        grid_str(&grid, link->from_date);
        grid_str(&grid, link->to_date);
    }
    add_section(out, "Links", &grid);
}

static void add_notes(const struct card *card, struct arena *arena, struct buf *out)
{
    static const char *const TITLES[] = { "at", "note" };
    struct grid grid = grid_new(arena, TITLES, LENGTH(TITLES));
    for (size_t i = 0; i < card->notes.count; i++) {
        grid_time(&grid, card->notes.items[i].at);
        grid_str(&grid, card->notes.items[i].body);
    }
    add_section(out, "Notes", &grid);
}

// The first line says what was decided, the others go on with why.
static void add_decision(struct grid *grid, const struct decision *decision)
{
    bool machine = !decision->by_person;
    str evidence = decision->evidence;
    grid_id(grid, decision->record_a);
    grid_id(grid, decision->record_b);
    grid_str(grid, decision->same ? STR("the same") : STR("not the same"));
    grid_str(grid, machine ? STR("matching") : STR("a person"));
    grid_str(grid, machine ? arena_print(grid->arena, "%.1f", decision->weight) : STR(""));
    grid_str(grid, evidence_next(&evidence));
    while (evidence.len) {
        for (size_t i = 0; i + 1 < grid->columns; i++)
            grid_str(grid, STR(""));
        grid_str(grid, evidence_next(&evidence));
    }
}

static void add_decisions(const struct card *card, struct arena *arena, struct buf *out)
{
    static const char *const TITLES[] = { "record", "record", "verdict", "by", "weight", "why" };
    struct grid grid = grid_new(arena, TITLES, LENGTH(TITLES));
    for (size_t i = 0; i < card->decisions.count; i++)
        add_decision(&grid, &card->decisions.items[i]);
    add_section(out, "Why the records are together, or not", &grid);
}

static void add_history(const struct card *card, struct arena *arena, struct buf *out)
{
    static const char *const TITLES[] = { "at", "job", "", "what changed" };
    struct grid grid = grid_new(arena, TITLES, LENGTH(TITLES));
    for (size_t i = 0; i < card->history.count; i++) {
        const struct history_entry *entry = &card->history.items[i];
        struct str_list lines = change_words(entry, &card->fields, arena);
        for (size_t j = 0; j < lines.count || j == 0; j++) {
            grid_time(&grid, j ? 0 : entry->at);
            grid_id(&grid, j ? 0 : entry->job_id);
            grid_str(&grid, j ? STR("") : entry->action);
            grid_str(&grid, j < lines.count ? lines.items[j] : STR(""));
        }
    }
    add_section(out, "History", &grid);
}

void card_write_words(const struct card *card, struct arena *arena, struct buf *out)
{
    const struct golden *golden = &card->golden;
    buf_print(out, STR_FMT " (%s)\n", STR_ARG(cli_text(arena, golden_name(golden, arena))),
              entity_name(golden->entity));
    buf_print(out, STR_FMT ", version %lld, %d%% complete, known since " STR_FMT "\n",
              STR_ARG(id_text(arena, golden->id)), (long long)golden->version,
              golden_completeness(golden), STR_ARG(cli_time(arena, golden->created_at)));
    for (size_t i = 0; i < card->tags.count; i++)
        buf_print(out, "%s" STR_FMT "%s",
                  i ? ", " : "tags: ", STR_ARG(cli_text(arena, card->tags.items[i].name)),
                  i + 1 == card->tags.count ? "\n" : "");
    add_values(card, arena, out);
    add_links(card, arena, out);
    add_notes(card, arena, out);
    add_records(card, arena, out);
    add_decisions(card, arena, out);
    add_history(card, arena, out);
}
