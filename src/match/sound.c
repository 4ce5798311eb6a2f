#include "match/sound.h"

// Letters by how they sound: vowels and h are A and dropped behind the first place; the rest by
// place of articulation, as in Soundex (Russell 1918), but soft c and z with s.
//                                 a    b    c    d    e    f    g    h    i    j    k    l    m
static const char CLASSES[26] = { 'A', 'P', 'K', 'T', 'A', 'F', 'K', 'A', 'A', 'A', 'K', 'L', 'M',
                                  //    n    o    p    q    r    s    t    u    v    w    x    y z
                                  'N', 'A', 'P', 'K', 'R', 'S', 'T', 'A', 'F', 'F', 'K', 'A', 'S' };

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_soft(char next)
{
    return next == 'e' || next == 'i' || next == 'y';
}

// The class of the letter at `i`, looking at its neighbour; 0 when it is silent.
static char class_at(str s, size_t i)
{
    char c = s.at[i];
    char next = i + 1 < s.len ? s.at[i + 1] : 0;
    char before = i > 0 ? s.at[i - 1] : 0;
    if (c == 'c' && is_soft(next))
        return 'S';
    if (c == 'p' && next == 'h')
        return 'F';
    if ((c == 'd' && next == 't') || (c == 'g' && next == 'h') || (c == 'd' && next == 's'))
        return 0;
    if (c == 'h' && i > 0)
        return 0;
    if ((c == 'k' && before == 'c') || (c == 'v' && before == 'h' && i == 1))
        return c == 'v' ? 'F' : 0;
    return CLASSES[c - 'a'];
}

enum { SOUND_MAX = 12 };

static void add(char code[SOUND_MAX], size_t *len, char class)
{
    bool is_vowel = class == 'A';
    if (*len == SOUND_MAX || (is_vowel && *len > 0) || (*len > 0 && code[*len - 1] == class))
        return;
    code[(*len)++] = class;
}

uint32_t sound_code(str folded)
{
    char code[SOUND_MAX] = { 0 };
    size_t len = 0;
    bool has_other = false;
    for (size_t i = 0; i < folded.len; i++) {
        char class = is_letter(folded.at[i]) ? class_at(folded, i) : 0;
        has_other = has_other || (folded.at[i] & 0x80);
        if (class)
            add(code, &len, class);
    }
    if (has_other) // not written in Latin letters: the text itself
        return (uint32_t)str_hash(folded) | 1;
    return len ? (uint32_t)str_hash((str){ code, len }) | 1 : 0;
}

enum { PARTICLE_LEN_MAX = 5 };

// Particles of family names, folded: Dutch, German, Romance, Nordic, Arabic, Irish.
static const char *const PARTICLES[] = {
    "van", "von", "der", "den", "de",  "du",  "da", "di",  "do",  "dos", "das", "del", "della",
    "la",  "le",  "les", "los", "af",  "av",  "zu", "zur", "zum", "ter", "ten", "te",  "al",
    "el",  "bin", "ibn", "ben", "abu", "abd", "o",  "mac", "mc",  "st",  "san", "y",   "e",
    "of",  "the", "und", "och", "og",  "dit", "d",  "l",   "vom", "am",  "an",  "im",  "lo",
};

bool sound_is_particle(str word)
{
    if (!word.len || word.len > PARTICLE_LEN_MAX)
        return false;
    for (size_t i = 0; i < LENGTH(PARTICLES); i++)
        if (PARTICLES[i][0] == word.at[0] && str_eq(word, str_of(PARTICLES[i])))
            return true;
    return false;
}

str sound_main_word(str folded)
{
    str rest = folded, word, best = { 0 };
    while (str_split(&rest, ' ', &word))
        if (!sound_is_particle(word))
            best = word;
    return best.len ? best : folded;
}
