// Makes the table of src/value/country.c: reads the lines of country_names.py on standard input,
// adds the names of every locale of ICU, and writes a C header. The lowest rank that has a key says
// whose it is; when it names several countries, the key is nobody's.

#include "base/arena.h"
#include "base/utf8.h"
#include "value/country_key.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

enum {
    OWN,
    ISO,
    TRANSLATION,
    SHORTENED,
    PART,
    OFFICIAL,
    OWN_WORD,
    BUCKET_BITS = 12,
    SPELLING_MIN = 6,
    SPELLING_MAX = 37
};

struct row {
    str key;
    str name; // set when it belongs to a language in which misspellings are looked for
    int rank;
    uint16_t code; // two letters; bit 15: only suggested; bit 7: a part of it; 0: nobody's
};

struct rows {
    struct row *items;
    size_t count, capacity;
};

struct table {
    struct arena arena;
    struct rows rows, polities; // polities: words that official names have more, once a country
    struct rows names, words;   // of all languages, and their words
    bool known[1 << 15];        // the codes of ISO 3166-1
};

static const char *const SPELT[] = { "en", "sv", "nb", "nn", "da", "fi", "is", "de", "fr", "es",
                                     "it", "nl", "pl", "pt", "et", "lv", "lt", "cs", "sk", "hu",
                                     "hr", "sl", "ro", "bg", "ru", "uk", "tr", "el", "ca", "fo" };

static uint16_t code_of(str s)
{
    if (str_eq(s, STR("-")))
        return 0;
    bool unsure = s.at[0] == '?';
    s = str_slice(s, unsure, s.len);
    return (uint16_t)((unsigned char)s.at[0] << 8 | (unsigned char)s.at[1] | (unsure ? 0x8000 : 0));
}

static void add(struct table *table, int rank, uint16_t code, str name, bool is_spelt)
{
    str key = country_key(&table->arena, name);
    if (!key.len)
        return;
    *LIST_PUSH(&table->rows, &table->arena) =
        (struct row){ key, is_spelt ? name : (str){ 0 }, rank, code };
}

// "Iran, Islamic Republic of" and "Myanmar (Burma)" are also known by what stands in front.
static void add_shortened(struct table *table, uint16_t code, str name)
{
    size_t end = str_find_byte(name, ',');
    size_t bracket = str_find_byte(name, '(');
    end = bracket < end ? bracket : end;
    if (end < name.len && end > 3)
        add(table, SHORTENED, code, str_trim(str_slice(name, 0, end)), false);
}

static bool has_word(str words, str word)
{
    str one;
    while (str_split(&words, ' ', &one))
        if (str_eq(one, word))
            return true;
    return false;
}

// Remembers what the official name has more than the short one: "republic", "kingdom".
static void add_polities(struct table *table, uint16_t code, str names)
{
    size_t colon = str_find(names, STR(" : "));
    str name = country_words(&table->arena, str_slice(names, 0, colon)), word;
    str official = country_words(&table->arena, str_slice(names, colon + 3, names.len));
    while (str_split(&official, ' ', &word))
        if (word.len > 1 && !has_word(name, word))
            *LIST_PUSH(&table->polities, &table->arena) = (struct row){ .key = word, .code = code };
}

static void read_lines(struct table *table)
{
    char *line = NULL;
    size_t capacity = 0;
    ssize_t len;
    while ((len = getline(&line, &capacity, stdin)) > 0) {
        str rest = arena_copy(&table->arena, (str){ line, (size_t)len - 1 }), rank, code;
        str_split(&rest, '\t', &rank);
        str_split(&rest, '\t', &code);
        uint16_t number = code_of(code);
        if (rank.at[0] - '0' == OFFICIAL) {
            add_polities(table, number, rest);
            continue;
        }
        if (rank.at[0] - '0' == PART) {
            add(table, PART, number | 0x80, rest, false);
            continue;
        }
        table->known[number & 0x7FFF] = true;
        add(table, rank.at[0] - '0', number, rest, rank.at[0] < '2' && rest.len > 3);
        if (rank.at[0] != '0')
            add_shortened(table, number, rest);
    }
    free(line);
}

static str from_utf16(struct table *table, const UChar *text, int32_t len)
{
    UErrorCode error = U_ZERO_ERROR;
    int32_t room = len * 3 + 1, out_len = 0;
    char *out = arena_alloc(&table->arena, (size_t)room);
    u_strToUTF8(out, room, &out_len, text, len, &error);
    return U_SUCCESS(error) ? (str){ out, (size_t)out_len } : (str){ 0 };
}

// A word of a country's name in one language.
static void list_words(struct table *table, struct rows *words, uint16_t code, str name)
{
    str rest = country_words(&table->arena, name), word;
    while (str_split(&rest, ' ', &word))
        if (word.len)
            *LIST_PUSH(words, &table->arena) = (struct row){ .key = word, .code = code };
}

// How many countries but `code` have the word in their name.
static size_t count_others(const struct rows *words, str word, uint16_t code)
{
    size_t low = 0, high = words->count, count = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(words->items[middle].key, word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint16_t last = 0; low < words->count && str_eq(words->items[low].key, word); low++) {
        count += words->items[low].code != last && words->items[low].code != code;
        last = words->items[low].code;
    }
    return count;
}

static int by_key_and_rank(const void *a, const void *b);

// "Dominican" begins with Dominica, so that it may be of either country.
static bool is_derived(const struct rows *words, str word, uint16_t code)
{
    for (size_t len = 5; len < word.len; len++)
        if (count_others(words, str_slice(word, 0, len), code) > 0)
            return true;
    return false;
}

// "Macedonia" of "North Macedonia", "Marshall" of "Marshall Islands": the only word of the name
// that no other country's name has, in whatever language.
static void add_own_word(struct table *table, uint16_t code, str name)
{
    str rest = country_words(&table->arena, name), word, own = { 0 };
    size_t count = 0, own_count = 0;
    while (str_split(&rest, ' ', &word)) {
        bool is_own = count_others(&table->words, word, code) == 0;
        count++;
        own_count += is_own;
        own = is_own ? word : own;
    }
    if (count > 1 && own_count == 1 && own.len > 4 && !is_derived(&table->words, own, code))
        add(table, OWN_WORD, code, own, false);
}

static void add_own_words(struct table *table)
{
    for (size_t i = 0; i < table->names.count; i++)
        list_words(table, &table->words, table->names.items[i].code, table->names.items[i].name);
    if (table->words.count)
        qsort(table->words.items, table->words.count, sizeof *table->words.items, by_key_and_rank);
    for (size_t i = 0; i < table->names.count; i++)
        add_own_word(table, table->names.items[i].code, table->names.items[i].name);
}

static void add_bundle(struct table *table, const UResourceBundle *bundle, bool is_spelt)
{
    UErrorCode error = U_ZERO_ERROR;
    UResourceBundle *item = NULL;
    int32_t count = ures_getSize(bundle);
    for (int32_t i = 0; i < count; i++) {
        item = ures_getByIndex(bundle, i, item, &error);
        int32_t len = 0;
        const UChar *text = ures_getString(item, &len, &error);
        const char *key = ures_getKey(item);
        if (U_FAILURE(error) || strlen(key) != 2 || !table->known[code_of(str_of(key))])
            continue;
        str name = from_utf16(table, text, len);
        add(table, TRANSLATION, code_of(str_of(key)), name, is_spelt);
        add_shortened(table, code_of(str_of(key)), name);
        *LIST_PUSH(&table->names, &table->arena) =
            (struct row){ .name = name, .code = code_of(str_of(key)) };
    }
    ures_close(item);
}

static void add_locale(struct table *table, const char *locale)
{
    static const char *const KINDS[] = { "Countries", "Countries%short", "Countries%variant" };
    bool is_spelt = false;
    for (size_t i = 0; i < LENGTH(SPELT); i++)
        is_spelt |= strcmp(locale, SPELT[i]) == 0;
    UErrorCode error = U_ZERO_ERROR;
    UResourceBundle *bundle = ures_openDirect(U_ICUDATA_NAME "-region", locale, &error);
    for (size_t i = 0; U_SUCCESS(error) && i < LENGTH(KINDS); i++) {
        UErrorCode missing = U_ZERO_ERROR;
        UResourceBundle *names = ures_getByKey(bundle, KINDS[i], NULL, &missing);
        if (U_SUCCESS(missing))
            add_bundle(table, names, is_spelt);
        ures_close(names);
    }
    ures_close(bundle);
}

static int by_key_and_rank(const void *a, const void *b)
{
    const struct row *left = a, *right = b;
    int order = str_compare(left->key, right->key);
    order = order ? order : left->rank - right->rank;
    order = order ? order : left->code - right->code;
    return order ? order : (left->name.len == 0) - (right->name.len == 0);
}

// The code that most rows of the best rank name, or -1 when others come near it. Catalogues have
// slips: a translation is believed when three times as many say so as say anything else.
static int elect(const struct row *rows, size_t count)
{
    size_t most = 0, second = 0, voters = 0;
    int winner = -1;
    while (voters < count && rows[voters].rank == rows[0].rank)
        voters++;
    for (size_t from = 0, to; from < voters; from = to) {
        for (to = from; to < voters && rows[to].code == rows[from].code;)
            to++;
        size_t votes = to - from;
        if (votes > most)
            winner = rows[from].code;
        second = votes > most ? most : votes > second ? votes : second;
        most = votes > most ? votes : most;
    }
    bool is_settled = second == 0 || (rows[0].rank == TRANSLATION && most >= 3 * second);
    return is_settled ? winner : -1;
}

// Leaves one row per key, or none when several countries have it.
static void settle(struct rows *rows)
{
    qsort(rows->items, rows->count, sizeof *rows->items, by_key_and_rank);
    size_t kept = 0;
    for (size_t from = 0, to; from < rows->count; from = to) {
        struct row best = rows->items[from];
        for (to = from; to < rows->count && str_eq(rows->items[to].key, best.key);)
            to++;
        int code = elect(&rows->items[from], to - from);
        for (size_t i = from; i < to; i++)
            if (!best.name.len && rows->items[i].code == code)
                best.name = rows->items[i].name;
        if (code < 0)
            continue;
        best.code = (uint16_t)code;
        rows->items[kept++] = best;
    }
    rows->count = kept;
}

static int by_hash(const void *a, const void *b)
{
    uint64_t left = str_hash(((const struct row *)a)->key);
    uint64_t right = str_hash(((const struct row *)b)->key);
    return (left > right) - (left < right);
}

static void write_hashes(struct rows *rows)
{
    qsort(rows->items, rows->count, sizeof *rows->items, by_hash);
    printf("enum { COUNTRY_BUCKET_BITS = %d };\n", BUCKET_BITS);
    printf("static const uint64_t COUNTRY_HASHES[] = {\n");
    for (size_t i = 0; i < rows->count; i++)
        printf("0x%016llx,\n", (unsigned long long)str_hash(rows->items[i].key));
    printf("};\nstatic const uint16_t COUNTRY_CODES[] = {\n");
    for (size_t i = 0; i < rows->count; i++)
        printf("%u,\n", rows->items[i].code);
    printf("};\nstatic const uint16_t COUNTRY_BUCKETS[] = {\n");
    for (size_t bucket = 0, i = 0; bucket <= 1u << BUCKET_BITS; bucket++) {
        while (i < rows->count && str_hash(rows->items[i].key) >> (64 - BUCKET_BITS) < bucket)
            i++;
        printf("%zu,\n", i);
    }
    printf("};\n");
}

static int by_length(const void *a, const void *b)
{
    const struct row *left = a, *right = b;
    if (left->key.len != right->key.len)
        return left->key.len < right->key.len ? -1 : 1;
    return str_compare(left->key, right->key);
}

static void write_spellings(struct rows *rows)
{
    qsort(rows->items, rows->count, sizeof *rows->items, by_length);
    printf("enum { COUNTRY_SPELLING_MIN = %d, COUNTRY_SPELLING_MAX = %d };\n", SPELLING_MIN,
           SPELLING_MAX);
    printf("static const struct country_spelling {\n    char key[%d];\n    uint16_t code;\n} "
           "COUNTRY_SPELLINGS[] = {\n",
           SPELLING_MAX + 1);
    size_t starts[SPELLING_MAX + 2] = { 0 }, count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = &rows->items[i];
        if (!row->name.len || !row->code || row->key.len < SPELLING_MIN ||
            row->key.len > SPELLING_MAX)
            continue;
        printf("{ \"" STR_FMT "\", %u },\n", STR_ARG(row->key), row->code);
        count++;
        starts[row->key.len + 1] = count;
    }
    printf("};\n// Where the keys of each length begin.\n"
           "static const uint16_t COUNTRY_SPELLING_STARTS[] = {\n");
    for (size_t len = 1; len <= SPELLING_MAX + 1; len++) {
        starts[len] = starts[len] > starts[len - 1] ? starts[len] : starts[len - 1];
    }
    for (size_t len = 0; len <= SPELLING_MAX + 1; len++)
        printf("%zu,\n", starts[len]);
    printf("};\n");
}

static int by_key(const void *a, const void *b)
{
    return str_compare(((const struct row *)a)->key, ((const struct row *)b)->key);
}

static bool is_country(const struct rows *rows, str key)
{
    const struct row wanted = { .key = key };
    return bsearch(&wanted, rows->items, rows->count, sizeof wanted, by_key) != NULL;
}

// Keeps what the names of three countries or more add and no country is called.
static void settle_polities(struct table *table)
{
    struct rows *words = &table->polities;
    qsort(words->items, words->count, sizeof *words->items, by_key_and_rank);
    size_t kept = 0;
    for (size_t from = 0, to; from < words->count; from = to) {
        size_t countries = 1;
        for (to = from + 1;
             to < words->count && str_eq(words->items[to].key, words->items[from].key); to++)
            countries += words->items[to].code != words->items[to - 1].code;
        // "Georgia State" is not Georgia.
        if (countries >= 3 && !str_eq(words->items[from].key, STR("state")) &&
            !is_country(&table->rows, words->items[from].key))
            words->items[kept++] = words->items[from];
    }
    words->count = kept;
}

static void write_polities(struct rows *words)
{
    qsort(words->items, words->count, sizeof *words->items, by_hash);
    printf("// Words for the kind of state, by their hash.\n"
           "static const uint64_t COUNTRY_POLITIES[] = {\n");
    for (size_t i = 0; i < words->count; i++)
        printf("0x%016llx,\n", (unsigned long long)str_hash(words->items[i].key));
    printf("};\n");
}

int main(void)
{
    struct table *table = calloc(1, sizeof *table);
    if (!table)
        return 1;
    read_lines(table);
    for (int32_t i = 0; i < uloc_countAvailable(); i++)
        add_locale(table, uloc_getAvailable(i));
    add_own_words(table);
    settle(&table->rows);
    settle_polities(table);
    printf("// Generated by tools/country_table.c. Do not edit.\n#pragma once\n\n#include "
           "<stdint.h>\n\n");
    write_polities(&table->polities);
    write_hashes(&table->rows);
    write_spellings(&table->rows);
    arena_free(&table->arena);
    free(table);
    return 0;
}
