#include "value/phonetic.h"

enum { NAME_MAX = 64, RULE_MAX = 4 };

// `sound` replaces `letters`; a rule for the beginning of the name has `is_first`. Longer rules
// stand before shorter ones with the same beginning.
struct rule {
    char letters[RULE_MAX + 1];
    char sound[3];
    bool is_first;
};

static const struct rule A[] = { { "aa", "a", false },
                                 { "ae", "a", false },
                                 { "ai", "ei", false },
                                 { "aj", "ei", false },
                                 { "ay", "ei", false } };
static const struct rule C[] = { { "ch", "k", false },  { "ck", "k", false },
                                 { "ce", "se", false }, { "ci", "si", false },
                                 { "cy", "si", false }, { "c", "k", false } };
static const struct rule D[] = { { "dt", "t", false }, { "dj", "j", true }, { "dh", "d", false } };
static const struct rule E[] = { { "ej", "ei", false }, { "ey", "ei", false } };
static const struct rule G[] = { { "gj", "j", true }, { "gh", "g", false } };
static const struct rule H[] = { { "hj", "j", true }, { "hv", "v", true } };
static const struct rule I[] = { { "ie", "i", false }, { "ij", "i", false } };
static const struct rule K[] = { { "kj", "k", false } };
static const struct rule L[] = { { "lj", "j", true } };
static const struct rule O[] = { { "oe", "o", false }, { "ou", "u", false } };
static const struct rule P[] = { { "ph", "f", false } };
static const struct rule Q[] = { { "qu", "kv", false },
                                 { "qv", "kv", false },
                                 { "q", "k", false } };
static const struct rule S[] = { { "sch", "s", false },
                                 { "skj", "s", false },
                                 { "stj", "s", false },
                                 { "sj", "s", false },
                                 { "sh", "s", false } };
static const struct rule T[] = { { "th", "t", false }, { "tj", "k", true } };
static const struct rule W[] = { { "w", "v", false } };
static const struct rule X[] = { { "x", "ks", false } };
static const struct rule Y[] = { { "y", "i", false } };
static const struct rule Z[] = { { "z", "s", false } };

struct rules {
    const struct rule *at;
    size_t count;
};

#define RULES(of)      \
    {                  \
        of, LENGTH(of) \
    }

static const struct rules BY_LETTER[26] = {
    ['a' - 'a'] = RULES(A), ['c' - 'a'] = RULES(C), ['d' - 'a'] = RULES(D), ['e' - 'a'] = RULES(E),
    ['g' - 'a'] = RULES(G), ['h' - 'a'] = RULES(H), ['i' - 'a'] = RULES(I), ['k' - 'a'] = RULES(K),
    ['l' - 'a'] = RULES(L), ['o' - 'a'] = RULES(O), ['p' - 'a'] = RULES(P), ['q' - 'a'] = RULES(Q),
    ['s' - 'a'] = RULES(S), ['t' - 'a'] = RULES(T), ['w' - 'a'] = RULES(W), ['x' - 'a'] = RULES(X),
    ['y' - 'a'] = RULES(Y), ['z' - 'a'] = RULES(Z),
};

static bool is_separator(char c)
{
    return (unsigned char)c < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9');
}

static str letters_of(str folded, char out[NAME_MAX])
{
    size_t len = 0;
    for (size_t i = 0; i < folded.len && len < NAME_MAX; i++)
        if (!is_separator(folded.at[i]))
            out[len++] = folded.at[i];
    return (str){ out, len };
}

// Takes a patronymic ending off: -sen, -son, -ssen, -sson, -zon give "sn"; -datter, -dottir "dt".
static const char *take_ending(str *name)
{
    static const char *const DAUGHTER[] = { "datter", "dotter", "dottir", "dottur" };
    for (size_t i = 0; i < LENGTH(DAUGHTER); i++)
        if (name->len > 7 && str_ends(*name, str_of(DAUGHTER[i]))) {
            name->len -= 6;
            while (name->len > 1 && name->at[name->len - 1] == 's')
                name->len--;
            return "dt";
        }
    const char *end = name->at + name->len;
    if (name->len < 5 || end[-1] != 'n' || (end[-2] != 'e' && end[-2] != 'o') ||
        (end[-3] != 's' && end[-3] != 'z'))
        return "";
    name->len -= 3;
    while (name->len > 1 && strchr("sz", name->at[name->len - 1]))
        name->len--;
    return "sn";
}

static const struct rule *find_rule(str name, size_t at)
{
    unsigned letter = (unsigned char)name.at[at] - 'a';
    if (letter >= 26)
        return NULL;
    for (size_t i = 0; i < BY_LETTER[letter].count; i++) {
        const struct rule *rule = &BY_LETTER[letter].at[i];
        if ((!rule->is_first || at == 0) &&
            str_starts(str_slice(name, at, name.len), str_of(rule->letters)))
            return rule;
    }
    return NULL;
}

static bool is_vowel(char c)
{
    return c && strchr("aeiouy", c);
}

// "Johnsen", "Kahrs", "Bergh": an h that does not begin a syllable is not heard.
static bool is_silent(str name, size_t at)
{
    return name.at[at] == 'h' && at > 0 && (at + 1 == name.len || !is_vowel(name.at[at + 1]));
}

static size_t put(char *out, size_t len, const char *sound)
{
    for (; *sound && len < PHONETIC_MAX; sound++)
        if (len == 0 || out[len - 1] != *sound || (unsigned char)*sound >= 0x80)
            out[len++] = *sound;
    return len;
}

// Without the beginning of a character whose rest did not fit, so that a code is valid UTF-8.
static str whole_characters(str code)
{
    size_t start = code.len;
    while (start > 0 && ((unsigned char)code.at[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return code;
    unsigned char lead = (unsigned char)code.at[start - 1];
    size_t needed = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    return code.len - start < needed ? str_slice(code, 0, start - 1) : code;
}

str phonetic_code(str folded, char out[PHONETIC_MAX])
{
    char letters[NAME_MAX];
    str name = letters_of(folded, letters);
    const char *ending = take_ending(&name);
    size_t len = 0;
    for (size_t i = 0; i < name.len;) {
        const struct rule *rule = find_rule(name, i);
        char same[2] = { name.at[i], 0 };
        if (!is_silent(name, i))
            len = put(out, len, rule ? rule->sound : same);
        i += rule ? strlen(rule->letters) : 1;
    }
    return whole_characters((str){ out, put(out, len, ending) });
}
