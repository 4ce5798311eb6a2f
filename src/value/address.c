#include "value/address.h"

#include "base/utf8.h"
#include "value/ascii.h"
#include "value/fold.h"
#include "value/postcode.h"
#include "value/text.h"

#include <unicode/uchar.h>

static str one_line(str s, struct arena *arena)
{
    str line, out = { 0 };
    if (str_find_byte(s, '\n') == s.len)
        return str_trim(s);
    while (str_split(&s, '\n', &line)) {
        line = str_trim(line);
        if (line.len && out.len)
            out = arena_print(arena, STR_FMT ", " STR_FMT, STR_ARG(out), STR_ARG(line));
        else if (line.len)
            out = line;
    }
    return out;
}

str address_join(const struct address *address, struct arena *arena)
{
    const struct address a = { one_line(address->street, arena), one_line(address->postcode, arena),
                               one_line(address->city, arena), one_line(address->region, arena),
                               one_line(address->country, arena) };
    if (!(a.street.len + a.postcode.len + a.city.len + a.region.len + a.country.len))
        return (str){ 0 };
    return arena_print(arena, STR_FMT "\n" STR_FMT "\n" STR_FMT "\n" STR_FMT "\n" STR_FMT,
                       STR_ARG(a.street), STR_ARG(a.postcode), STR_ARG(a.city), STR_ARG(a.region),
                       STR_ARG(a.country));
}

struct address address_split(str lines)
{
    struct address out = { 0 };
    str *parts[] = { &out.street, &out.postcode, &out.city, &out.region, &out.country };
    for (size_t i = 0; i < LENGTH(parts) && str_split(&lines, '\n', parts[i]); i++)
        continue;
    return out;
}

static bool is_all_capitals(str s)
{
    size_t letters = 0;
    while (s.len) {
        uint32_t c = utf8_next(&s);
        if (u_islower((UChar32)c))
            return false;
        letters += u_isalpha((UChar32)c) != 0;
    }
    return letters > 2;
}

// Words that stay small inside a city's name: "Stoke upon Trent", "Frankfurt am Main".
static bool is_small_word(str word)
{
    static const char *const WORDS[] = { "am",  "an",  "auf", "by",  "bei", "de",   "del",
                                         "den", "der", "des", "di",  "do",  "du",   "en",
                                         "i",   "im",  "in",  "la",  "le",  "les",  "og",
                                         "on",  "pa",  "sur", "ved", "vid", "upon", "zu" };
    for (size_t i = 0; i < LENGTH(WORDS); i++)
        if (str_eq_ascii_case(word, str_of(WORDS[i])))
            return true;
    return false;
}

static size_t word_length(str s)
{
    size_t len = 0;
    while (len < s.len && s.at[len] != ' ' && s.at[len] != '-')
        len++;
    return len;
}

// "KØBENHAVN K" -> "København K"
static str in_mixed_case(str s, struct arena *arena)
{
    char *out = arena_alloc(arena, s.len * 2 + 4);
    size_t len = 0;
    bool begins = true, small = false;
    for (str rest = s; rest.len;) {
        if (begins)
            small = len > 0 && is_small_word(str_slice(rest, 0, word_length(rest)));
        UChar32 c = (UChar32)utf8_next(&rest);
        UChar32 cased = begins && !small ? u_toupper(c) : u_tolower(c);
        len += utf8_put(out + len, (uint32_t)cased);
        begins = c == ' ' || c == '-';
    }
    return (str){ out, len };
}

// "Storgatan 1 , 2 tr" -> "Storgatan 1, 2 tr"
static str street_clean(str street, struct arena *arena)
{
    str text = text_clean(arena, one_line(street, arena));
    if (str_find(text, STR(" ,")) == text.len)
        return text;
    char *out = arena_alloc(arena, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++)
        if (!(text.at[i] == ' ' && i + 1 < text.len && text.at[i + 1] == ','))
            out[len++] = text.at[i];
    return (str){ out, len };
}

struct address address_standardise(const struct address *address, struct arena *arena, str *problem)
{
    struct address out = { .street = street_clean(address->street, arena),
                           .city = text_clean(arena, one_line(address->city, arena)),
                           .region = text_clean(arena, one_line(address->region, arena)),
                           .country = ascii_to_upper(arena, str_trim(address->country)) };
    *problem = (str){ 0 };
    if (is_all_capitals(out.city))
        out.city = in_mixed_case(out.city, arena);
    if (address->postcode.len) {
        struct value_context context = { .country = out.country };
        struct value value;
        postcode_standardise(address->postcode, &context, arena, &value);
        out.postcode = value.valid ? value.value : text_clean(arena, address->postcode);
        *problem = value.problem;
    }
    return out;
}

static str joined(str a, const char *between, str b, struct arena *arena)
{
    if (!a.len || !b.len)
        return a.len ? a : b;
    return arena_print(arena, STR_FMT "%s" STR_FMT, STR_ARG(a), between, STR_ARG(b));
}

str address_format(const struct address *address, struct arena *arena)
{
    static const char *const CITY_FIRST_IN[] = { "AU", "CA", "GB", "IE", "IN", "NZ", "US" };
    bool city_first = ascii_one_of(address->country, CITY_FIRST_IN, LENGTH(CITY_FIRST_IN));
    str town = address->city;
    if (city_first)
        town = joined(joined(town, ", ", address->region, arena), " ", address->postcode, arena);
    else
        town = joined(joined(address->postcode, " ", town, arena), ", ", address->region, arena);
    return joined(joined(address->street, ", ", town, arena), ", ", address->country, arena);
}

// Whole words and what they are compared as. Sorted. Source: Royal Mail and USPS Publication 28
// (appendix C), Lantmäteriet and Kartverket on street names.
static const struct {
    const char *word, *cut;
} WORDS[] = {
    { "allee", "alle" }, { "apartment", "apt" },  { "aven", "ave" },    { "avenue", "ave" },
    { "av", "ave" },     { "boulevard", "blvd" }, { "boul", "blvd" },   { "close", "cl" },
    { "court", "ct" },   { "crescent", "cres" },  { "drive", "dr" },    { "east", "e" },
    { "garden", "gdn" }, { "gardens", "gdns" },   { "gata", "g" },      { "gatan", "g" },
    { "gate", "g" },     { "gaten", "g" },        { "gatu", "g" },      { "gade", "g" },
    { "gt", "g" },       { "heights", "hts" },    { "highway", "hwy" }, { "lane", "ln" },
    { "north", "n" },    { "parkway", "pkwy" },   { "place", "pl" },    { "plads", "pl" },
    { "plass", "pl" },   { "plats", "pl" },       { "plassen", "pl" },  { "road", "rd" },
    { "room", "rm" },    { "saint", "st" },       { "sankt", "st" },    { "sct", "st" },
    { "south", "s" },    { "square", "sq" },      { "strasse", "str" }, { "street", "st" },
    { "suite", "ste" },  { "terrace", "ter" },    { "vag", "v" },       { "vagen", "v" },
    { "vegen", "v" },    { "veg", "v" },          { "vei", "v" },       { "veien", "v" },
    { "vej", "v" },      { "vejen", "v" },        { "vn", "v" },        { "vg", "v" },
    { "west", "w" },
};

// Endings of one-word street names; the longest that fits is cut.
static const struct {
    const char *ending, *cut;
} ENDINGS[] = {
    { "gatan", "g" },  { "gaten", "g" },  { "gata", "g" },      { "gate", "g" },
    { "gade", "g" },   { "gt", "g" },     { "vagen", "v" },     { "veien", "v" },
    { "vegen", "v" },  { "vejen", "v" },  { "vag", "v" },       { "vei", "v" },
    { "veg", "v" },    { "vej", "v" },    { "vn", "v" },        { "plassen", "pl" },
    { "plads", "pl" }, { "plass", "pl" }, { "strasse", "str" }, { "katu", "k" },
    { "tie", "t" },    { "laan", "ln" },
};

static void add_word(str word, char *out, size_t *len)
{
    str stem = word, cut = { 0 };
    for (size_t i = 0; i < LENGTH(WORDS) && !cut.len; i++)
        if (str_eq(word, str_of(WORDS[i].word))) {
            stem.len = 0;
            cut = str_of(WORDS[i].cut);
        }
    for (size_t i = 0; i < LENGTH(ENDINGS) && !cut.len; i++) {
        str ending = str_of(ENDINGS[i].ending);
        if (word.len >= ending.len + 3 && str_ends(word, ending)) {
            stem.len = word.len - ending.len;
            cut = str_of(ENDINGS[i].cut);
        }
    }
    if (*len)
        out[(*len)++] = ' ';
    memcpy(out + *len, stem.at, stem.len);
    *len += stem.len;
    if (cut.len)
        memcpy(out + *len, cut.at, cut.len);
    *len += cut.len;
}

str address_street_normal(str street, struct arena *arena)
{
    str word, rest = fold_words(arena, street);
    char *out = arena_alloc(arena, rest.len * 2 + 8);
    size_t len = 0;
    while (str_split(&rest, ' ', &word))
        if (word.len)
            add_word(word, out, &len);
    return (str){ out, len };
}

str address_normal(const struct address *address, struct arena *arena)
{
    str street = address_street_normal(address->street, arena);
    str postcode = fold_words(arena, address->postcode);
    char *compact = arena_alloc(arena, postcode.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < postcode.len; i++)
        if (postcode.at[i] != ' ')
            compact[len++] = postcode.at[i];
    str city = fold_words(arena, address->city);
    return arena_print(arena, STR_FMT "|" STR_FMT "|" STR_FMT "|" STR_FMT, STR_ARG(street),
                       (int)len, compact, STR_ARG(city), STR_ARG(address->country));
}
