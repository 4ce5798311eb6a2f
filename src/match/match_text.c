#include "match/match_text.h"

#include "value/company_name.h"
#include "value/fold.h"

struct words {
    char *at;
    size_t len;
};

static void add_word(struct words *out, str word)
{
    if (out->len)
        out->at[out->len++] = ' ';
    memcpy(out->at + out->len, word.at, word.len);
    out->len += word.len;
}

static void add_joined(struct words *out, str word)
{
    memcpy(out->at + out->len, word.at, word.len);
    out->len += word.len;
}

static str as_str(struct words words)
{
    return (str){ words.at, words.len };
}

static str without_brackets(str name)
{
    size_t open = str_find_byte(name, '(');
    return open > 0 ? str_slice(name, 0, open) : name;
}

str text_company(struct arena *arena, str name)
{
    struct value value = { 0 };
    company_standardise(without_brackets(name), &(struct value_context){ 0 }, arena, &value);
    return value.normal.len ? value.normal : fold_words(arena, name);
}

// Words for a street, alone or as the end of its name, longest first within one language.
static const str STREET_WORDS[] = {
    { "street", 6 },  { "road", 4 },      { "avenue", 6 }, { "lane", 4 },     { "drive", 5 },
    { "close", 5 },   { "place", 5 },     { "court", 5 },  { "crescent", 8 }, { "terrace", 7 },
    { "circuit", 7 }, { "boulevard", 9 }, { "parade", 6 }, { "way", 3 },      { "square", 6 },
    { "st", 2 },      { "rd", 2 },        { "ave", 3 },    { "ln", 2 },       { "dr", 2 },
    { "cl", 2 },      { "pl", 2 },        { "ct", 2 },     { "cres", 4 },     { "tce", 3 },
    { "cct", 3 },     { "blvd", 4 },      { "pde", 3 },    { "sq", 2 },       { "gatan", 5 },
    { "gata", 4 },    { "vagen", 5 },     { "vag", 3 },    { "grand", 5 },    { "stigen", 6 },
    { "gate", 4 },    { "gaten", 5 },     { "veien", 5 },  { "vegen", 5 },    { "vei", 3 },
    { "veg", 3 },     { "gade", 4 },      { "vej", 3 },    { "alle", 4 },     { "vaenget", 7 },
    { "katu", 4 },    { "tie", 3 },       { "kuja", 4 },   { "polku", 5 },    { "strasse", 7 },
    { "str", 3 },     { "weg", 3 },       { "rue", 3 },    { "via", 3 },      { "calle", 5 },
    { "g", 1 },       { "v", 1 },         { "vn", 2 },     { "gt", 2 },
};

// A street's name without the word for street behind it: "storgatan" -> "stor".
static str without_street_word(str name)
{
    size_t best = 0;
    for (size_t i = 0; i < LENGTH(STREET_WORDS) && name.len; i++) {
        str word = STREET_WORDS[i];
        if (word.at[word.len - 1] != name.at[name.len - 1] || !str_ends(name, word) ||
            name.len < word.len + 3)
            continue;
        bool is_word = name.at[name.len - word.len - 1] == ' ';
        if ((is_word || word.len >= 3) && word.len > best)
            best = word.len;
    }
    name.len -= best;
    while (best && name.len && name.at[name.len - 1] == ' ')
        name.len--;
    return name;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// "12 b high street": the number and its letter come first, all the rest is the name.
static struct text_street number_first(str rest, struct words name, struct words number)
{
    str word;
    while (str_split(&rest, ' ', &word)) {
        if (!number.len || (!name.len && word.len == 1 && rest.at))
            add_joined(&number, word);
        else
            add_word(&name, word);
    }
    return (struct text_street){ without_street_word(as_str(name)), as_str(number) };
}

// "storgatan 12 b lgh 1203": the name up to the number; what is behind both is left out.
static struct text_street name_first(str rest, struct words name, struct words number)
{
    str word;
    while (str_split(&rest, ' ', &word)) {
        if (number.len && word.len > 1)
            break;
        if (number.len || is_digit(word.at[0]))
            add_joined(&number, word);
        else
            add_word(&name, word);
    }
    return (struct text_street){ without_street_word(as_str(name)), as_str(number) };
}

struct text_street text_street(struct arena *arena, str line)
{
    str folded = fold_words(arena, line);
    if (!folded.len)
        return (struct text_street){ 0 };
    struct words name = { arena_alloc(arena, folded.len + 1), 0 };
    struct words number = { arena_alloc(arena, folded.len + 1), 0 };
    return is_digit(folded.at[0]) ? number_first(folded, name, number)
                                  : name_first(folded, name, number);
}

static str filtered(struct arena *arena, str s, bool letters)
{
    char *out = arena_alloc(arena, s.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        if (is_digit(c) || (letters && c >= 'a' && c <= 'z'))
            out[len++] = c;
    }
    return (str){ out, len };
}

str text_compact(struct arena *arena, str s)
{
    return filtered(arena, s, true);
}

str text_digits(struct arena *arena, str s)
{
    return filtered(arena, s, false);
}
