#include "value/person_name_split.h"

#include "base/utf8.h"
#include "value/fold.h"
#include "value/name_case.h"
#include "value/nickname.h"
#include "value/person_name_words.h"

enum { PIECE_MAX = 8 };

struct pieces {
    str at[PIECE_MAX];
    size_t count;
};

struct name_words name_words_of(str text)
{
    struct name_words words = { 0 };
    str word;
    while (words.count + 1 < NAME_WORD_MAX && str_split(&text, ' ', &word)) {
        while (word.len && strchr(",;", word.at[word.len - 1]))
            word.len--;
        if (word.len)
            words.at[words.count++] = word;
    }
    if (text.len)
        words.at[words.count++] = text;
    return words;
}

str name_words_join(struct arena *arena, const struct name_words *words, size_t from, size_t to)
{
    if (to <= from)
        return (str){ 0 };
    if (to == from + 1)
        return words->at[from];
    size_t len = 0;
    for (size_t i = from; i < to; i++)
        len += words->at[i].len + 1;
    char *out = arena_alloc(arena, len);
    len = 0;
    for (size_t i = from; i < to; i++) {
        if (len)
            out[len++] = ' ';
        memcpy(out + len, words->at[i].at, words->at[i].len);
        len += words->at[i].len;
    }
    return (str){ out, len };
}

static str joined(struct arena *arena, str a, str b)
{
    if (!a.len || !b.len)
        return a.len ? a : b;
    return arena_print(arena, STR_FMT " " STR_FMT, STR_ARG(a), STR_ARG(b));
}

static void drop(struct name_words *words, size_t from, size_t count)
{
    words->count -= count;
    memmove(&words->at[from], &words->at[from + count], (words->count - from) * sizeof(str));
}

static bool has_dot(str word)
{
    return str_find_byte(word, '.') < word.len;
}

// "Lt.Gov.": short forms written together are a title when the first and the last are.
static unsigned title_kinds(str word)
{
    unsigned kinds = name_word_kinds(word);
    size_t dot = str_find_byte(word, '.');
    if (kinds || dot + 2 >= word.len)
        return kinds;
    unsigned first = name_word_kinds(str_slice(word, 0, dot));
    unsigned rest = name_word_kinds(str_slice(word, dot + 1, word.len));
    return first & rest & WORD_TITLE;
}

// How many words at the front are one title: 0 when none is.
static size_t title_length(const struct name_words *words)
{
    if (words->count < 2)
        return 0;
    unsigned kinds = title_kinds(words->at[0]);
    if (!(kinds & WORD_TITLE))
        return 0;
    if ((kinds & WORD_OFFICE) && words->count < 3 && !has_dot(words->at[0]))
        return 0;
    bool joins = words->count > 3 && (name_word_kinds(words->at[1]) & WORD_AND) &&
                 (name_word_kinds(words->at[2]) & WORD_TITLE);
    return joins ? 3 : 1;
}

void name_take_titles(struct arena *arena, struct name_words *words, str *title)
{
    size_t count;
    while ((count = title_length(words)) > 0) {
        *title = joined(arena, *title, name_words_join(arena, words, 0, count));
        drop(words, 0, count);
    }
}

static enum casing words_casing(const struct name_words *words)
{
    enum casing whole = CASING_NONE;
    for (size_t i = 0; i < words->count; i++) {
        enum casing casing = casing_of(words->at[i]);
        if (casing != CASING_NONE)
            whole = whole == CASING_NONE || whole == casing ? casing : CASING_MIXED;
    }
    return whole;
}

static bool is_numeral(str word)
{
    return word.len == 1 && strchr("ivxIVX", word.at[0]);
}

// Whether the last word stands behind the name rather than being part of it.
static bool ends_with_suffix(const struct name_words *words)
{
    str last = words->at[words->count - 1];
    unsigned kinds = name_word_kinds(last);
    bool is_word = str_eq_ascii_case(last, STR("senior")) || str_eq_ascii_case(last, STR("junior"));
    if (kinds & WORD_SUFFIX)
        return words->count > 2 || (words->count == 2 && !is_word);
    if (!(kinds & WORD_DEGREE) || words->count < 3)
        return false;
    if (is_numeral(last))
        return utf8_length(words->at[words->count - 2]) > 1;
    return words_casing(words) == CASING_MIXED &&
           (has_dot(last) || casing_of(last) == CASING_UPPER);
}

static void take_suffixes(struct arena *arena, struct name_words *words, str *suffix)
{
    size_t end = words->count;
    while (words->count > 1 && ends_with_suffix(words))
        words->count--;
    *suffix = joined(arena, name_words_join(arena, words, words->count, end), *suffix);
}

bool name_is_given(struct arena *arena, str word)
{
    return (name_word_kinds(word) & WORD_GIVEN) || nickname_group(fold_words(arena, word)) > 0;
}

static bool is_initial(str word)
{
    return utf8_length(word) == 1 || (word.len <= 3 && word.at[word.len - 1] == '.');
}

static bool is_capitals(str word)
{
    return casing_of(word) == CASING_UPPER && utf8_length(word) > 2 && !has_dot(word);
}

// "BERG Anna", "BERG HANSEN Anna Maria": how many capitalised words come first; 0 when it is not
// so.
static size_t leading_capitals(const struct name_words *words)
{
    size_t count = 0;
    while (count < words->count && is_capitals(words->at[count]))
        count++;
    for (size_t i = count; i < words->count; i++)
        if (casing_of(words->at[i]) != CASING_MIXED)
            return 0;
    return count < words->count ? count : 0;
}

// "Anna Maria Berg Hansen": the family name is double when the word before the last is no given
// name but the one before that is.
static bool is_double_family(struct arena *arena, const struct name_words *words)
{
    size_t n = words->count;
    return n >= 4 && !is_initial(words->at[n - 2]) && !is_initial(words->at[n - 3]) &&
           name_is_given(arena, words->at[n - 3]) && !name_is_given(arena, words->at[n - 2]);
}

// "van", and "Heijdanus-De" of "Heijdanus-De Boer".
static bool begins_family(str word)
{
    size_t hyphen = str_find_byte(word, '-');
    str end = hyphen < word.len ? str_slice(word, hyphen + 1, word.len) : word;
    return end.len > 1 && (name_word_kinds(end) & WORD_PARTICLE);
}

// "Swanson Peter A": an initial comes last only when the family name came first.
static bool is_reversed(struct arena *arena, const struct name_words *words)
{
    return words->count == 3 && is_initial(words->at[2]) && !is_initial(words->at[0]) &&
           name_is_given(arena, words->at[1]) && !name_is_given(arena, words->at[0]);
}

// Where the family name begins.
static size_t family_start(struct arena *arena, const struct name_words *words)
{
    size_t n = words->count;
    for (size_t i = 1; i + 1 < n; i++)
        if (begins_family(words->at[i]))
            return i;
    for (size_t i = 2; i + 1 < n; i++)
        if ((name_word_kinds(words->at[i]) & WORD_LINK) && casing_of(words->at[i]) == CASING_LOWER)
            return i - 1;
    return is_double_family(arena, words) ? n - 2 : n - 1;
}

// "John & Jane Doe": how many words the two given names take; 0 when nothing is joined.
static size_t joined_given(const struct name_words *words)
{
    if (words->count < 3 || !(name_word_kinds(words->at[1]) & WORD_AND))
        return 0;
    return 3;
}

static bool is_only_family(const struct name_words *words, const struct person_parts *parts)
{
    bool is_particle = name_word_kinds(words->at[0]) & WORD_PARTICLE;
    bool is_small = casing_of(words->at[0]) == CASING_LOWER && words_casing(words) == CASING_MIXED;
    return words->count > 1 && is_particle && (is_small || (parts->title.len && words->count > 2));
}

// "Henry", "Dr. Jekyll", "Hansen": one word is the given name when it is known as one.
static void place_single(struct arena *arena, str word, struct person_parts *parts)
{
    struct name_words titles = name_words_of(parts->title);
    unsigned kinds = titles.count ? name_word_kinds(titles.at[titles.count - 1]) : 0;
    bool is_given = titles.count ? !(kinds & WORD_POLITE) : name_is_given(arena, word);
    *(is_given ? &parts->given : &parts->family) = word;
}

static void place_words(struct arena *arena, const struct name_words *words,
                        struct person_parts *parts)
{
    size_t n = words->count, pair = joined_given(words);
    size_t ahead = is_reversed(arena, words) ? 1 : leading_capitals(words); // family name first
    if (n == 1) {
        place_single(arena, words->at[0], parts);
    } else if (is_only_family(words, parts)) {
        parts->family = name_words_join(arena, words, 0, n);
    } else if (pair) {
        parts->given = name_words_join(arena, words, 0, pair);
        parts->family = name_words_join(arena, words, pair, n);
    } else if (ahead) {
        parts->family = name_words_join(arena, words, 0, ahead);
        parts->given = words->at[ahead];
        parts->middle = name_words_join(arena, words, ahead + 1, n);
    } else {
        size_t family = family_start(arena, words);
        parts->given = words->at[0];
        parts->middle = name_words_join(arena, words, 1, family);
        parts->family = name_words_join(arena, words, family, n);
    }
}

static void place_plain(struct arena *arena, str text, struct person_parts *parts)
{
    struct name_words words = name_words_of(text);
    if (!words.count)
        return;
    name_take_titles(arena, &words, &parts->title);
    take_suffixes(arena, &words, &parts->suffix);
    place_words(arena, &words, parts);
}

static bool are_all(str text, unsigned kinds)
{
    if (name_word_kinds(text) & kinds) // "Ph. D."
        return true;
    struct name_words words = name_words_of(text);
    for (size_t i = 0; i < words.count; i++)
        if (!(name_word_kinds(words.at[i]) & kinds))
            return false;
    return words.count > 0;
}

// What stands after the second comma, and suffixes after the first.
static void place_rest(struct arena *arena, const struct pieces *pieces, size_t from,
                       struct person_parts *parts)
{
    for (size_t i = from; i < pieces->count; i++) {
        bool is_title = are_all(pieces->at[i], WORD_TITLE) &&
                        !are_all(pieces->at[i], WORD_SUFFIX | WORD_DEGREE);
        str *target = is_title ? &parts->title : &parts->suffix;
        *target = joined(arena, *target, pieces->at[i]);
    }
}

// "Berg, Dr. Anna Maria Jr."
static void place_reversed(struct arena *arena, const struct pieces *pieces,
                           struct person_parts *parts)
{
    struct name_words family = name_words_of(pieces->at[0]), given = name_words_of(pieces->at[1]);
    name_take_titles(arena, &family, &parts->title);
    take_suffixes(arena, &family, &parts->suffix);
    name_take_titles(arena, &given, &parts->title);
    str behind = { 0 };
    while (given.count == 2 && (name_word_kinds(given.at[1]) & WORD_SUFFIX)) {
        behind = given.at[1];
        given.count--;
    }
    take_suffixes(arena, &given, &behind);
    parts->suffix = joined(arena, parts->suffix, behind);
    parts->family = name_words_join(arena, &family, 0, family.count);
    size_t first = joined_given(&given) ? 3 : 1;
    parts->given = name_words_join(arena, &given, 0, first);
    parts->middle = name_words_join(arena, &given, first, given.count);
    place_rest(arena, pieces, 2, parts);
}

static struct pieces split_commas(str text)
{
    struct pieces pieces = { 0 };
    str piece;
    while (pieces.count + 1 < PIECE_MAX && str_split(&text, ',', &piece)) {
        piece = str_trim(piece);
        if (name_words_of(piece).count)
            pieces.at[pieces.count++] = piece;
    }
    if (text.len)
        pieces.at[pieces.count++] = str_trim(text);
    return pieces;
}

struct quotes {
    const char *open, *close;
};

static const struct quotes QUOTES[] = {
    { "(", ")" }, { "\"", "\"" }, { "“", "”" }, { "”", "”" }, { "«", "»" },
    { "„", "“" }, { "'", "'" },   { "‘", "’" }, { "’", "’" }, { "[", "]" },
};

// The text between a pair of quotes that opens a word and closes one. False: there is none.
static bool find_quoted(str text, struct quotes quotes, size_t *from, size_t *to)
{
    str open = str_of(quotes.open), close = str_of(quotes.close);
    size_t start = str_find(text, open);
    while (start < text.len && start > 0 && text.at[start - 1] != ' ')
        start += 1 + str_find(str_slice(text, start + 1, text.len), open);
    if (start >= text.len)
        return false;
    size_t inside = start + open.len;
    size_t end = inside;
    do {
        end += str_find(str_slice(text, end, text.len), close) + close.len;
    } while (end < text.len && text.at[end] != ' ' && text.at[end] != ',');
    if (end > text.len || end - close.len <= inside)
        return false;
    *from = start;
    *to = end;
    return true;
}

// Takes what stands in quotes or brackets out of `text`, unless nothing else is there.
static bool take_quoted(struct arena *arena, struct quotes quotes, str *text, str *quoted)
{
    size_t from = 0, to = 0;
    if (!find_quoted(*text, quotes, &from, &to))
        return false;
    str before = str_trim(str_slice(*text, 0, from)), after = str_slice(*text, to, text->len);
    if (!name_words_of(before).count && !name_words_of(after).count)
        return false;
    size_t open = strlen(quotes.open), close = strlen(quotes.close);
    *quoted = str_trim(str_slice(*text, from + open, to - close));
    bool is_glued = after.len && after.at[0] == ',';
    *text = is_glued ? arena_print(arena, STR_FMT STR_FMT, STR_ARG(before), STR_ARG(after))
                     : joined(arena, before, str_trim(after));
    return true;
}

static bool has_quotes(str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] >= 0x80 || strchr("(\"'[", text.at[i] ? text.at[i] : ' '))
            return true;
    return false;
}

// "(née Lie)", "(f. Hansen)": a former name is no nickname.
static bool is_former_name(str quoted)
{
    static const char *const BORN[] = { "née ",  "nee ",  "né ",    "født ",
                                        "född ", "f. ",   "geb. ",  "geborene ",
                                        "o.s. ", "born ", "tidl. ", "tidligere " };
    for (size_t i = 0; i < LENGTH(BORN); i++)
        if (str_eq_ascii_case(str_slice(quoted, 0, strlen(BORN[i])), str_of(BORN[i])))
            return true;
    return false;
}

static void take_nicknames(struct arena *arena, str *text, struct person_parts *parts)
{
    for (size_t i = 0; i < LENGTH(QUOTES) && has_quotes(*text); i++) {
        str quoted = { 0 };
        if (!take_quoted(arena, QUOTES[i], text, &quoted) || is_former_name(quoted))
            continue;
        bool is_suffix = are_all(quoted, WORD_SUFFIX);
        str *target = is_suffix ? &parts->suffix : &parts->nickname;
        *target = joined(arena, *target, quoted);
    }
}

struct person_parts name_split(struct arena *arena, str text)
{
    struct person_parts parts = { 0 };
    str whole = text;
    take_nicknames(arena, &text, &parts);
    size_t slash = str_find(text, STR(" / "));
    if (slash < text.len && slash > 0)
        text = arena_print(arena, STR_FMT "," STR_FMT, (int)slash, text.at,
                           STR_ARG(str_slice(text, slash + 2, text.len)));
    struct pieces pieces = split_commas(text);
    if (pieces.count < 2) {
        place_plain(arena, pieces.count ? pieces.at[0] : text, &parts);
    } else if (are_all(pieces.at[1], WORD_SUFFIX | WORD_DEGREE | WORD_TITLE) &&
               (name_words_of(pieces.at[0]).count > 1 || are_all(pieces.at[1], WORD_SUFFIX))) {
        place_plain(arena, pieces.at[0], &parts);
        place_rest(arena, &pieces, 1, &parts);
    } else {
        place_reversed(arena, &pieces, &parts);
    }
    if (!parts.given.len && !parts.family.len)
        return (struct person_parts){ .family = whole };
    return parts;
}
