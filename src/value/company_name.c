#include "value/company_name.h"

#include "base/utf8.h"
#include "value/fold.h"
#include "value/legal_form.h"
#include "value/name_case.h"
#include "value/text.h"

enum { WORD_MAX = 64 };

struct words {
    str at[WORD_MAX]; // the last holds the rest of a very long name
    size_t count;
};

static struct words split(str text)
{
    struct words words = { 0 };
    str word;
    while (words.count + 1 < WORD_MAX && str_split(&text, ' ', &word))
        words.at[words.count++] = word;
    if (text.len)
        words.at[words.count++] = text;
    return words;
}

static bool is_in(str word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq_ascii_case(word, str_of(list[i])))
            return true;
    return false;
}

static bool is_form_word(const struct words *words, struct form_place place, size_t i)
{
    bool is_inside = i >= place.first && i < place.first + place.count;
    return place.form && (is_inside || (i == 0 && place.is_bilingual) ||
                          (i + 1 == words->count && place.is_public));
}

// Small inside a name, as the languages of the table's legal forms write them.
static bool is_small_word(str word)
{
    static const char *const WORDS[] = { "and", "of",  "for", "the", "in",  "og",  "i",   "på",
                                         "til", "av",  "af",  "hos", "ved", "och", "för", "till",
                                         "ja",  "und", "für", "der", "die", "das", "von", "vom",
                                         "de",  "la",  "le",  "les", "du",  "des", "et",  "y",
                                         "e",   "di",  "da",  "del", "med", "by",  "at",  "on",
                                         "to",  "van", "en",  "het", "a" };
    return is_in(word, WORDS, LENGTH(WORDS));
}

static bool is_vowel(uint32_t c)
{
    return c >= 0x80 || (c && strchr("aeiouyAEIOUY", (int)c));
}

// Short words that begin names and are no abbreviations.
static bool is_short_word(str word)
{
    static const char *const WORDS[] = {
        "the",  "in",  "for", "det", "den", "der", "die", "das", "de",  "la",  "le",  "les", "el",
        "du",   "di",  "da",  "en",  "et",  "on",  "at",  "to",  "by",  "my",  "we",  "vi",  "go",
        "no",   "st",  "art", "ice", "oil", "old", "one", "all", "alt", "eco", "arc", "ark", "elk",
        "ink",  "ivy", "oak", "our", "out", "own", "air", "ale", "egg", "ego", "eye", "eik", "elv",
        "ask",  "alm", "ono", "uno", "due", "tre", "sea", "tea", "pro", "bio", "geo", "neo", "duo",
        "trio", "sky", "ski", "dry", "try", "pre", "spa", "fri", "tri", "two", "ost", "ny",  "by",
    };
    return is_in(word, WORDS, LENGTH(WORDS));
}

// What the letters of a word are: "cvc" for BIL, "vcc" for ABG. Marks and digits are left out.
static size_t sounds_of(str word, char sounds[5], bool *has_other)
{
    size_t letters = 0;
    while (word.len) {
        uint32_t c = utf8_next(&word);
        bool is_letter = c >= 0x80 || (c | 32) - 'a' < 26u;
        *has_other |= !is_letter;
        if (is_letter && letters < 5)
            sounds[letters++] = is_vowel(c) ? 'v' : 'c';
    }
    return letters;
}

// "DNB", "KPMG", "SAS", "H&M", "AF Gruppen": short and in capitals, and nothing one could say as a
// syllable unless it stands alone.
static bool is_acronym(str word, enum casing whole, bool is_first, bool is_only)
{
    char sounds[5];
    bool has_other = false;
    size_t letters = sounds_of(word, sounds, &has_other);
    if (letters == 0 || letters > 4)
        return false;
    if (!memchr(sounds, 'v', letters))
        return whole == CASING_UPPER || letters > 1;
    if (whole != CASING_UPPER || is_short_word(word))
        return false;
    bool is_syllable = letters == 3 && memcmp(sounds, "cvc", 3) == 0;
    return letters <= 2 || has_other || is_only || (letters == 3 && is_first && !is_syllable);
}

static bool is_roman(str word)
{
    static const char *const NUMERALS[] = { "ii", "iii", "iv", "vi", "vii", "viii", "ix" };
    return is_in(word, NUMERALS, LENGTH(NUMERALS));
}

static str mend(struct arena *arena, str word, enum casing whole, bool is_first, bool is_only)
{
    if (!is_first && is_small_word(word))
        return case_lower(arena, word);
    if (is_roman(word) && !is_first)
        return case_upper(arena, word);
    if (is_acronym(word, whole, is_first, is_only))
        return case_upper(arena, word);
    return case_title(arena, word);
}

// Without what is left at the seam when a legal form is taken away.
static str trim_seam(str text)
{
    while (text.len && strchr(" ,;-(/_", text.at[text.len - 1]))
        text.len--;
    while (text.len && strchr(" ,;-)", text.at[0]))
        text = str_slice(text, 1, text.len);
    return text;
}

static str join(struct arena *arena, const struct words *words)
{
    size_t len = 0;
    for (size_t i = 0; i < words->count; i++)
        len += words->at[i].len + 1;
    char *out = arena_alloc(arena, len + 1);
    len = 0;
    for (size_t i = 0; i < words->count; i++) {
        if (!words->at[i].len)
            continue;
        if (len)
            out[len++] = ' ';
        memcpy(out + len, words->at[i].at, words->at[i].len);
        len += words->at[i].len;
    }
    return (str){ out, len };
}

// The words that are not the legal form; `is_in_place` false: all of them, when else none were
// left.
static struct words without_form(const struct words *words, struct form_place place)
{
    struct words base = { 0 };
    for (size_t i = 0; i < words->count; i++)
        if (!is_form_word(words, place, i))
            base.at[base.count++] = words->at[i];
    return base;
}

static bool has_letters(str text)
{
    while (text.len) {
        uint32_t c = utf8_next(&text);
        if (c >= 0x80 || (c | 32) - 'a' < 26u || c - '0' < 10u)
            return true;
    }
    return false;
}

static void mend_words(struct arena *arena, struct words *words, str base)
{
    enum casing whole = casing_of(base);
    if (whole == CASING_MIXED || whole == CASING_NONE)
        return;
    for (size_t i = 0; i < words->count; i++)
        words->at[i] = mend(arena, words->at[i], whole, i == 0, words->count == 1);
}

// The words with the legal form spelt as usual where it stood.
static str whole_name(struct arena *arena, const struct words *words, struct form_place place,
                      const struct words *base)
{
    struct words all = { 0 };
    size_t next = 0;
    for (size_t i = 0; i < words->count; i++) {
        if (!is_form_word(words, place, i))
            all.at[all.count++] = base->at[next++];
        else if (i + 1 == words->count && place.is_public)
            all.at[all.count++] = STR("(publ)");
        else if (place.is_bilingual)
            all.at[all.count++] = i ? STR("Ab") : STR("Oy");
        else if (place.is_written_out && casing_of(words->at[i]) == CASING_MIXED)
            all.at[all.count++] = words->at[i];
        else if (place.is_written_out)
            all.at[all.count++] = case_title(arena, words->at[i]);
        else if (i == place.first)
            all.at[all.count++] = str_of(place.form->spelling);
    }
    return join(arena, &all);
}

static bool is_filler(str word)
{
    static const char *const FILLERS[] = { "the", "and", "og", "och", "und", "et", "ja", "y", "e" };
    return is_in(word, FILLERS, LENGTH(FILLERS));
}

// Folded words without fillers; single letters in a row are one word: "J.P. Morgan", "JP Morgan".
static str normal_of(struct arena *arena, str base)
{
    str folded = fold_words(arena, base), rest = folded, word;
    char *out = arena_alloc(arena, folded.len + 1);
    size_t len = 0;
    bool after_letter = false;
    while (str_split(&rest, ' ', &word)) {
        bool is_letter = word.len == 1 && (word.at[0] < '0' || word.at[0] > '9');
        if (!word.len || (is_filler(word) && !(is_letter && after_letter)))
            continue;
        if (len && !(is_letter && after_letter))
            out[len++] = ' ';
        memcpy(out + len, word.at, word.len);
        len += word.len;
        after_letter = is_letter;
    }
    return len ? (str){ out, len } : folded;
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

// Without quotes around the whole.
static str unquoted(str text)
{
    if (text.len > 2 && is_quote(text.at[0]) && text.at[text.len - 1] == text.at[0])
        return str_trim(str_slice(text, 1, text.len - 1));
    return text;
}

void company_standardise(str input, const struct value_context *context, struct arena *arena,
                         struct value *out)
{
    *out = (struct value){ 0 };
    str text = unquoted(text_clean(arena, input));
    if (!has_letters(text)) {
        out->problem = STR("there is no name of a company");
        return;
    }
    struct words words = split(text);
    struct form_place place = legal_form_find(arena, words.at, words.count, context->country);
    struct words base = without_form(&words, place);
    str joined = trim_seam(join(arena, &base));
    if (!has_letters(joined)) {
        place = (struct form_place){ 0 };
        base = words;
        joined = text;
    }
    mend_words(arena, &base, joined);
    joined = unquoted(trim_seam(join(arena, &base)));
    out->value = whole_name(arena, &words, place, &base);
    out->normal = normal_of(arena, joined);
    value_add_part(out, "base", joined);
    if (place.form)
        value_add_part(out, "legal_form",
                       place.is_bilingual ? STR("Oy Ab") : str_of(place.form->spelling));
    out->valid = true;
}
