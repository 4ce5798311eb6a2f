#include "exchange/clean.h"

#include "intake/standardise.h"
#include "value/text.h"

#include <inttypes.h>
#include <sys/stat.h>

enum { STEP_ROWS = 5000 };

struct clean {
    struct arena *arena;
    struct arena row_arena; // reset for every row
    struct table *table;
    struct mapping mapping;
    struct value_context context;
    struct table_file out, issues;
    bool with_issues;
    str *before, *after; // the cells of one row
    struct clean_result result;
};

// --- issues ---

static struct clean_count *count_of(struct clean_result *result, const char *rule)
{
    for (size_t i = 0; i < result->rule_count; i++)
        if (strcmp(result->rules[i].rule, rule) == 0)
            return &result->rules[i];
    if (result->rule_count < CLEAN_RULE_MAX)
        result->rules[result->rule_count++] = (struct clean_count){ .rule = rule };
    return &result->rules[result->rule_count - 1];
}

static enum status list(struct clean *clean, const struct table_row *row,
                        const struct mended *issue, struct error *error)
{
    struct clean_count *count = count_of(&clean->result, issue->rule);
    int64_t *total = issue->problem.len ? &clean->result.problems : &clean->result.changed;
    ++*(issue->problem.len ? &count->problems : &count->changed);
    ++*total;
    if (!clean->with_issues)
        return OK;
    str column = issue->column < 0 ? (str){ 0 } : clean->mapping.items[issue->column].name;
    const str cells[] = { arena_print(&clean->row_arena, "%" PRId64, row->number),
                          column,
                          issue->before,
                          issue->after,
                          str_of(issue->rule),
                          issue->problem };
    return table_file_row(&clean->issues, cells, error);
}

static bool has_rule(const struct mended_list *mended, int column, const char *rule)
{
    for (size_t i = 0; i < mended->count; i++)
        if (mended->items[i].column == column && strcmp(mended->items[i].rule, rule) == 0)
            return true;
    return false;
}

static const char *rule_of_change(struct clean *clean, const struct mended_list *mended, int column,
                                  str before, str after)
{
    if (!after.len)
        return "junk";
    if (has_rule(mended, column, "split"))
        return "split";
    if (str_eq(text_clean(&clean->row_arena, before), after))
        return "spaces";
    return mapping_target_name(clean->mapping.items[column].target);
}

static enum status list_changes(struct clean *clean, const struct table_row *row,
                                const struct mended_list *mended, struct error *error)
{
    for (size_t i = 0; i < row->count; i++) {
        str before = clean->before[i], after = clean->after[i];
        if (str_eq(before, after))
            continue;
        struct mended change = { .column = (int)i,
                                 .rule = rule_of_change(clean, mended, (int)i, before, after),
                                 .before = before,
                                 .after = after };
        TRY(list(clean, row, &change, error));
    }
    return OK;
}

// Emptied junk is listed as a change, and a cell keeps the extension of its number.
static bool is_problem(const struct mended *mended)
{
    return mended->problem.len && strcmp(mended->rule, "junk") != 0 &&
           strcmp(mended->rule, "extension") != 0;
}

// A problem is listed with what stands in the cell now.
static enum status list_problem(struct clean *clean, const struct table_row *row,
                                struct mended problem, struct error *error)
{
    if (problem.after.len)
        problem.problem = arena_print(&clean->row_arena, STR_FMT ", perhaps " STR_FMT,
                                      STR_ARG(problem.problem), STR_ARG(problem.after));
    if (problem.column >= 0) {
        problem.before = clean->before[problem.column];
        problem.after = clean->after[problem.column];
    }
    return list(clean, row, &problem, error);
}

static enum status list_problems(struct clean *clean, const struct table_row *row,
                                 const struct mended_list *mended, struct error *error)
{
    for (size_t i = 0; i < mended->count; i++)
        if (is_problem(&mended->items[i]))
            TRY(list_problem(clean, row, mended->items[i], error));
    if (row->problem.len)
        TRY(list(clean, row,
                 &(struct mended){ .column = -1, .rule = "row", .problem = row->problem }, error));
    if (row->mojibake)
        TRY(list(clean, row, &(struct mended){ .column = -1, .rule = "encoding" }, error));
    return OK;
}

// --- rows ---

// The apostrophe by which an earlier writer made "=1+1" harmless; writing puts it back.
static str without_apostrophe(str cell)
{
    bool is_neutralised = cell.len > 2 && cell.at[0] == '\'' && strchr("=+-@", cell.at[1]);
    return is_neutralised ? str_slice(cell, 1, cell.len) : cell;
}

static void take_cells(struct clean *clean, struct table_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        bool is_known = clean->mapping.items[i].target != TARGET_IGNORE && !row->problem.len;
        if (is_known)
            row->cells[i] = without_apostrophe(row->cells[i]);
        clean->before[i] = row->cells[i];
        clean->after[i] = is_known ? str_trim(row->cells[i]) : row->cells[i];
    }
}

static enum status clean_row(struct clean *clean, struct table_row *row, struct error *error)
{
    struct draft draft;
    struct standardised standardised = { 0 };
    take_cells(clean, row);
    if (!row->problem.len) {
        mapping_draft(&clean->mapping, row, &clean->row_arena, &draft);
        draft_standardise_cells(&draft, &clean->context, &clean->row_arena, &standardised,
                                clean->after);
    }
    clean->result.rows++;
    TRY(list_changes(clean, row, &standardised.mended, error));
    TRY(list_problems(clean, row, &standardised.mended, error));
    return table_file_row(&clean->out, clean->after, error);
}

enum status clean_step(struct clean *clean, bool *done, struct error *error)
{
    struct table_row row;
    for (int i = 0; i < STEP_ROWS; i++) {
        arena_reset(&clean->row_arena);
        TRY(table_next(clean->table, &clean->row_arena, &row, done, error));
        if (*done)
            return OK;
        TRY(clean_row(clean, &row, error));
    }
    return OK;
}

// --- beginning and end ---

static bool is_same_file(const char *path, str other, struct arena *arena)
{
    struct stat a, b;
    return other.len && stat(path, &a) == 0 && stat(arena_copy(arena, other).at, &b) == 0 &&
           S_ISREG(a.st_mode) && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static enum status check_outputs(const struct clean_options *options, struct arena *arena,
                                 struct error *error)
{
    if (is_same_file(options->path, options->output, arena) ||
        is_same_file(options->path, options->issues, arena))
        return fail(error, ERR_CONFLICT, "output",
                    "the output is the file itself; give it another name");
    if (options->issues.len && str_eq(options->issues, options->output))
        return fail(error, ERR_CONFLICT, "issues", "the issues need a file of their own");
    return OK;
}

static bool says_anything(const struct mapping *mapping)
{
    for (size_t i = 0; i < mapping->count; i++) {
        int target = mapping->items[i].target;
        if (target != TARGET_IGNORE && target != TARGET_EXTERNAL_ID && target != TARGET_ENTITY)
            return true;
    }
    return false;
}

static enum status map_columns(struct clean *clean, const struct clean_options *options,
                               struct error *error)
{
    static const char *const ORDERS[] = { "", "ymd", "dmy", "mdy" };
    TRY(mapping_guess_table(&clean->mapping, clean->table, clean->arena, error));
    for (size_t i = 0; i < options->mapping.count; i++)
        TRY(mapping_set(&clean->mapping, options->mapping.items[i], clean->arena, error));
    if (!says_anything(&clean->mapping))
        return fail(error, ERR_INVALID, "mapping",
                    "no column was recognised as a name, e-mail, phone or address; say which with "
                    "--map COLUMN=FIELD");
    clean->context = (struct value_context){ .country = options->country,
                                             .format = str_of(ORDERS[clean->mapping.date_order]) };
    return OK;
}

// The first reading is for the mapping, the second for the rows.
static enum status open_table(struct clean *clean, const struct clean_options *options,
                              struct error *error)
{
    TRY(table_open(&clean->table, options->path, &options->table, clean->arena, error));
    TRY(map_columns(clean, options, error));
    table_close(clean->table);
    clean->table = NULL;
    TRY(table_open(&clean->table, options->path, &options->table, clean->arena, error));
    clean->before = ARENA_NEW(clean->arena, str, clean->mapping.count);
    clean->after = ARENA_NEW(clean->arena, str, clean->mapping.count);
    return OK;
}

static enum status open_outputs(struct clean *clean, const struct clean_options *options,
                                struct error *error)
{
    static str titles[] = { { "row", 3 },   { "column", 6 }, { "before", 6 },
                            { "after", 5 }, { "rule", 4 },   { "problem", 7 } };
    const struct str_list issue_titles = { titles, LENGTH(titles), LENGTH(titles) };
    const struct table_options *found = table_found(clean->table);
    struct table_file_options out = { .format = options->format,
                                      .delimiter = found->delimiter,
                                      .without_header = found->header_rows < 0,
                                      .sheet = found->sheet };
    TRY(table_file_open(&clean->out, options->output, &out, table_columns(clean->table),
                        clean->arena, error));
    clean->with_issues = options->issues.len > 0;
    if (!clean->with_issues)
        return OK;
    return table_file_open(&clean->issues, options->issues, &(struct table_file_options){ 0 },
                           &issue_titles, clean->arena, error);
}

enum status clean_open(struct clean **out, const struct clean_options *options, struct arena *arena,
                       struct error *error)
{
    struct clean *clean = ARENA_NEW(arena, struct clean, 1);
    *clean = (struct clean){ .arena = arena,
                             .out = { .file = { .file = -1 } },
                             .issues = { .file = { .file = -1 } } };
    *out = clean;
    TRY(check_outputs(options, arena, error));
    TRY(open_table(clean, options, error));
    return open_outputs(clean, options, error);
}

enum status clean_finish(struct clean *clean, struct error *error)
{
    TRY(table_file_finish(&clean->out, error));
    return clean->with_issues ? table_file_finish(&clean->issues, error) : OK;
}

void clean_close(struct clean *clean)
{
    if (!clean)
        return;
    table_file_close(&clean->out);
    table_file_close(&clean->issues);
    table_close(clean->table);
    arena_free(&clean->row_arena);
}

const struct mapping *clean_mapping(const struct clean *clean)
{
    return &clean->mapping;
}

const struct table_options *clean_table(const struct clean *clean)
{
    return table_found(clean->table);
}

const struct clean_result *clean_result(const struct clean *clean)
{
    return &clean->result;
}

int64_t clean_position(const struct clean *clean)
{
    return table_position(clean->table);
}

int64_t clean_size(const struct clean *clean)
{
    return table_size(clean->table);
}
