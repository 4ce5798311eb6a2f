#include "value/country_key.h"

#include "value/fold.h"

enum { WORD_MAX = 16 }; // a name of more words is cut: none is that long

struct words {
    str at[WORD_MAX];
    size_t count;
};

static const struct {
    const char *shortened, *whole; // an empty `whole` leaves the word out
} USAGE[] = {
    { "the", "" },
    { "and", "" },
    { "of", "" },
    { "st", "saint" },
    { "is", "islands" },
    { "isl", "islands" },
    { "isls", "islands" },
    { "isds", "islands" },
    { "island", "islands" },
    { "rep", "republic" },
    { "dem", "democratic" },
    { "br", "british" },
    { "terr", "territory" },
    { "neth", "netherlands" },
    { "peoples", "people" },
};

static str written_out(str word)
{
    if (word.len > 7 || (unsigned char)word.at[0] >= 0x80)
        return word;
    for (size_t i = 0; i < LENGTH(USAGE); i++)
        if (str_eq(word, str_of(USAGE[i].shortened)))
            return str_of(USAGE[i].whole);
    return word;
}

static struct words split(str text)
{
    struct words words = { 0 };
    str word;
    while (words.count < WORD_MAX && str_split(&text, ' ', &word))
        words.at[words.count++] = word;
    return words;
}

static bool are_initials(const struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        if (words->at[i].len != 1)
            return false;
    return words->count > 1;
}

// Puts `word` where it belongs by the alphabet.
static void insert(struct words *words, str word)
{
    size_t at = words->count++;
    for (; at > 0 && str_compare(words->at[at - 1], word) > 0; at--)
        words->at[at] = words->at[at - 1];
    words->at[at] = word;
}

static str join(struct arena *arena, const struct words *words, const char *between)
{
    size_t gap = strlen(between), len = 0;
    for (size_t i = 0; i < words->count; i++)
        len += words->at[i].len + gap;
    char *out = arena_alloc(arena, len + 1);
    len = 0;
    for (size_t i = 0; i < words->count; i++) {
        memcpy(out + len, words->at[i].at, words->at[i].len);
        len += words->at[i].len;
        if (gap && i + 1 < words->count)
            out[len++] = *between;
    }
    return (str){ out, len };
}

str country_key(struct arena *arena, str name)
{
    str folded = fold_words(arena, name);
    if (str_find_byte(folded, ' ') == folded.len)
        return folded;
    struct words words = split(folded), sorted = { 0 };
    if (are_initials(&words) && !str_eq(folded, STR("n a")))
        return join(arena, &words, "");
    for (size_t i = 0; i < words.count; i++) {
        bool is_genitive = i && str_eq(words.at[i], STR("s")) && words.at[i - 1].len > 1;
        str word = is_genitive ? STR("") : written_out(words.at[i]);
        if (word.len)
            insert(&sorted, word);
    }
    return sorted.count ? join(arena, &sorted, " ") : folded;
}

// "Republic", "kingdom" and the small words around them, folded, in the languages of
// Europe and the larger ones elsewhere. English "state" is not among them: "Georgia State" is not
// Georgia.
static const char *const POLITIES[] = {
    "republic",
    "republik",
    "republika",
    "republiken",
    "republikken",
    "republica",
    "republique",
    "repubblica",
    "republiek",
    "respublika",
    "respublikasi",
    "respublikasy",
    "respublikos",
    "respublica",
    "repubblika",
    "repubilika",
    "repiblik",
    "ripublik",
    "rzeczpospolita",
    "koztarsasag",
    "tasavalta",
    "cumhuriyeti",
    "lydveldid",
    "vabariik",
    "errepublika",
    "poblacht",
    "gweriniaeth",
    "republikata",
    "jamhuri",
    "jumhuriyyat",
    "respubliko",
    "respubblika",
    "kingdom",
    "konungariket",
    "kongeriket",
    "kongeriget",
    "konigreich",
    "royaume",
    "reino",
    "regno",
    "koninkrijk",
    "kralovstvi",
    "kraljevina",
    "kiralysag",
    "kuningaskunta",
    "rouantelezh",
    "mamlakat",
    "principality",
    "principaute",
    "principado",
    "principato",
    "furstentum",
    "furstendomet",
    "fyrstendommet",
    "grand",
    "duchy",
    "etat",
    "estado",
    "stato",
    "staat",
    "staten",
    "stat",
    "dawlat",
    "sultanate",
    "sultanat",
    "emirate",
    "commonwealth",
    "nation",
    "union",
    "bailiwick",
    "bailliage",
    "collectivity",
    "collectivite",
    "territory",
    "territoire",
    "teritorium",
    "landskapet",
    "republique",
    "kenglad",
    "prinselezh",
    "orileede",
    "orilɛede",
    "negara",
    "lefatshe",
    "республика",
    "република",
    "республикасы",
    "республики",
    "рэспубліка",
    "республіка",
    "королевство",
    "содружество",
    "δημοκρατια",
    "جمهورية",
    "جمهوری",
    "جمہوریہ",
    "دولة",
    "مملكة",
    "مملکت",
    "מדינת",
    "jamhuuriyadda",
    "di",
    "de",
    "du",
    "da",
    "do",
    "des",
    "der",
    "del",
    "della",
    "dell",
    "d",
    "la",
    "le",
    "el",
    "al",
    "av",
    "af",
    "ya",
    "van",
    "von",
    "e",
    "ar",
    "islands",
    "former",
};

static bool is_polity(str word)
{
    for (size_t i = 0; i < LENGTH(POLITIES); i++)
        if (str_eq(word, str_of(POLITIES[i])))
            return true;
    return false;
}

str country_key_bare(struct arena *arena, str key)
{
    struct words words = split(key), bare = { 0 };
    for (size_t i = 0; i < words.count; i++)
        if (!is_polity(words.at[i]))
            bare.at[bare.count++] = words.at[i];
    bool is_shorter = bare.count && bare.count < words.count;
    return is_shorter ? join(arena, &bare, " ") : (str){ 0 };
}
