#include "value/country_key.h"

#include "base/utf8.h"
#include "value/fold.h"

#include "value/polities.h"

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

// Letters of the Arabic script that have two code points in use, as the one that Arabic uses.
static uint32_t plain_letter(uint32_t c)
{
    static const uint16_t PAIRS[][2] = {
        { 0x0649, 0x064A }, { 0x06CC, 0x064A }, { 0x06D2, 0x064A }, { 0x06A9, 0x0643 },
        { 0x06C1, 0x0647 }, { 0x06BE, 0x0647 }, { 0x0629, 0x0647 }, { 0x06D5, 0x0647 },
        { 0x0622, 0x0627 }, { 0x0623, 0x0627 }, { 0x0625, 0x0627 }, { 0x0624, 0x0648 }
    };
    for (size_t i = 0; i < LENGTH(PAIRS) && c >= 0x0600 && c <= 0x06FF; i++)
        if (PAIRS[i][0] == c)
            return PAIRS[i][1];
    return c;
}

// Vowel signs above Arabic and Hebrew letters, and joiners that cannot be seen.
static bool is_silent(uint32_t c)
{
    return (c >= 0x064B && c <= 0x0652) || c == 0x0670 || c == 0x0654 || c == 0x0640 ||
           (c >= 0x0591 && c <= 0x05C7) || (c >= 0x200B && c <= 0x200F) || c == 0x2060 ||
           c == 0xFEFF || c == 0x00AD;
}

// Thai, Lao, Tibetan, Burmese, Khmer, Chinese and Japanese are written without spaces; where some
// stand they mean nothing.
static bool is_unspaced(uint32_t c)
{
    return (c >= 0x0E00 && c <= 0x0FFF) || (c >= 0x1000 && c <= 0x109F) ||
           (c >= 0x1780 && c <= 0x17FF) || (c >= 0x3040 && c <= 0x9FFF);
}

static size_t put_utf8(char *out, uint32_t c, str was)
{
    if (c >= 0x0600 && c <= 0x07FF) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    memcpy(out, was.at, was.len);
    return was.len;
}

// The name without what a script may write or leave out.
static str plain_script(struct arena *arena, str name)
{
    char *out = arena_alloc(arena, name.len + 1);
    size_t len = 0;
    bool after_unspaced = false;
    while (name.len) {
        str before = name;
        uint32_t c = utf8_next(&name);
        str was = str_slice(before, 0, before.len - name.len);
        bool is_gap = c == ' ' || c == 0x00B7 || c == 0x30FB || c == 0x0F0B;
        if (is_silent(c) || (is_gap && after_unspaced))
            continue;
        after_unspaced = is_unspaced(c);
        len += put_utf8(out + len, plain_letter(c), was);
    }
    return (str){ out, len };
}

static bool is_ascii(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] >= 0x80)
            return false;
    return true;
}

str country_words(struct arena *arena, str name)
{
    return fold_words(arena, is_ascii(name) ? name : plain_script(arena, name));
}

str country_key(struct arena *arena, str name)
{
    str folded = country_words(arena, name);
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

static bool is_among(uint64_t hash, const uint64_t *hashes, size_t count)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hashes[middle] == hash)
            return true;
        if (hashes[middle] < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static bool is_polity(str word)
{
    for (size_t i = 0; i < LENGTH(POLITIES); i++)
        if (str_eq(word, str_of(POLITIES[i])))
            return true;
    return false;
}

str country_key_bare(struct arena *arena, str key, const uint64_t *more, size_t count)
{
    struct words words = split(key), bare = { 0 };
    for (size_t i = 0; i < words.count; i++)
        if (!is_polity(words.at[i]) && !is_among(str_hash(words.at[i]), more, count))
            bare.at[bare.count++] = words.at[i];
    bool is_shorter = bare.count && bare.count < words.count;
    return is_shorter ? join(arena, &bare, " ") : (str){ 0 };
}
