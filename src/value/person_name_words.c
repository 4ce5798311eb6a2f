#include "value/person_name_words.h"

#include "base/utf8.h"

enum { LONGEST = 24 };

struct name_word {
    const char *word;
    uint16_t kinds;
};

#include "value/name_words_table.h"

// Small ASCII letters, digits, & and +. Nordic letters lose their marks as in fold(). 0: too long.
static size_t bare(str word, char out[LONGEST])
{
    size_t len = 0;
    while (word.len) {
        uint32_t c = utf8_next(&word);
        if (c >= 'A' && c <= 'Z')
            c += 32;
        else if (c == 0xE5 || c == 0xC5 || c == 0xE4 || c == 0xC4)
            c = 'a';
        else if (c == 0xF8 || c == 0xD8 || c == 0xF6 || c == 0xD6)
            c = 'o';
        else if (c == 0xE6 || c == 0xC6) {
            if (len < LONGEST)
                out[len++] = 'a';
            c = 'e';
        }
        bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '&' || c == '+';
        if (c >= 0x80 || len == LONGEST)
            return 0;
        if (is_kept)
            out[len++] = (char)c;
    }
    return len;
}

unsigned name_word_kinds(str word)
{
    char text[LONGEST];
    str key = { text, bare(word, text) };
    size_t from = 0, to = LENGTH(NAME_WORDS);
    while (key.len && from < to) {
        size_t middle = from + (to - from) / 2;
        int order = str_compare(str_of(NAME_WORDS[middle].word), key);
        if (order == 0)
            return NAME_WORDS[middle].kinds;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return 0;
}
