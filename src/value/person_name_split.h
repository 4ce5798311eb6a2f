#pragma once

// Takes one text with a whole name apart. Only person_name.c needs it.

#include "value/person_name.h"

enum { NAME_WORD_MAX = 32 }; // a longer name keeps its rest in the last word

struct name_words {
    str at[NAME_WORD_MAX];
    size_t count;
};

// Words parted by spaces, without the commas behind them.
struct name_words name_words_of(str text);

// The words from `from` up to, not including, `to`, with one space between.
str name_words_join(struct arena *arena, const struct name_words *words, size_t from, size_t to);

// Takes titles off the front and adds them to `title`, leaving at least one word.
void name_take_titles(struct arena *arena, struct name_words *words, str *title);

// True when the word is known as a given name.
bool name_is_given(struct arena *arena, str word);

// The parts of `text`, case as given. At least one of given and family is set when `text` has
// words.
struct person_parts name_split(struct arena *arena, str text);
