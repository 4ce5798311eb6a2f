#include "exchange/mapping_words.h"

#include "exchange/mapping_vocabulary.h"
#include "value/fold.h"

enum { WORD_MAX = 12, LONGEST_COMPOUND = 60 };

// A phrase of the table, and the row it was found in first.
struct found {
    const struct target_words *row; // NULL: not found
    str phrase;
};

struct words {
    str items[WORD_MAX];
    unsigned kinds[WORD_MAX]; // of enum word_kind; a word may be several
    size_t count;
};

// "firstName", "Phone1" and "OrgNr" are two words each.
static str open_camel_case(struct arena *arena, str header)
{
    char *out = arena_alloc(arena, header.len * 2 + 1);
    size_t len = 0;
    for (size_t i = 0; i < header.len; i++) {
        char c = header.at[i], before = i ? header.at[i - 1] : ' ';
        bool was_lower = before >= 'a' && before <= 'z';
        bool was_letter = was_lower || (before >= 'A' && before <= 'Z');
        if ((was_lower && c >= 'A' && c <= 'Z') || (was_letter && c >= '0' && c <= '9'))
            out[len++] = ' ';
        out[len++] = c;
    }
    return (str){ out, len };
}

static void add_word(struct words *words, str word)
{
    if (words->count == WORD_MAX || !word.len)
        return;
    words->kinds[words->count] = vocabulary_kinds(word);
    words->items[words->count++] = word;
}

// The Germanic languages write "arbetstelefon" and "Firmenadresse" as one word: a word that says
// something beside the field, and the field. Returns the length of the first; 0: not such a word.
static size_t compound_border(str word)
{
    enum { SHORTEST_PART = 3 };
    for (size_t border = word.len - SHORTEST_PART; border >= SHORTEST_PART; border--) {
        unsigned kinds = vocabulary_kinds(str_slice(word, 0, border));
        if ((kinds & ~(unsigned)(WORD_FILLER | WORD_NUMBER)) &&
            vocabulary_target(str_slice(word, border, word.len)))
            return border;
    }
    return 0;
}

static void add_compound(struct words *words, str word)
{
    bool may_be_two = word.len > 6 && word.len <= LONGEST_COMPOUND && !vocabulary_target(word) &&
                      !vocabulary_kinds(word);
    size_t border = may_be_two ? compound_border(word) : 0;
    add_word(words, str_slice(word, 0, border));
    add_word(words, str_slice(word, border, word.len));
}

static struct words split_header(struct arena *arena, str header)
{
    struct words words = { .count = 0 };
    str rest = fold_words(arena, header), word;
    if (!vocabulary_target(rest)) // "LinkedIn" is one word, "firstName" is two
        rest = fold_words(arena, open_camel_case(arena, header));
    while (words.count < WORD_MAX && rest.len && str_split(&rest, ' ', &word))
        add_compound(&words, word);
    return words;
}

// The words that are not only of the kinds in `without`, as one text.
static str join(struct arena *arena, const struct words *words, unsigned without)
{
    str text = STR("");
    for (size_t i = 0; i < words->count; i++)
        if (!(words->kinds[i] & without))
            text = arena_print(arena, STR_FMT "%s" STR_FMT, STR_ARG(text), text.len ? " " : "",
                               STR_ARG(words->items[i]));
    return text;
}

static const char *label_of(const struct words *words, int target)
{
    for (size_t i = 0; i < words->count; i++) {
        const char *label = vocabulary_label(words->items[i], target);
        if (label)
            return label;
    }
    return "";
}

static bool has_kind(const struct words *words, unsigned kind)
{
    for (size_t i = 0; i < words->count; i++)
        if (words->kinds[i] & kind)
            return true;
    return false;
}

static int number_of(const struct words *words)
{
    int64_t number = 0;
    for (size_t i = 0; i < words->count; i++)
        if (words->kinds[i] & WORD_NUMBER)
            str_to_int(words->items[i], &number);
    return number > 0 && number < 100 ? (int)number : 0;
}

// Tries the whole header first and leaves out ever more of what stands beside the field.
static struct found find_without(struct arena *arena, const struct words *words, unsigned *left_out,
                                 int *confidence)
{
    static const unsigned BESIDE_CONTACT = WORD_NUMBER | WORD_CONTACT | WORD_CUSTOMER;
    static const unsigned LEFT_OUT[] = {
        0,
        WORD_NUMBER,
        WORD_NUMBER | WORD_FILLER,
        WORD_NUMBER | WORD_LABEL,
        WORD_NUMBER | WORD_LABEL | WORD_FILLER,
        BESIDE_CONTACT,
        WORD_NUMBER | WORD_COMPANY,
        BESIDE_CONTACT | WORD_LABEL,
        WORD_NUMBER | WORD_COMPANY | WORD_LABEL,
        BESIDE_CONTACT | WORD_COMPANY | WORD_LABEL | WORD_FILLER,
    };
    for (size_t i = 0; i < LENGTH(LEFT_OUT); i++) {
        str phrase = join(arena, words, LEFT_OUT[i]);
        const struct target_words *row = phrase.len ? vocabulary_target(phrase) : NULL;
        *left_out = LEFT_OUT[i];
        *confidence = 95 - 2 * (int)i;
        if (row)
            return (struct found){ row, phrase };
    }
    return (struct found){ 0 };
}

// Words that make something else of what follows: the place of birth is no address.
static bool is_about_something_else(const struct words *words)
{
    static const char *const OTHERS[] = {
        "birth",  "born",   "fodelse", "fodsels",  "geburts", "origin",    "previous", "former",
        "old",    "next",   "due",     "tidigare", "forrige", "emergency", "mother",   "father",
        "spouse", "parent", "maiden",  "created",  "updated", "modified",  "status",   "count",
    };
    for (size_t i = 0; i < words->count; i++)
        for (size_t k = 0; k < LENGTH(OTHERS); k++)
            if (str_eq(words->items[i], str_of(OTHERS[k])))
                return true;
    return false;
}

// The last words of a longer header: "Preferred shipping address e-mail", "soc_sec_id".
static struct found find_at_end(struct arena *arena, const struct words *words)
{
    struct words own = { .count = 0 };
    for (size_t i = 0; i < words->count; i++)
        if (!(words->kinds[i] & WORD_NUMBER))
            own.items[own.count++] = words->items[i];
    for (size_t len = own.count < 3 ? own.count : 3; len > 0; len--) {
        struct words tail = { .count = len };
        for (size_t i = 0; i < len; i++)
            tail.items[i] = own.items[own.count - len + i];
        str phrase = join(arena, &tail, 0);
        const struct target_words *row = vocabulary_target(phrase);
        bool vague = row && (row->target == TARGET_ENTITY ||
                             (row->target == TARGET_EXTERNAL_ID && !str_eq(phrase, STR("id"))));
        if (row && !vague && !is_about_something_else(words))
            return (struct found){ row, phrase };
    }
    return (struct found){ 0 };
}

struct header_meaning header_meaning(str header, struct arena *arena)
{
    auto_arena scratch = { 0 };
    struct words words = split_header(&scratch, header);
    struct header_meaning meaning = { .label = "" };
    if (words.count == 0 || words.count == WORD_MAX)
        return meaning;
    unsigned left_out;
    int confidence;
    struct found found = find_without(&scratch, &words, &left_out, &confidence);
    if (!found.row) {
        found = find_at_end(&scratch, &words);
        left_out = WORD_COMPANY | WORD_CONTACT;
        confidence = 55;
    }
    if (!found.row)
        return meaning;
    return (struct header_meaning){
        .target = found.row->target,
        .label = label_of(&words, found.row->target),
        .of_company = (left_out & WORD_COMPANY) && has_kind(&words, WORD_COMPANY),
        .is_contact = has_kind(&words, WORD_CONTACT),
        .number = number_of(&words),
        .confidence = confidence,
        .language = vocabulary_languages(found.row->target, found.phrase, arena),
    };
}
