#include "intake/junk.h"

#include "base/utf8.h"
#include "value/ascii.h"

enum { WORD_MAX = 20 };

// Sorted, letters and digits only, in lower case.
static const char *const WORDS[] = {
    "asdf",       "blank",         "dummy",       "eikaytossa", "eitietoa",      "empty",
    "finnesikke", "foobar",        "ikkeoppgitt", "ingen",      "inget",         "intet",
    "kd",         "keine",         "kommer",      "mangler",    "missing",       "n",
    "na",         "nan",           "nil",         "none",       "notapplicable", "notavailable",
    "notknown",   "notprovided",   "notset",      "null",       "nvt",           "oeppgitt",
    "okand",      "okänd",         "puuttuu",     "qwerty",     "saknas",        "tba",
    "tbc",        "tbd",           "test",        "testtest",   "tuntematon",    "ubekendt",
    "ukendt",     "ukjent",        "unbekannt",   "undefined",  "unknown",       "unspecified",
    "uoppgitt",   "uppgiftsaknas", "void",        "óþekkt",
};

// Letters, digits and what is not ASCII, in lower case. False: longer than any such word.
static bool squeezed(str text, char out[WORD_MAX], size_t *len)
{
    *len = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (!ascii_is_alnum(c) && (unsigned char)c < 0x80)
            continue;
        if (*len == WORD_MAX)
            return false;
        out[(*len)++] = ascii_lower(c);
    }
    return true;
}

// "xxx", "0000", "....": one sign again and again. Single letters and digits may be values.
static bool is_repeated(str word)
{
    for (size_t i = 1; i < word.len; i++)
        if (word.at[i] != word.at[0])
            return false;
    return word.len >= 3 && (word.at[0] == 'x' || word.at[0] == '0' || word.at[0] == '?');
}

bool junk_is(str text)
{
    char word[WORD_MAX];
    size_t len = 0;
    if (!squeezed(text, word, &len))
        return false;
    if (len == 0)
        return true;
    str s = { word, len };
    if (is_repeated(s))
        return true;
    // "N" alone may be a direction or an initial; "n/a" and "N." are not meant when it stands so.
    if (len == 1)
        return false;
    for (size_t i = 0; i < LENGTH(WORDS); i++)
        if (WORDS[i][0] == word[0] && str_eq(s, str_of(WORDS[i])))
            return true;
    return false;
}
