#pragma once

// The words of headers in English, Swedish, Danish, Norwegian, Finnish and German. Words and
// phrases are folded (fold_words).

#include "base/arena.h"
#include "intake/draft.h"

struct target_words {
    int target;
    const char *language;
    const char *words; // separated by "|"
};

// What a word beside the field's own says.
enum word_kind {
    WORD_OTHER = 0,
    WORD_NUMBER = 1,
    WORD_FILLER = 2,
    WORD_LABEL = 4,
    WORD_CONTACT = 8,
    WORD_COMPANY = 16,
    WORD_CUSTOMER = 32,
};

struct beside_words {
    enum word_kind kind;
    const char *label;
    const char *words;
};

// The first row that has the phrase, or NULL.
const struct target_words *vocabulary_target(str phrase);

// The languages in which the phrase means the target: "Swedish/German".
str vocabulary_languages(int target, str phrase, struct arena *arena);

// What one word says beside the field: bits of enum word_kind.
unsigned vocabulary_kinds(str word);

// The label a word stands for that makes sense for the target ("mobile"), or NULL.
const char *vocabulary_label(str word, int target);
