#include "cli/demo_words.h"

#include "base/json.h"
#include "cli/grid.h"

#include <inttypes.h>

enum { REASONS_TOLD = 3 };

static void write_sources(const struct demo_told *told, struct arena *arena, struct buf *out)
{
    static const char *const TITLES[] = { "source",     "file",     "rows",
                                          "created",    "updated",  "unchanged",
                                          "for review", "rejected", "mended" };
    struct grid grid = grid_new(arena, TITLES, LENGTH(TITLES));
    for (size_t i = 0; i < told->source_count; i++) {
        const struct job_counts *counts = &told->counts[i];
        grid_str(&grid, str_of(told->sources[i].name));
        grid_str(&grid, str_of(told->sources[i].file));
        grid_int(&grid, counts->rows_read);
        grid_int(&grid, counts->created);
        grid_int(&grid, counts->updated);
        grid_int(&grid, counts->unchanged);
        grid_int(&grid, counts->review);
        grid_int(&grid, counts->rejected);
        grid_int(&grid, counts->mended);
    }
    grid_write(&grid, out);
    buf_print(out, "\n%.1f s; the register has %" PRId64 " people and %" PRId64 " companies.\n\n",
              told->seconds, told->people, told->companies);
}

static void write_mistakes(const struct demo_mistakes *mistakes, struct arena *arena,
                           struct buf *out)
{
    static const char *const TITLES[] = { "made wrong on purpose", "times", "put right", "noticed",
                                          "passed by" };
    struct grid grid = grid_new(arena, TITLES, LENGTH(TITLES));
    for (size_t i = 0; i < DEMO_MISTAKES; i++) {
        const struct demo_mistake *mistake = &mistakes->items[i];
        grid_str(&grid, str_of(mistake->words));
        grid_int(&grid, mistake->made);
        grid_int(&grid, mistake->mended);
        grid_int(&grid, mistake->noticed);
        grid_int(&grid, mistake->made - mistake->mended - mistake->noticed);
    }
    grid_write(&grid, out);
    buf_add(out, STR("\n"));
}

static void put_count(struct grid *grid, const char *words, int64_t people, int64_t companies)
{
    grid_str(grid, str_of(words));
    grid_int(grid, people);
    grid_int(grid, companies);
}

static void put_percent(struct grid *grid, const char *words, double people, double companies)
{
    grid_str(grid, str_of(words));
    grid_str(grid, arena_print(grid->arena, "%5.1f %%", 100 * people));
    grid_str(grid, arena_print(grid->arena, "%5.1f %%", 100 * companies));
}

static void write_scores(const struct demo_judgement *judged, struct arena *arena, struct buf *out)
{
    static const char *const TITLES[] = { "who is who", "people", "companies" };
    const struct demo_score *a = &judged->people, *b = &judged->companies;
    struct grid grid = grid_new(arena, TITLES, LENGTH(TITLES));
    put_count(&grid, "records whose truth is known", a->records, b->records);
    put_count(&grid, "they are about so many", a->really, b->really);
    put_count(&grid, "and became so many contacts", a->found, b->found);
    put_count(&grid, "whole and unmixed", a->whole, b->whole);
    put_count(&grid, "pairs of records joined rightly", a->pairs_right, b->pairs_right);
    put_count(&grid, "joined wrongly", a->pairs_wrong, b->pairs_wrong);
    put_count(&grid, "missed", a->pairs_missed, b->pairs_missed);
    put_percent(&grid, "pairs: precision", a->precision, b->precision);
    put_percent(&grid, "       recall", a->recall, b->recall);
    put_percent(&grid, "       F1", a->f1, b->f1);
    put_percent(&grid, "B-cubed: precision", a->bcubed_precision, b->bcubed_precision);
    put_percent(&grid, "         recall", a->bcubed_recall, b->bcubed_recall);
    put_percent(&grid, "         F1", a->bcubed_f1, b->bcubed_f1);
    grid_write(&grid, out);
    buf_print(out,
              "\n%" PRId64 " pairs wait for a person (kartotek duplicates); %" PRId64
              " of them are one indeed.\nOf %" PRId64
              " pairs of contacts that should be one, %" PRId64 " wait there.\n",
              judged->questions, judged->questions_right, judged->missed, judged->missed_waiting);
}

// The strongest reasons: they come first.
static str few_reasons(str reason)
{
    str rest = reason, part;
    for (int i = 0; i < REASONS_TOLD && str_split(&rest, ';', &part); i++)
        continue;
    return str_slice(reason, 0, rest.at ? (size_t)(rest.at - reason.at) - 1 : reason.len);
}

static void write_samples(const char *title, const struct demo_sample *samples, size_t count,
                          struct buf *out)
{
    if (count)
        buf_print(out, "\n%s\n", title);
    for (size_t i = 0; i < count; i++)
        buf_print(out, "  " STR_FMT " and " STR_FMT "\n    " STR_FMT "\n", STR_ARG(samples[i].a),
                  STR_ARG(samples[i].b), STR_ARG(few_reasons(samples[i].reason)));
}

void demo_write_words(const struct demo_told *told, struct arena *arena, struct buf *out)
{
    const struct demo_judgement *judged = told->judgement;
    write_sources(told, arena, out);
    buf_print(out,
              "The people are invented, so the truth is known (" STR_FMT
              "/truth.csv) and the register can be marked.\n\n",
              STR_ARG(told->directory));
    write_mistakes(&judged->mistakes, arena, out);
    write_scores(judged, arena, out);
    write_samples("Joined, but two:", judged->joined, judged->joined_count, out);
    write_samples("Parted, but one:", judged->parted, judged->parted_count, out);
}

// --- JSON ---

static void put_double(struct json *json, const char *name, double value)
{
    json_key(json, str_of(name));
    json_put_double(json, value, 4);
}

static void put_source(struct json *json, const struct demo_source *source,
                       const struct job_counts *counts)
{
    json_begin_object(json);
    json_key_str(json, "source", str_of(source->name));
    json_key_str(json, "file", str_of(source->file));
    json_key_int(json, "rows_read", counts->rows_read);
    json_key_int(json, "created", counts->created);
    json_key_int(json, "updated", counts->updated);
    json_key_int(json, "unchanged", counts->unchanged);
    json_key_int(json, "for_review", counts->review);
    json_key_int(json, "rejected", counts->rejected);
    json_key_int(json, "mended", counts->mended);
    json_end_object(json);
}

static void put_score(struct json *json, const char *name, const struct demo_score *score)
{
    json_key(json, str_of(name));
    json_begin_object(json);
    json_key_int(json, "records", score->records);
    json_key_int(json, "really", score->really);
    json_key_int(json, "found", score->found);
    json_key_int(json, "whole", score->whole);
    json_key_int(json, "pairs_right", score->pairs_right);
    json_key_int(json, "pairs_wrong", score->pairs_wrong);
    json_key_int(json, "pairs_missed", score->pairs_missed);
    put_double(json, "precision", score->precision);
    put_double(json, "recall", score->recall);
    put_double(json, "f1", score->f1);
    put_double(json, "bcubed_precision", score->bcubed_precision);
    put_double(json, "bcubed_recall", score->bcubed_recall);
    put_double(json, "bcubed_f1", score->bcubed_f1);
    json_end_object(json);
}

static void put_mistakes(struct json *json, const struct demo_mistakes *mistakes)
{
    json_key(json, STR("mistakes"));
    json_begin_array(json);
    for (size_t i = 0; i < DEMO_MISTAKES; i++) {
        const struct demo_mistake *mistake = &mistakes->items[i];
        json_begin_object(json);
        json_key_str(json, "mistake", str_of(mistake->how));
        json_key_int(json, "made", mistake->made);
        json_key_int(json, "mended", mistake->mended);
        json_key_int(json, "noticed", mistake->noticed);
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_questions(struct json *json, const struct demo_judgement *judged)
{
    json_key_int(json, "questions", judged->questions);
    json_key_int(json, "questions_right", judged->questions_right);
    json_key_int(json, "missed", judged->missed);
    json_key_int(json, "missed_waiting", judged->missed_waiting);
}

void demo_write_json(const struct demo_told *told, struct buf *out)
{
    struct json json = json_to(out);
    json_begin_object(&json);
    json_key(&json, STR("sources"));
    json_begin_array(&json);
    for (size_t i = 0; i < told->source_count; i++)
        put_source(&json, &told->sources[i], &told->counts[i]);
    json_end_array(&json);
    json_key_int(&json, "people_in_register", told->people);
    json_key_int(&json, "companies_in_register", told->companies);
    put_double(&json, "seconds", told->seconds);
    put_score(&json, "people", &told->judgement->people);
    put_score(&json, "companies", &told->judgement->companies);
    put_mistakes(&json, &told->judgement->mistakes);
    put_questions(&json, told->judgement);
    json_end_object(&json);
    buf_add_byte(out, '\n');
}
