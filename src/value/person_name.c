#include "value/person_name.h"

#include "base/utf8.h"
#include "value/fold.h"
#include "value/name_case.h"
#include "value/person_name_split.h"
#include "value/person_name_words.h"
#include "value/text.h"

#include <unicode/uchar.h>

static bool has_letters(str text)
{
    while (text.len) {
        uint32_t c = utf8_next(&text);
        if (c != UTF8_BAD && u_isalpha((UChar32)c))
            return true;
    }
    return false;
}

static bool is_nobody(str text)
{
    if (name_word_kinds(text) & WORD_NOBODY)
        return true;
    struct name_words words = name_words_of(text);
    for (size_t i = 0; i < words.count; i++)
        if (!(name_word_kinds(words.at[i]) & WORD_NOBODY))
            return false;
    return words.count > 0;
}

// Why `text` is no name, in words; empty when it may be one.
static str problem_of(str text)
{
    if (!text.len)
        return STR("there is no name");
    if (str_find_byte(text, '@') < text.len)
        return STR("this looks like an e-mail address, not a name");
    if (!has_letters(text))
        return STR("there are no letters in it");
    if (is_nobody(text))
        return STR("this says that there is no name");
    return (str){ 0 };
}

// The usual spelling of what is written all small or all large: "PHD", "jr".
static str mend_suffix(struct arena *arena, str word)
{
    static const char *const USUAL[] = { "Jr",     "Sr",     "PhD", "DPhil", "Esq",  "MSc",  "BSc",
                                         "Junior", "Senior", "Jr.", "Sr.",   "Esq.", "Ph.D." };
    for (size_t i = 0; i < LENGTH(USUAL); i++)
        if (str_eq_ascii_case(word, str_of(USUAL[i])))
            return str_of(USUAL[i]);
    return casing_of(word) == CASING_LOWER && word.len <= 4 ? case_upper(arena, word) : word;
}

// Nordic and German titles are written small as often as not and stay so.
static str mend_title(struct arena *arena, str word)
{
    static const char *const LARGE[] = { "dr", "mr", "mrs", "ms", "miss", "prof", "sir", "rev" };
    bool is_large = word.len > 2 && casing_of(word) == CASING_UPPER;
    str bare = word;
    if (bare.len && bare.at[bare.len - 1] == '.')
        bare.len--;
    for (size_t i = 0; i < LENGTH(LARGE); i++)
        is_large |= str_eq_ascii_case(bare, str_of(LARGE[i]));
    return is_large && casing_of(word) != CASING_MIXED ? case_title(arena, word) : word;
}

static str mend_each(struct arena *arena, str text, str (*mend)(struct arena *, str))
{
    if (!text.len)
        return text;
    struct name_words words = name_words_of(text);
    for (size_t i = 0; i < words.count; i++)
        words.at[i] = mend(arena, words.at[i]);
    return name_words_join(arena, &words, 0, words.count);
}

static enum casing whole_casing(const struct person_parts *parts)
{
    enum casing each[] = { casing_of(parts->given), casing_of(parts->middle),
                           casing_of(parts->family) };
    enum casing whole = CASING_NONE;
    for (size_t i = 0; i < LENGTH(each); i++)
        if (each[i] != CASING_NONE)
            whole = whole == CASING_NONE || whole == each[i] ? each[i] : CASING_MIXED;
    return whole;
}

static void mend_case(struct arena *arena, struct person_parts *parts)
{
    enum casing whole = whole_casing(parts);
    parts->given = name_case_within(arena, parts->given, false, whole);
    parts->middle = name_case_within(arena, parts->middle, false, whole);
    parts->family = name_case_within(arena, parts->family, true, whole);
    if (whole != CASING_MIXED)
        parts->nickname = name_case(arena, parts->nickname, false);
    parts->title = mend_each(arena, parts->title, mend_title);
    parts->suffix = mend_each(arena, parts->suffix, mend_suffix);
}

static str full_name(struct arena *arena, const struct person_parts *parts)
{
    const str each[] = { parts->given, parts->middle, parts->family };
    char *out = arena_alloc(arena, parts->given.len + parts->middle.len + parts->family.len + 3);
    size_t len = 0;
    for (size_t i = 0; i < LENGTH(each); i++) {
        if (!each[i].len)
            continue;
        if (len)
            out[len++] = ' ';
        memcpy(out + len, each[i].at, each[i].len);
        len += each[i].len;
    }
    return (str){ out, len };
}

static void finish(struct arena *arena, struct person_parts *parts, struct value *out)
{
    mend_case(arena, parts);
    out->value = full_name(arena, parts);
    out->normal = fold_words(arena, out->value);
    out->valid = out->value.len > 0;
    value_add_part(out, "title", parts->title);
    value_add_part(out, "given", parts->given);
    value_add_part(out, "middle", parts->middle);
    value_add_part(out, "family", parts->family);
    value_add_part(out, "suffix", parts->suffix);
    value_add_part(out, "nickname", parts->nickname);
}

void person_name_standardise(str input, const struct value_context *context, struct arena *arena,
                             struct value *out)
{
    (void)context;
    str text = text_clean(arena, input);
    *out = (struct value){ .problem = problem_of(text) };
    if (out->problem.len)
        return;
    struct person_parts parts = name_split(arena, text);
    finish(arena, &parts, out);
}

static struct person_parts cleaned(struct arena *arena, const struct person_parts *columns)
{
    return (struct person_parts){
        text_clean(arena, columns->title),  text_clean(arena, columns->given),
        text_clean(arena, columns->middle), text_clean(arena, columns->family),
        text_clean(arena, columns->suffix), text_clean(arena, columns->nickname),
    };
}

// True when `text`, alone in its column, holds given and family name.
static bool is_whole_name(struct arena *arena, str text, bool is_given_column)
{
    struct name_words words = name_words_of(text);
    if (str_find_byte(text, ',') < text.len)
        return true;
    if (words.count < 2)
        return false;
    bool begins = name_is_given(arena, words.at[0]);
    bool ends = name_is_given(arena, words.at[words.count - 1]);
    return is_given_column ? !ends : begins && !ends;
}

// Keeps what the other columns say about a name that was taken out of one.
static struct person_parts split_column(struct arena *arena, str text, struct person_parts rest)
{
    struct person_parts parts = name_split(arena, text);
    parts.title = parts.title.len ? parts.title : rest.title;
    parts.middle = parts.middle.len ? parts.middle : rest.middle;
    parts.suffix = parts.suffix.len ? parts.suffix : rest.suffix;
    parts.nickname = parts.nickname.len ? parts.nickname : rest.nickname;
    return parts;
}

// "Anna Berg" and "Berg", "Berg, Anna" and "Berg": the given name without the family name.
static str without_family(struct arena *arena, str given, str family)
{
    str name = fold(arena, given), tail = fold(arena, family);
    bool is_inside = tail.len && str_ends(name, tail) && name.len > tail.len + 1 &&
                     name.at[name.len - tail.len - 1] == ' ' && str_ends(given, family);
    return is_inside ? str_trim(str_slice(given, 0, given.len - family.len)) : given;
}

static struct person_parts parts_of(struct arena *arena, struct person_parts parts)
{
    bool is_twice = str_eq(parts.given, parts.family);
    if ((!parts.family.len || is_twice) && is_whole_name(arena, parts.given, true))
        return split_column(arena, parts.given, parts);
    if (!parts.given.len && is_whole_name(arena, parts.family, false))
        return split_column(arena, parts.family, parts);
    if (!is_twice)
        parts.given = without_family(arena, parts.given, parts.family);
    struct name_words words = name_words_of(parts.given);
    str title = { 0 };
    name_take_titles(arena, &words, &title);
    if (title.len) {
        parts.title = parts.title.len ? parts.title : title;
        parts.given = name_words_join(arena, &words, 0, words.count);
    }
    return parts;
}

void person_name_standardise_parts(const struct person_parts *columns, struct arena *arena,
                                   struct value *out)
{
    struct person_parts parts = cleaned(arena, columns);
    *out = (struct value){ .problem = problem_of(full_name(arena, &parts)) };
    if (out->problem.len)
        return;
    parts = parts_of(arena, parts);
    finish(arena, &parts, out);
}
