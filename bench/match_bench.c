// Times the matching engine and measures incremental against whole-file matching.
//
//   match_bench FILE.csv CLUSTERS.csv [--incremental] [--pairs PAIRS.csv] [--company]
//
// Reads CSV with its own small header mapping, so that it measures matching and nothing else.

#include "match/block.h"
#include "match/engine.h"
#include "match/train.h"

#include "base/clock.h"
#include "value/text.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

enum { COLUMN_MAX = 64 };

// What a column is, by its name.
enum part { PART_NONE, PART_ID, PART_FIELD, PART_STREET, PART_NUMBER, PART_POSTCODE, PART_CITY };

struct column_name {
    const char *name;
    enum part part;
    enum field field;
};

static const struct column_name NAMES[] = {
    { "id", PART_ID, 0 },
    { "unique_id", PART_ID, 0 },
    { "rec_id", PART_ID, 0 },
    { "first_name", PART_FIELD, FIELD_GIVEN },
    { "given_name", PART_FIELD, FIELD_GIVEN },
    { "last_name", PART_FIELD, FIELD_FAMILY },
    { "surname", PART_FIELD, FIELD_FAMILY },
    { "birth_date", PART_FIELD, FIELD_BIRTH_DATE },
    { "date_of_birth", PART_FIELD, FIELD_BIRTH_DATE },
    { "dob", PART_FIELD, FIELD_BIRTH_DATE },
    { "email", PART_FIELD, FIELD_EMAIL },
    { "phone", PART_FIELD, FIELD_PHONE },
    { "company", PART_FIELD, FIELD_EMPLOYER },
    { "name", PART_FIELD, FIELD_COMPANY_NAME },
    { "org_no", PART_FIELD, FIELD_ORG_NUMBER },
    { "domain", PART_FIELD, FIELD_URL },
    { "gender", PART_FIELD, FIELD_GENDER },
    { "occupation", PART_FIELD, FIELD_JOB_TITLE },
    { "street", PART_STREET, 0 },
    { "address_1", PART_STREET, 0 },
    { "street_number", PART_NUMBER, 0 },
    { "postcode", PART_POSTCODE, 0 },
    { "postcode_fake", PART_POSTCODE, 0 },
    { "city", PART_CITY, 0 },
    { "suburb", PART_CITY, 0 },
    { "birth_place", PART_FIELD, FIELD_CUSTOM },
    { "soc_sec_id", PART_FIELD, FIELD_CUSTOM },
};

struct reader {
    struct arena texts, records_arena;
    enum entity entity;
    const struct column_name *columns[COLUMN_MAX];
    size_t column, column_count, row;
    str cells[COLUMN_MAX];
    struct match_record *records;
    str *ids;
    size_t count, capacity;
};

static const struct column_name *find_column(str name)
{
    for (size_t i = 0; i < LENGTH(NAMES); i++)
        if (str_eq_ascii_case(name, str_of(NAMES[i].name)))
            return &NAMES[i];
    return NULL;
}

static void on_cell(void *bytes, size_t len, void *context)
{
    struct reader *reader = context;
    str text = str_trim((str){ bytes, len });
    if (reader->column < COLUMN_MAX)
        reader->cells[reader->column++] = arena_copy(&reader->texts, text);
}

// "19560409" -> "1956-04-09".
static str iso_date(struct arena *arena, str text)
{
    if (text.len != 8 || str_find_byte(text, '-') < 8)
        return text;
    return arena_print(arena, "%.4s-%.2s-%.2s", text.at, text.at + 4, text.at + 6);
}

// The trunk 0, the country code and punctuation away: enough to compare the phones of one file.
static str plain_phone(struct arena *arena, str text, str country)
{
    static const char *const CODES[] = { "SE46", "NO47", "DK45", "FI358", "GB44" };
    char *out = arena_alloc(arena, text.len + 1);
    size_t len = 0;
    size_t trunk = str_find(text, STR("(0)"));
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] >= '0' && text.at[i] <= '9' && i != trunk + 1)
            out[len++] = text.at[i];
    str digits = { out, len };
    bool international = str_starts(text, STR("+")) || str_starts(text, STR("00"));
    if (str_starts(text, STR("00")))
        digits = str_slice(digits, 2, digits.len);
    for (size_t i = 0; i < LENGTH(CODES) && international; i++)
        if (str_starts(digits, str_of(CODES[i] + 2)))
            return str_slice(digits, strlen(CODES[i]) - 2, digits.len);
    (void)country;
    while (str_starts(digits, STR("0")))
        digits = str_slice(digits, 1, digits.len);
    return digits;
}

static void add_cell(struct reader *reader, struct entry *entry, const struct column_name *column,
                     str cell)
{
    struct entry_item item = { .field = column->field, .value = text_clean(&reader->texts, cell) };
    if (column->field == FIELD_BIRTH_DATE)
        item.value = iso_date(&reader->texts, cell);
    if (column->field == FIELD_PHONE)
        item.value = plain_phone(&reader->texts, cell, (str){ 0 });
    if (column->field == FIELD_CUSTOM)
        item.custom = 1;
    entry_add(entry, &reader->texts, item);
}

static struct entry row_entry(struct reader *reader, str *id)
{
    struct entry entry = { .entity = reader->entity };
    str street = { 0 }, number = { 0 }, postcode = { 0 }, city = { 0 };
    for (size_t i = 0; i < reader->column; i++) {
        const struct column_name *column = i < reader->column_count ? reader->columns[i] : NULL;
        str cell = reader->cells[i];
        if (!column || !cell.len)
            continue;
        if (column->part == PART_ID)
            *id = arena_copy(&reader->records_arena, cell);
        else if (column->part == PART_FIELD)
            add_cell(reader, &entry, column, cell);
        street = column->part == PART_STREET ? cell : street;
        number = column->part == PART_NUMBER ? cell : number;
        postcode = column->part == PART_POSTCODE ? cell : postcode;
        city = column->part == PART_CITY ? cell : city;
    }
    if (street.len || postcode.len || city.len) {
        str address = arena_print(
            &reader->texts, STR_FMT "%s" STR_FMT "\n" STR_FMT "\n" STR_FMT "\n\n", STR_ARG(number),
            number.len ? " " : "", STR_ARG(street), STR_ARG(postcode), STR_ARG(city));
        entry_add(&entry, &reader->texts,
                  (struct entry_item){ .field = FIELD_ADDRESS, .value = address });
    }
    return entry;
}

static void on_row(int end, void *context)
{
    (void)end;
    struct reader *reader = context;
    if (reader->row++ == 0) {
        reader->column_count = reader->column;
        for (size_t i = 0; i < reader->column; i++)
            reader->columns[i] = find_column(reader->cells[i]);
    } else {
        if (reader->count == reader->capacity) {
            reader->capacity = reader->capacity ? reader->capacity * 2 : 1024;
            reader->records = realloc(reader->records, reader->capacity * sizeof *reader->records);
            reader->ids = realloc(reader->ids, reader->capacity * sizeof *reader->ids);
            if (!reader->records || !reader->ids)
                abort();
        }
        str id = { 0 };
        struct entry entry = row_entry(reader, &id);
        reader->ids[reader->count] = id;
        reader->records[reader->count++] = match_prepare(&entry, &reader->records_arena);
    }
    reader->column = 0;
    arena_reset(&reader->texts);
}

static bool read_file(struct reader *reader, const char *path)
{
    FILE *file = fopen(path, "rb");
    struct csv_parser parser;
    char bytes[65536];
    size_t len;
    if (!file || csv_init(&parser, 0) != 0)
        return false;
    while ((len = fread(bytes, 1, sizeof bytes, file)) > 0)
        csv_parse(&parser, bytes, len, on_cell, on_row, reader);
    csv_fini(&parser, on_cell, on_row, reader);
    csv_free(&parser);
    return fclose(file) == 0;
}

static void write_clusters(const struct reader *reader, const uint32_t *clusters, const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return;
    fputs("id,cluster\n", file);
    for (size_t i = 0; i < reader->count; i++)
        fprintf(file, STR_FMT ",%u\n", STR_ARG(reader->ids[i]), clusters[i]);
    fclose(file);
}

static void write_pairs(const struct reader *reader, const struct match_result *result,
                        const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return;
    fputs("id_a,id_b,weight,evidence\n", file);
    for (size_t i = 0; i < result->pair_count; i++) {
        struct match_pair pair = result->pairs[i];
        auto_arena arena = { 0 };
        struct match_evidence evidence = { .arena = &arena };
        match_score(&result->model, &reader->records[pair.a], &reader->records[pair.b], &evidence);
        str words = match_evidence_text(&evidence, &arena);
        fprintf(file, STR_FMT "," STR_FMT ",%.1f,\"" STR_FMT "\"\n", STR_ARG(reader->ids[pair.a]),
                STR_ARG(reader->ids[pair.b]), (double)pair.weight, STR_ARG(words));
    }
    fclose(file);
}

// The members of the clusters that the candidates of one record belong to.
static size_t gather_members(const struct reader *reader, const struct match_blocks *blocks,
                             size_t record, const uint32_t *clusters, const uint32_t *next,
                             struct match_member *out, size_t max)
{
    uint32_t candidates[MATCH_CANDIDATE_MAX];
    size_t found = match_candidates(blocks, record, candidates), count = 0;
    for (size_t i = 0; i < found; i++) {
        bool seen = false;
        for (size_t k = 0; k < i && !seen; k++)
            seen = clusters[candidates[k]] == clusters[candidates[i]];
        uint32_t at = candidates[i], members = 0;
        do {
            if (!seen && count < max)
                out[count++] =
                    (struct match_member){ &reader->records[at], clusters[candidates[i]] };
            at = next[at];
        } while (at != candidates[i] && ++members < MATCH_MEMBER_MAX);
    }
    return count;
}

static void join(uint32_t *clusters, uint32_t *next, uint32_t record, uint32_t cluster)
{
    uint32_t own = clusters[record];
    for (uint32_t at = next[record]; at != record; at = next[at])
        clusters[at] = cluster;
    clusters[record] = cluster;
    uint32_t swap = next[record];
    next[record] = next[cluster];
    next[cluster] = swap;
    (void)own;
}

// Feeds the records one by one, as the check at entry does.
static void run_incremental(const struct reader *reader, const struct model *model,
                            uint32_t *clusters)
{
    struct match_blocks *blocks = match_blocks_new(reader->records, reader->count, 2);
    uint32_t *next = calloc(reader->count + 1, sizeof *next);
    struct match_member *members = calloc(MATCH_CANDIDATE_MAX * 64, sizeof *members);
    if (!next || !members)
        abort();
    for (uint32_t i = 0; i < reader->count; i++) {
        clusters[i] = next[i] = i;
        size_t count =
            gather_members(reader, blocks, i, clusters, next, members, MATCH_CANDIDATE_MAX * 64);
        struct match_decision decision = match_decide(model, &reader->records[i], members, count);
        if (decision.verdict != MATCH_JOIN)
            continue;
        join(clusters, next, i, (uint32_t)decision.cluster);
        for (size_t k = 0; k < decision.fuse_count; k++)
            join(clusters, next, (uint32_t)decision.fuse[k], (uint32_t)decision.cluster);
    }
    free(next);
    free(members);
    match_blocks_free(blocks);
}

static void print_statistics(const struct match_statistics *s, int64_t read_ms)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("records %lld  keys %lld  candidate pairs %lld  kept %lld  clusters %lld\n",
           (long long)s->records, (long long)s->keys, (long long)s->candidate_pairs,
           (long long)s->kept_pairs, (long long)s->clusters);
    printf("seconds: read %.2f  block %.2f  train %.2f  score %.2f  cluster %.2f  memory %ld MB\n",
           (double)read_ms / 1000, (double)s->block_ms / 1000, (double)s->train_ms / 1000,
           (double)s->score_ms / 1000, (double)s->cluster_ms / 1000, usage.ru_maxrss / 1024);
}

static void print_model(const struct model *model)
{
    printf("prior 2^%.1f\n", (double)model->start[MODEL_STRANGERS]);
    for (unsigned f = 0; f < MATCH_FEATURE_COUNT; f++) {
        printf("%-10s", model_feature_name((enum match_feature)f));
        for (unsigned l = 1; l < MATCH_LEVEL_COUNT; l++)
            printf(" %s %.3f/%.5f (%.1f)", model_level_name((enum match_level)l), model->m[f][l],
                   model->u[f][l], (double)model->weight[0][f][l]);
        printf("\n");
    }
}

int main(int argc, char **argv)
{
    struct reader reader = { .entity = ENTITY_PERSON };
    const char *pairs_path = NULL;
    bool incremental = false, verbose = false;
    for (int i = 3; i < argc; i++) {
        incremental = incremental || strcmp(argv[i], "--incremental") == 0;
        verbose = verbose || strcmp(argv[i], "--model") == 0;
        if (strcmp(argv[i], "--company") == 0)
            reader.entity = ENTITY_COMPANY;
        if (strcmp(argv[i], "--pairs") == 0 && i + 1 < argc)
            pairs_path = argv[i + 1];
    }
    int64_t start = clock_monotonic_ms();
    if (argc < 3 || !read_file(&reader, argv[1])) {
        fputs("match_bench FILE.csv CLUSTERS.csv [--incremental] [--company] [--model]\n", stderr);
        return 2;
    }
    int64_t read_ms = clock_monotonic_ms() - start;
    struct arena arena = { 0 };
    struct match_result result;
    match_run(reader.records, reader.count, reader.entity, &(struct match_options){ .threads = 2 },
              &arena, &result);
    print_statistics(&result.statistics, read_ms);
    if (verbose)
        print_model(&result.model);
    if (incremental) {
        start = clock_monotonic_ms();
        run_incremental(&reader, &result.model, result.clusters);
        printf("one by one: %.2f s\n", (double)(clock_monotonic_ms() - start) / 1000);
    }
    write_clusters(&reader, result.clusters, argv[2]);
    if (pairs_path)
        write_pairs(&reader, &result, pairs_path);
    match_result_free(&result);
    arena_free(&arena);
    arena_free(&reader.texts);
    arena_free(&reader.records_arena);
    free(reader.records);
    free(reader.ids);
    return 0;
}
