#include "value/legal_form.h"

#include "value/fold.h"
#include "value/name_case.h"

enum {
    FRONT = 1,   // may stand before the name
    MIDDLE = 2,  // may stand inside it
    CAREFUL = 4, // also a word: only in capitals or with a stroke or dots
    WORDS_MAX = 8,
    KEY_MAX = 64
};

struct form_key {
    const char *key;
    uint16_t form;
    uint8_t flags;
};

#include "value/legal_forms_table.h"

struct span {
    const str *words;
    size_t first, count;
};

static bool is_joining(str folded)
{
    static const char *const AND[] = { "and", "und", "u", "og", "och", "et", "ja" };
    for (size_t i = 0; i < LENGTH(AND); i++)
        if (str_eq(folded, str_of(AND[i])))
            return true;
    return false;
}

static size_t add_word(struct arena *arena, str word, bool is_inside, char *key, size_t len)
{
    str folded = fold(arena, word);
    str bare = folded;
    if (bare.len && bare.at[bare.len - 1] == '.')
        bare.len--;
    if (is_inside && is_joining(bare))
        folded = STR("&");
    for (size_t i = 0; i < folded.len && len < KEY_MAX; i++) {
        char c = folded.at[i];
        bool is_mark =
            (unsigned char)c < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9');
        if (!is_mark || c == '&')
            key[len++] = c;
    }
    return len;
}

// The letters and digits of the words as one, "&" kept. Too long a key comes back full.
static str span_key(struct arena *arena, struct span span, char key[KEY_MAX])
{
    size_t len = 0;
    for (size_t i = 0; i < span.count; i++)
        len = add_word(arena, span.words[span.first + i], i > 0, key, len);
    return (str){ key, len };
}

// The first entry with this key; LENGTH(KEYS) when there is none.
static size_t find_key(str key)
{
    size_t from = 0, to = LENGTH(KEYS);
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (str_compare(str_of(KEYS[middle].key), key) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from < LENGTH(KEYS) && str_eq(str_of(KEYS[from].key), key) ? from : LENGTH(KEYS);
}

static bool has_byte(struct span span, const char *bytes)
{
    for (size_t i = 0; i < span.count; i++) {
        str word = span.words[span.first + i];
        for (size_t j = 0; j < word.len; j++)
            if (strchr(bytes, word.at[j] ? word.at[j] : ' '))
                return true;
    }
    return false;
}

static enum casing span_casing(struct span span)
{
    enum casing casing = CASING_NONE;
    for (size_t i = 0; i < span.count; i++) {
        enum casing word = casing_of(span.words[span.first + i]);
        if (word != CASING_NONE)
            casing = casing == CASING_NONE || casing == word ? word : CASING_MIXED;
    }
    return casing;
}

static bool is_spelt_so(struct span span, const char *spelling)
{
    return span.count == 1 && str_eq(span.words[span.first], str_of(spelling));
}

// Whether a form that is also a word was meant as a form.
static bool is_meant(struct span span, const struct form_key *key, enum casing whole)
{
    if (!(key->flags & CAREFUL))
        return true;
    if (has_byte(span, "/.") || is_spelt_so(span, FORMS[key->form].spelling))
        return true;
    enum casing own = span_casing(span);
    return own == CASING_UPPER || (own == CASING_LOWER && whole == CASING_LOWER &&
                                   strcmp(key->key, "da") != 0 && strcmp(key->key, "is") != 0);
}

static bool is_of_country(const struct legal_form *form, str country)
{
    return country.len == 2 && str_has(str_of(form->countries), country);
}

// Of several forms with one key ("AS" and "A/S"): as it is spelt, else the country's, else the
// first.
static const struct form_key *choose(struct span span, size_t first, str country)
{
    const struct form_key *best = &KEYS[first];
    for (size_t i = first; i < LENGTH(KEYS) && strcmp(KEYS[i].key, KEYS[first].key) == 0; i++) {
        const struct legal_form *form = &FORMS[KEYS[i].form];
        if (span.count == 1 && str_eq_ascii_case(span.words[span.first], str_of(form->spelling)))
            return &KEYS[i];
        if (is_of_country(form, country) && !is_of_country(&FORMS[best->form], country))
            best = &KEYS[i];
    }
    return best;
}

static struct form_place match(struct arena *arena, struct span span, unsigned flags,
                               enum casing whole, str country)
{
    char bytes[KEY_MAX];
    str key = span_key(arena, span, bytes);
    size_t found = key.len && key.len < KEY_MAX ? find_key(key) : LENGTH(KEYS);
    if (found == LENGTH(KEYS))
        return (struct form_place){ 0 };
    const struct form_key *chosen = choose(span, found, country);
    if ((flags && !(chosen->flags & flags)) || !is_meant(span, chosen, whole))
        return (struct form_place){ 0 };
    const struct legal_form *form = &FORMS[chosen->form];
    bool is_written_out = key.len > strlen(form->spelling) + 1;
    return (struct form_place){
        .form = form, .first = span.first, .count = span.count, .is_written_out = is_written_out
    };
}

// "Butler and Company Ltd": what "and" joins stays with the name, so that only "Ltd" is the form.
static bool follows_and(const str *words, size_t at)
{
    str before = words[at - 1];
    return str_eq(before, STR("&")) || str_eq_ascii_case(before, STR("and")) ||
           str_eq_ascii_case(before, STR("und")) || str_eq_ascii_case(before, STR("og")) ||
           str_eq_ascii_case(before, STR("och"));
}

// "Oy Karl Fazer Ab": bilingual companies in Finland put one form at each end.
static bool is_bilingual(const str *words, struct form_place place)
{
    return place.form && place.first > 1 && strncmp(place.form->spelling, "AB", 2) == 0 &&
           str_eq_ascii_case(words[0], STR("Oy"));
}

struct form_place legal_form_find(struct arena *arena, const str *words, size_t count, str country)
{
    bool is_public = count > 1 && str_eq_ascii_case(words[count - 1], STR("(publ)"));
    count -= is_public;
    enum casing whole = span_casing((struct span){ words, 0, count });
    struct form_place place = { 0 };
    size_t longest = count < WORDS_MAX ? count : WORDS_MAX;
    for (size_t n = longest; n > 1 && !place.form; n--)
        if (!follows_and(words, count - n + 1))
            place = match(arena, (struct span){ words, count - n + 1, n - 1 }, 0, whole, country);
    for (size_t n = 2; n > 0 && !place.form; n--)
        if (n < count && words[0].len > 1)
            place = match(arena, (struct span){ words, 0, n }, FRONT, whole, country);
    for (size_t i = count; i > 2 && !place.form; i--)
        place = match(arena, (struct span){ words, i - 2, 1 }, MIDDLE, whole, country);
    place.is_public = is_public && place.form;
    place.is_bilingual = is_bilingual(words, place);
    return place;
}
